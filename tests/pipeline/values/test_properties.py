"""What holds of every parser and every text: no exception, and no value that the words do not support."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.model import AgeRange, Paragraph
from pipeline.normalise import normalise
from pipeline.values import ages, amounts, contacts, names, phones, urls
from pipeline.values.ages import described
from pipeline.values.ages.words import canonical, school_ages
from pipeline.values.contacts import mailboxes
from tests.pipeline.values.test_cases import lines, rows
from tests.rows import extraction, raw_record, with_policy

PARSERS: dict[str, Callable[[str], Any]] = {
    "ages": ages.parse,
    "contacts": lambda text: contacts.parse(lines(text)),
    "names": names.parse,
    "amounts": amounts.parse,
    "phones": phones.parse,
    "urls": urls.parse,
    "stated ages": described.find,
}


def words_of(text: str) -> list[str]:
    return text.split()


AGE_WORDS = words_of(
    """
    under over up to and years Year KS R aged 18 25 4 120 0 16s - – + ( ) / , & or months plus from
    between adults children all olds with birth eleven twenty five 18's post s U18 1-1 key stage reception
    primary
    """
)
CONTACT_WORDS = words_of(
    """
    a.b@kent.gov.uk Info@Kent.uk @ at [at] . , ; : / | ( ) < > Thanet Emma Price 01622 690690 www.kent.uk
    mailto: or and email tel TBC x@y [dot] .uk
    """
)


def sentences(words: list[str]) -> st.SearchStrategy[str]:
    """Texts made of the words that the grammar is about, with and without blanks between them."""
    return st.builds(
        lambda parts, glue: glue.join(parts),
        st.lists(st.sampled_from(words), max_size=9),
        st.sampled_from([" ", ""]),
    )


TEXTS = st.one_of(st.text(max_size=80), sentences(AGE_WORDS), sentences(CONTACT_WORDS))


@pytest.mark.parametrize("kind", PARSERS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=TEXTS)
def test_no_parser_raises(kind: str, text: str) -> None:
    PARSERS[kind](text)


@settings(max_examples=500, deadline=None)
@given(st.one_of(sentences(AGE_WORDS), st.sampled_from([row["text"] for row in rows("ages")])))
def test_every_published_age_is_in_the_words_or_the_school_table(text: str) -> None:
    value = ages.parse(text).value or AgeRange(None, None)
    plain = canonical(text)
    printed = {int(number) for number in re.findall(r"\d+", plain)}
    spoken = {0} if re.search("birth|newborn|month|week", plain) else set()
    counted = {number // each for number in printed for each in (12, 52)} if spoken else set()
    below = {number - 1 for number in printed | counted}
    school = {bound for stage in school_ages().values() for bound in stage}
    named = school if re.search(r"year|y|ks|key|reception|r\b|eyfs", plain) else set()
    for bound in (value.minimum, value.maximum):
        assert bound is None or bound in printed | spoken | counted | below | named
        assert bound is None or 0 <= bound <= 120
    if value.minimum is not None and value.maximum is not None:
        assert value.minimum <= value.maximum


@settings(max_examples=500, deadline=None)
@given(sentences(AGE_WORDS))
def test_a_published_range_reads_as_itself(text: str) -> None:
    value = ages.parse(text).value
    if value is None or value.minimum is None or value.maximum is None or value.minimum == value.maximum:
        return
    assert ages.parse(f"{value.minimum}-{value.maximum}").value == value


@settings(max_examples=500, deadline=None)
@given(sentences(CONTACT_WORDS))
def test_every_published_address_is_in_the_words_and_reads_as_itself(text: str) -> None:
    for contact in contacts.parse(lines(text)).value.contacts:
        again = contacts.parse((Paragraph(contact.email, 1),))
        assert [each.email for each in again.value.contacts] == [contact.email]
        assert again.issues == again.derivations == ()
        parts = re.split(r"[@.]", contact.email)
        assert all(part in text.casefold() for part in parts)


@settings(max_examples=500, deadline=None)
@given(sentences(CONTACT_WORDS))
def test_every_label_is_in_the_words(text: str) -> None:
    for contact in contacts.parse(lines(text)).value.contacts:
        assert contact.label is None or all(word in text for word in contact.label.split())


@given(st.one_of(st.text(max_size=60), st.sampled_from([row["text"] for row in rows("names")])))
def test_a_published_name_reads_as_itself(text: str) -> None:
    naming = names.parse(text).value
    if naming.organization is None and not naming.alternate_names:
        assert names.parse(naming.name).value == naming


@pytest.mark.parametrize("kind", ["phones", "urls"])
def test_a_published_number_or_address_reads_as_itself(kind: str) -> None:
    for row in rows(kind):
        for value in PARSERS[kind](row["text"]).value:
            assert PARSERS[kind](value).value == (value,)


@settings(max_examples=200, deadline=None)
@given(
    st.fixed_dictionaries(
        dict.fromkeys(("name", "description", "age", "contact", "phone", "url", "amount", "text"), TEXTS)
    ),
    st.sampled_from(["all", "role", "none"]),
)
def test_normalise_never_raises_and_keeps_every_row(cells: dict[str, str], policy: str) -> None:
    outcome = normalise(
        extraction(raw_record(1, **cells), raw_record(2, **cells)), with_policy(mailboxes=policy)
    )
    assert [each.number for each in outcome.items] == [1, 2]


LABELS = st.text("ab9Z-", min_size=1, max_size=20)
ENDINGS = st.sampled_from(("uk", "org", "COM", "net", "u\u017f", "test", "net\n"))
MAILBOXES = st.builds(
    lambda local, domain, ending: f"{local}@{'.'.join(domain)}.{ending}",
    st.text("az09A.-_+'\u017f@", min_size=1, max_size=20),
    st.lists(LABELS, min_size=1, max_size=4),
    ENDINGS,
)


@given(MAILBOXES)
def test_an_ordinary_address_is_read_as_the_library_reads_it(text: str) -> None:
    assert mailboxes.to_email(text) == mailboxes._checked(text)
