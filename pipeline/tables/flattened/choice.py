"""Which set of columns reads a document best, of those that its headings may announce."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial

from pipeline.model import Column, Role
from pipeline.tables.flattened.attempt import SURE, Attempt
from pipeline.tables.flattened.heading_run import (
    HeadingRun,
    follows_name,
    leaves_heading,
    loses_name,
    without_own_names,
)
from pipeline.tables.flattened.variants import (
    TROUBLED,
    attempt,
    with_parted,
    with_unknown,
    with_unknown_behind,
    with_unlike,
    without_title,
)
from pipeline.tables.headings.readings import possible_roles
from pipeline.tables.headings.words import is_plain_heading, names_several
from pipeline.tables.streams.stream import Token

FAR = 0.2  # of sureness, by which a set of columns is so much surer than another that it is beyond doubt
SURER = 0.05  # of sureness, by which a set of columns is clearly surer than another, though neither is sure
TOLD = 0.8  # a table whose records are surer than this on average may be as long as it was read
LONG_ENOUGH = 0.7  # of its paragraphs, the share that another reading of the table must have
SPARSE = 0.2  # of its cells, the share with words in a column whose heading may be the page's title
ALIKE = 0.001  # of sureness, by which two sets of columns do not differ
ABOUT = 1  # point of a heading run's score, by which it announces no more: a usual heading without a role
NO_DOUBT = 1e-4  # of sureness lacking, below which one set of columns is no better than another
CLEARLY = 5  # times less doubt, by which one set of columns is better than another

_TITLES = (Role.NAME, Role.TEXT, Role.DESCRIPTION)  # of a heading that may be the table's title

FindMore = Callable[[Attempt], Sequence[Attempt]]


@dataclass(frozen=True, slots=True)
class Choice:
    """The set of columns that reads the document best."""

    best: Attempt
    is_contested: bool  # another set reads it about as well, or the best one is not sure in itself
    is_as_announced: bool = False  # no heading more makes it surer, though something spoke for one


def choose(tokens: Sequence[Token], runs: Sequence[HeadingRun]) -> Choice:
    """The best of the sets of columns that these runs of headings, the likeliest first, may announce."""
    find_more = cache(partial(_with_more, tokens))
    runs = without_own_names(runs, tokens)
    chosen = _choose_announced(tokens, runs, find_more)
    if not (chosen.is_contested or _is_plain(chosen.best)):
        chosen = _choose_with_more(chosen.best, find_more)
    turned = _find_turned(tokens, chosen.best, runs[0])
    return Choice(turned, is_contested=True) if turned else chosen


def _with_more(tokens: Sequence[Token], tried: Attempt) -> list[Attempt]:
    """The attempts with a heading more than this one that are sure enough, or clearly surer than it is."""
    return [
        each
        for each in with_unknown(tokens, tried)
        if each.sureness >= TROUBLED
        or (each.sureness >= tried.sureness + SURER and 2 * len(each.all_spans) >= len(tried.all_spans) > 0)
    ]


def _choose_announced(tokens: Sequence[Token], runs: Sequence[HeadingRun], find_more: FindMore) -> Choice:
    """The surest of the sets of columns that the headings allow."""
    first = attempt(tokens, runs[0])
    tried = _without_titles([first, *_others(tokens, first, runs[1:], find_more)])
    fitting = _fitting(first, tried)
    best = _surest(fitting)
    first = first if first in tried else best
    rivals = [each for each in fitting if each is not best and _is_rival(each, best)]
    is_turned = best.may_name_heading or best.begins_with_heading or best.heads_addresses
    is_doubtful = is_turned or (best is not first and not _is_clearly_better(best, first))
    is_cut = loses_name(best.run, tokens) or (best.sureness < SURE and follows_name(best.run, tokens))
    is_cut = is_cut or leaves_heading(best.run, tokens) or _may_have_title(best)
    return Choice(best, is_contested=bool(rivals) or is_doubtful or is_cut)


def _choose_with_more(best: Attempt, find_more: FindMore) -> Choice:
    """The attempt, or a surer one with a heading more; a title before the headings is seldom one of them."""
    more = _without_turned([each for each in find_more(best) if not each.may_begin_elsewhere])
    if len(more) > 1:
        return Choice(min(more, key=_is_shifted), is_contested=True)
    surest = max([*more, best], key=_sureness)
    if more and is_as_sure(best.sureness, more[0].sureness) and is_as_sure(more[0].sureness, best.sureness):
        return Choice(surest, is_contested=True)
    is_more = surest is not best
    is_doubtful = is_more and (surest.sureness < SURE or surest.is_shifted or surest.begins_with_heading)
    return Choice(surest, is_contested=is_doubtful, is_as_announced=not is_more)


def _without_titles(tried: Sequence[Attempt]) -> list[Attempt]:
    """Those whose first heading is not the table's title: one of several things under which hardly any words
    stand, or no sums, or which puts another heading out of place, where one reads as much without it.
    """

    def is_titled(each: Attempt) -> bool:
        least, is_idle = min(TROUBLED, each.sureness), each.is_idle(0)
        return each.may_have_title and any(
            other.run.start > each.run.start
            and (other.run.end == each.run.end or is_idle)
            and other.sureness >= least
            for other in tried
        )

    return [each for each in tried if not is_titled(each)] or [*tried]


def _fitting(first: Attempt, attempts: Sequence[Attempt]) -> list[Attempt]:
    """Those that begin no more oddly than the first, each set of columns once; the last tried stand first."""
    tried = {(each.run.roles, each.run.start, each.run.end): each for each in reversed(attempts)}
    usual = [each for each in tried.values() if each is first or first.begins_oddly or not each.begins_oddly]
    fitting = _without_missed(usual or [*tried.values()])  # the first may have been left out: it has a title
    fitting = _without_titled(_without_short(_without_turned(fitting)))
    return [each for each in fitting if each.is_even] or fitting


def _without_turned(tried: list[Attempt]) -> list[Attempt]:
    """Those that do not take a title for the first heading, and the last heading for the first words."""
    lasts = {each.run.columns[-1].heading for each in tried}
    kept = [each for each in tried if not (each.begins_with_heading and each.first_words in lasts)]
    return kept or tried


def _without_titled(tried: list[Attempt]) -> list[Attempt]:
    """Those that have no heading more above another's, whose rows are as many columns wide, and straight."""
    straight = [each for each in tried if not (each.is_shifted or each.may_begin_elsewhere)]

    def has_title(each: Attempt) -> bool:
        return any(
            each.run.start < other.run.start
            and len(each.run.columns) == len(other.run.columns)
            and each.sureness < other.sureness + SURER
            for other in straight
        )

    return [each for each in tried if not has_title(each)]


