"""What she reads in the terminal: plain lines where it is none, ten looks at most, no traceback unasked."""

import io
import re
from dataclasses import replace

import pytest

from pipeline.issues import SourceError, issue
from pipeline.source import read_source
from pipeline.summaries import summary_of
from pipeline.terminal import Look, Summary, Terminal


def terminal() -> tuple[Terminal, io.StringIO, io.StringIO]:
    out, err = io.StringIO(), io.StringIO()
    return Terminal(out, err), out, err


def look(**changes: str) -> Look:
    doubt = Look(
        "line 47", "Club", "area-ambiguous", "It has two meanings.", "Shepway", "Shepway (no code)", "Ask."
    )
    return replace(doubt, **changes)


def summary(looks: int = 0, changes: str = "2 new, 1 gone") -> Summary:
    each = tuple(look(where=f"line {n}", name=f"Club [{n}]") for n in range(looks))
    return Summary("Services", "2020-12-04", 31, changes, each, "output/x/", "output/x/report.html")


def test_a_stage_is_one_plain_line_with_its_result():
    screen, out, _ = terminal()
    with screen.stage("kent", "extract") as said:
        said.append("31 records [of 1 table]")
    assert out.getvalue() == "kent: extract: 31 records [of 1 table]\n"


def test_a_stage_that_breaks_says_no_result():
    screen, out, _ = terminal()
    with pytest.raises(SourceError), screen.stage("kent", "extract"):
        raise SourceError("there is no page.")
    assert out.getvalue() == ""


def test_no_colour_and_no_control_codes_where_it_is_no_terminal():
    screen, out, err = terminal()
    screen.summary([summary(3)])
    screen.warn("kent", [issue("area-ambiguous", value="Shepway")])
    screen.fail("kent", SourceError("there is no page."))
    assert "\x1b" not in out.getvalue() + err.getvalue()


def test_the_last_screen_says_what_changed_and_where_the_files_are():
    screen, out, _ = terminal()
    screen.summary([summary()])
    said = out.getvalue()
    for words in (
        "2020-12-04",
        "31 services",
        "2 new, 1 gone",
        "Nothing needs a look",
        "output/x/report.html",
    ):
        assert words in said


@pytest.mark.parametrize(("looks", "more"), [(10, False), (11, True)])
def test_ten_looks_at_most(looks, more):
    screen, out, _ = terminal()
    screen.summary([summary(looks)])
    said = out.getvalue()
    assert f"{looks} to look at" in said
    assert "line 9" in said and "line 10" not in said
    assert ("1 more in the report" in said) is more


def test_a_look_has_its_line_the_printed_words_our_reading_and_what_to_do():
    screen, out, _ = terminal()
    screen.summary([replace(summary(), looks=(look(), look(code="area-informal"), look(where="line 48")))])
    lines = out.getvalue().splitlines()
    first = lines.index("Ask. [area-ambiguous]")
    assert lines[first + 1 : first + 5] == [
        "  line 47   Club: It has two meanings.",
        "            printed: Shepway; published: Shepway (no code)",
        "  line 48   Club: It has two meanings.",
        "            printed: Shepway; published: Shepway (no code)",
    ]
    assert "Ask. [area-informal]" in lines[first + 5 :]


def test_a_look_at_the_page_has_no_words_and_no_reading():
    screen, out, _ = terminal()
    screen.summary([replace(summary(), looks=(look(where="the page", name="", printed="", published=""),))])
    said = out.getvalue()
    assert "  the page  It has two meanings." in said
    assert "printed" not in said and "published" not in said


def test_what_a_page_prints_cannot_steer_the_terminal():
    screen, out, err = terminal()
    hostile = look(name="\x1b[2J", printed="[red]\x07\nShepway", published="\u202ebulc")
    screen.summary([replace(summary(), looks=(hostile,))])
    screen.warn("kent", [issue("area-ambiguous", value="\x1b]0;x\x07")])
    assert not {"\x1b", "\x07", "\u202e"} & {*out.getvalue(), *err.getvalue()}
    assert "[red]" in out.getvalue()


@pytest.mark.parametrize("debug", [False, True])
def test_a_traceback_only_with_debug(monkeypatch, debug):
    monkeypatch.setenv("DEBUG", "1") if debug else monkeypatch.delenv("DEBUG", raising=False)
    screen, out, err = terminal()
    try:
        raise SourceError("there is no page.", remedy="Save it into [raw]/.")
    except SourceError as error:
        screen.fail("kent", error)
    assert out.getvalue() == ""
    assert "kent: FAILED:" in err.getvalue() and "Save it into [raw]/." in err.getvalue()
    assert ("Traceback" in err.getvalue()) is debug


class Screen(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(("no_color", "shows"), [("", True), ("1", False)])
def test_a_bar_counts_the_steps_on_a_terminal_alone(monkeypatch, no_color, shows):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", no_color)
    screen = Screen()
    terminal = Terminal(out=screen)
    with terminal.building(4), terminal.stage("somewhere", "extract") as said:
        said.append("31 records")
    assert ("0/4" in screen.getvalue()) is shows
    assert "extract: 31 records" in screen.getvalue()


def test_the_screen_of_the_real_page_fits_eighty_columns(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("NO_COLOR", raising=False)
    screen = Screen()
    built = summary_of(read_source("kent-vru"))
    Terminal(out=screen).summary([replace(built, looks=built.looks * 4)])
    lines = [re.sub(r"\x1b\[[\d;]*m", "", each) for each in screen.getvalue().splitlines()]
    assert max(map(len, lines)) <= 80
    assert len(lines) <= 40
    at = lines.index("  line 47   Olympia Boxing: 'Shepway' is the name of more than one place.")
    assert lines[at + 1 : at + 3] == [
        "            printed: Shepway; published: Shepway (no code; may be Folkestone and",
        "            Hythe or Maidstone)",
    ]
    assert "... and 2 more in the report." in lines


def test_no_colour_means_plain_lines_on_a_terminal_too(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    screen = Screen()
    Terminal(out=screen).summary([summary(3)])
    assert "\x1b" not in screen.getvalue()


def test_what_failed_is_said_again_at_the_end():
    screen, out, _ = terminal()
    screen.summary([summary()], ["kent", "[east]"])
    assert out.getvalue().splitlines()[-1].startswith("FAILED: kent, [east]. ")
