"""A site, a source that has its page there, a clock that need not be waited for, and an empty archive."""

from dataclasses import replace

import pytest

from pipeline.archive import folders
from pipeline.scrape import main
from pipeline.scraping.means import Means
from tests.fetching import Clock, make_source, write_toml
from tests.server import Site


@pytest.fixture(autouse=True)
def raw(tmp_path, monkeypatch):
    monkeypatch.setattr(folders, "RAW", tmp_path / "raw")
    return tmp_path / "raw"


@pytest.fixture
def site():
    with Site() as running:
        yield running


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def means(site, clock):
    return Means(
        permitted=frozenset({site.address}),
        exchange=8.0,
        silence=4.0,
        sleep=clock.sleep,
        monotonic=clock.monotonic,
        now=clock.now,
        chance=lambda: 0.5,
    )


@pytest.fixture
def source(toml):
    return make_source(toml)


@pytest.fixture
def run(toml, means):
    """`python -m pipeline.scrape` for the source, as often as it is called."""
    return lambda *arguments, **limits: main([str(toml), *arguments], replace(means, **limits))


@pytest.fixture
def toml(site, tmp_path):
    return write_toml(tmp_path, f"{site.url}/page")
