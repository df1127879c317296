"""Everything about one source, read from its TOML and the gazetteer files that it names."""

from __future__ import annotations

import csv
import datetime as dt
import re
import tomllib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from annotated_types import Ge, Gt, Le, Len, MinLen, Predicate

from pipeline.issues import SourceError
from pipeline.model import Role

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "sources"
GAZETTEER = ROOT / "gazetteer"

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

Text = Annotated[str, MinLen(1)]
Share = Annotated[float, Ge(0), Le(1)]
Names = Annotated[tuple[Text, ...], Len(1, 2)]
Id = Annotated[str, Predicate(_ID.fullmatch)]


@dataclass(frozen=True)
class _Section:
    """A TOML table; a key nobody knows is refused."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}


@dataclass(frozen=True)
class Publisher(_Section):
    """Who publishes the page."""

    name: Text
    url: Text
    description: Text
    email: str | None = None


@dataclass(frozen=True)
class Licence(_Section):
    """What may be done with the data, as the publisher states it."""

    name: Text
    url: Text
    title: Text


@dataclass(frozen=True)
class Page(_Section):
    """Where the page is and how it may be fetched."""

    url: Text
    allow_hosts: tuple[str, ...] = ()  # other hosts that a redirect may lead to
    max_bytes: Annotated[int, Gt(0)] = 10_000_000
    contact: str | None = None  # stated in the User-Agent
    first_url: str | None = None  # where the page stood when its identifiers were made, if it has moved since


@dataclass(frozen=True)
class Table(_Section):
    """What is known of the table beyond the general vocabulary."""

    headings: dict[str, Role] = field(default_factory=dict)  # before the general vocabulary
    required: tuple[Role, ...] = (Role.NAME,)
    null_words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Places(_Section):
    """The gazetteer files for this source, and what it means by words that name no place."""

    gazetteer: tuple[Text, ...] = ()  # file names in gazetteer/, without .csv
    phrases: dict[str, Text] = field(default_factory=dict)  # "County-wide" -> name of a gazetteer place
    coverage: tuple[Text, ...] = ()  # the authorities that the source serves, for gaps in provision
    tiles: str | None = None  # file name in gazetteer/, without .csv: where each stands on a map of tiles


@dataclass(frozen=True)
class Policy(_Section):
    """Decisions that the page does not make for us."""

    mailboxes: Literal["all", "role", "none"] = "none"  # which e-mail addresses are published
    currency: str = "GBP"
    as_of: dt.date | None = None  # freshness is judged at the latest of this, retrieval and page date
    fresh_days: Annotated[int, Gt(0)] = 365  # "active" while the page is no older than this
    contact_title: Text = "Contact"
    contact_department: str | None = None


@dataclass(frozen=True)
class Programme(_Section):
    """What funds or binds the services, as the page words it."""

    name: Text
    description: Text
    funding: Text


@dataclass(frozen=True)
class Expectations(_Section):
    """What a plausible release looks like; beyond it, publish refuses."""

    min_records: Annotated[int, Ge(0)] = 1
    max_records: int | None = None
    max_record_drop: Share = 0.3  # share of the last release's records that may vanish at once
    min_filled: dict[Role, Share] = field(default_factory=dict)  # share of the cells that are not blank
    min_recognised: dict[Role, Share] = field(default_factory=dict)  # of those, understood without a warning


@dataclass(frozen=True)
class Patch(_Section):
    """A person's ruling on one printed text; it lapses when the text changes."""

    field: Text  # a Derivation path without its index: name, organization, maximum_age, areas ...
    match: Text  # the printed text
    value: str | int | tuple[str, ...] | None
    why: Text
    since: dt.date
    by: Text


@dataclass(frozen=True)
class Rename(_Section):
    """A person's ruling that one service has two names, each given as (organisation and) name."""

    before: Names
    after: Names
    why: Text
    since: dt.date
    by: Text


@dataclass(frozen=True)
class Source(_Section):
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
    from pydantic import (  # the TOML door alone needs it, and it is slow to import
        TypeAdapter,
        ValidationError,
    )

    try:
        return TypeAdapter(Source).validate_python(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(f"not TOML: {error}.", where=str(path), remedy="Correct the file.") from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "file"
        raise SourceError(f"`{key}`: {first['msg']}.", where=str(path), remedy="Correct the file.") from error


def source_ids() -> tuple[str, ...]:
    """The ids of all sources, sorted."""
    return tuple(sorted(path.stem for path in SOURCES.glob("*.toml")))
