"""Made-up pages with a table of services in real markup, each with the truth beside it."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from html import escape

HEADINGS = {
    "name": ["Name", "Organisation", "Provider", "Project name", "Name of organisation", "Group"],
    "description": ["Service Provided", "What they do", "Description", "Nature of project", "About"],
    "age": ["Age group", "Ages", "Age range", "Age (years)"],
    "area": ["Area covered", "Location", "Area(s) covered", "District", "Where they work"],
    "contact": ["Contact", "VRU Coordinator Contact", "Email", "Contact details", "Lead"],
}
NAMES = [
    *("Harbour Youth Trust", "St Anne’s Boxing Club", "The Lantern", "Kick Start & Go", "YMCA (East)"),
    *("New Leaf “Roots” Project", "Pathways CIC", "Girls Allowed", "Rhythm Studio", "Dads’ Den", "Café 21"),
    *("Open Door – Drop-in", "Whole Community Gardens", "Step by Step", "North Hill Academy", "Reach Out"),
    *("The Old Fire Station", "Sport 4 All", "Quiet Minds", "Bridge Builders", "Tŷ Gobaith", "Night Shelter"),
]
VERBS = ["Supports", "Mentors", "Helps", "Works with", "Provides one-to-one help for", "Trains"]
WHO = ["young people at risk of exclusion", "families in need", "care leavers", "pupils aged 11-14", "carers"]
WHY = [
    "to build resilience",
    "and gives them a safe place",
    "through art & music",
    "so that they stay on",
]
AGES = ["11-18", "Under 18’s", "All ages", "16+", "8 to 12 years", "Up to 25", "18–25", "10-16 (boys)"]
PLACES = [
    "Norton",
    "Easthaven",
    "Lower Wick",
    "St Mary’s",
    "Broadfield",
    "Ashby & Dene",
    "Upton",
    "County-wide",
]
PEOPLE = ["jo.bloggs", "anna", "info", "Referrals", "m.obrien", "youth-team", "t_small", "enquiries"]
HOSTS = ["norton.gov.uk", "lantern.org.uk", "Example.org", "police.example.uk"]


@dataclass
class Truth:
    """What a reader must find: one list of paragraphs a cell, in column order."""

    roles: list[str]
    headings: list[str]
    records: list[list[list[str]]] = field(default_factory=list)


def make_truth(rng: random.Random, rows: int | None = None) -> Truth:
    """A table's words: any order of columns, blank cells, cells of several paragraphs."""
    roles = ["name", "description", "age", "area", "contact"]
    if rng.random() < 0.3:
        rng.shuffle(roles)
    truth = Truth(roles, [rng.choice(HEADINGS[role]) for role in roles])
    for number in range(rows if rows is not None else rng.randint(2, 9)):
        words = _make_record(rng, number)
        truth.records.append([words[role] for role in roles])
    return truth


def _make_record(rng: random.Random, number: int) -> dict[str, list[str]]:
    sentence = f"{rng.choice(VERBS)} {rng.choice(WHO)} {rng.choice(WHY)}"
    emails = [f"{rng.choice(PEOPLE)}@{rng.choice(HOSTS)}" for _ in range(rng.choice([1, 1, 1, 2]))]
    contact = (
        emails if rng.random() < 0.8 else [part for each in emails for part in (rng.choice(PLACES), each)]
    )
    return {
        "name": [f"{rng.choice(NAMES)} {number + 1}" if rng.random() < 0.7 else rng.choice(NAMES)],
        "description": [sentence] if rng.random() < 0.8 else [sentence + ".", "Free to all."],
        "age": [] if rng.random() < 0.1 else [rng.choice(AGES)],
        "area": [] if rng.random() < 0.05 else rng.sample(PLACES, rng.choice([1, 1, 2, 3])),
        "contact": [] if rng.random() < 0.08 else contact,
    }


FURNITURE = (
    '<nav><ul><li><a href="/">Home</a></li><li><a href="/c">Contact</a></li></ul></nav>'
    "<table class=layout><tr><td>About</td><td>News</td><td>Contact us</td></tr></table>"
)


def render(truth: Truth, rng: random.Random) -> str:
    """The page as HTML, marked up in one of many ways."""
    cell = rng.choice([_plain_cell, _paragraphs, _breaks, _list, _boxes, _spans, _untidy, _links])
    table = _table(truth, rng, cell)
    if rng.random() < 0.2:
        table = f"<table width=100%><tr><td>Menu</td><td><div>{table}</div></td></tr></table>"
    title = rng.choice(["<h2>Funded services</h2>", "<h3>Funded <em>services</em></h3>"])
    body = (
        f"{FURNITURE}<main><h1>Unit</h1><p>Name your price.</p>{title}{table}</main><p>Updated 4 May 2021</p>"
    )
    return rng.choice([_whole, _bare, _loud])(body)


def _whole(body: str) -> str:
    head = '<head><meta charset="utf-8"><title>Services</title><style>td {color: red}</style></head>'
    return f"<!doctype html>\n<html lang=en>{head}\n<body>{body}<script>var t = '<td>'</script></body></html>"


