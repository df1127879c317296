"""Everything about one source, read from its TOML and the gazetteer files that it names."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, get_args, get_origin

import msgspec
from msgspec import Meta, Struct, structs

from pipeline import source_faults
from pipeline.gazetteer import GAZETTEER, Place, read_gazetteer
from pipeline.issues import SourceError
from pipeline.model import Role
from pipeline.source_faults import Fault

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "sources"

Text = Annotated[str, Meta(min_length=1)]
Share = Annotated[float, Meta(ge=0, le=1)]
Names = Annotated[tuple[Text, ...], Meta(min_length=1, max_length=2)]
Currency = Annotated[str, Meta(pattern=r"^[A-Z]{3}\Z")]
Id = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\Z")]

_CORRECT = "Correct the file."


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


# What stands where `policy.mailboxes` withholds an address, a number or a name; and a plain address.
MASK = "[withheld by policy]"
ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"]+")


class Policy(_Section, frozen=True):
    """Decisions that the page does not make for us."""

    mailboxes: Literal["all", "role", "none"] = "none"  # which e-mail addresses are published
    currency: Currency | None = None  # of amounts for which neither the cell nor its heading states one
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
    max_renamed: Share = 0.3  # share of the last release's services that may have another name at once
    min_filled: dict[Role, Share] = {}  # share of the cells that are not blank
    min_recognised: dict[Role, Share] = {}  # of those, understood without a warning

    def __post_init__(self) -> None:
        if self.max_records is not None and self.max_records < self.min_records:
            raise ValueError(
                f"max_records = {self.max_records} is less than min_records = {self.min_records}"
            )


# What a patch may rule on, and the column of whose words it does.
PATCHED: Mapping[str, Role] = {
    "name": Role.NAME,
    "organization": Role.NAME,
    "alternate_names": Role.NAME,
    "description": Role.DESCRIPTION,
    "minimum_age": Role.AGE,
    "maximum_age": Role.AGE,
    "areas": Role.AREA,
    "contacts": Role.CONTACT,
    "phones": Role.PHONE,
    "urls": Role.URL,
    "amount": Role.AMOUNT,
    "status": Role.NAME,
}


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


GENERAL = Source(
    id="general",
    title="Any page",
    description="The general heading vocabulary, no gazetteer and no policy.",
    publisher=Publisher(name="Not known", url="about:blank", description="Not known"),
    licence=Licence(name="notspecified", url="about:blank", title="Not specified"),
    page=Page(url="about:blank"),
    policy=Policy(mailboxes="all"),
)


def read_source(name: str, today: dt.date = dt.date.max) -> Source:
    """The source with this id in `sources/`, or at this path of a TOML file; its dates are not after `today`.

    Raises: SourceError where the file is missing, is not TOML, has a wrong or unknown key, contradicts
    itself, names what is not there, or stands in `sources/` under another name than its id.
    """
    path, place = _path_of(name), place_of(name)
    _check_file(name, path)
    try:
        text = path.read_text(encoding="utf-8")
        source = msgspec.convert(tomllib.loads(text), Source)
        fault = next(_faults(source, path, today), None)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(f"not TOML: {error}.", where=place, remedy=_CORRECT) from error
    except msgspec.ValidationError as error:
        fault = source_faults.to_fault(str(error), _choices(), tuple(Role))
    except OSError as error:
        why = f"cannot be read: {error.strerror or error}."
        raise SourceError(why, where=place, remedy="Mend its permissions.") from error
    if fault:
        where = f"{place}, line {source_faults.line_of(text, fault[0])}"
        raise SourceError(f"`{fault[0]}`: {fault[1]}", where=where, remedy=_CORRECT)
    return source


def place_of(name: str) -> str:
    """The file of the source with this id, or at this path, as a message shows it."""
    return shown_path(_path_of(name))


def shown_path(path: Path) -> str:
    """A path as a message shows it: from the project's folder where it lies inside it."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def _check_file(name: str, path: Path) -> None:
    if path.is_dir():
        raise SourceError("is a folder, where a TOML file should be.", remedy="Move it away.")
    if not path.is_file():
        known = ", ".join(source_ids()) or "none yet"
        raise SourceError(f"there is no source {name!r}.", remedy=f"Known sources: {known}.")


def _path_of(name: str) -> Path:
    return Path(name) if name.endswith(".toml") else SOURCES / f"{name}.toml"


def _choices() -> dict[str, tuple[str, ...]]:
    """The words that may stand under each key that is no role and yet has choices."""
    sections = [each for each in structs.fields(Source) if isinstance(each.default, _Section)]
    keys = {f"{each.name}.{key.name}": key.type for each in sections for key in structs.fields(each.type)}
    return {key: get_args(kind) for key, kind in keys.items() if get_origin(kind) is Literal}


def _faults(source: Source, path: Path, today: dt.date) -> Iterator[Fault]:
    yield from _misnamed(source, path)
    yield from check_source(source)
    as_of = source.policy.as_of
    if as_of and as_of > today:
        yield "policy.as_of", f"{as_of} is after today, {today}."


def _misnamed(source: Source, path: Path) -> Iterator[Fault]:
    if source.id != path.stem and path.resolve().parent == SOURCES:
        yield "id", f"{source.id!r} is not the file's name, {path.stem!r}: call both alike."


def check_source(source: Source) -> Iterator[Fault]:
    """Each key that contradicts another or names what is not there, and what is wrong with it."""
    page, places = source.page, source.places
    urls = {"publisher.url": source.publisher.url, "licence.url": source.licence.url}
    urls |= {"page.url": page.url} | ({"page.first_url": page.first_url} if page.first_url else {})
    yield from source_faults.of_addresses(urls)
    yield from source_faults.of_patches([(each.field, each.match) for each in source.patches])
    files = dict.fromkeys(places.gazetteer, "places.gazetteer")
    files |= {places.tiles: "places.tiles"} if places.tiles else {}
    missing = [name for name in files if not (GAZETTEER / f"{name}.csv").is_file()]
    yield from ((files[name], f"there is no file gazetteer/{name}.csv.") for name in missing)
    if not missing:
        names = {name for each in source.gazetteer for name in (each.name, *each.aliases)}
        yield from source_faults.of_coverage(places.coverage, {each.code for each in source.gazetteer})
        yield from source_faults.of_phrases(places.phrases, names)


def source_ids() -> tuple[str, ...]:
    """The ids of all sources, sorted."""
    return tuple(sorted(path.stem for path in SOURCES.glob("*.toml") if path.is_file()))
