"""A release made again is the same release; what it changes, loses and accepts is told."""

import dataclasses

import msgspec
import pytest
from msgspec import structs

from pipeline.issues import StoreError
from pipeline.model import AgeRange, Contact, Role
from pipeline.releases.content import join_values, split_values, to_content
from pipeline.releases.gates import Standing, check_gates
from pipeline.releases.journal import until
from pipeline.releases.previous import Previous, read_previous
from pipeline.releases.release import make_release
from pipeline.source import GENERAL, MASK, Expectations, Rename
from tests.pipeline.releases.rows import DAY, A, B, C, D, ids, page, releases, row, under


def altered(record, **fields):
    return dataclasses.replace(record, service=dataclasses.replace(record.service, **fields))


def test_a_snapshot_built_twice_gives_the_same_release():
    first, second = releases([A, B, C], [A, B, D])
    for last, made in ((first, first), (second, second)):
        number = len(made.history)
        again = make_release(
            page([A, B, C] if number == 1 else [A, B, D], number), GENERAL, Previous(last.journal)
        )
        assert again == made


def test_corrected_code_makes_the_same_release_again_and_its_hash_tells():
    first, second = releases([A, B, C], [A, B, D])
    corrected = altered(B, ages=AgeRange(10, 15))
    again = make_release(
        dataclasses.replace(page([A, B, D], 2), published=page([A, corrected, D]).published),
        GENERAL,
        Previous(second.journal),
    )
    assert len(again.history) == 2
    assert again.history[-1].content_sha256 != second.history[-1].content_sha256
    assert {(each.kind, each.name) for each in again.changes} == {
        ("changed", "Football Night"),
        ("added", "Mentors"),
        ("removed", "Art Room"),
    }
    assert again.previous_sha256 == first.history[0].snapshot_sha256


def test_a_page_that_goes_back_to_what_it_was_is_a_new_release():
    first, second = releases([A, B], [A])
    third = make_release(page([A, B], 1), GENERAL, Previous(second.journal))
    assert len(third.history) == 3
    assert [each.kind for each in third.changes] == ["returned"]
    assert ids(third) == ids(first)


def test_a_change_is_told_field_by_field_printed_and_read():
    after = row("Boxing Club", A.service.description or "", "Swale Dover", "new@a.org", (8, 18))
    _, second = releases([A, B], [after, B])
    (change,) = second.changes
    assert change.kind == "changed"
    assert {(each.field, each.before, each.after) for each in change.fields} == {
        ("areas.name", "Swale", "Swale; Dover"),
        ("areas.kind", "town", "town; town"),
        ("contacts.email", "ann@a.org", "new@a.org"),
    }
    assert change.fields[0].printed_before == "Swale"
    assert change.fields[0].printed_after == "Swale Dover"


def test_words_printed_otherwise_but_read_the_same_are_a_change_too():
    cells = tuple(
        each.reworded(lambda _: "8 to 18") if each.role is Role.AGE else each for each in A.raw.cells
    )
    after = dataclasses.replace(A, raw=structs.replace(A.raw, cells=cells))
    _, second = releases([A], [after])
    (field,) = second.changes[0].fields
    assert (field.field, field.printed_before, field.printed_after) == ("age", "8-18", "8 to 18")


def test_last_modified_moves_only_with_the_content():
    after = altered(B, phones=("+441622000000",))
    made = releases([A, B], [B, A], [A, after], [A, after])
    days = [{each.record.service.name: each.last_modified for each in release.entries} for release in made]
    assert {day["Boxing Club"] for day in days} == {made[0].history[0].seen_on}
    assert [day["Football Night"] for day in days] == [made[n].history[-1].seen_on for n in (0, 0, 2, 2)]


def test_a_record_held_back_is_gone_from_the_data_and_comes_back_as_itself():
    first, *_ = releases([A, B, C])
    reading = page([A, B, C], 2)
    held = dataclasses.replace(reading, published=reading.published[1:], withheld=reading.published[:1])
    second = make_release(held, GENERAL, Previous(first.journal), "a test")
    assert [each.kind for each in second.changes] == ["removed"]
    assert second.history[-1].withheld == 1
    third = make_release(page([A, B, C], 3), GENERAL, Previous(second.journal))
    assert ids(third) == ids(first)


# --- gates ---


def test_a_drop_in_records_is_refused_with_numbers_and_accepted_with_a_reason():
    (first,) = releases([A, B, C, D])
    refused = make_release(page([A], 2), GENERAL, Previous(first.journal))
    assert [each.code for each in refused.refusals] == ["gate-records"]
    assert "1 records, the last release had 4" in refused.refusals[0].message
    accepted = make_release(page([A], 2), GENERAL, Previous(first.journal), "they lost their funding")
    assert not accepted.refusals
    assert accepted.accepted == accepted.history[-1].accepted == "they lost their funding"
    assert [each.code for each in accepted.issues] == ["gate-accepted"]


def test_an_accepted_release_made_again_without_the_reason_is_the_same():
    (first,) = releases([A, B, C, D])
    accepted = make_release(page([A], 2), GENERAL, Previous(first.journal), "they lost their funding")
    assert make_release(page([A], 2), GENERAL, Previous(accepted.journal)) == accepted


