"""Formulas of derived values, computed anew: ``44.4 − 15.7``, ``31.81 ÷ 106%``, ``41.35亿元 ÷ 685.93万人次``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_TOKEN = re.compile(rf"\s*(?:({_NUMBER})(%|‰|[百千万亿]*)[^\d\s+＋−\-×*÷/（）()]*|([+＋−\-×*÷/（）()]))")
_SCALES = {
    "%": Decimal("0.01"),
    "‰": Decimal("0.001"),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10**4),
    "亿": Decimal(10**8),
}
_SIGNS = {"＋": "+", "−": "-", "×": "*", "÷": "/", "（": "(", "）": ")"}
Tokens = list[str | Decimal]


def terms(formula: str) -> Iterator[str]:
    """The numbers of a formula as they are written, without thousands separators."""
    return (term.replace(",", "") for term in re.findall(_NUMBER, formula))


def evaluate(formula: str) -> Decimal:
    """The value of a formula of numbers (with % or 万, 亿 and a unit), + − × ÷ and brackets, in bare units. Raises `ValueError` for
    anything else."""
    tokens: list[str | Decimal] = []
    at = 0
    text = formula.strip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if not match:
            raise ValueError(formula)
        at = match.end()
        if match[1]:
            number = Decimal(match[1].replace(",", ""))
            for scale in match[2]:
                number *= _SCALES[scale]
            tokens.append(number)
        else:
            tokens.append(_SIGNS.get(match[3], match[3]))
    value, rest = _sum(tokens)
    if rest:
        raise ValueError(formula)
    return value


def _sum(tokens: Tokens) -> tuple[Decimal, Tokens]:
    value, rest = _product(tokens)
    while rest and rest[0] in ("+", "-"):
        sign, (other, rest) = rest[0], _product(rest[1:])
        value = value + other if sign == "+" else value - other
    return value, rest


def _product(tokens: Tokens) -> tuple[Decimal, Tokens]:
    value, rest = _term(tokens)
    while rest and rest[0] in ("*", "/"):
        sign, (other, rest) = rest[0], _term(rest[1:])
        value = value * other if sign == "*" else value / other
    return value, rest


def _term(tokens: Tokens) -> tuple[Decimal, Tokens]:
    if not tokens:
        raise ValueError("formula ends early")
    head, rest = tokens[0], tokens[1:]
    if isinstance(head, Decimal):
        return head, rest
    if head == "(":
        value, rest = _sum(rest)
        if not rest or rest[0] != ")":
            raise ValueError("bracket")
        return value, rest[1:]
    if head == "-":
        value, rest = _term(rest)
        return -value, rest
    raise ValueError(str(head))
