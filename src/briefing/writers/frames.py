"""The summary as pandas data frames, one a subject."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from briefing.model.summary import Summary
from briefing.writers.columns import Column
from briefing.writers.rows import tables

if TYPE_CHECKING:
    import pandas as pd


def frames(summary: Summary) -> dict[str, pd.DataFrame]:
    """Data frames by name: figures, districts, projects, matters, derived, conflicts, changes, races, counts, questions,
    decisions, evidence, sources.

    Numbers are ``Float64`` in the written unit (the exact digits stand in the summary), counts ``Int64``, dates ``datetime64``,
    everything else ``string``; what is not known is missing (``pd.NA``), never empty or zero. ``evidence`` holds the row number of
    a place in the frame ``evidence``.
    """
    import pandas as pd

    out = {}
    for table in tables(summary):
        columns = {
            column.key: pd.Series([_plain(row[at]) for row in table.rows], dtype=_dtype(column))
            for at, column in enumerate(table.columns)
        }
        out[table.key] = pd.DataFrame(columns)
    return out


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value


def _dtype(column: Column) -> str:
    return {"number": "Float64", "integer": "Int64", "link": "Int64", "date": "datetime64[s]"}.get(column.kind, "string")