def test_a_reason_where_no_gate_stands_in_the_way_is_not_recorded():
    (first,) = releases([A, B, C, D])
    assert (
        make_release(page([A, B, C, D], 2), GENERAL, Previous(first.journal), "to be safe").accepted is None
    )


def test_code_that_loses_records_of_the_same_page_is_refused():
    (first,) = releases([A, B, C, D])
    worse = dataclasses.replace(page([A, B, C, D]), published=page([A]).published)
    assert make_release(worse, GENERAL, Previous(first.journal)).refusals
    accepted = make_release(worse, GENERAL, Previous(first.journal), "they were no services")
    assert accepted.accepted == "they were no services"
    assert make_release(worse, GENERAL, Previous(accepted.journal)) == accepted


RENAMED = row(
    "The Boxing Project", "Boxing for young people who are at risk of violence", "Swale", "ann@a.org", (8, 18)
)


def renames(*names):
    made = tuple(Rename(before=a, after=b, why="w", since=DAY, by="A. Person") for a, b in names)
    return structs.replace(GENERAL, renames=made)


def again(rows, source, last, accept=None):
    """The release of the same page, its rows read otherwise."""
    reading = dataclasses.replace(page([A, B, C, D]), published=page(rows).published)
    return make_release(reading, source, Previous(last.journal) if last else None, accept)


def test_a_new_name_for_a_service_of_the_same_page_is_refused_until_it_is_ruled():
    (first,) = releases([A, B, C, D])
    lost = ids(first)["Boxing Club"]
    refused = again([RENAMED, B, C, D], GENERAL, first)
    assert [each.code for each in refused.refusals] == ["gate-lost"]
    assert f'["Boxing Club"] ({lost})' in refused.refusals[0].message
    ruling = renames((("Boxing Club",), ("The Boxing Project",)))
    mended = again([RENAMED, B, C, D], ruling, first)
    assert mended.refusals == ()
    assert ids(mended)["The Boxing Project"] == lost
    assert ("boxing club", lost) in {(each.key, each.id) for each in mended.ledger}
    assert again([RENAMED, B, C, D], ruling, None) == mended == again([RENAMED, B, C, D], ruling, mended)


def test_an_identifier_that_a_person_lets_go_is_gone_with_the_reason():
    (first,) = releases([A, B, C, D])
    accepted = again([RENAMED, B, C, D], GENERAL, first, "it is another service")
    assert (accepted.refusals, accepted.accepted) == ((), "it is another service")
    assert again([RENAMED, B, C, D], GENERAL, accepted) == accepted


def test_a_record_that_is_held_back_is_not_lost():
    (first,) = releases([A, B, C, D])
    reading = page([A, B, C, D])
    held = dataclasses.replace(reading, published=reading.published[1:], withheld=reading.published[:1])
    assert make_release(held, GENERAL, Previous(first.journal)).refusals == ()


def test_what_left_before_is_never_lost():
    _, second = releases([A, B, C, D], [B, C, D])
    assert make_release(page([B, C, D], 2), GENERAL, Previous(second.journal)) == second


@pytest.mark.parametrize(
    ("names", "rows", "first"),
    [
        ([("Gym", "Den"), ("Den", "Art Room")], [A, C], "gym"),  # one after the other
        ([("Den", "Art Room"), ("Art Room", "Den")], [A, C], "den"),  # in a circle
        ([("Boxing Club", "Art Room")], [A, C], "art room"),  # the old name is there too
        ([("Den", "Art Room")], [C, row("Art Room", "Singing", "Ash")], "art room|dover"),  # which of two?
        ([("Den", "Art Room")], [A, C], "den"),
    ],
)
def test_the_key_of_a_renamed_service_is_that_of_its_first_name(names, rows, first):
    source = renames(*(((before,), (after,)) for before, after in names))
    made = make_release(page(rows), source, None)
    assert first in {each.key for each in made.ledger}
    assert len({each.id for each in made.entries}) == len(rows)


def standing(records=10, gone=0, **shares):
    counts = {Role(role): int(records * share) for role, share in shares.items()}
    return Standing(frozenset(map(str, range(gone, records + gone))), records, counts, counts)


@pytest.mark.parametrize(
    ("now", "gate"),
    [
        (standing(7), None),
        (standing(6), "gate-records"),
        (standing(10, gone=3), None),
        (standing(10, gone=4), "gate-ids"),
    ],
)
def test_gates_refuse_only_beyond_what_is_expected(now, gate):
    found = check_gates(standing(), now, Expectations(max_record_drop=0.3))
    assert [each.code for each in found] == ([gate] if gate else [])


def called(names, ruled=()):
    """The standing of four services under these names."""
    known = {str(n): (name,) for n, name in enumerate(names)}
    return Standing(frozenset(known), 4, {}, {}, known, ruled=frozenset(ruled))


