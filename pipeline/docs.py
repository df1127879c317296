"""`make docs`: the generated pages of docs/, each from the one place where its facts stand."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from pipeline import command
from pipeline.formats.dictionary import data_dictionary
from pipeline.issues import Kind, Severity, catalogue, issue
from pipeline.source import ROOT
from pipeline.store import write_bytes

_SAYS = {
    Severity.ERROR: "The record is held back, or the page or release refused.",
    Severity.WARNING: "The value is published as printed or left empty, and a person should look.",
    Severity.NOTICE: "Nothing for a person to do: a value was tidied, or a fact is stated.",
}

_WORDS = {
    "record": "one row of the page's table, and the service that it is read as",
    "held back": "not published, until the page or the reading of it is put right",
    "source's TOML": "the settings of one page, `sources/<source>.toml`: a text file that any editor opens",
    "patch": "a ruling by a person, put into the source's TOML; "
    "the report has one ready to fill in, and [CONTRIBUTING](../CONTRIBUTING.md#to-read-an-issue) an example",
    "gazetteer": "the list of places with their codes, `gazetteer/*.csv`",
    "vocabulary": "the lists of words that the pipeline knows, `vocabulary/*.csv`",
    "snapshot": "a page as it was fetched, in `raw/`; its *sidecar* is the small JSON file beside it",
    "gate": "a comparison with the last release, which refuses a new one that loses too much at once",
    "report it": "tell whoever looks after this software, with `issues.csv` and the page",
}


def issues_page() -> str:
    """docs/issues.md: every issue with an example, its meaning and what to do."""
    return "\n".join(_issues_lines()) + "\n"


PAGES = {"docs/issues.md": issues_page, "docs/data-dictionary.md": data_dictionary}


def main(arguments: Sequence[str] | None = None) -> int:
    """0, with every generated page up to date, and each that changed named."""
    return command.run("docs", lambda: _write(arguments))


def _write(arguments: Sequence[str] | None) -> int:
    command.new_parser("docs", "Write the generated pages of docs/ again.").parse_args(arguments)
    for name, page in PAGES.items():
        if write_bytes(ROOT / name, page().encode()):
            print(f"written: {name}")
    return 0


def _issues_lines() -> Iterator[str]:
    yield "# Issues, and what to do about them"
    yield ""
    yield "Written by `make docs` from `pipeline/issues.toml`. What the words mean here:"
    yield ""
    yield from (f"- **{word}**: {meaning}." for word, meaning in _WORDS.items())
    for severity, says in _SAYS.items():
        yield from ("", f"## {severity.capitalize()}", "", says)
        for kind in catalogue().values():
            if kind.severity is severity:
                yield from _issue_lines(kind)


def _issue_lines(kind: Kind) -> Iterator[str]:
    yield from ("", f"### {kind.code}", "")
    yield f"> {issue(kind.code, **kind.example).message}"
    yield from ("", kind.meaning, "", f"**What to do:** {kind.remedy}")


if __name__ == "__main__":
    sys.exit(main())
