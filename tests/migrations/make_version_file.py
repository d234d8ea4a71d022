"""Makes the fixture of the newest version: ``python -m tests.migrations.make_version_file``.

Done once for each released version; the file of a released version never changes.
"""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path

from annotator.domain.verdict import Verdict
from annotator.services import claim_editing, comparing, learning, linking, review
from annotator.storage.migrations import latest_version
from tests.made_projects import OTHER_TEXT, TEXT, detected_project, proposed_links

FOLDER = Path(__file__).resolve().parent


def version_file(version: int) -> Path:
    """Where the compressed project of one version lies."""
    return FOLDER / f"version_{version:04}.fact.gz"


def main() -> None:
    """Write a project with every kind of record."""
    with tempfile.TemporaryDirectory() as folder:
        project = detected_project(Path(folder), TEXT, OTHER_TEXT)
        first, second, third, *_ = project.claims()
        review.decide(project, first.id, Verdict.VERIFIED)
        review.justify(project, first.id, "The operator's log says so: 40 million l.")
        review.decide(project, second.id, Verdict.DISPUTED)
        review.undo(project)
        review.redo(project)
        review.decide(project, third.id, Verdict.UNSUPPORTED)
        review.undo(project)
        claim_editing.dismiss(project, third.id)
        other = next(claim for claim in project.claims() if claim.article_id != first.article_id)
        linking.confirm_link(project, first.id, other.id)
        comparing.keep_links(project, comparing.articles_to_compare(project), proposed_links(), ())
        learning.set_learning(project, True)
        project.keep_view_state({"columns": [1, 2]})
        project.close()
        data = gzip.compress(project.path.read_bytes(), mtime=0)
    version_file(latest_version()).write_bytes(data)


if __name__ == "__main__":
    main()