@pytest.mark.parametrize(
    ("names", "ruled", "share", "gate"),
    [
        (("Boxing  club!", "Ball", "Art", "Den"), (), 0.0, None),  # it is only spelled otherwise
        (("Knockout", "Ball", "Art", "Den"), (), 0.3, None),
        (("Ball", "Boxing Club", "Art", "Den"), (), 0.3, "gate-renamed"),
        (("Ball", "Boxing Club", "Art", "Den"), ("0",), 0.3, None),  # a person ruled on one of the two
        (("Ball", "Art", "Den", "Boxing Club"), (), 1.0, None),
    ],
)
def test_names_may_not_change_all_at_once(names, ruled, share, gate):
    before = called(("Boxing Club", "Ball", "Art", "Den"))
    found = check_gates(before, called(names, ruled), Expectations(max_renamed=share))
    assert [each.code for each in found] == ([gate] if gate else [])


def test_a_page_that_renames_nearly_all_is_refused_until_it_is_ruled_or_accepted():
    after = [under(f"Project {n}", each) for n, each in enumerate((A, B, C, D))]
    (first,) = releases([A, B, C, D])
    refused = make_release(page(after, 2), GENERAL, Previous(first.journal))
    assert [each.code for each in refused.refusals] == ["gate-renamed"]
    assert "4 of the 4 services" in refused.refusals[0].message
    names = zip((A, B, C, D), after, strict=True)
    ruling = renames(*(((a.service.name,), (b.service.name,)) for a, b in names))
    assert make_release(page(after, 2), ruling, Previous(first.journal)).refusals == ()
    accepted = make_release(page(after, 2), GENERAL, Previous(first.journal), "a new programme")
    assert (accepted.refusals, accepted.accepted) == ((), "a new programme")


def test_as_many_may_be_renamed_as_may_vanish():
    assert Expectations().max_renamed == Expectations().max_record_drop


def test_cells_that_are_blank_or_not_understood_and_columns_that_are_gone():
    ids_ = frozenset("abcdefghij")
    before = Standing(ids_, 10, {Role.AGE: 10, Role.AREA: 10, Role.CONTACT: 10}, {Role.AGE: 9, Role.AREA: 10})
    now = Standing(ids_, 10, {Role.AGE: 5, Role.AREA: 10}, {Role.AGE: 5, Role.AREA: 4})
    found = check_gates(before, now, Expectations())
    assert [(each.code, each.field) for each in found] == [
        ("gate-column", "contact"),
        ("gate-filled", "age"),
        ("gate-recognised", "area"),
    ]
    assert all('ACCEPT="reason"' in _remedy(each.code) for each in found)


def _remedy(code):
    from pipeline.issues import catalogue

    return catalogue()[code].remedy


# --- what is read again ---


def published(tmp_path, release):
    content = msgspec.json.encode(release.journal)
    (tmp_path / "ledger.json").write_bytes(content)
    return content


def test_the_journal_is_read_again_as_it_was(tmp_path):
    _, second = releases([A, B], [B, C])
    assert read_previous(tmp_path) is None
    published(tmp_path, second)
    assert read_previous(tmp_path) == Previous(second.journal)


def test_a_damaged_or_missing_ledger_is_one_clear_line(tmp_path):
    (first,) = releases([A, B])
    content = published(tmp_path, first)
    for damage in (
        b"",
        b"{}",
        b"[]",
        b"\xff\xfe",
        content[:-20],
        content.replace(b'"present":[[1,1]]', b'"present":[[1,9]]'),
        content.replace(b'"versions":[', b'"versions":[],"x":['),
        content.replace(first.entries[0].id.encode(), b"no uuid"),
        content.replace(first.entries[0].id.encode(), first.entries[1].id.encode()),
        b'{"releases": [], "services": []}',
        b"[" * 100_000,
    ):
        (tmp_path / "ledger.json").write_bytes(damage)
        with pytest.raises(StoreError, match=r"ledger\.json: is damaged"):
            read_previous(tmp_path)
    (tmp_path / "ledger.json").unlink()
    (tmp_path / "services.csv").write_bytes(b"")
    with pytest.raises(StoreError, match="is missing beside its release"):
        read_previous(tmp_path)


def test_the_journal_can_be_wound_back_to_every_release():
    made = releases([A, B], [B, C], [A, C], [A, B, C, D])
    for number, release in enumerate(made, 1):
        assert until(made[-1].journal, number) == release.journal


# --- content ---


@pytest.mark.parametrize("values", [(), ("a",), ("a; b", "c"), ("\\", ";"), ("a\\;", "", "b"), ("x;", "y")])
def test_values_joined_are_split_again(values):
    assert split_values(join_values(values)) == values


def test_withheld_mailboxes_stand_nowhere_in_the_journal():
    source = structs.replace(GENERAL, policy=structs.replace(GENERAL.policy, mailboxes="role"))
    record = row("Ask ann@a.org", "Write to ann@a.org or desk@a.org", "", "ann@a.org desk@a.org")
    contacts = (Contact("ann@a.org", "Ann", personal=True), Contact("desk@a.org"))
    content = to_content(altered(record, contacts=contacts), source)
    assert "ann@" not in repr(content)
    assert content.values["description"] == f"Write to {MASK} or desk@a.org"
    assert content.values["contacts.email"] == "desk@a.org"
