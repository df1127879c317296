"""Snapshots that came in together are released one after the other, as if each had been built on its day."""

import pytest

from pipeline.history import _pending
from pipeline.releases.previous import Previous
from pipeline.releases.release import make_release
from pipeline.source import GENERAL
from tests.pipeline.releases.rows import A, B, C, page

READINGS = {name: page(rows) for name, rows in {"a": [A], "b": [A, B], "c": [A, B, C], "d": [B, C]}.items()}


def released(names):
    last = None
    for name in names:
        last = Previous(make_release(READINGS[name], GENERAL, last, "a test").journal)
    return last


@pytest.mark.parametrize(
    ("kept", "made", "pending"),
    [
        ("", "", ""),
        ("a", "", ""),
        ("abc", "", "ab"),
        ("abc", "a", "b"),
        ("abc", "ab", ""),
        ("abc", "abc", ""),
        ("abac", "a", "ba"),
        ("abac", "aba", ""),
        ("aba", "a", "b"),
        ("bc", "a", ""),  # the last release's snapshot is not kept: nothing is known of what came before
        ("bcd", "ab", "c"),
    ],
)
def test_pending_are_those_between_the_last_release_and_the_newest(kept, made, pending):
    found = _pending([READINGS[name].snapshot for name in kept], released(made))
    assert [each.sha256 for each in found] == [READINGS[name].snapshot.sha256 for name in pending]
