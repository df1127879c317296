"""Words that say something of a link alone are no part of a value; the printed cell a notice keeps them."""

import pytest

from pipeline.normalise import normalise
from pipeline.source import GENERAL
from pipeline.values.rows.link_words import part
from tests.pipeline.test_extract import BOX, SHED, read, row, table

LEFT_OUT = [
    "(opens in new window)",
    "(Opens in a new tab)",
    "[link is external]",
    "(link sends e-mail)",
    "(PDF, 200KB)",
    "(pdf)",
    "(1.2 MB PDF)",
    "(Word document, 35 KB)",
    "(external link) (opens in new tab)",
    "(PDF, 90KB, opens in new window)",
    "(.docx)",
]
KEPT = [
    "(women)",
    "(new window group)",
    "(PDFs)",
    "opens in new window",
    "(word of mouth)",
    "(excel yourself)",
    "(200KB)",
]


@pytest.mark.parametrize("words", LEFT_OUT)
def test_words_of_the_link_are_parted(words):
    assert part(f"The Shed {words}") == ("The Shed", words)
    assert part(f"The Shed{words}") == ("The Shed", words)
    assert part(words) == (words, "")
    assert part(f"{words} The Shed") == (f"{words} The Shed", "")


@pytest.mark.parametrize("words", KEPT)
def test_other_words_stay(words):
    assert part(f"The Shed {words}") == (f"The Shed {words}", "")


@pytest.mark.parametrize("words", [", see map", "; view on map.", " - see map", "(see map)", ". See map"])
def test_words_that_lead_to_a_map_are_parted(words):
    assert part(f"Dover{words}") == ("Dover", words.strip())
    assert part("Dover see map") == ("Dover see map", "") and part("see map") == ("see map", "")


def normalised(page):
    return normalise(read(page), GENERAL).items


@pytest.mark.parametrize("text", [False, True])
def test_value_is_without_and_the_cell_with_them(text):
    name, about, area = (
        "The Shed (opens in new window)",
        "Open access. Leaflet (PDF, 2KB)",
        "Norton (external link)",
    )
    shed = [name, about, SHED[2], area, SHED[4]]
    head = ["Name", "Service", "Ages", "Area", "Contact"]
    page = "\n\n".join([*head, *shed, *BOX, *SHED, *BOX]) if text else table(row(*shed), row(*BOX))
    record = normalised(page)[0]
    assert (record.service.name, record.service.description) == ("The Shed", "Open access. Leaflet")
    assert [each.name for each in record.service.areas] == ["Norton"]
    assert record.raw.cells[0].texts == (name,)
    said = [(each.field, each.value) for each in record.issues if each.code == "link-words"]
    assert said == [
        ("name", "(opens in new window)"),
        ("description", "(PDF, 2KB)"),
        ("areas", "(external link)"),
    ]
    derived = {
        each.field: (each.printed, each.published) for each in record.derivations if each.rule == "link-words"
    }
    assert derived == {"name": (name, "The Shed"), "description": (about, "Open access. Leaflet")}


def test_contact_cell_is_read_as_it_stands():
    record = normalised(table(row(*SHED[:4], "a@b.org (link sends e-mail)"), row(*BOX)))[0]
    assert "link-words" not in {each.code for each in record.issues}
