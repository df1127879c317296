"""A service keeps its identifier for as long as it is the same service, and no other service ever gets it."""

import uuid

import pytest
from msgspec import structs

from pipeline.source import GENERAL, Rename
from tests.pipeline.releases.rows import DAY, A, B, C, D, codes, ids, named, releases, row, under


def test_an_identifier_can_be_computed_from_the_published_recipe():
    (first,) = releases([named(row("“Step-Up”  Club"), "Young Lives")])
    space = uuid.uuid5(uuid.NAMESPACE_URL, GENERAL.page.url)
    assert first.entries[0].id == str(uuid.uuid5(space, "service|young lives|step up club"))
    assert [each.key for each in first.ledger] == ["young lives|step up club"]


def test_moved_and_unchanged_rows_keep_their_identifiers_and_say_nothing():
    first, second = releases([A, B, C], [C, A, B])
    assert ids(first) == ids(second)
    assert second.changes == () == second.issues
    assert {each.last_modified for each in second.entries} == {first.entries[0].last_modified}


BOXING = "Boxing for young people who are at risk of violence"


@pytest.mark.parametrize(
    "after",
    [
        row("Knockout", BOXING, "Swale", "ann@a.org", (8, 18)),
        row("Boxing Klub", BOXING, "Swale", "new@a.org", (8, 18)),
        row("Knockout", "Boxing for young people who are at risk", "Swale", "ann@a.org", (8, 18)),
        named(
            row("Knockout", "A gym that is open to all", "Swale", "ann@a.org"), alternates=("Boxing Club",)
        ),
    ],
    ids=["another name", "another spelling, another contact", "reworded", "the page says formerly"],
)
def test_a_renamed_service_keeps_its_identifier(after):
    first, second = releases([A, B, C], [after, B, C])
    name = after.service.name
    assert ids(second)[name] == ids(first)["Boxing Club"]
    assert [each.kind for each in second.changes] == ["renamed"]
    assert [(each.key, each.id) for each in second.ledger if each.id == ids(second)[name]] == [
        ("boxing club", ids(second)[name]),
        (name.lower(), ids(second)[name]),
    ]


NAMES = ("Boxing Club", "Football Night", "Art Room", "Mentors")


@pytest.mark.parametrize(
    ("names", "doubted"),
    [
        (("Football Night", "Boxing Club", "Art Room", "Mentors"), NAMES[:2]),
        (("Football Night", "Art Room", "Mentors", "Boxing Club"), NAMES),
        (("Football Night", "Art Room", "Mentors", "Chess"), NAMES[1:]),
        (("Boxing Club", "Football Night", "Mentors"), ("Mentors",)),
    ],
    ids=[
        "two are swapped",
        "all are moved up",
        "all are moved up and one is new",
        "one that left gave its name",
    ],
)
def test_a_name_that_stood_on_another_row_before_is_doubted(names, doubted):
    rows = [A, B, C, D]
    *_, last = releases(rows, rows, [under(*each) for each in zip(names, rows, strict=False)])
    found = {
        each.record.service.name
        for each in last.entries
        if "identity-doubtful" in {issue.code for issue in each.record.issues}
    }
    assert found == set(doubted)
    assert all(each.record.flagged for each in last.entries if each.record.service.name in doubted)


def test_a_service_that_leaves_is_a_tombstone_and_comes_back_as_itself():
    first, second, third = releases([A, B, C], [B, C], [B, A, C])
    left = next(each for each in second.ledger if each.key == "boxing club")
    assert left.last_seen < second.ledger[-1].last_seen
    assert [each.kind for each in second.changes] == ["removed"]
    assert ids(third) == ids(first)
    assert [each.kind for each in third.changes] == ["returned"]


def test_another_service_of_a_name_once_used_gets_an_identifier_of_its_own():
    other = row("Boxing Club", "Chess and draughts in the library", "Medway", "zoe@z.org", (60, 99))
    first, _, third = releases([A, B, C], [B, C], [B, C, other])
    assert ids(third)["Boxing Club"] != ids(first)["Boxing Club"]
    assert "name-used-before" in codes(third)
    assert [each.key for each in third.ledger][-1] == "boxing club|2"


