"""How many seeded faults our checks of a release catch, beside the official schemas and frictionless."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from frictionless import Package

from pipeline.formats.checks.release import check_release
from pipeline.source import ROOT
from tests.gold import gold_dataset
from tests.pipeline.formats import official, releases
from tests.pipeline.formats.seeded import SEEDS

PAGE = ROOT / "docs" / "benchmarks" / "checks.md"
FULL, UK = "hsds-3.1", "hsds-uk-3.0"

Files = Mapping[str, bytes]

HEAD = """## Checks of a release, by seeded faults

{count} faults, each seeded into the real page's release (`tests/pipeline/formats/seeded.py`); {hsds} of them
are in the Open Referral files, the others in the flat files alone. They are looked for by our own checks
(`pipeline/formats/checks/release.py`); by the official JSON Schemas with formats on and additional properties
forbidden (the nested HSDS 3.1 file, every service of the UK feed, and its list by the schema that the Open
Referral UK validator used in February 2026); and by `frictionless validate` with the official descriptor.
The hashes in our Data Packages are made anew after each fault, so that none is caught for its bytes alone.

| | caught | false alarms on the good release |
|---|---|---|
| our checks | {ours} of {count} | {ours_false} |
| official schemas | {schemas} of {count} | {schemas_false} |
| frictionless, official descriptor | {frictionless} of {count} | {frictionless_false} |
| official schemas and frictionless together | {both} of {count} | {both_false} |

| fault | ours | official schemas | frictionless |
|---|---|---|---|
"""


def by_schemas(files: Files) -> bool:
    """Whether the official schemas find anything."""
    try:
        nested = json.loads(files[f"{FULL}/services.json"])["contents"]
        listed = json.loads(files[f"{UK}/services/index.json"])
        items = [json.loads(files[path]) for path in files if _is_item(path)]
    except (ValueError, KeyError):
        return True
    validators: list[tuple[Any, list[Any]]] = [
        (official.compiled(FULL, "service_with_definitions"), nested),
        (official.compiled(UK, "service"), items),
        (official.validator_list(), [listed]),
    ]
    return any(official.faults(validator, each) for validator, all_of in validators for each in all_of)


def _is_standard(path: str) -> bool:
    """One of the Open Referral files; the descriptor is written anew with every fault."""
    return path.startswith("hsds") and not path.endswith("datapackage.json")


def _is_item(path: str) -> bool:
    return path.startswith(f"{UK}/services/") and path.count("/") == 3


def by_frictionless(files: Files) -> bool:
    """Whether frictionless finds anything, by the official descriptor cut to the tables that are there."""
    with tempfile.TemporaryDirectory() as folder:
        releases.write(dict(files), Path(folder))
        descriptor = Path(folder) / FULL / "official.json"
        descriptor.write_text(json.dumps(official.pruned_descriptor(files)), encoding="utf-8")
        return not Package(str(descriptor)).validate().valid


def main() -> None:
    """Writes docs/benchmarks/checks.md and prints it."""
    if official.STANDARDS is None:
        print("The official schemas are not here: run `make standards` first.")
        return
    started = time.perf_counter()
    places = gold_dataset().source.gazetteer
    rows, hsds, good = [], 0, releases.gold_files()
    for seed in SEEDS:
        files = seed.make()
        hsds += any(files.get(path) != good[path] for path in good if _is_standard(path))
        codes = {each.code for each in check_release(files, places)}
        rows.append((seed.name, seed.code in codes, by_schemas(files), by_frictionless(files)))
    alarms = (bool(check_release(good, places)), by_schemas(good), by_frictionless(good))
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(rows, alarms, hsds), encoding="utf-8")
    print(PAGE.read_text(encoding="utf-8"))
    print(f"{time.perf_counter() - started:.0f} s")


def page(rows: list[tuple[str, bool, bool, bool]], alarms: tuple[bool, bool, bool], hsds: int) -> str:
    """The section of docs/benchmarks.md."""
    head = HEAD.format(
        count=len(rows),
        hsds=hsds,
        ours=sum(row[1] for row in rows),
        schemas=sum(row[2] for row in rows),
        frictionless=sum(row[3] for row in rows),
        both=sum(row[2] or row[3] for row in rows),
        ours_false=int(alarms[0]),
        schemas_false=int(alarms[1]),
        frictionless_false=int(alarms[2]),
        both_false=int(alarms[1] or alarms[2]),
    )
    marks = {True: "caught", False: "-"}
    return head + "".join(f"| {row[0]} | {' | '.join(marks[each] for each in row[1:])} |\n" for row in rows)


if __name__ == "__main__":
    main()
