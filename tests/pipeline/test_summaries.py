"""The last screen is read from the release that stands."""

import json

import pytest

from pipeline import store
from pipeline.source import read_source
from pipeline.summaries import summary_of


def test_the_summary_is_of_the_committed_release():
    summary = summary_of(read_source("kent-vru"))
    assert (summary.services, summary.page_date) == (31, "2020-12-04")
    assert summary.changes == "31 new"
    assert [(each.where, each.name, each.printed, each.published) for each in summary.looks] == [
        (
            "line 47",
            "Olympia Boxing",
            "Shepway",
            "Shepway (no code; may be Folkestone and Hythe or Maidstone)",
        ),
        ("line 155", "Refocus", "North Kent", "North Kent (no code)"),
        ("line 293", "Safer Communities Alliance", "North Kent", "North Kent (no code)"),
    ]
    assert all(each.message.endswith(".") and each.remedy.endswith(".") for each in summary.looks)
    assert summary.report == "output/kent-vru/report.html"


FOLDER = store.output_folder("kent-vru")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda release: release, "the release is as it was"),
        (lambda release: release | {"as_of": "2026-11-22"}, "the same page, and its release was made again"),
        (lambda release: release | {"snapshot": {"sha256": "another"}}, "31 new"),
        (lambda _: ["damaged"], "31 new"),
    ],
)
def test_changes_are_those_of_this_run(change, said):
    whole = json.loads((FOLDER / "release.json").read_bytes())
    changed = change(whole)
    before = (FOLDER / "release.json").read_bytes() if changed is whole else json.dumps(changed).encode()
    assert summary_of(read_source("kent-vru"), before).changes == said
