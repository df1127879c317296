"""What has been read of a contact cell so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.issues import Issue, issue
from pipeline.model import Contact, Derivation, Paragraph
from pipeline.values import phones


@dataclass(frozen=True, slots=True)
class Words:
    """Words that wait for the address that they head."""

    label: str
    sure: bool  # they read like a label
    told: tuple[str, ...]  # others beside them, that say what to do
    printed: str  # all of them
    origin: tuple[Paragraph, ...]  # where they stand

    def joined(self, more: Words) -> Words:
        return Words(
            f"{self.label} {more.label}".strip(),
            self.sure and more.sure,
            (*self.told, *more.told),
            f"{self.printed} {more.printed}",
            (*self.origin, *more.origin),
        )


@dataclass(slots=True)
class Reading:
    """What has been read of a cell so far."""

    printed: str = ""  # the words of a cell whose addresses stand behind links
    contacts: list[Contact] = field(default_factory=list)
    origins: list[tuple[Paragraph, ...]] = field(default_factory=list)  # of each contact's label
    numbers: list[phones.Number] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    derivations: list[Derivation] = field(default_factory=list)
    told: list[str] = field(default_factory=list)  # words that say what to do, and when
    warned: list[str] = field(default_factory=list)  # words that say not to use an address
    words: Words | None = None  # wait for the address that they head
    uses: int = 0  # addresses that stand under them so far
    led: bool = False  # a lead-in without a label stands right before
    forbidden: str = ""  # the words right before say not to use the address behind them
    fresh: bool = False  # the last address became a contact
    broken: bool = False  # an address was none, or was not to be used
    unlabelled_first: bool = False
    doubtful: bool = False

    def say(self, code: str, value: str, line: int | None = None) -> None:
        self.issues.append(issue(code, value=value, field="contacts", line=line))

    def say_not_to_use(self, words: str, line: int | None = None, left_out: str | None = None) -> None:
        """Say that the words may mean that an address is not to be used, and which was left out for them."""
        done = f", so that {left_out} is not published" if left_out else ""
        said = issue("contact-not-to-use", value=words, field="contacts", line=line, done=done)
        self.issues.append(said)
