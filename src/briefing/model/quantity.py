"""Numbers with units, as a Chinese text writes them."""

from __future__ import annotations

from decimal import Decimal

from briefing.model.base import Value

SCALES = {"亿": Decimal(10) ** 8, "万": Decimal(10) ** 4, "千": Decimal(10) ** 3, "百": Decimal(10) ** 2}


class Quantity(Value):
    """A value in the written unit: ``Quantity(value=108.74, unit="亿元")``. Trailing zeros are kept (7.0 stays 7.0)."""

    value: Decimal
    unit: str

    def base(self) -> tuple[Decimal, str]:
        """The value with 亿, 万 (and 千, 百 before them or before 元) folded in, and the bare unit: 1.5 万吨 → 15000 吨."""
        value, unit = self.value, self.unit
        while unit:
            head, rest = unit[0], unit[1:]
            if head in "亿万" or (head in "千百" and rest[:1] in ("万", "亿", "元")):
                value, unit = value * SCALES[head], rest
            else:
                break
        return value, unit