def test_a_new_service_under_the_old_name_of_one_that_was_renamed():
    renamed = row(
        "Knockout", "Boxing for young people who are at risk of violence", "Swale", "ann@a.org", (8, 18)
    )
    other = row("Boxing Club", "Chess and draughts in the library", "Medway", "zoe@z.org", (60, 99))
    first, second = releases([A, B, C], [renamed, other, B, C])
    assert ids(second)["Knockout"] == ids(first)["Boxing Club"]
    assert ids(second)["Boxing Club"] not in ids(first).values()
    assert "name-used-before" in codes(second)


def test_two_close_candidates_are_flagged_and_not_guessed():
    twins = [
        row(name, "Football every Friday night", "Ashford", "bob@b.org", (10, 16))
        for name in ("Ball", "Goal")
    ]
    first, second = releases([twins[0], A], [row("Kick", *WORDS), row("Shot", *WORDS), A])
    assert not set(ids(first).values()) & {ids(second)["Kick"], ids(second)["Shot"]}
    assert codes(second) == {"identity-open"}
    assert all(each.record.flagged for each in second.entries[:2])


WORDS = ("Football every Friday night", "Ashford", "bob@b.org", (10, 16))


def test_a_person_may_rule_that_two_names_are_one_service():
    ruling = Rename(before=("Ball",), after=("Kick",), why="their letter", since=DAY, by="A. Person")
    source = structs.replace(GENERAL, renames=(ruling,))
    first, second = releases(
        [row("Ball", *WORDS), A], [row("Kick", *WORDS), row("Shot", *WORDS), A], source=source
    )
    assert ids(second)["Kick"] == ids(first)["Ball"] != ids(second)["Shot"]


def test_rows_that_share_a_name_are_kept_apart_whatever_their_order_and_flagged():
    north = row("Youth Club", "Games", "Swale", "a@a.org", (8, 18))
    south = row("Youth Club", "Games", "Dover", "a@a.org", (8, 18))
    one, two = releases([north, south, A])[0], releases([south, A, north])[0]
    assert sorted(each.id for each in one.entries) == sorted(each.id for each in two.entries)
    assert len({each.id for each in one.entries}) == 3
    assert "name-doubled" in codes(one)


def test_rows_that_are_the_same_in_everything_have_identifiers_too():
    first, second = releases([A, A, B], [B, A, A])
    assert len({each.id for each in first.entries}) == 3
    assert {each.id for each in first.entries} == {each.id for each in second.entries}


def test_two_rows_that_become_one_are_told_as_merged():
    both = row(
        "Boxing Club and Football Night",
        "Boxing for young people who are at risk of violence. Football every Friday night with a hot meal",
        "Swale Ashford",
        "ann@a.org bob@b.org",
        (8, 18),
    )
    first, second = releases([A, B, C], [both, C])
    merged = [each for each in second.changes if each.kind == "merged"]
    assert merged and all(each.related == (second.entries[0].id,) for each in merged)
    assert {each.replaced_by for each in second.ledger if each.id != second.entries[0].id} == {
        second.entries[0].id,
        None,
    }
    assert "services-merged" in codes(second)
    assert ids(second)["Art Room"] == ids(first)["Art Room"]


def test_a_row_that_becomes_two_is_told_as_split():
    whole = row("Boxing Club", "Boxing for young people who are at risk", "Swale Dover", "a@a.org d@d.org")
    parts = [
        row("Boxing Club (Swale)", "Boxing for young people who are at risk", "Swale", "a@a.org"),
        row("Boxing Club (Dover)", "Boxing for young people who are at risk", "Dover", "d@d.org"),
    ]
    first, second = releases([whole, B, C], [*parts, B, C])
    split = [each for each in second.changes if each.kind == "split"]
    assert {each.related for each in split} == {(ids(first)["Boxing Club"],)}
    assert len(split) == 2
    gone = next(each for each in second.ledger if each.key == "boxing club")
    assert set((gone.replaced_by or "").split()) == {each.id for each in split}


def test_all_ids_ever_given_are_told_apart():
    made = releases([A, B], [C, D], [A, D], [B, C])
    every = [each.id for each in made[-1].ledger]
    assert len(every) == len(set(every)) == 4
