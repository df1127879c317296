"""Our own words in HSDS: two taxonomies, of statistical areas and of doubts, and attributes that use them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.dataset import Dataset
from pipeline.formats.hsds.rows import Origin, Row, exact, row
from pipeline.identifiers import identifier
from pipeline.issues import catalogue

GSS = "http://statistics.data.gov.uk/id/statistical-geography/"

AREAS = "Statistical areas"
DOUBTS = "Doubts about this data"
COLUMNS = "Columns of the page"

_ABOUT = {
    AREAS: "Areas of the United Kingdom with their GSS codes (Office for National Statistics): those in "
    "which a printed place lies, or that it may mean.",
    DOUBTS: "What a person should look at before relying on a value, as found while the page was read.",
    COLUMNS: "Columns of the page that the standard has no field for, with their words as printed.",
}

NO_ORGANISATION = "organization-not-stated"
_OWN = {
    NO_ORGANISATION: "The page does not say which organisation runs the service: the service's name "
    "stands in for it.",
}


@dataclass(frozen=True, slots=True)
class Term:
    """One term of one of our taxonomies."""

    taxonomy: str
    code: str
    name: str
    description: str
    uri: str | None = None


def area_term(dataset: Dataset, code: str) -> Term:
    """The term for a statistical area, named as the source's gazetteer names it."""
    names = {place.code: place.name for place in dataset.source.gazetteer if place.code}
    name = names.get(code, code)
    return Term(AREAS, code, name, f"The statistical area {name} with the GSS code {code}.", GSS + code)


def doubt_term(code: str) -> Term:
    """The term for an issue code, with its meaning from the catalogue of issues."""
    kind = catalogue().get(code)
    meaning = _OWN.get(code) or (kind.meaning if kind else "A person should look at this value.")
    return Term(DOUBTS, code, code, meaning)


def column_term(heading: str) -> Term:
    """The term for a column of the page, by its heading."""
    heading = heading or "(no heading)"
    return Term(COLUMNS, heading, heading, f"The words that the page prints under the heading {heading!r}.")


@dataclass(frozen=True, slots=True)
class Note:
    """What an attribute says of a row: how they are linked, the term, and the words with their origin."""

    link_type: str
    term: Term
    value: str
    label: str
    origin: Origin = ()


def attribute(dataset: Dataset, to: Row, note: Note) -> tuple[Row, Term]:
    """A note as an attribute of a row, and the term that it uses."""
    values = {
        "id": identifier(
            dataset.source, "attribute", to.id, note.link_type, exact(note.term.code), exact(note.value)
        ),
        "link_id": to.id,
        "taxonomy_term_id": _term_id(dataset, note.term),
        "link_type": note.link_type,
        "link_entity": to.table,
        "value": note.value,
        "label": note.label,
    }
    return row("attribute", values, value=note.origin), note.term


def term_rows(dataset: Dataset, terms: Iterable[Term]) -> Iterator[Row]:
    """The taxonomies that are used, each followed by its terms, in the order of first use."""
    used = list(dict.fromkeys(terms))
    for taxonomy in dict.fromkeys(each.taxonomy for each in used):
        ident = identifier(dataset.source, "taxonomy", taxonomy)
        yield row("taxonomy", {"id": ident, "name": taxonomy, "description": _ABOUT[taxonomy]})
        for each in used:
            if each.taxonomy == taxonomy:
                yield _term_row(dataset, each, ident)


def _term_row(dataset: Dataset, term: Term, taxonomy_id: str) -> Row:
    values = {
        "id": _term_id(dataset, term),
        "code": term.code,
        "name": term.name,
        "description": term.description,
        "taxonomy": term.taxonomy,
        "taxonomy_id": taxonomy_id,
        "term_uri": term.uri,
    }
    return row("taxonomy_term", values)


def _term_id(dataset: Dataset, term: Term) -> str:
    return identifier(dataset.source, "taxonomy_term", term.taxonomy, exact(term.code))
