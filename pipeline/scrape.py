"""Scrape: the publisher's page as bytes in the archive, dated and hashed. The only room with a network."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pipeline import archive, command
from pipeline.archive import Kept, Redirect, Request, Sidecar
from pipeline.faults import at_fault
from pipeline.issues import FetchError, Issue, PipelineError, catalogue, issue
from pipeline.model import Snapshot
from pipeline.scraping.exchange import Reply
from pipeline.scraping.headers import conditions, telling
from pipeline.scraping.means import Means, Trouble, tool, user_agent
from pipeline.scraping.safety import host_of
from pipeline.scraping.saved import begin, media_type_of, read_page
from pipeline.scraping.verdicts import Wall, check_body, check_page, find_move
from pipeline.scraping.visit import Visit, Visitor, Wish
from pipeline.scraping.warc import captures, is_warc, to_warc
from pipeline.source import Source, read_source

_HOSTS_AT_ONCE = 8
_LONGEST_TYPE = 200


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one source: the page as it stands now, or why it was not brought home."""

    source: str
    snapshot: Snapshot | None
    unchanged: bool = False
    issues: tuple[Issue, ...] = ()


def scrape(source: Source, means: Means | None = None, visitor: Visitor | None = None) -> Fetched:
    """The page as it stands on the web now, kept in the archive where its bytes are new.

    `snapshot` is None where it could not be brought home, and an issue then says why and what to do.
    Whether its table can be read is the caller's to find out, and `archive.refuse` puts it aside.
    Raises: StoreError where the archive is damaged or cannot be written.
    """
    means = means or Means()
    visitor = visitor or Visitor(means)
    known = _newest_seen(source)
    try:
        visit = visitor.visit(source.page.url, _to_wish(source, known))
    except Trouble as trouble:
        return Fetched(source.id, None, issues=(trouble.issue,))
    moved = find_move(visit, source.id)
    if visit.page.status == 304 and known is not None:
        return Fetched(source.id, _still(known), True, moved)
    page = visit.page
    fetched = _take(
        _to_sidecar(source, visit), page.body, lambda: check_page(page, means), to_warc(visit.steps)
    )
    return _told_of_newer((replace(fetched, issues=moved),))[0] if fetched.snapshot else fetched


def scrape_all(sources: Sequence[Source], means: Means | None = None) -> tuple[Fetched, ...]:
    """What became of each source, in their order: hosts side by side, each host one page at a time.

    Raises: nothing that one source alone has done; its trouble stands in its own result.
    """
    means = means or Means()
    visitor = Visitor(means)
    hosts: dict[str, list[Source]] = {}
    for source in sources:
        hosts.setdefault(host_of(source.page.url), []).append(source)
    with ThreadPoolExecutor(max_workers=_HOSTS_AT_ONCE) as pool:
        done = pool.map(lambda group: [_alone(each, means, visitor) for each in group], hosts.values())
        found = {each.source: each for group in done for each in group}
    return tuple(found[source.id] for source in sources)


def bring_in(
    source: Source,
    path: Path,
    date: dt.date | None = None,
    note: str | None = None,
    means: Means | None = None,
) -> tuple[Fetched, ...]:
    """The page that a person saved on `date`, or each capture of it in a WARC file, in the archive.

    With a WARC file, `date` picks the captures of that day.

    Raises: FetchError where the file cannot be read, has no capture of the page, or has no date, or one that
    has not come: every later page would be passed over.
    """
    today = (means or Means()).now().astimezone().date()
    if is_warc(begin(path)):
        return _told_of_newer(_bring_in_captures(source, path, date, note, today))
    if date is None:
        raise FetchError("on which day was it saved?", where=str(path), remedy="Give `--date YYYY-MM-DD`.")
    if date > today:
        raise FetchError(
            f"{date} is after today, {today}.", where=str(path), remedy="Give the day on which it was saved."
        )
    content = read_page(path, source.page.max_bytes)
    media_type = media_type_of(content)
    facts = {"retrieved_at": None, "saved_on": date, "media_type": media_type, "origin": "file", "note": note}
    sidecar = archive.describe(content, source=source.id, url=source.page.url, tool=tool(), **facts)
    fetched = _take(sidecar, content, lambda: check_body(source.page.url, content, media_type))
    return _told_of_newer((fetched,))


def _alone(source: Source, means: Means, visitor: Visitor) -> Fetched:
    try:
        return scrape(source, means, visitor)
    except Exception as error:  # noqa: BLE001 - whatever ails one source, the others are fetched
        why = str(error) if isinstance(error, PipelineError) else at_fault(error)
        return Fetched(source.id, None, issues=(issue("source-not-scraped", value=source.id, why=why),))


def _take(sidecar: Sidecar, body: bytes, check: Callable[[], None], warc: bytes | None = None) -> Fetched:
    """The body in the archive, where `check` lets it pass; what stands in its stead among the refused."""
    try:
        check()
    except Wall as wall:
        archive.keep_refused(sidecar, body, [wall.issue.message], warc)
        return Fetched(sidecar.source, None, issues=(wall.issue,))
    except Trouble as trouble:
        return Fetched(sidecar.source, None, issues=(trouble.issue,))
    snapshot, new = archive.keep(sidecar, body, warc)
    return Fetched(sidecar.source, snapshot, not new)


