"""`make docs`: the generated pages of docs/, each from the one place where its facts stand."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.formats.flat_columns import FlatColumn, columns
from pipeline.issues import Kind, Severity, catalogue, issue
from pipeline.source import ROOT
from pipeline.store import write_bytes

_SAYS = {
    Severity.ERROR: "The record is held back, or the page or release refused.",
    Severity.WARNING: "The value is published as printed or left empty, and a person should look.",
    Severity.NOTICE: "Nothing for a person to do: a value was tidied, or a fact is stated.",
}


def issues_page() -> str:
    """docs/issues.md: every issue with an example, its meaning and what to do."""
    return "\n".join(_issues_lines()) + "\n"


def dictionary_page() -> str:
    """docs/data-dictionary.md: every column of the flat dataset."""
    return "\n".join(_dictionary_lines()) + "\n"


PAGES = {"docs/issues.md": issues_page, "docs/data-dictionary.md": dictionary_page}


def main() -> None:
    """Every generated page is up to date, and each that changed is named."""
    for name, page in PAGES.items():
        if write_bytes(ROOT / name, page().encode()):
            print(f"written: {name}")


def _issues_lines() -> Iterator[str]:
    yield "# Issues, and what to do about them"
    yield ""
    yield "Written by `make docs` from `pipeline/issues.toml`."
    for severity, says in _SAYS.items():
        yield from ("", f"## {severity.capitalize()}", "", says)
        for kind in catalogue().values():
            if kind.severity is severity:
                yield from _issue_lines(kind)


def _issue_lines(kind: Kind) -> Iterator[str]:
    yield from ("", f"### {kind.code}", "")
    yield f"> {issue(kind.code, **kind.example).message}"
    yield from ("", kind.meaning, "", f"**What to do:** {kind.remedy}")


def _dictionary_lines() -> Iterator[str]:
    yield "# Data dictionary"
    yield ""
    yield "Written by `make docs` from `pipeline/formats/flat_columns.toml`. The columns of `services.csv`,"
    yield "and their places in `services.json`, in published order."
    for column in columns():
        yield from ("", f"## `{column.name}`", "", f"{column.title}. {column.description}", "")
        yield from (f"- {name}: {value}" for name, value in _facts(column))


def _facts(column: FlatColumn) -> Iterator[tuple[str, str]]:
    yield "type", column.type + (", several" if column.many else "")
    if column.unit:
        yield "unit", column.unit
    yield "always there", "yes" if column.required else "no"
    if column.where != column.name:
        yield "in the JSON", f"`{column.where}`"
    for name, value in column.constraints.items():
        yield name, f"`{value}`"
    yield "example", f"`{column.example}`"


if __name__ == "__main__":
    main()
