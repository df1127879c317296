"""privacy: what the policy withholds stands nowhere in what leaves normalise."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from pipeline.issues import Issue, Severity, issue
from pipeline.model import Record, Role
from pipeline.normalise import normalise
from pipeline.source import MASK, Policy, Source, read_source
from pipeline.values.privacy import withhold_issues
from tests.gold import gold_dataset
from tests.rows import codes, extraction, raw_record, record, with_policy

SECRETS = ("emma.price", "Emma Price", "07911 123456", "7911123456", "sam_jones", "j.smith", "kent.uk")
ROW = {
    "name": "Box Club (j.smith@kent.uk)",
    "description": "Ask Sam on sam_jones [at] kent.uk or 07911 123456, or j.smith at kent.uk.",
    "age": "Under 18, ask emma.price@kent.uk",
    "contact": "Emma Price|Emma.Price@Kent.uk|Mobile: 07911 123456|emma.price@kent",
    "text": "emma.price @kent.uk",
}


def strings(value: object) -> Iterator[str]:
    """Every text in the value, however deep."""
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value):
        for each in dataclasses.fields(value):
            yield from strings(getattr(value, each.name))
    elif isinstance(value, msgspec.Struct):
        yield from strings(msgspec.structs.astuple(value))
    elif isinstance(value, tuple):
        for part in value:
            yield from strings(part)


def leaks(made: object, secrets: tuple[str, ...] = SECRETS) -> list[tuple[str, str]]:
    texts = list(strings(made))
    return [(secret, text) for text in texts for secret in secrets if secret.casefold() in text.casefold()]


@pytest.mark.parametrize("policy", ["none", "role"])
def test_no_personal_word_leaves_normalise(policy: str) -> None:
    outcome = normalise(extraction(raw_record(1, **ROW)), with_policy(mailboxes=policy))
    assert leaks(outcome) == []
    assert "contacts-withheld" in codes(outcome.items[0])


def test_without_a_policy_to_withhold_the_words_are_all_there() -> None:
    outcome = normalise(extraction(raw_record(1, **ROW)), with_policy(mailboxes="all"))
    assert {secret for secret, _ in leaks(outcome)} == set(SECRETS)


@pytest.mark.parametrize("policy", ["none", "role"])
def test_the_real_page_keeps_its_other_values_when_mailboxes_are_withheld(policy: str) -> None:
    source = read_source("kent-vru")
    withheld = structs.replace(source, policy=msgspec.convert({"mailboxes": policy}, Policy))
    rows = extraction(*(each.record.raw for each in gold_dataset().entries))
    open_, closed = normalise(rows, source), normalise(rows, withheld)
    addresses = {each.email for record in open_.items for each in record.service.contacts}
    secret = tuple(each for each in addresses if policy == "none" or not each.startswith("pcc."))
    assert leaks(closed, secret) == []
    for ours, theirs in zip(closed.items, open_.items, strict=True):
        assert dataclasses.replace(ours.service, contacts=theirs.service.contacts) == theirs.service


def test_a_role_mailbox_is_published_with_its_area_and_under_its_new_number() -> None:
    made = record(
        with_policy(mailboxes="role"),
        name="Club",
        contact="Emma Price: Emma.Price@kent.uk|District team: Team@kent.uk|Jo Bloggs: Referrals@kent.uk",
    )
    assert [(each.email, each.label) for each in made.service.contacts] == [
        ("team@kent.uk", "District team"),
        ("referrals@kent.uk", None),
    ]
    traced = {"contacts.0.email", "contacts.0.label", "contacts.1.email"}
    assert {each.field for each in made.derivations} == traced
    assert leaks(made, ("emma", "bloggs")) == []


def test_a_telephone_column_is_published_and_a_number_in_a_contact_cell_is_not() -> None:
    made = record(
        with_policy(mailboxes="none"),
        name="Club",
        phone="01622 690690",
        contact="020 7946 0123, www.club.org",
    )
    assert made.service.phones == ("+441622690690",)
    assert made.service.urls == ("https://www.club.org",)
    assert leaks(made, ("7946",)) == []
    assert made.raw.cells[1].text == "01622 690690"


def test_issues_about_the_document_are_veiled_too() -> None:
    said = Issue("words-between-cells", Severity.WARNING, "'a.b@kent.uk' stands.", value="a.b@kent.uk")
    [veiled] = withhold_issues((said,), with_policy(mailboxes="none"))
    assert (veiled.value, veiled.message) == (MASK, f"{MASK} stands.")
    assert withhold_issues((said,), with_policy(mailboxes="all")) == (said,)


def made_with(source: Source, **cells: str) -> Record:
    return record(source, **cells)


@pytest.mark.parametrize("code", ["words-struck", "words-hidden", "picture-words", "table-unread"])
def test_names_in_words_that_are_in_no_cell_are_veiled(code: str) -> None:
    source = with_policy(mailboxes="role")
    about = issue(code, value="Emma Price")
    raw = raw_record(1, **ROW)
    of_contact = about.at(record=raw.number, field="contact")
    assert not leaks(withhold_issues([about], source))
    assert not leaks(normalise(dataclasses.replace(extraction(raw), issues=(of_contact,)), source))


def test_nothing_is_masked_where_there_is_nothing_personal() -> None:
    made = made_with(
        with_policy(mailboxes="role"), name="Club", age="4-18", amount="£1,160,000", contact="info@kent.uk"
    )
    assert not any(MASK in text for text in strings(made))
    assert "contacts-withheld" not in codes(made)


@pytest.mark.parametrize(
    "words",
    [
        "Trailers for £1,500.00 and £1045.50, 2017-2018 season",
        "Mondays 10.30-12.30 and 09.30 - 11.45 since 01.02.2017",
        "Charity number 1087654, in years 10 11 12 of school",
        "From 2.1 - 3.5 miles, £ 25 000 a year",
    ],
)
def test_sums_dates_and_times_in_prose_are_no_telephone_numbers(words: str) -> None:
    raw = raw_record(1, description=words, text=words)
    (item,) = normalise(extraction(raw), with_policy(mailboxes="none")).items
    assert item.service.description == words
    assert item.service.texts[0][1] == words
    assert "contacts-withheld" not in codes(item)


@pytest.mark.parametrize("number", ["01622 69069", "690690", "+44 1622 69069", "(01622) 690 69", "690 690"])
def test_a_broken_number_in_prose_is_withheld_and_said(number: str) -> None:
    for words in (f"Ask Jo, {number}, for a place", f"Call us on {number}"):
        outcome = normalise(extraction(raw_record(1, description=words)), with_policy(mailboxes="none"))
        (item,) = outcome.items
        assert number not in (item.service.description or ""), words
        assert "contacts-withheld" in codes(item)


def test_words_that_are_withheld_are_not_told_as_if_the_page_printed_the_mask() -> None:
    made = made_with(with_policy(mailboxes="none"), name="Club", contact="Emma Price")
    (said,) = (each for each in made.issues if each.code == "contact-words")
    assert said.message.startswith(f"The words {MASK} in the contact cell belong to no e-mail address")
    (notice,) = (each for each in made.issues if each.code == "contacts-withheld")
    assert "`policy.mailboxes`" in notice.message and "none" in notice.message


@pytest.mark.parametrize(
    "address", ["j.smith at kent dot uk", "j dot smith AT kent DOT uk", "j.smith＠kent.uk"]
)
def test_an_address_that_is_spelt_out_is_withheld_wherever_it_stands(address: str) -> None:
    made = made_with(
        with_policy(mailboxes="none"), name="Club", description=f"Ask {address} first", contact=address
    )
    assert leaks(made, ("j.smith", "smith at", "smith AT", "＠kent")) == []
    assert made.service.contacts == ()


def test_the_trace_of_a_label_is_withheld_with_it() -> None:
    line = "Jo Bloggs: referrals@kent.uk"
    made = made_with(with_policy(mailboxes="role"), name="Club", contact=line)
    assert leaks(made, ("bloggs",)) == []
    assert [each.field for each in made.derivations] == []


OWN_NAMES = (
    ("Deal Youth Club", "Deal Youth Club: club@kent.uk"),
    ("DEAL YOUTH CLUB", "Deal Youth Club: club@kent.uk"),
    ("Hope Centre", "Hope: hope@kent.uk"),
    ("Send Village Hall Toddlers", "Village Hall: hall@kent.uk"),
    ("Jo Smith Dance School", "Jo Smith: jo@kent.uk"),
    ("Mark Hope Boxing", "Mark Hope mark.hope@kent.uk"),
    ("Young Carers", "Will Young will.young@kent.uk"),
    ("Kent Police - Mini Cadets", "Mini Cadets|cadets@kent.uk"),
)


@pytest.mark.parametrize("policy", ["none", "role"])
@pytest.mark.parametrize(("name", "contact"), OWN_NAMES)
def test_no_label_masks_a_word_of_the_services_own_name(name: str, contact: str, policy: str) -> None:
    ours = made_with(with_policy(mailboxes=policy), name=name, description=name, contact=contact)
    theirs = made_with(with_policy(mailboxes="all"), name=name, description=name, contact=contact)
    assert dataclasses.replace(ours.service, contacts=()) == dataclasses.replace(theirs.service, contacts=())
    assert MASK not in ours.raw.text(Role.NAME) + ours.raw.text(Role.DESCRIPTION)


LABEL_WORDS = ("Jo", "Smith", "Will", "Hope", "Village", "Hall", "Youth", "Deal", "of", "&", "Zyx")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(LABEL_WORDS), min_size=1))
def test_the_name_stays_whole_whatever_stands_in_the_contact_cell(words: list[str]) -> None:
    for label in (" ".join(words[:2]), words[-1], " ".join(words)):
        made = made_with(with_policy(mailboxes="none"), name=" ".join(words), contact=f"{label}: a.b@kent.uk")
        assert MASK not in made.service.name


@pytest.mark.parametrize("label", ["Village Hall", "Summer Club", "Toddlers Group", "Dover Scouts"])
def test_a_label_that_names_no_person_is_not_cut_out_of_a_description(label: str) -> None:
    words = f"Every week with the {label} in town"
    made = made_with(
        with_policy(mailboxes="none"), name="Club", description=words, contact=f"{label}: a@kent.uk"
    )
    assert made.service.description == words


@pytest.mark.parametrize(
    "label", ["Jo Smith", "Will Young", "Mrs Price", "J Price", "Hope", "Bloggs", "Jo S. Hall"]
)
def test_a_person_is_withheld_in_a_description(label: str) -> None:
    words = f"Every week with {label} in town"
    made = made_with(
        with_policy(mailboxes="none"), name="Club", description=words, contact=f"{label}: a@kent.uk"
    )
    assert leaks(made, (label,)) == []


def test_an_address_and_a_number_in_a_name_stay_masked() -> None:
    made = made_with(
        with_policy(mailboxes="none"),
        name="Club (jo@kent.uk, 07911 123456)",
        contact="jo@kent.uk|07911 123456",
    )
    assert leaks(made, ("jo@", "123456")) == []


def test_a_person_in_an_instruction_is_withheld_elsewhere_too() -> None:
    made = made_with(
        with_policy(mailboxes="none"),
        name="Club",
        description="Jo Smith runs it",
        contact="Ask Jo Smith: a@kent.uk",
    )
    assert leaks(made, ("Jo Smith",)) == []


def test_a_label_of_the_services_own_name_is_published_with_a_role_mailbox() -> None:
    made = made_with(with_policy(mailboxes="role"), name="Deal Chess", contact="Deal Chess: info@kent.uk")
    assert [each.label for each in made.service.contacts] == ["Deal Chess"]
    assert made.raw.text(Role.CONTACT) == "Deal Chess: info@kent.uk"