def _told_of_newer(found: tuple[Fetched, ...]) -> tuple[Fetched, ...]:
    """The same, with a warning where the archive has a page of a later day: none of these is built."""
    last = found[-1]
    newest = archive.newest_usable(last.source)
    if last.snapshot is None or newest is None or newest in [each.snapshot for each in found]:
        return found
    told = issue("snapshot-not-newest", value=last.snapshot.file, newest=newest.file)
    return (*found[:-1], replace(last, issues=(*last.issues, told)))


def _newest_seen(source: Source) -> Kept | None:
    """The last page that came over the network and was a page, usable or not."""
    newest = max(archive.pages(source.id), key=lambda each: each.sidecar.order, default=None)
    return newest if newest and newest.sidecar.status == 200 else None


def _still(known: Kept) -> Snapshot:
    """The page that has not changed; a refused one comes back, for another try."""
    return archive.restore(known.snapshot)


def _to_wish(source: Source, known: Kept | None) -> Wish:
    known_of: dict[str, dict[str, str]] = {}
    if known is not None and known.sidecar.url == source.page.url and known.sidecar.final_url:
        known_of[known.sidecar.final_url] = conditions(known.sidecar.headers)
    page = source.page
    return Wish(user_agent(source), page.allow_hosts, page.max_bytes, known_of)


def _to_sidecar(source: Source, visit: Visit) -> Sidecar:
    page = visit.page
    return archive.describe(
        page.body,
        source=source.id,
        url=source.page.url,
        retrieved_at=page.retrieved_at,
        media_type=(page.header("content-type") or "")[:_LONGEST_TYPE] or None,
        origin="fetched",
        tool=tool(),
        requested_at=visit.steps[0].requested_at,
        request=Request("GET", page.target.url, dict(page.sent)),
        redirects=tuple(_to_redirect(step) for step in visit.steps[:-1]),
        final_url=page.target.url,
        status=page.status,
        headers=telling(page.headers),
    )


def _to_redirect(step: Reply) -> Redirect:
    return Redirect(step.status, step.target.url, step.header("location") or "")


def _bring_in_captures(
    source: Source, path: Path, date: dt.date | None, note: str | None, today: dt.date
) -> tuple[Fetched, ...]:
    found = []
    with path.open("rb") as file:
        for capture in captures(file, source.page.url, source.page.max_bytes):
            day = capture.retrieved_at.date()
            if date is not None and day != date:
                continue
            if day > today:
                raise FetchError(
                    f"a capture is dated {day}, after today, {today}.",
                    where=str(path),
                    remedy="Find another.",
                )
            sidecar = archive.describe(
                capture.body,
                source=source.id,
                url=source.page.url,
                retrieved_at=capture.retrieved_at,
                media_type=capture.headers.get("content-type"),
                origin="warc",
                tool=tool(),
                final_url=capture.url,
                status=200,
                headers=telling(capture.headers.items()),
                note=note or f"A capture in {path.name}.",
            )
            check = partial(check_body, capture.url, capture.body, sidecar.media_type)
            found.append(_take(sidecar, capture.body, check))
    if not found:
        raise FetchError(
            f"has no capture of {source.page.url}.", where=str(path), remedy="Look for another one."
        )
    return tuple(found)


def main(arguments: Sequence[str] | None = None, means: Means | None = None) -> int:
    """The exit code of `python -m pipeline.scrape`: 0, or 1 with one clear line on stderr."""
    return command.run("scrape", lambda: _take_call(arguments, means))


def _take_call(arguments: Sequence[str] | None, means: Means | None) -> int:
    options = _parser().parse_args(arguments)
    with command.placed(options.source):
        source = read_source(options.source, command.today())
    if options.file:
        found = bring_in(source, options.file, options.date, options.note, means)
    else:
        _check_no_file_meant(options)
        found = (scrape(source, means or Means(permitted=frozenset(options.allow_address))),)
    for each in found:
        _tell(each)
    return 0 if any(each.snapshot for each in found) else 1


def _check_no_file_meant(options: argparse.Namespace) -> None:
    for name, value in (("--date", options.date), ("--note", options.note)):
        if value is not None:
            raise PipelineError(
                f"{name} speaks of a saved page, and none is given.",
                remedy="Add `--from FILE`, or leave it out.",
            )


def _tell(fetched: Fetched) -> None:
    for each in fetched.issues:
        print(f"{fetched.source}: {each.message} {catalogue()[each.code].remedy}", file=sys.stderr)
    if fetched.snapshot is not None:
        said = "unchanged since" if fetched.unchanged else "new snapshot"
        print(f"{fetched.source}: {said} raw/{fetched.source}/{fetched.snapshot.file}")


def _to_day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no day: write it as 2020-12-04") from error


def _parser() -> argparse.ArgumentParser:
    parser = command.parser_of("scrape", __doc__ or "")
    parser.add_argument(
        "--from", dest="file", type=Path, metavar="FILE|WARC", help="bring in a saved page, or captures of it"
    )
    parser.add_argument("--date", type=_to_day, metavar="YYYY-MM-DD", help="the day on which FILE was saved")
    parser.add_argument("--note", metavar="TEXT", help="where FILE is from, in a sentence for its sidecar")
    parser.add_argument(
        "--allow-address",
        action="append",
        default=[],
        metavar="ADDRESS:PORT",
        help="may be met although it is not on the public internet: an intranet's page, or a test's",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
