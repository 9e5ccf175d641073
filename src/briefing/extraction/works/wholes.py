"""The state of a project of which only the parts are reported on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from briefing.extraction.works.drafts import Draft, Report
from briefing.extraction.works.stages import ORDER


def settle(drafts: Mapping[str, Draft], wholes: Mapping[str, str], latest: Callable[[Iterable[Report]], Report | None]) -> None:
    """一期已投产，二期正在建设: the whole is being built. Parts that all stand at one stage hand it on."""
    for whole, draft in drafts.items():
        parts = [latest(drafts[key].reports) for key, of in wholes.items() if of == whole]
        told = [p for p in parts if p is not None and p[0].kind == "actual"]
        if len(told) < 2 or len(told) < len(parts) or any(r[0].kind == "actual" and not r[0].weak for r in draft.reports):
            continue
        least = min(told, key=lambda p: ORDER.get(p[0].stage, 0))
        most = max(told, key=lambda p: ORDER.get(p[0].stage, 0))
        mixed = ORDER.get(least[0].stage, 0) < ORDER["在建"] < ORDER.get(most[0].stage, 0)
        draft.reports.append((replace(least[0], stage="在建") if mixed else least[0], least[1]))
