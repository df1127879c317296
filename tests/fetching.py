"""What a test of fetching needs: a source with its page on a test's site, and time that passes at once."""

import datetime as dt
import time
from dataclasses import dataclass, field, replace

from msgspec import structs

from pipeline.source import read_source

TOML = """
id = "{id}"
title = "Services"
description = "A page of services."

[publisher]
name = "Publisher"
url = "https://publisher.example/"
description = "The publisher."

[licence]
name = "notspecified"
url = "https://publisher.example/"
title = "None"

[page]
url = "{url}"
contact = "data@reader.example"
max_bytes = 100000
"""


HASTY = {"attempts": 2, "exchange": 0.8, "silence": 0.4}  # for sites that are too slow on purpose


@dataclass
class Clock:
    """Real time, but whoever sleeps wakes up at once, and the time has gone by."""

    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds):
        self.slept.append(seconds)

    def monotonic(self):
        return time.monotonic() + sum(self.slept)

    def now(self):
        moment = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC) + dt.timedelta(seconds=sum(self.slept))
        return moment.replace(microsecond=0)


def write_toml(folder, url, name="here"):
    path = folder / f"{name}.toml"
    path.write_text(TOML.format(url=url, id=name), encoding="utf-8")
    return path


def make_source(path, **page):
    found = read_source(str(path))
    return structs.replace(found, page=structs.replace(found.page, **page))


def permitting(means, *sites):
    return replace(means, permitted=means.permitted | {each.address for each in sites})
