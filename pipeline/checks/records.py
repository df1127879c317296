"""Each record on its own, checked by pandera: shapes that no record may break, whatever the page says."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from pipeline.checks.frame import to_frame
from pipeline.dataset import Check
from pipeline.gazetteer import GSS_CODE
from pipeline.issues import Issue, issue
from pipeline.model import OLDEST_AGE, Record

_EMAIL = re.compile(r"[^\s@A-Z]+@[^\s@A-Z]+\.[^\s@A-Z]+")
_PHONE = re.compile(r"\+\d{7,15}|\d{3,6}")  # or a short number, such as 111
_URL = re.compile(r"https?://\S+")


def check_records(records: Sequence[Record]) -> tuple[tuple[Issue, ...], tuple[Check, ...]]:
    """An error for each value that breaks its column's shape, and one answer for each question.

    Issues: record-invalid.
    """
    if not records:
        return (), ()
    failures = _failures(to_frame(records))
    lines = {each.number: each.raw.lines[0] for each in records}
    issues = tuple(
        issue("record-invalid", record=number, line=lines[number], field=column, value=value, check=check)
        for number, column, check, value in failures
    )
    return issues, _answers(failures)


def _each(pattern: re.Pattern[str], says: str) -> pa.Check:
    return pa.Check(
        lambda texts: all(pattern.fullmatch(each) for each in texts), element_wise=True, name=says
    )


def _schema() -> pa.DataFrameSchema:
    age = [pa.Check.in_range(0, OLDEST_AGE, name=f"an age is between 0 and {OLDEST_AGE}")]
    name = [pa.Check(lambda text: bool(text.strip()), element_wise=True, name="a name is not blank")]
    ordered = pa.Check(_ages_in_order, name="the minimum age is not above the maximum age")
    return pa.DataFrameSchema(
        {
            "name": pa.Column(str, name),
            "minimum_age": pa.Column("Int64", age, nullable=True),
            "maximum_age": pa.Column("Int64", age, nullable=True),
            "codes": pa.Column(object, _each(GSS_CODE, "an area code is a GSS code")),
            "emails": pa.Column(object, _each(_EMAIL, "an e-mail address is in its normal form")),
            "phones": pa.Column(object, _each(_PHONE, "a telephone number is in international form")),
            "urls": pa.Column(object, _each(_URL, "a link is a web address")),
        },
        checks=ordered,
    )


def _ages_in_order(frame: pd.DataFrame) -> pd.Series[bool]:
    return (frame["minimum_age"] <= frame["maximum_age"]).fillna(True).astype(bool)


def _failures(frame: pd.DataFrame) -> list[tuple[int, str, str, str]]:
    try:
        _schema().validate(frame, lazy=True)
    except SchemaErrors as error:
        cases = error.failure_cases.drop_duplicates(["index", "check"])
        return [
            (int(case["index"]), _column(case), str(case["check"]), _value(case, frame))
            for case in cases.to_dict("records")
        ]
    return []


def _column(case: dict[Hashable, Any]) -> str:
    return "minimum_age" if case["schema_context"] == "DataFrameSchema" else str(case["column"])


def _value(case: dict[Hashable, Any], frame: pd.DataFrame) -> str:
    if case["schema_context"] == "DataFrameSchema":
        row = frame.loc[case["index"]]
        return f"{row['minimum_age']} to {row['maximum_age']}"
    value = case["failure_case"]
    return ", ".join(value) if isinstance(value, list) else str(value)


def _answers(failures: Sequence[tuple[int, str, str, str]]) -> tuple[Check, ...]:
    schema = _schema()
    names = [str(each.name) for column in schema.columns.values() for each in column.checks]
    names += [str(each.name) for each in schema.checks]
    failed = {name: sum(check == name for _, _, check, _ in failures) for name in names}
    return tuple(
        Check("pandera", name, not count, f"{count} records" if count else "")
        for name, count in failed.items()
    )
