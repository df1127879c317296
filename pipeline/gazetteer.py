"""The places that sources name: rows of the files in `gazetteer/`."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.issues import SourceError

GAZETTEER = Path(__file__).resolve().parents[1] / "gazetteer"
GSS_CODE = re.compile(r"[EWSNK]\d{8}")  # of an area of the United Kingdom or of one of its countries


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

    @property
    def titles(self) -> tuple[str, str, str]:
        """What a person may call it: `Ash`, `Ash (village)`, `Ash (village, E07000108)`."""
        codes = "|".join(self.within)
        return (self.name, f"{self.name} ({self.kind})", f"{self.name} ({self.kind}, {codes})")


def title_of(place: Place, places: tuple[Place, ...]) -> str:
    """The shortest of its titles that no other of the places has."""
    others = {title for each in places if each is not place for title in each.titles}
    return next((title for title in place.titles if title not in others), place.titles[-1])


def read_gazetteer(name: str) -> tuple[Place, ...]:
    """The places of `gazetteer/<name>.csv`.

    Raises: SourceError where the file is missing.
    """
    path = GAZETTEER / f"{name}.csv"
    if not path.is_file():
        raise SourceError(f"there is no file gazetteer/{path.name}.", remedy="Correct `places.gazetteer`.")
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(_to_place(row) for row in csv.DictReader(file))


def read_tiles(name: str) -> dict[str, tuple[int, int]]:
    """Column and row of each authority's tile, by code, from `gazetteer/<name>.csv`.

    Raises: SourceError where the file is missing.
    """
    path = GAZETTEER / f"{name}.csv"
    if not path.is_file():
        raise SourceError(f"there is no file gazetteer/{path.name}.", remedy="Correct `places.tiles`.")
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
