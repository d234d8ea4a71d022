#!/bin/sh
# Write requirements.txt of the training programs anew from their requirements.in: exact versions and hashes, no addresses.
for folder in claim_model link_weights; do
    cd "$(dirname "$0")/$folder" || exit 1
    env -u UV_INDEX -u UV_INDEX_URL -u UV_EXTRA_INDEX_URL -u UV_DEFAULT_INDEX -u UV_FIND_LINKS \
        uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-build \
        --no-emit-index-url --no-emit-find-links --no-config --python-version 3.11 \
        requirements.in --output-file requirements.txt || exit 1
    cd - >/dev/null || exit 1
done
