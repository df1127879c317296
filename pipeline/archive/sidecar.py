"""What is known of how a snapshot came: the JSON file that stands beside it."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from pipeline.faults import of_json
from pipeline.issues import StoreError

_EARLIEST = dt.datetime.min.replace(tzinfo=dt.UTC)


class Request(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was asked of the site."""

    method: str
    url: str
    headers: dict[str, str]


class Redirect(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One step on the way to the page."""

    status: int
    url: str
    location: str


class Refusal(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Why a page is not used."""

    reasons: tuple[str, ...]
    at: dt.datetime | None = None
    never_the_page: bool = False  # another page came in its stead


class Sidecar(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """A snapshot's provenance. A key nobody knows is refused; what is not known is left out or null."""

    source: str
    file: str
    url: str | None
    retrieved_at: dt.datetime | None  # when the last byte came; null: not known
    page_date: dt.date | None = None  # the date that the page states
    saved_on: dt.date | None = None  # the day on which a person saved the page
    sha256: str
    bytes: int
    media_type: str | None
    origin: Literal["fetched", "file", "warc"] | None = None  # None: from before this was recorded
    tool: str | None = None  # name and version of what brought it in
    requested_at: dt.datetime | None = None
    request: Request | None = None
    redirects: tuple[Redirect, ...] = ()
    final_url: str | None = None
    status: int | None = None
    headers: dict[str, str] = {}
    warc: str | None = None  # the whole exchange, in the same folder
    note: str | None = None  # where it is from, in a person's words: published with the data
    altered: bool = False  # a person wrote, changed or shortened it: `note` says how
    refused: Refusal | None = None

    @property
    def date(self) -> dt.date | None:
        """The day on which the page is known to have said this."""
        return self.retrieved_at.date() if self.retrieved_at else self.saved_on or self.page_date

    @property
    def order(self) -> tuple[str, dt.datetime, str]:
        """Oldest first: the day, then the moment where it is known, then the name."""
        return str(self.date), self.retrieved_at or _EARLIEST, self.file


def to_json(sidecar: Sidecar) -> bytes:
    """The sidecar as it is written: two blanks of indent, one line feed at the end."""
    return msgspec.json.format(msgspec.json.encode(sidecar), indent=2) + b"\n"


def parse_sidecar(content: bytes, where: str) -> Sidecar:
    """The sidecar in these bytes.

    Raises: StoreError where they are not JSON, or a key is missing, unknown or of the wrong kind.
    """
    try:
        return msgspec.json.decode(content, type=Sidecar)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoreError(
            f"is no sidecar: {of_json(error)}.", where=where, remedy="Restore it from version control."
        ) from error
