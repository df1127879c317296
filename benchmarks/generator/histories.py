"""Made-up histories of a page: rows with a truth that no one sees, and what editors do to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from random import Random

from benchmarks.generator import services
from benchmarks.generator.contacts import email
from benchmarks.generator.taste import Taste
from benchmarks.generator.words import Words
from pipeline.model import AgeRange, Area, Cell, Column, Contact, Paragraph, RawRecord, Record, Role, Service

ROLES = (Role.NAME, Role.DESCRIPTION, Role.AGE, Role.AREA, Role.CONTACT)
TASTE = Taste()


@dataclass(frozen=True, slots=True)
class Row:
    """One service on one page. `truth` says which service it is; `parents`, which ones were merged into it."""

    truth: int
    name: str
    description: str
    ages: tuple[int, int]
    areas: tuple[str, ...]
    emails: tuple[str, ...]
    parents: tuple[int, ...] = ()


@dataclass
class Editor:
    """Who edits the page: the words they use, the mailboxes they share out, the rows they took off."""

    draw: Random
    words: Words
    mailboxes: tuple[str, ...] = ()
    removed: list[Row] = field(default_factory=list)
    count: int = 0

    def row(self) -> Row:
        self.count += 1
        draw = self.draw
        low = draw.randint(4, 18)
        return Row(
            self.count,
            services.name(draw, self.words, TASTE)[0],
            services.description(draw, self.words, TASTE)[0],
            (low, low + draw.randint(3, 12)),
            tuple(draw.sample(self.words.districts + self.words.towns[:8], draw.choice((1, 1, 1, 2)))),
            (draw.choice(self.mailboxes),),
        )


def history(
    draw: Random, words: Words, pages: int, edits: int
) -> Iterator[tuple[list[Row], dict[int, set[str]]]]:
    """Each page with what was done to each truth on the way to it; between two pages 0 to `edits` edits."""
    editor = Editor(draw, words, tuple(email(draw, words).lower() for _ in range(8)))
    rows = [editor.row() for _ in range(draw.randint(12, 40))]
    yield list(rows), {}
    for _ in range(pages - 1):
        done: dict[int, set[str]] = {}
        for _ in range(draw.randint(0, edits)):
            kind = draw.choice(tuple(EDITS))
            for truth in EDITS[kind](editor, rows):
                done.setdefault(truth, set()).add(kind)
        yield list(rows), done


def _add(editor: Editor, rows: list[Row]) -> tuple[int, ...]:
    rows.insert(editor.draw.randrange(len(rows) + 1), editor.row())
    return ()


def _add_namesake(editor: Editor, rows: list[Row]) -> tuple[int, ...]:
    """Another service takes a name that was once on the page."""
    if editor.removed:
        rows.append(replace(editor.row(), name=editor.draw.choice(editor.removed).name))
    return ()


def _remove(editor: Editor, rows: list[Row]) -> tuple[int, ...]:
    if len(rows) > 5:
        editor.removed.append(rows.pop(editor.draw.randrange(len(rows))))
    return ()


def _bring_back(editor: Editor, rows: list[Row]) -> tuple[int, ...]:
    if not editor.removed:
        return ()
    rows.append(editor.removed.pop(editor.draw.randrange(len(editor.removed))))
    return (rows[-1].truth,)


def _move(editor: Editor, rows: list[Row]) -> tuple[int, ...]:
    row = rows.pop(editor.draw.randrange(len(rows)))
    rows.insert(editor.draw.randrange(len(rows) + 1), row)
    return (row.truth,)


def _change(editor: Editor, rows: list[Row], change: Callable[[Row], Row]) -> tuple[int, ...]:
    place = editor.draw.randrange(len(rows))
    rows[place] = change(rows[place])
    return (rows[place].truth,)


def _respell(editor: Editor, rows: list[Row]) -> tuple[int, ...]:
    return _change(editor, rows, lambda row: replace(row, name=_spelling(editor.draw, row.name)))


def _spelling(draw: Random, name: str) -> str:
    place = draw.randrange(len(name))
    return draw.choice(
        (
            f"The {name}",
            name.upper(),
            name.replace(" and ", " & ").replace("-", " "),
            name[:place] + name[place + 1 :] if len(name) > 4 else name,
            name[:place] + name[place] + name[place:],
        )
    )


def _rename(editor: Editor, rows: list[Row]) -> tuple[int, ...]:
    """Another name, and another cell changed too."""
    other = editor.row()
    change = editor.draw.choice(tuple(CHANGES.values()))
    return _change(editor, rows, lambda row: change(editor, replace(row, name=other.name)))


def _edit(editor: Editor, rows: list[Row]) -> tuple[int, ...]:
    change = editor.draw.choice(tuple(CHANGES.values()))
    return _change(editor, rows, lambda row: change(editor, row))


def _replace_contact(editor: Editor, rows: list[Row]) -> tuple[int, ...]:
    return _change(editor, rows, lambda row: _other_contact(editor, row))


def _merge(editor: Editor, rows: list[Row]) -> tuple[int, ...]:
    """Two rows become one; it may count as either of them."""
    if len(rows) < 6:
        return ()
    one, two = (rows.pop(editor.draw.randrange(len(rows))) for _ in range(2))
    editor.count += 1
    name = editor.draw.choice((f"{one.name} and {two.name}", f"{one.name}/{two.name}", one.name))
    merged = Row(
        editor.count,
        name,
        f"{one.description} {two.description}",
        (min(one.ages[0], two.ages[0]), max(one.ages[1], two.ages[1])),
        tuple(dict.fromkeys(one.areas + two.areas)),
        tuple(dict.fromkeys(one.emails + two.emails)),
        (one.truth, two.truth, *one.parents, *two.parents),
    )
    rows.insert(editor.draw.randrange(len(rows) + 1), merged)
    return ()


def _nothing(editor: Editor, rows: list[Row]) -> tuple[int, ...]:
    """Columns change their order: `to_records` draws it anew for every page."""
    del editor, rows
    return ()


def _reword(editor: Editor, row: Row) -> Row:
    words = row.description.split()
    cut = editor.draw.randrange(max(len(words) // 4, 1))
    more = editor.draw.choice(editor.words.shorts).lower()
    return replace(row, description=f"{' '.join(words[cut:])} and {more}")


def _other_description(editor: Editor, row: Row) -> Row:
    return replace(row, description=editor.row().description)


def _other_ages(editor: Editor, row: Row) -> Row:
    return replace(row, ages=editor.row().ages)


def _other_areas(editor: Editor, row: Row) -> Row:
    return replace(row, areas=editor.row().areas)


def _other_contact(editor: Editor, row: Row) -> Row:
    return replace(row, emails=(email(editor.draw, editor.words).lower(),))


CHANGES: Mapping[str, Callable[[Editor, Row], Row]] = {
    "reworded": _reword,
    "other description": _other_description,
    "other ages": _other_ages,
    "other areas": _other_areas,
    "other contact": _other_contact,
}
EDITS: Mapping[str, Callable[[Editor, list[Row]], tuple[int, ...]]] = {
    "added": _add,
    "added under an old name": _add_namesake,
    "removed": _remove,
    "brought back": _bring_back,
    "moved": _move,
    "re-spelled": _respell,
    "renamed": _rename,
    "another cell": _edit,
    "contact replaced": _replace_contact,
    "merged": _merge,
    "columns re-ordered": _nothing,
}


def to_records(rows: list[Row], draw: Random) -> tuple[tuple[Column, ...], tuple[Record, ...]]:
    """The page's columns in some order, and its records."""
    order = draw.sample(ROLES, len(ROLES))
    columns = tuple(Column(role, role.value.title()) for role in order)
    return columns, tuple(_record(row, number, columns) for number, row in enumerate(rows, 1))


def _record(row: Row, number: int, columns: tuple[Column, ...]) -> Record:
    printed = {
        Role.NAME: row.name,
        Role.DESCRIPTION: row.description,
        Role.AGE: f"{row.ages[0]}-{row.ages[1]}",
        Role.AREA: ", ".join(row.areas),
        Role.CONTACT: " ".join(row.emails),
    }
    cells = tuple(Cell(each, (Paragraph(printed[each.role], number),)) for each in columns)
    service = Service(
        name=row.name,
        organization=None,
        alternate_names=(),
        description=row.description,
        ages=AgeRange(*row.ages),
        areas=tuple(Area(each, each, "town") for each in row.areas),
        contacts=tuple(Contact(each) for each in row.emails),
    )
    return Record(RawRecord(number, cells, (number, number)), service)
