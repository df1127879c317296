"""The official schemas: in $OFFICIAL_STANDARDS, ../shared/standards or build/standards."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

ROOT = Path(__file__).resolve().parents[3]
PLACES = (
    Path(os.environ["OFFICIAL_STANDARDS"]) if "OFFICIAL_STANDARDS" in os.environ else None,
    ROOT.parent / "shared" / "standards",
    ROOT / "build" / "standards",
)
STANDARDS = next((each for each in PLACES if each and (each / "hsds-3.1").is_dir()), None)

needed = pytest.mark.skipif(
    STANDARDS is None,
    reason="the official HSDS schemas are not here: run `make standards`, or set OFFICIAL_STANDARDS",
)
DECLARED = {("hsds-uk-3.0", "contact"): {"email": {"type": "string", "format": "email"}}}


def read(version: str, path: str) -> Any:
    assert STANDARDS is not None
    return json.loads((STANDARDS / version / path).read_text(encoding="utf-8"))


def closed(schema: Any, version: str) -> Any:
    """The schema with every object closed to what it does not describe, but for what we declare."""
    if isinstance(schema, list):
        return [closed(each, version) for each in schema]
    if not isinstance(schema, dict):
        return schema
    strict = {key: closed(value, version) for key, value in schema.items()}
    if isinstance(schema.get("properties"), dict):
        more = DECLARED.get((version, str(schema.get("name"))), {})
        strict["properties"] = {**strict["properties"], **more}
        strict["additionalProperties"] = False
    return strict


@cache
def entity(version: str, table: str, *, strict: bool = True) -> Any:
    """A validator for the entity schema of a table, formats checked."""
    shape = closed if strict else _as_it_is
    return jsonschema_rs.Draft202012Validator(
        {"$ref": f"memory:///{table}.json"}, registry=_registry(version, shape), validate_formats=True
    )


def _as_it_is(schema: Any, _: str) -> Any:
    return schema


def _registry(version: str, shape: Any) -> Any:
    assert STANDARDS is not None
    folder = STANDARDS / version / "schema"
    names = [path.name for path in sorted(folder.glob("*.json")) if path.name != "openapi.json"]
    return jsonschema_rs.Registry(
        [(f"memory:///{name}", shape(read(version, f"schema/{name}"), version)) for name in names]
    )


@cache
def compiled(version: str, name: str, *, strict: bool = True) -> Any:
    """A validator for a compiled schema, formats checked."""
    schema = read(version, f"schema/compiled/{name}.json")
    return jsonschema_rs.Draft202012Validator(
        closed(schema, version) if strict else schema, validate_formats=True
    )


def faults(validator: Any, instance: Any) -> list[str]:
    return [f"{list(each.instance_path)}: {each.message}" for each in validator.iter_errors(instance)]


@cache
def validator_list() -> Any:
    """The schema by which the Open Referral UK validator judged the list of services in February 2026."""
    return jsonschema_rs.Draft202012Validator(
        read("hsds-uk-3.0", "validator/service_list.json"), validate_formats=True
    )


def pruned_descriptor(files: Mapping[str, bytes]) -> Any:
    """The official descriptor of HSDS 3.1, cut to the tables that the release has."""
    descriptor = read("hsds-3.1", "datapackage.json")
    used = [each for each in descriptor["resources"] if f"hsds-3.1/{each['path']}" in files]
    names = {each["name"] for each in used}
    for each in used:
        keys = each["schema"].get("foreignKeys", [])
        each["schema"]["foreignKeys"] = [key for key in keys if key["reference"]["resource"] in names]
    return {**descriptor, "resources": used}
