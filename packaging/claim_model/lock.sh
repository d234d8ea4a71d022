#!/bin/sh
# Write requirements.txt anew from requirements.in: exact versions and hashes, no addresses.
cd "$(dirname "$0")" || exit 1
exec env -u UV_INDEX -u UV_INDEX_URL -u UV_EXTRA_INDEX_URL -u UV_DEFAULT_INDEX -u UV_FIND_LINKS \
    uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-build \
    --no-emit-index-url --no-emit-find-links --no-config --python-version 3.11 \
    requirements.in --output-file requirements.txt
