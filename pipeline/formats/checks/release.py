"""Checks beyond the schemas, over the bytes that would be published: each fault an issue with its place.

The official schemas accept an empty name, a youngest age above the oldest, `4 Dec 2020` as a date, a
broken reference, and a feed whose services are all wrong inside `contents`. These checks do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.formats.checks.agreement import check_agreement
from pipeline.formats.checks.areas import check_areas
from pipeline.formats.checks.faults import Fault, to_issues
from pipeline.formats.checks.links import check_links
from pipeline.formats.checks.provenance import check_provenance
from pipeline.formats.checks.reading import Files, Release, read_release
from pipeline.formats.checks.shapes import check_shapes, is_link
from pipeline.formats.checks.values import check_values
from pipeline.formats.hsds.fields import FEED
from pipeline.gazetteer import Place
from pipeline.issues import Issue


def check_release(files: Files, places: Sequence[Place] = ()) -> tuple[Issue, ...]:
    """Everything wrong with the rendered files of one release, by path relative to output/<source>/.

    `places` is the source's gazetteer, for the names that belong to codes.

    Issues: release-*.
    """
    release = read_release(files)
    return to_issues(_faults(release, places), release.places)


def _faults(release: Release, places: Sequence[Place]) -> Iterator[Fault]:
    yield from release.faults
    yield from _root(release)
    yield from check_shapes(release)
    yield from check_links(release)
    yield from check_values(release)
    yield from check_areas(release, places)
    yield from check_agreement(release)
    yield from check_provenance(release)


def _root(release: Release) -> Iterator[Fault]:
    """What the feed's root must say, so that its profile is found."""
    root = release.feed.get("index")
    where = f"{FEED}/index.json"
    if not isinstance(root, dict) or root.get("version") != "HSDS-UK-3.0":
        version = str(root.get("version")) if isinstance(root, dict) else ""
        why = "which is not HSDS-UK-3.0"
        yield Fault("release-value-wrong", where, field="version", value=version, why=why)
    for name in ("profile", "openapi_url"):
        value = str(root.get(name, "")) if isinstance(root, dict) else ""
        if not is_link(value):
            yield Fault("release-link-wrong", where, field=name, value=value)
