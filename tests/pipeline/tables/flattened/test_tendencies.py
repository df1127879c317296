"""A table read again as its records are: what they do often grows likelier, what one does alone does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.extraction import pages
from pipeline.tables.flattened.choice import choose
from pipeline.tables.flattened.decoding import Reading
from pipeline.tables.flattened.heading_search import find_headings
from pipeline.tables.flattened.layout import states
from pipeline.tables.flattened.tendencies import (
    MOST,
    Count,
    Usual,
    count_records,
    count_tendencies,
    follow_page,
    shift_of,
    states_expected,
    usual,
)

SHARES, STRENGTHS = st.floats(0.001, 0.9), st.floats(0.5, 90)


def readings(kind: str, count: int) -> list[Reading]:
    made = pages(kind, count, "tendencies")
    chosen = [choose(page.tokens, find_headings(page.tokens, page.own)).best for page in made]
    return [reading for attempt in chosen for reading in attempt.readings]


@given(SHARES, STRENGTHS, st.integers(1, 60), st.integers(0, 60))
def test_a_page_that_does_a_thing_more_often_shifts_it_no_less(share, strength, occasions, times) -> None:
    known = Usual(share, strength)
    fewer, more = (Count(min(each, occasions), occasions) for each in (times, times + 1))
    assert -MOST <= shift_of(known, fewer) <= shift_of(known, more) <= MOST


@given(SHARES, STRENGTHS, st.integers(1, 60))
def test_what_a_page_does_once_is_no_reason_to_see_it_there(share, strength, occasions) -> None:
    assert shift_of(Usual(share, strength), Count(1, occasions)) <= 0


def test_what_every_record_does_grows_likelier_and_what_none_does_less_likely() -> None:
    known = usual()["into:label"]
    assert shift_of(known, Count(30, 30)) > 1 > -1 > shift_of(known, Count(0, 30))


def test_each_tendency_that_is_counted_is_known() -> None:
    found = readings("telephone and website", 1) + readings("amounts in words", 1)
    for reading in found:
        roles = reading.evidence.lattice.roles
        counted = count_tendencies(states_expected(reading), roles, count_records(reading.states))
        assert set(counted) <= set(usual())
        assert all(0 <= each.times <= each.occasions + 1e-6 for each in counted.values())


def test_a_table_that_is_sure_is_read_once() -> None:
    sure = [each for each in readings("today", 12) if follow_page(each) is each]
    assert sure
    for reading in sure:
        assert all(reading.certainty(at) > 0.99 for at in range(len(reading.path)))


@pytest.mark.parametrize("kind", ["labelled contacts", "blank cells, no trace", "several paragraphs a cell"])
def test_no_paragraph_is_lost_and_the_same_page_is_read_the_same(kind: str) -> None:
    for reading in readings(kind, 6):
        once, again = follow_page(reading), follow_page(reading)
        assert once.path == again.path
        assert len(once.path) == len(reading.path)
        assert {*once.path} <= {*range(len(states(reading.evidence.lattice.roles)))}