def _without_short(tried: list[Attempt]) -> list[Attempt]:
    """Those that do not end the table long before another that is told well enough."""
    longest = max((each.length for each in tried if each.sureness >= TOLD), default=0)
    return [each for each in tried if each.length >= LONG_ENOUGH * longest] or tried


def _surest(fitting: Sequence[Attempt]) -> Attempt:
    """The surest; where that is shifted, the surest of those that are not and sure enough; where it is odd,
    one as sure that is not.
    """
    surest = max(fitting, key=_sureness)
    if surest.is_shifted:
        straight = [each for each in fitting if each.sureness >= TROUBLED and not each.is_shifted]
        surest = max(straight, key=_sureness, default=surest)
    alike = [
        each for each in fitting if not each.may_begin_elsewhere and surest.sureness - each.sureness < ALIKE
    ]
    return max(alike, key=_sureness) if surest.may_begin_elsewhere and alike else surest


def _is_plain(each: Attempt) -> bool:
    """Whether nothing speaks for other columns than these."""
    return not _may_have_title(each) and _is_told(each)


def _is_clearly_better(best: Attempt, first: Attempt) -> bool:
    """Whether other columns than those announced first are sure, or far surer than these, and straight; or
    they alone read even records, and surer ones.
    """
    is_straight = not (best.is_shifted or best.may_begin_elsewhere)
    is_far = is_straight and (best.sureness >= SURE or best.sureness >= max(TROUBLED, first.sureness + FAR))
    is_even = best.is_even and not first.is_even and best.sureness >= max(TROUBLED, first.sureness)
    is_odd = best.may_begin_elsewhere or best.may_end_in_title
    return is_far or is_even or (best.sureness >= max(SURE, first.sureness + FAR) and not is_odd)


