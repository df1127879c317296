"""What of a record the policy of its source withholds, and texts without it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.source import MASK, Source
from pipeline.values import phones, urls
from pipeline.values.beside.labels import to_label
from pipeline.values.contacts.mailboxes import Address, is_personal, pieces
from pipeline.values.words import contact_kind, is_common, is_forename, is_in_place_name, is_public, is_role

# Whatever may be an address, plain, with blanks, in disguise or spelt out.
_ADDRESS = re.compile(
    r"(?:\b\w[\w.+'-]{0,80})?\s*[@＠]\s*[\w.-]*"
    r"|(?<!\S)\S{1,80}\s*[\[({<]\s*(?:at|@)\s*[\])}>]\s*\S+(?:\s*[\[({<]\s*(?:dot|\.)\s*[\])}>]\s*\S+)*"
    r"|\b[\w+'-]{1,80}(?:\.[\w+'-]{1,80}){0,9}\s+at\s+[\w-]+(?:\.[\w-]+)+"
    r"|\b[\w+'-]{1,80}(?:(?:\.|\s+dot\s+)[\w+'-]{1,80}){0,9}\s+at\s+[\w-]+(?:\s+dot\s+[\w-]+)+",
    re.I,
)
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NOTHING = re.compile("(?!)")


@dataclass(frozen=True, slots=True)
class Words:
    """What a record prints as its names, in its contact cell and as its telephone numbers."""

    names: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    phone: str = ""


class Judge:
    """What the policy of a source says of an address, and of words that may name somebody."""

    def __init__(self, source: Source) -> None:
        self._policy = source.policy.mailboxes
        names = {name for place in source.gazetteer for name in (place.name, *place.aliases)}
        self._places = _any_of(names | {*source.places.phrases}, re.I)

    def allows(self, email: str | None) -> bool:
        """The policy publishes the mailbox."""
        return self._policy == "role" and email is not None and not is_personal(email)

    def is_public(self, words: str) -> bool:
        """All of it names places or roles, or is common."""
        return all(is_role(word) or is_public(word) for word in self._unknown(words))

    def _unknown(self, words: str) -> list[str]:
        """The words that are no places."""
        found = _LETTERS.findall(self._places.sub(" ", words).casefold().replace("’", "'"))
        return [each.removesuffix("'s") for each in found]

    def names_person(self, words: str) -> bool:
        """It has a forename, a title, an initial or a word that nobody knows, or is one word alone."""
        rest = [word for word in self._unknown(words) if not (is_role(word) or is_public(word))]
        if any(contact_kind(word) == "title" or not _is_known(word) for word in rest):
            return True
        group = len(rest) > 1 and contact_kind(rest[-1]) == "post"  # "Summer Club"
        return len(words.split()) == 1 or any(is_forename(word) for word in rest[: -2 if group else None])


class Veil:
    """Hides, in any text of one record, what may not be published.

    The words of the contact cell that may be somebody's name are hidden there, and in the other cells where
    they read like a person's. What the page prints in the service's own name is public.
    """

    def __init__(self, judge: Judge, words: Words) -> None:
        self._judge = judge
        self._own = " ".join(words.names).casefold()
        self.own_phones = phones.parse(words.phone).value
        contacts = [each.replace(MASK, ";") for each in words.contacts]
        numbers = {part for each in contacts for part in self._addresses(each)}
        labels = {part for each in contacts for part in self._labels(each)}
        self.hides = bool(numbers | labels)
        self._in_contacts = _any_of(numbers | labels)
        self._elsewhere = _any_of(numbers | {each for each in labels if judge.names_person(each)})

    def allows(self, email: str | None) -> bool:
        """The policy publishes the mailbox."""
        return self._judge.allows(email)

    def _addresses(self, text: str) -> list[str]:
        """The addresses and telephone numbers of a contact line that may not be published."""
        parts: list[str] = []
        for piece in pieces(text):
            if isinstance(piece, Address):
                parts += [] if self.allows(piece.email) else [piece.printed]
            else:
                parts += [each.printed for each in phones.find(urls.IN_TEXT.sub(" ", piece)).numbers]
        return parts

    def _labels(self, text: str) -> list[str]:
        """The words of a contact line that may be somebody's name."""
        words = (each for each in pieces(text) if isinstance(each, str))
        rests = (phones.find(urls.IN_TEXT.sub(" ", each)).rest for each in words)
        parts = [part.strip() for rest in rests for part in re.split(r"\s*[:;,()<>/|–]\s*", rest)]
        parts += [to_label(part).words for part in parts if part]  # "Jo Smith" of "Ask Jo Smith"
        return [each for each in parts if each and not self.is_public(each)]

    def is_public(self, words: str) -> bool:
        """The words of a contact cell name nobody, or stand in the service's own name."""
        return bool(_any_of((words.casefold(),)).search(self._own)) or self._judge.is_public(words)

    def text(self, text: str) -> str:
        """The text, each part of it that may not be published masked."""
        return _ADDRESS.sub(self._masked, self._elsewhere.sub(MASK, text))

    def contact(self, text: str) -> str:
        """The text, which is about the contact cell, without any words of it that may be somebody's name."""
        return self.prose(self._in_contacts.sub(MASK, text))

    def prose(self, text: str) -> str:
        """The text without telephone numbers too: in prose they are somebody's."""
        plain = self.text(text)
        for each in phones.find(plain).numbers:
            if each.e164 or phones.may_be_number(each.printed, plain.partition(each.printed)[0]):
                plain = plain.replace(each.printed, MASK)
        return plain

    def _masked(self, match: re.Match[str]) -> str:
        addresses = [each for each in pieces(match[0]) if isinstance(each, Address)]
        allowed = addresses and all(self.allows(each.email) for each in addresses)
        return match[0] if allowed else MASK


def _any_of(texts: Iterable[str], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Any of the texts, the longest first, where it is no part of a longer word."""
    longest = sorted((re.escape(each) for each in texts), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest)})(?!\w)", flags) if longest else _NOTHING


def _is_known(word: str) -> bool:
    """It is no initial, and an everyday word, a forename or in the name of a place."""
    return len(word) > 1 and (is_common(word) or is_forename(word) or is_in_place_name(word))
