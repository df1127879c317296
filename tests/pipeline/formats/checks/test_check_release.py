"""The checks of a release: silent on good ones, and each seeded fault caught, at its record and line."""

import dataclasses

import pytest

from pipeline.formats.checks.release import check_release
from pipeline.issues import catalogue
from tests.gold import gold_dataset
from tests.pipeline.formats import releases
from tests.pipeline.formats.seeded import SEEDS

PLACES = gold_dataset().source.gazetteer


@pytest.mark.parametrize(
    "dataset",
    [gold_dataset, releases.rich_dataset, releases.bare_dataset],
    ids=["gold", "rich", "bare"],
)
def test_a_good_release_is_passed_over_in_silence(dataset):
    assert check_release(releases.render(dataset()), PLACES) == ()


def test_a_release_without_services_is_read():
    empty = dataclasses.replace(gold_dataset(), entries=())
    codes = {each.code for each in check_release(releases.render(empty), PLACES)}
    assert codes <= {"release-file"}


def test_there_are_enough_seeds_and_each_is_its_own():
    assert len({each.name for each in SEEDS}) == len(SEEDS) >= 40


@pytest.mark.parametrize("seed", SEEDS, ids=[each.name for each in SEEDS])
def test_a_seeded_fault_is_caught_by_its_own_code(seed):
    issues = check_release(seed.make(), PLACES)
    assert seed.code in {each.code for each in issues}, [each.message for each in issues][:5]


def test_an_issue_tells_its_record_line_and_remedy():
    seed = next(each for each in SEEDS if each.name == "the youngest age above the oldest")
    found = [each for each in check_release(seed.make(), PLACES) if each.code == seed.code]
    assert {(each.record, each.line) for each in found} == {(3, 69)}
    assert all(catalogue()[each.code].remedy for each in found)
    assert "30 to 5" in found[0].message


def test_hostile_files_give_issues_and_no_crash():
    good = releases.render(dataclasses.replace(gold_dataset(), entries=gold_dataset().entries[:2]))
    assert check_release(good, PLACES) == ()
    for path in _one_of_each(good):
        for content in (b"", b"\xff\xfe\x00", b"null", b"[1]", b'{"contents": 3}', b'{"contents": [7]}'):
            issues = check_release({**good, path: content}, PLACES)
            assert issues or not path.endswith((".json", ".csv")), (path, content)


def _one_of_each(files):
    """Every path, but only one item of each endpoint."""
    return {path.split("/")[1] if path.count("/") == 3 else path: path for path in files}.values()
