"""Made-up pages in which each service says its labels again, in many forms, each with the truth beside it."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape

from pipeline.model import Extraction, RawRecord, Role

LABELS = {
    "name": ["Name", "Organisation", "Project name", "Name of service", "Project", "Service"],
    "description": ["Description", "What they do", "Summary", "Details", "About"],
    "age": ["Age group", "Ages", "Age range"],
    "area": ["Area", "Area covered", "Location", "District"],
    "contact": ["Contact", "Email", "Contact details"],
    "phone": ["Phone", "Telephone"],
    "url": ["Website"],
    "when": ["Opening times", "When", "Cost"],
}
NAMES = [
    "Harbour Youth Trust",
    "The Lantern",
    "Kick Start & Go",
    "Pathways CIC",
    "Girls Allowed",
    "Rhythm Studio",
    "Dads’ Den",
    "Café 21",
    "Open Door – Drop-in",
    "Step by Step",
    "Reach Out",
    "Sport 4 All",
    "Quiet Minds",
    "Bridge Builders",
    "Night Shelter",
    "The Shed",
    "Project: Salus",
    "Box It Out",
    "Beats and Bars",
    "Olympia Boxing",
    "Refocus Project",
    "Switch Café",
]
SENTENCES = [
    "Supports young people at risk of exclusion.",
    "Mentoring for care leavers, in schools and at home.",
    "Weekly football and a hot meal",
    "Art, music & drama for families in need",
    "Helps carers to have a break.",
    "One-to-one help with anger, drugs and grief – up to 12 sessions.",
    "Workshops in schools; staff training",
]
MORE = ["Free to all.", "Referral is not needed", "Note: bring a coat.", "Contact us first", "Ages vary"]
QUESTIONS = ["Who can come?", "What is it?", "Do I need to book?", "How much does it cost?"]
ANSWERS = ["Everyone.", "Yes please: call 01795 532766.", "No, just turn up.", "£2 including tea and cake."]
AGES = ["11-18", "Under 18’s", "All ages", "16+", "8 to 12 years", "Up to 25", "18–25"]
PLACES = ["Norton", "Upton", "Lower Wick", "Maidstone", "Dover", "Swale", "Ashford", "County-wide"]
DAYS = ["Mondays", "Thursdays"]
HOSTS = ["lantern.org.uk", "norton.gov.uk", "police.example.uk"]

Values = dict[str, list[str]]


@dataclass
class CardPage:
    """The page, and what a reader must find: each service's name and the words under each of its labels."""

    html: str
    labels: dict[str, str] = field(default_factory=dict)  # by what they hold
    records: list[Values] = field(default_factory=list)  # by label; "" is the title


@dataclass
class Habits:
    """What a page does again and again."""

    titled: bool  # the name is a title without a label
    blank: str  # how a blank value is printed; "-" where its label is left out
    blanks: float
    questions: float
    several: float
    like_labels: float
    sections: bool
    inside: tuple[str, ...]  # how words stand within a value


def make_cards(rng: random.Random) -> CardPage:
    """A page of cards in one of many forms, with one of many kinds of disturbance, or none."""
    habits = _make_habits(rng)
    order = _make_order(rng, titled=habits.titled)
    labels = {kind: rng.choice(LABELS[kind]) for kind in order}
    form = rng.choice([_lines, _terms, _terms_each, _labelled_terms, _above, _broken, _table])
    count = rng.randint(3, 9)
    names = rng.sample(NAMES, count)
    records = [_make_record(rng, name, order, habits) for name in names]
    truth = [
        {labels.get(kind, ""): words for kind, words in record.items() if words or kind in labels}
        for record in records
    ]
    cards = form(rng, [[*_pairs(record, labels)] for record in records], habits)
    page = CardPage(_wrap(rng, cards, habits), labels, truth)
    if habits.blank == "-":
        page.records = [{label: words for label, words in each.items() if words} for each in truth]
    return page


def _make_habits(rng: random.Random) -> Habits:
    def often(share: float) -> float:
        return rng.choice([0.1, 0.3]) if rng.random() < share else 0

    return Habits(
        rng.random() < 0.5,
        rng.choice(["", "&nbsp;", "<p>&nbsp;</p>", "-"]),
        often(0.5),
        often(0.3),
        often(0.4),
        often(0.3),
        rng.random() < 0.15,
        rng.choice([("<br>",), ("<br>",), ("<p>",), ("<p>",), ("<br>", "<p>")]),
    )


