"""Numbers with units, as a Chinese text writes them."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from briefing.model.base import Value

SCALES = {"亿": Decimal(10) ** 8, "万": Decimal(10) ** 4, "千": Decimal(10) ** 3, "百": Decimal(10) ** 2}


class Quantity(Value):
    """A value in the written unit: ``Quantity(value=108.74, unit="亿元")``. Trailing zeros are kept (7.0 stays 7.0)."""

    value: Decimal
    unit: str

    def base(self) -> tuple[Decimal, str]:
        """The value with 亿, 万 (and 千, 百 before them or before 元) folded in, and the bare unit: 1.5 万吨 → 15000 吨."""
        return based(self.value, self.unit)


def based(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """`Quantity.base` of a value and its unit."""
    scale, bare = _scale(unit)
    return (value if scale is None else value * scale), bare


@lru_cache(maxsize=4096)
def _scale(unit: str) -> tuple[Decimal | None, str]:
    """What a unit multiplies by (None: nothing), and what is left of it."""
    scale: Decimal | None = None
    while unit:
        head, rest = unit[0], unit[1:]
        if head in "亿万" or (head in "千百" and rest[:1] in ("万", "亿", "元")):
            scale, unit = SCALES[head] if scale is None else scale * SCALES[head], rest
        else:
            break
    return scale, unit