def _may_have_title(each: Attempt) -> bool:
    """Whether it is shifted, and its first heading may be the table's title, another the name's."""
    first, *others = each.run.columns
    is_several = first.role in _TITLES and names_several(first.heading)
    return is_several and each.is_shifted and any(map(_may_name, others))


def _find_turned(tokens: Sequence[Token], best: Attempt, announced: HeadingRun) -> Attempt | None:
    """Where this takes what stands above the headings for one more, the attempt that takes its first words
    for it: each row then ends with what it was read to begin with.

    A title stands above more tables than does a heading that nobody knows.
    """
    is_text = best.run.columns[0].role is Role.TEXT
    if not is_text or best.run.start >= announced.start or best.run.end != announced.end:
        return None
    behind = with_unknown_behind(tokens, attempt(tokens, announced))
    return next((each for each in behind if each.run.columns[-1].heading == best.first_words), None)


def _may_name(column: Column) -> bool:
    is_unknown = column.role is Role.TEXT and not is_plain_heading(column.heading)
    return is_unknown or Role.NAME in possible_roles(column.heading)


def _is_told(each: Attempt) -> bool:
    return (each.is_even and each.sureness >= TROUBLED) or (
        each.sureness >= SURE and not each.may_begin_elsewhere
    )


def _without_missed(tried: list[Attempt]) -> list[Attempt]:
    """Those that take no heading that we know for a name, where others begin as well."""
    found = [each for each in tried if not each.names_heading]
    return tried if all(each.begins_oddly for each in found) else found


def _others(
    tokens: Sequence[Token], first: Attempt, runs: Sequence[HeadingRun], find_more: FindMore
) -> Iterator[Attempt]:
    """The document read with the other sets of columns that its headings may announce."""
    yield from with_parted(tokens, first)
    rivals = list(_rival_attempts(tokens, first, runs))
    yield from rivals
    if first.sureness < SURE or first.filled(0) < SPARSE or first.may_have_title:
        yield from without_title(tokens, first)
    if first.sureness < TROUBLED:
        yield from find_more(first)
        for each in (first, *rivals):
            yield from with_unlike(tokens, each)


def _rival_attempts(tokens: Sequence[Token], first: Attempt, runs: Sequence[HeadingRun]) -> Iterator[Attempt]:
    """The document read with other columns that the same paragraphs may announce.

    Those that announce less are tried where the first is unsure or odd; those that begin elsewhere, always.
    """
    for run in runs:
        is_shifted = run.start != first.run.start and run.score == first.run.score
        is_troubled = first.sureness < TROUBLED or first.may_begin_elsewhere
        is_wanted = is_troubled or (run.score >= first.run.score - ABOUT and not _is_plain(first))
        is_wanted = is_wanted or (first.may_have_title and run.start > first.run.start)
        if is_shifted or is_wanted:
            other = attempt(tokens, run)
            is_shorter = other.run.roles == first.run.roles  # only a heading is cut shorter
            if not is_shorter or (first.lacks_at_start and not other.may_begin_elsewhere):
                yield other


def _is_shifted(each: Attempt) -> bool:
    return each.is_shifted


def _sureness(each: Attempt) -> float:
    return each.sureness


def _is_rival(other: Attempt, best: Attempt) -> bool:
    """Whether another reading is as sure, announces as much, and begins oddly only where the best does; one
    that reads the same words in the same cells is none.
    """
    announces_less = other.run.score < best.run.score - ABOUT
    return (
        is_as_sure(other.sureness, best.sureness)
        and not announces_less
        and other.cells != best.cells
        and (best.may_begin_elsewhere or not other.may_begin_elsewhere)
    )


def is_as_sure(other: float, best: float) -> bool:
    """Whether a reading whose records are so sure on average is about as sure as the best one."""
    return other >= TROUBLED and 1 - other < CLEARLY * max(1 - best, NO_DOUBT)
