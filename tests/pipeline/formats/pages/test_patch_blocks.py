"""A ready-made patch, once it is filled in, does what it is for: it is pasted here, and applied."""

import dataclasses
import datetime as dt
import tomllib

import msgspec
import pytest
from msgspec import structs

from pipeline.formats.pages.patch_blocks import patch_blocks
from pipeline.issues import issue
from pipeline.model import Cell, Column, Paragraph, Role
from pipeline.source import MASK, Patch, read_source
from pipeline.values.rows.patches import apply
from tests.releases import real_release
from tests.rows import record, with_policy

DAY = dt.date(2026, 11, 23)
RULING = {
    "name": "The Club",
    "organization": "The Trust",
    "alternate_names": ["Old Club"],
    "description": "Boxing.",
    "minimum_age": 8,
    "maximum_age": 12,
    "areas": ["Folkestone and Hythe"],
    "contacts": ["North <help@example.org>"],
    "status": "defunct",
}


@pytest.fixture(scope="module")
def dataset():
    return real_release()


def blocks_of(record, *issues) -> list[dict]:
    text = patch_blocks(record, issues, DAY, read_source("kent-vru"))
    return tomllib.loads(text).get("patches", [])


def applied(dataset, record, blocks):
    filled = [
        msgspec.convert({**each, "value": RULING[each["field"]], "why": "a", "by": "b"}, Patch)
        for each in blocks
    ]
    source = structs.replace(dataset.source, patches=tuple(filled))
    (patched,), unused = apply((record,), source)
    assert unused == ()
    return patched


@pytest.mark.parametrize("field", ["name", "organization", "alternate_names", "description", "ages", "areas"])
def test_a_filled_block_is_applied_and_answers_its_issue(dataset, field):
    plain = dataset.entries[0].record
    doubt = dataclasses.replace(issue("age-ambiguous", value="any words of it", why="x"), field=field)
    record = dataclasses.replace(plain, issues=(doubt,))
    blocks = blocks_of(record, doubt)
    assert [each["field"] for each in blocks] == (
        ["minimum_age", "maximum_age"] if field == "ages" else [field]
    )
    patched = applied(dataset, record, blocks)
    assert patched.service != plain.service
    assert all(each.field != "ages" for each in patched.issues)


def test_a_place_is_patched_alone_and_the_others_stay(dataset):
    record = dataset.entries[0].record
    (block,) = blocks_of(record, *record.issues)
    assert (block["field"], block["match"], block["since"]) == ("areas", "Shepway", DAY)
    patched = applied(dataset, record, [block])
    assert [each.name for each in patched.service.areas][-1] == "Folkestone and Hythe"
    assert len(patched.service.areas) == len(record.service.areas)
    assert not patched.flagged


def test_a_broken_address_is_matched_by_its_whole_cell(dataset):
    record = dataset.entries[0].record
    (block,) = blocks_of(record, issue("email-broken", value="Emma.price@kent", field="contacts"))
    assert block["match"] == record.raw.text(Role.CONTACT)
    assert applied(dataset, record, [block]).service.contacts[0].email == "help@example.org"


def test_two_issues_of_one_field_need_one_patch(dataset):
    doubts = [issue("email-broken", value=each, field="contacts") for each in ("a@", "b@")]
    assert len(blocks_of(dataset.entries[0].record, *doubts)) == 1


@pytest.mark.parametrize("field", [None, "text", "codes", "url", "amount"])
def test_where_a_patch_could_do_nothing_there_is_none(dataset, field):
    doubt = dataclasses.replace(issue("area-ambiguous", value="x"), field=field)
    assert blocks_of(dataset.entries[0].record, doubt) == []


def test_an_unfilled_block_is_refused_and_not_taken_for_a_ruling(dataset):
    from pipeline.issues import SourceError

    record = dataset.entries[0].record
    for doubt in (record.issues[0], issue("age-ambiguous", value="x", field="ages", why="y")):
        block = {**blocks_of(record, doubt)[0], "why": "a", "by": "b"}
        patch = msgspec.convert(block, Patch)
        with pytest.raises(SourceError):
            apply((record,), structs.replace(dataset.source, patches=(patch,)))


@pytest.mark.parametrize(
    ("printed", "offered"),
    [
        ("Shepway", '"Folkestone and Hythe" or "Shepway"'),
        ("Dover", '"Dover (authority)" or "Dover (town)"'),
        ("Ash", '"Ash (village, E07000108)" or "Ash (village, E07000111)"'),
    ],
)
def test_a_block_names_the_places_to_choose_from(dataset, printed, offered):
    doubt = issue("area-ambiguous", value=printed, field="areas")
    record = dataset.entries[0].record
    area = dataclasses.replace(record.service.areas[-1], printed=printed)
    record = dataclasses.replace(record, service=dataclasses.replace(record.service, areas=(area,)))
    text = patch_blocks(record, [doubt], DAY, dataset.source)
    assert f'value = [""]  # names or codes of the gazetteer: {offered}\n' in text


@pytest.mark.parametrize("mailboxes", ["none", "role"])
def test_words_that_the_policy_masks_can_match_nothing_and_are_offered_for_no_patch(mailboxes):
    source = with_policy(mailboxes=mailboxes)
    made = record(source, name="Club", contact="Emma Price: emma.price@kent")
    broken = [each for each in made.issues if each.code == "email-broken"]
    assert broken
    assert MASK in made.raw.text(Role.CONTACT)
    assert patch_blocks(made, broken, DAY, source) == ""


def test_a_block_matches_a_cell_whose_address_stands_behind_a_link(dataset):
    plain = dataset.entries[0].record
    words = (Paragraph("Send an email", 1), Paragraph("a@b.org", 1, linked=True))
    cells = (Cell(Column(Role.CONTACT, "Contact"), words),)
    linked = dataclasses.replace(plain, raw=structs.replace(plain.raw, cells=cells))
    (block,) = blocks_of(linked, issue("contact-words", value="x", field="contacts"))
    assert block["match"] == "Send an email"
    assert applied(dataset, linked, [block]).service.contacts[0].email == "help@example.org"