def _make_order(rng: random.Random, *, titled: bool) -> list[str]:
    others = [
        "description",
        *rng.sample(["age", "area", "contact", "phone", "url", "when"], rng.randint(2, 5)),
    ]
    if {"age", "area"}.isdisjoint(others):
        others.append("age")
    if rng.random() < 0.4:
        rng.shuffle(others)
    if titled:
        return others
    return ["name", *others] if rng.random() < 0.85 else rng.sample(["name", *others], len(others) + 1)


def _make_record(rng: random.Random, name: str, order: Sequence[str], habits: Habits) -> Values:
    person = f"{rng.choice('abcdefgh')}{rng.randint(1, 99)}@{rng.choice(HOSTS)}"
    several = rng.random() < habits.several
    values = {
        "description": _describe(rng, habits),
        "age": [rng.choice(AGES)],
        "area": rng.sample(PLACES, 2 if several else 1),
        "contact": [f"Jo {rng.choice('ABCD')}.", person] if several else [person],
        "phone": [f"01622 {rng.randint(100000, 999999)}"],
        "url": [f"www.{rng.choice('abcdef')}{rng.randint(1, 99)}.org.uk"],
        "when": [f"{rng.choice(DAYS)}, 6pm"],
    }
    if rng.random() < habits.like_labels:
        values["area"] = [f"{day}: {rng.choice(PLACES)}" for day in DAYS]
    found: Values = {"name": [name]}
    for kind in order:
        if kind != "name":
            found[kind] = [] if rng.random() < habits.blanks else values[kind]
    return found


def _describe(rng: random.Random, habits: Habits) -> list[str]:
    if rng.random() < habits.questions:
        asked = rng.sample(QUESTIONS, rng.randint(1, 3))
        return [part for each in asked for part in (each, rng.choice(ANSWERS))]
    words = [rng.choice(SENTENCES)]
    return [*words, rng.choice(MORE)] if rng.random() < habits.several else words


Pair = tuple[str, list[str]]  # a label, empty for the title, and its words


def _pairs(record: Values, labels: dict[str, str]) -> Sequence[Pair]:
    order = [*labels] if "name" in labels else ["name", *labels]
    return [(labels.get(kind, ""), record[kind]) for kind in order]


Cards = Sequence[Sequence[Pair]]


def _kept(pairs: Sequence[Pair], habits: Habits) -> list[Pair]:
    return [pair for pair in pairs if pair[1] or habits.blank != "-"]


def _title(rng: random.Random) -> Callable[[str], str]:
    form = rng.choice(["<h2>{}</h2>", "<h3>{}</h3>", "<h4>{}</h4>", "<p><b>{}</b></p>", "<p>{}</p>"])
    return lambda words: form.format(escape(words))


def _inside(rng: random.Random, words: Sequence[str], habits: Habits) -> str:
    if not words:
        return habits.blank
    if rng.choice(habits.inside) == "<br>":
        return "<br>".join(map(escape, words))
    return "".join(f"<p>{escape(each)}</p>" for each in words)


def _lines(rng: random.Random, cards: Cards, habits: Habits) -> list[str]:
    """A paragraph for each label and its words."""
    title, mark = _title(rng), rng.choice([": ", ": ", " – ", " - ", " — "])
    bold = rng.random() < 0.5
    made = []
    for pairs in cards:
        parts = []
        for label, words in _kept(pairs, habits):
            said = escape(label) + mark.rstrip()
            said = f"<strong>{said}</strong>" if bold else said
            value = "<br>".join(map(escape, words)) or habits.blank.replace("<p>", "").replace("</p>", "")
            parts.append(f"<p>{said} {value}</p>" if label else title(words[0]))
        made.append("".join(parts))
    return made


def _broken(rng: random.Random, cards: Cards, habits: Habits) -> list[str]:
    """A paragraph for each service, with a line for each label."""
    title, mark = _title(rng), rng.choice([": ", ": ", " – ", " - ", " — "])
    made = []
    for pairs in cards:
        lines = [
            f"{escape(label)}{mark}{'<br>'.join(map(escape, words))}"
            for label, words in _kept(pairs, habits)
            if label
        ]
        above = "".join(title(words[0]) for label, words in pairs if not label)
        made.append(f"{above}<p>{'<br>'.join(lines)}</p>")
    return made


def _above(rng: random.Random, cards: Cards, habits: Habits) -> list[str]:
    """A paragraph for each label, and one below it for its words."""
    title = _title(rng)
    form = rng.choice(["<p>{}</p>", "<p><b>{}</b></p>", "<p>{}:</p>", "<p><b>{}:</b></p>", "<h5>{}</h5>"])
    made = []
    for pairs in cards:
        parts = []
        for label, words in _kept(pairs, habits):
            inside = _inside(rng, words, habits)
            inside = inside if inside.startswith("<p>") or not inside else f"<p>{inside}</p>"
            parts.append(form.format(escape(label)) + inside if label else title(words[0]))
        made.append("".join(parts))
    return made


