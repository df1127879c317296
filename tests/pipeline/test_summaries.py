"""The last screen is read from the release that stands."""

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
