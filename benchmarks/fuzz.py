"""Coverage-guided fuzzing of extraction: `python -m benchmarks.fuzz [SECONDS]`. Only a refusal may come.

Atheris mutates bytes, and pieces of markup and text that tables are made of, towards code not yet run.
"""

from __future__ import annotations

import argparse
import hashlib
import signal
import sys

import atheris

with atheris.instrument_imports(include=["pipeline"]):
    from pipeline.extract import extract
    from pipeline.issues import PipelineError
    from pipeline.model import Snapshot
    from pipeline.source import GENERAL

LONGEST = 10  # seconds for one document; beyond it, it hangs
PIECES = (
    *("<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<th rowspan=3>", "<td colspan=2>", "<br>"),
    *("Name", "Service Provided", "Age group", "Area covered", "Contact", "11-18", "a@b.org", "Norton"),
    *("The Shed", "\n", "\n\n", "\t", "  ", " | ", "---|---|---", "│", "+---+---+", "<dl><dt>", "<dd>"),
    *("Name: ", "\u00a0", "Updated 4 May 2021", "<div hidden>", "<a href='mailto:x@y.z'>", "&shy;", "<p>"),
    *("Address\n\n", "Opening times\n\n", "Who for\n\n", "12 Mill Lane, Norton NR9 4QA\n\n", "Mon 9-5\n\n"),
    *(
        "Warm hub\n\nWhat they do\n\nWhere\n\nContact\n\n",
        "Name of club",
        "Referral e-mail",
        "[<i class=x/>](mailto:a@b.c)",
    ),
    *("<ul><li>", "**", "<h3>", "\ufffd", "Name | Service | Ages\n", "Name      Service      Ages\n"),
    *(
        "Name Service Ages Area Email\n",
        "Judo 11-18 Norton a@b.org\n",
        "NameServiceAges\n",
        "Judo4-9Ely\n",
        "[1]",
        "\\\n",
    ),
)


def read_one(content: bytes) -> None:
    """Any document: extraction ends soon, in records or in a refusal."""
    document = content[1:]
    if content[:1] and content[0] % 2:
        document = "".join(PIECES[byte % len(PIECES)] for byte in document).encode()
    snapshot = Snapshot("fuzz", "fuzz", document, hashlib.sha256(document).hexdigest())
    signal.alarm(LONGEST)
    try:
        found = extract(snapshot, GENERAL)
    except PipelineError:
        return
    finally:
        signal.alarm(0)
    if any(len(record.cells) != len(found.columns) for record in found.records):
        raise AssertionError("a record has not one cell a column")


def main() -> None:
    """Runs for so long; ends with an exception, and the document in a file, where one breaks extraction."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("seconds", type=int, nargs="?", default=60, help="how long to run (default 60)")
    limit = f"-max_total_time={parser.parse_args().seconds}"
    atheris.Setup([sys.argv[0], limit, "-max_len=4096"], read_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
