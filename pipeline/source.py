"""Everything about one source, read from its TOML and the gazetteer files that it names."""

from __future__ import annotations

import csv
import datetime as dt
import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from pipeline.issues import SourceError
from pipeline.model import Role

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "sources"
GAZETTEER = ROOT / "gazetteer"

Text = Annotated[str, Meta(min_length=1)]
Share = Annotated[float, Meta(ge=0, le=1)]
Names = Annotated[tuple[Text, ...], Meta(min_length=1, max_length=2)]
Id = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\Z")]


class _Section(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A TOML table; a key nobody knows is refused."""


class Publisher(_Section, frozen=True):
    """Who publishes the page."""

    name: Text
    url: Text
    description: Text
    email: str | None = None


class Licence(_Section, frozen=True):
    """What may be done with the data, as the publisher states it."""

    name: Text
    url: Text
    title: Text


class Page(_Section, frozen=True):
    """Where the page is and how it may be fetched."""

    url: Text
    allow_hosts: tuple[str, ...] = ()  # other hosts that a redirect may lead to
    max_bytes: Annotated[int, Meta(gt=0)] = 10_000_000
    contact: str | None = None  # stated in the User-Agent
    first_url: str | None = None  # where the page stood when its identifiers were made, if it has moved since


class Table(_Section, frozen=True):
    """What is known of the table beyond the general vocabulary."""

    headings: dict[str, Role] = {}  # before the general vocabulary
    required: tuple[Role, ...] = (Role.NAME,)
    null_words: tuple[str, ...] = ()
    names: Literal["services", "organisations"] = "services"  # what the name cells name


class Places(_Section, frozen=True):
    """The gazetteer files for this source, and what it means by words that name no place."""

    gazetteer: tuple[Text, ...] = ()  # file names in gazetteer/, without .csv
    phrases: dict[str, Text] = {}  # "County-wide" -> name of a gazetteer place
    coverage: tuple[Text, ...] = ()  # the authorities that the source serves, for gaps in provision
    tiles: str | None = None  # file name in gazetteer/, without .csv: where each stands on a map of tiles


class Policy(_Section, frozen=True):
    """Decisions that the page does not make for us."""

    mailboxes: Literal["all", "role", "none"] = "none"  # which e-mail addresses are published
    currency: str = "GBP"
    as_of: dt.date | None = None  # freshness is judged at the latest of this, retrieval and page date
    fresh_days: Annotated[int, Meta(gt=0)] = 365  # "active" while the page is no older than this
    contact_title: Text = "Contact"
    contact_department: str | None = None


class Programme(_Section, frozen=True):
    """What funds or binds the services, as the page words it."""

    name: Text
    description: Text
    funding: Text


class Expectations(_Section, frozen=True):
    """What a plausible release looks like; beyond it, publish refuses."""

    min_records: Annotated[int, Meta(ge=0)] = 1
    max_records: int | None = None
    max_record_drop: Share = 0.3  # share of the last release's records that may vanish at once
    min_filled: dict[Role, Share] = {}  # share of the cells that are not blank
    min_recognised: dict[Role, Share] = {}  # of those, understood without a warning


class Patch(_Section, frozen=True):
    """A person's ruling on one printed text; it lapses when the text changes."""

    field: Text  # a Derivation path without its index: name, organization, maximum_age, areas ...
    match: Text  # the printed text
    value: str | int | tuple[str, ...] | None
    why: Text
    since: dt.date
    by: Text


class Rename(_Section, frozen=True):
    """A person's ruling that one service has two names, each given as (organisation and) name."""

    before: Names
    after: Names
    why: Text
    since: dt.date
    by: Text


class Source(_Section, frozen=True, dict=True):
    """One page and all that is known of it. Shape of `sources/<id>.toml`."""

    id: Id
    title: Text
    description: Text
    publisher: Publisher
    licence: Licence
    page: Page
    table: Table = Table()
    places: Places = Places()
    policy: Policy = Policy()
    programme: Programme | None = None
    expectations: Expectations = Expectations()
    patches: tuple[Patch, ...] = ()
    renames: tuple[Rename, ...] = ()

    @cached_property
    def gazetteer(self) -> tuple[Place, ...]:
        """The places of every gazetteer file that the source names."""
        return tuple(place for name in self.places.gazetteer for place in read_gazetteer(name))


@dataclass(frozen=True, slots=True, eq=False)  # a row is itself alone: a gazetteer is a quick key to look up
class Place:
    """A gazetteer row. Two rows may share a name or an alias: then the words are ambiguous."""

    name: str
    kind: str
    code: str | None
    within: tuple[str, ...]  # codes of the authorities that contain it, itself among them
    aliases: tuple[str, ...]
    origin: str
    part_of: tuple[str, ...] = ()  # codes of larger areas that hold all of it: county, police force area


def read_gazetteer(name: str) -> tuple[Place, ...]:
    """The places of `gazetteer/<name>.csv`.

    Raises: SourceError where the file is missing.
    """
    path = GAZETTEER / f"{name}.csv"
    if not path.is_file():
        raise SourceError(f"there is no gazetteer file {path.name}", remedy="Correct `places.gazetteer`.")
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(_to_place(row) for row in csv.DictReader(file))


def read_tiles(name: str) -> dict[str, tuple[int, int]]:
    """Column and row of each authority's tile, by code, from `gazetteer/<name>.csv`.

    Raises: SourceError where the file is missing.
    """
    path = GAZETTEER / f"{name}.csv"
    if not path.is_file():
        raise SourceError(f"there is no file of tiles {path.name}", remedy="Correct `places.tiles`.")
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"]: (int(row["column"]), int(row["row"])) for row in csv.DictReader(file)}


def _to_place(row: dict[str, str]) -> Place:
    def split(cell: str) -> tuple[str, ...]:
        return tuple(part for part in cell.split("|") if part)

    return Place(
        row["name"],
        row["kind"],
        row["code"] or None,
        split(row["within"]),
        split(row["aliases"]),
        row["origin"],
        split(row.get("part_of") or ""),
    )


GENERAL = Source(
    id="general",
    title="Any page",
    description="The general heading vocabulary, no gazetteer and no policy.",
    publisher=Publisher(name="Not known", url="about:blank", description="Not known"),
    licence=Licence(name="notspecified", url="about:blank", title="Not specified"),
    page=Page(url="about:blank"),
    policy=Policy(mailboxes="all"),
)


def read_source(name: str) -> Source:
    """The source with this id in `sources/`, or at this path of a TOML file.

    Raises: SourceError where the file is missing, is not TOML, or has a wrong or unknown key.
    """
    path = Path(name) if name.endswith(".toml") else SOURCES / f"{name}.toml"
    if not path.is_file():
        known = ", ".join(source_ids()) or "none yet"
        raise SourceError(f"there is no source {name!r}.", remedy=f"Known sources: {known}.")
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Source)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(f"not TOML: {error}.", where=str(path), remedy="Correct the file.") from error
    except msgspec.ValidationError as error:
        raise SourceError(_told(str(error)), where=str(path), remedy="Correct the file.") from error


def _told(message: str) -> str:
    """What the library says of a wrong value, with the key's name first.

    >>> _told("Object contains unknown field `colour` - at `$.policy`")
    '`policy.colour`: nobody knows this key.'
    >>> _told("Expected `str`, got `int` - at `$.page.url`"), _told("Object missing required field `id`")
    ('`page.url`: Expected `str`, got `int`.', '`id`: this key is missing.')
    """
    what, _, where = message.partition(" - at `$")
    key = where.strip(".`")
    said = _FIELD.fullmatch(what)
    if not said:
        return f"`{key or 'file'}`: {what}."
    why = "nobody knows this key" if said[1] == "contains unknown" else "this key is missing"
    return f"`{'.'.join(filter(None, (key, said[2])))}`: {why}."


_FIELD = re.compile(r"Object (contains unknown|missing required) field `(.*)`")


def source_ids() -> tuple[str, ...]:
    """The ids of all sources, sorted."""
    return tuple(sorted(path.stem for path in SOURCES.glob("*.toml")))
