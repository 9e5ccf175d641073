"""要素: which factor a problem lacks — land, funds, quota, labour, utilities, approval."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache

from briefing.resources import lexicon

_NAMED = "(?!工程|项目|厂|站|公司|部门|局|所|管网|改造|中心|系统|设施)"
"""What behind a word makes it part of a name."""


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = tomllib.loads(lexicon("elements.toml").read_text(encoding="utf-8"))
    return tuple((element, re.compile(f"(?:{'|'.join(words)}){_NAMED}")) for element, words in data.items())


def element(text: str, *names: str | None) -> str | None:
    """The first factor (用地 资金 指标 用工 水电气 审批) a text names outside of the given names; None when it names none."""
    for name in filter(None, names):
        text = text.replace(name, "")
    found = [(match.start(), word) for word, pattern in _patterns() if (match := pattern.search(text))]
    return min(found)[1] if found else None