def _bare(body: str) -> str:
    return body


def _loud(body: str) -> str:
    return _whole(body).upper() if body.islower() else f"<HTML><BODY>{body}</BODY></HTML>"


def _table(truth: Truth, rng: random.Random, cell: object) -> str:
    row_open = rng.choice(["<tr>", '<tr class="odd">', "<tr>\n  "])
    closed = rng.random() < 0.85
    head = _head(truth, rng, closed)
    rows = []
    spans = _find_spans(truth, rng)
    scope = rng.random() < 0.25
    for n, record in enumerate(truth.records):
        cells = []
        for column, words in enumerate(record):
            if spans.get((n, column)) == 0:
                continue
            tag = "th scope=row" if scope and column == 0 else "td"
            many = spans.get((n, column), 1)
            tag += f" rowspan={many}" if many > 1 else ""
            inside = cell(words, rng)  # type: ignore[operator]
            cells.append(f"<{tag}>{inside}" + (f"</{tag.split()[0]}>" if closed else ""))
        rows.append(row_open + rng.choice(["", "\n"]).join(cells) + ("</tr>" if closed else ""))
        open_below = any(n + 1 == row and many == 0 for (row, _), many in spans.items())
        if rng.random() < 0.03 and not open_below:
            rows.append(head)
        if rng.random() < 0.03 and not open_below:
            rows.append("<tr>" + "<td>&nbsp;</td>" * len(record) + "</tr>")
    parts = rng.random() < 0.5
    caption = "<caption>Funded services</caption>" if rng.random() < 0.2 else ""
    body = "\n".join(rows)
    inner = f"<thead>{head}</thead><tbody>{body}</tbody>" if parts else head + body
    split = len(truth.records) > 3 and not spans and rng.random() < 0.15 and not parts
    if split:
        half = len(rows) // 2
        return _split(head, rows[:half], rows[half:])
    return f'<table border="1">{caption}{inner}</table>'


def _split(head: str, first: list[str], second: list[str]) -> str:
    return (
        f"<table>{head}{''.join(first)}</table>\n<p>The services go on here.</p>"
        f"<table>{head}{''.join(second)}</table>"
    )


def _head(truth: Truth, rng: random.Random, closed: bool) -> str:
    form = rng.choice(
        [
            "<th>{}</th>",
            "<td><strong>{}</strong></td>",
            "<td><p><b>{}</b></p></td>",
            "<td>{}</td>",
            "<th><p>{}<br></p></th>",
        ]
    )
    cells = [
        form.format(escape(each).replace(" ", rng.choice([" ", "\n", "&nbsp;"]), 1))
        for each in truth.headings
    ]
    joined = "".join(cells)
    return f"<tr>{joined}</tr>" if closed else "<tr>" + joined.replace("</td>", "").replace("</th>", "")


def _find_spans(truth: Truth, rng: random.Random) -> dict[tuple[int, int], int]:
    """Cells of one column that say the same in neighbouring rows, merged into one."""
    spans: dict[tuple[int, int], int] = {}
    if rng.random() > 0.4:
        return spans
    column = truth.roles.index(rng.choice(["age", "area", "contact"]))
    for n in range(0, len(truth.records) - 1, 2):
        if truth.records[n][column] and rng.random() < 0.5:
            truth.records[n + 1][column] = list(truth.records[n][column])
            spans[n, column], spans[n + 1, column] = 2, 0
    return spans


def _plain_cell(words: list[str], rng: random.Random) -> str:
    return "<br>".join(map(escape, words)) if words else rng.choice(["", "&nbsp;"])


def _paragraphs(words: list[str], rng: random.Random) -> str:
    return "".join(f"<p>{escape(each)}</p>" for each in words) or rng.choice(["", "<p>&nbsp;</p>"])


def _breaks(words: list[str], _: random.Random) -> str:
    return f"<p>{'<br/>'.join(map(escape, words))}</p>" if words else ""


def _list(words: list[str], rng: random.Random) -> str:
    return (
        f"<ul>{''.join(f'<li>{escape(each)}' for each in words)}</ul>"
        if len(words) > 1
        else _plain_cell(words, rng)
    )


def _boxes(words: list[str], _: random.Random) -> str:
    return "<div>" + "".join(f"<div>{escape(each)}</div>" for each in words) + "</div>"


def _spans(words: list[str], _: random.Random) -> str:
    """As a word processor leaves it: words in spans, soft hyphens and zero-width letters among them."""
    parts = [
        f'<p class="MsoNormal"><span style="color:black">{escape(each)}<o:p></o:p></span></p>'
        for each in words
    ]
    return "".join(parts).replace("e", "e&shy;", 1).replace("s ", "s&#8203; ", 1)


def _untidy(words: list[str], _: random.Random) -> str:
    return "\n".join(f"\n   <p>\n  {escape(each).replace(' ', '  ' + chr(10), 1)} </p>" for each in words)


def _links(words: list[str], _: random.Random) -> str:
    def link(text: str) -> str:
        return f'<a href="mailto:{text}">{text}</a>' if "@" in text else escape(text)

    return "<br>".join(link(each) for each in words)