def _to_terms(rng: random.Random, pairs: Sequence[Pair], habits: Habits) -> str:
    return "".join(
        f"<dt>{escape(label)}</dt><dd>{_inside(rng, words, habits)}</dd>"
        for label, words in _kept(pairs, habits)
        if label
    )


def _terms(rng: random.Random, cards: Cards, habits: Habits) -> list[str]:
    """One list of terms for the whole page; where each service has a title, a list for each."""
    if habits.titled:
        return _terms_each(rng, cards, habits)
    made = [_to_terms(rng, pairs, habits) for pairs in cards]
    return [f"<dl>{made[0]}", *made[1:-1], f"{made[-1]}</dl>"]


def _terms_each(rng: random.Random, cards: Cards, habits: Habits) -> list[str]:
    title = _title(rng)
    return [
        "".join(title(words[0]) for label, words in pairs if not label)
        + f"<dl>{_to_terms(rng, pairs, habits)}</dl>"
        for pairs in cards
    ]


def _labelled_terms(rng: random.Random, cards: Cards, habits: Habits) -> list[str]:
    """The name as a term, and below it a definition for each label."""
    if not habits.titled:
        return _terms(rng, cards, habits)
    made = []
    for pairs in cards:
        name = next(words[0] for label, words in pairs if not label)
        said = (
            f"<dd>{escape(label)}: {'<br>'.join(map(escape, words))}</dd>"
            for label, words in _kept(pairs, habits)
            if label
        )
        made.append(f"<dt>{escape(name)}</dt>{''.join(said)}")
    return [f"<dl>{made[0]}", *made[1:-1], f"{made[-1]}</dl>"]


def _table(rng: random.Random, cards: Cards, habits: Habits) -> list[str]:
    """A table for each service, its labels on the left."""
    title = _title(rng)
    made = []
    for pairs in cards:
        rows = (
            f"<tr><th>{escape(label)}</th><td>{_inside(rng, words, habits)}</td></tr>"
            for label, words in _kept(pairs, habits)
            if label
        )
        made.append(
            "".join(title(words[0]) for label, words in pairs if not label)
            + f"<table>{''.join(rows)}</table>"
        )
    return made


def _wrap(rng: random.Random, cards: Sequence[str], habits: Habits) -> str:
    menu = "<ul><li>Home</li><li>About</li><li>Contact</li></ul>" if rng.random() < 0.3 else ""
    intro = "<p>We fund these projects this year.</p>" if rng.random() < 0.5 else ""
    parts = [*cards]
    if habits.sections:
        parts.insert(len(cards) // 2, "<h2>North</h2>")
        intro += "<h2>South</h2>"
    foot = rng.choice(["", "<p>Last updated: 14 May 2024</p>", "<p>Back to top</p><p>Contact us</p>"])
    return f"<html><body>{menu}<h1>Funded projects</h1>{intro}{chr(10).join(parts)}{foot}</body></html>"


def find_silent(page: CardPage, found: Extraction) -> list[object]:
    """The records of a reading that are wrong, or lost, while nothing says so."""
    doubted = {each.record for each in found.issues if each.needs_a_person}
    left = [_join(each) for each in page.records]
    wrong = []
    for record in found.records:
        said = _join(_by_label(page, record))
        if said in left:
            left.remove(said)
        else:
            wrong.append((record.number, said))
    silent: list[object] = [each for each in wrong if each[0] not in doubted]
    known = any(each.record is None and each.code not in _OF_NO_RECORD for each in found.issues)
    between = " ".join(each.value or "" for each in found.issues if each.code == "words-between-cells")
    lost = [each for each in left if not ("" in each and each[""] in "".join(between.split()))]
    return silent + ([] if wrong or known else lost)


_OF_NO_RECORD = ("heading-unknown", "table-truncated")


def _by_label(page: CardPage, record: RawRecord) -> Values:
    """The words of a record by label; those of the name by none, where the page has no label for it."""
    named = "name" in page.labels
    made: Values = {}
    for cell in record.cells:
        label = cell.column.heading.strip(" :–—-*") if named or cell.role is not Role.NAME else ""
        made[label] = [*made.get(label, []), *cell.texts]
    return made


def _join(values: Values) -> dict[str, str]:
    """The words of each label without white space and marks, which tools change."""
    joined = {label: "".join("".join(words).split()) for label, words in values.items()}
    return {label: words.replace("**", "").replace("\\", "") for label, words in joined.items() if words}
