"""The dataset as a whole, checked by great-expectations: the suite is the source's `[expectations]`.

Validators pass over nothing: an empty column satisfies any pattern. So every suite counts the rows and
the filled cells first.
"""

from __future__ import annotations

import logging
import math
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.checks.frame import to_frame
from pipeline.dataset import Check
from pipeline.issues import Issue, issue
from pipeline.model import Record, Role
from pipeline.source import Expectations, Source

os.environ["GX_ANALYTICS_ENABLED"] = "false"  # read when great_expectations is imported: no socket is opened
import great_expectations as gx
from great_expectations.data_context.types.base import (
    DataContextConfig,
    InMemoryStoreBackendDefaults,
    ProgressBarsConfig,
)

Answer = tuple[str, bool, str]  # what was asked, whether it holds, what was seen


def check_dataset(
    records: Sequence[Record], source: Source, last_count: int | None = None, docs: Path | None = None
) -> tuple[tuple[Issue, ...], tuple[Check, ...]]:
    """An error about the document for each expectation that the records do not meet.

    `last_count` is the number of records in the release before; Data Docs go to the folder `docs`.

    Issues: expectation-not-met.
    """
    frame = to_frame(records)
    answers = _ask(frame, tuple(_suite(source.expectations, last_count, set(frame.columns))), source.id, docs)
    issues = tuple(
        issue("expectation-not-met", expectation=asked, seen=seen)
        for asked, holds, seen in answers
        if not holds
    )
    return issues, tuple(Check("great-expectations", asked, holds, seen) for asked, holds, seen in answers)


def _suite(expected: Expectations, last_count: int | None, columns: set[str]) -> Iterator[Any]:
    floor = expected.min_records
    if last_count is not None:
        floor = max(floor, math.ceil(last_count * (1 - expected.max_record_drop)))
    if expected.max_records is not None:
        floor = min(floor, expected.max_records)  # lowered since the last release: the person's word counts
    yield gx.expectations.ExpectTableRowCountToBeBetween(min_value=floor, max_value=expected.max_records)
    for role, share in expected.min_filled.items():
        yield _not_null(role, share, columns)
    for role, share in expected.min_recognised.items():
        if f"{role}_understood" in columns:
            yield gx.expectations.ExpectColumnValuesToBeInSet(
                column=f"{role}_understood", value_set=[True], mostly=share, meta={"role": role.value}
            )


def _not_null(role: Role, share: float, columns: set[str]) -> Any:
    column = f"{role}_printed"
    if column not in columns:
        return gx.expectations.ExpectColumnToExist(column=column, meta={"role": role.value})
    return gx.expectations.ExpectColumnValuesToNotBeNull(
        column=column, mostly=share, meta={"role": role.value}
    )


def _ask(frame: pd.DataFrame, suite: Sequence[Any], name: str, docs: Path | None) -> list[Answer]:
    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    nowhere = DataContextConfig(store_backend_defaults=InMemoryStoreBackendDefaults())
    context = gx.get_context(mode="ephemeral", project_config=nowhere)
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    asset = context.data_sources.add_pandas("records").add_dataframe_asset(name)
    definition = gx.ValidationDefinition(
        name=name,
        data=asset.add_batch_definition_whole_dataframe("all records"),
        suite=context.suites.add(gx.ExpectationSuite(name=name, expectations=list(suite))),
    )
    checkpoint = gx.Checkpoint(
        name=name,
        validation_definitions=[context.validation_definitions.add(definition)],
        actions=[_docs_action(context, docs)] if docs else [],
    )
    run = context.checkpoints.add(checkpoint).run(batch_parameters={"dataframe": frame})
    return [_answer(each) for result in run.run_results.values() for each in result.results]


def _docs_action(context: Any, docs: Path) -> Any:
    context.add_data_docs_site(
        site_name="data-docs",
        site_config={
            "class_name": "SiteBuilder",
            "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
            "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(docs)},
        },
    )
    return gx.checkpoint.UpdateDataDocsAction(name="data-docs")


def _answer(result: Any) -> Answer:
    configuration, seen = result.expectation_config, result.result
    asked = _asked(configuration.type, configuration.kwargs, (configuration.meta or {}).get("role", ""))
    if "observed_value" in seen:
        return asked, bool(result.success), f"{seen['observed_value']} records"
    if "element_count" not in seen:
        return (
            asked,
            bool(result.success),
            "the column is there" if result.success else "the column is missing",
        )
    met = seen["element_count"] - seen["unexpected_count"]
    blank = seen.get("missing_count") or 0
    return asked, bool(result.success), f"{met - blank} of {seen['element_count'] - blank}"


def _asked(kind: str, words: dict[str, Any], role: str) -> str:
    if kind == "expect_table_row_count_to_be_between":
        return f"at least {words['min_value']} records, at most {words.get('max_value') or 'any number'}"
    if kind == "expect_column_to_exist":
        return f"a column of role {role}"
    share = f"{words.get('mostly', 1.0):.0%}"
    if kind == "expect_column_values_to_not_be_null":
        return f"at least {share} of the {role} cells are filled"
    return f"at least {share} of the filled {role} cells are understood"
