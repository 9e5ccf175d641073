"""Painting set text: spans at their places, boxes behind their words, and where the links are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefing.typography.glue import segments
from briefing.typography.pieces import Line, Span
from briefing.writers.pdf.style import Style


@dataclass(frozen=True, slots=True)
class Target:
    """A clickable rectangle (left, bottom, right, top; canvas coordinates) and the span it lies on."""

    link: str
    rectangle: tuple[float, float, float, float]
    span: Span


def paint(canvas: Any, line: Line | Sequence[Span], x: float, y: float, style: Style, fonts: Mapping[str, str]) -> list[Target]:
    """Paints the spans of a line; `x` is the left edge of its measure and `y` its baseline, in the canvas's coordinates (y up).
    `fonts` comes from `fonts.register`. Returns the places of its links."""
    spans = line.spans if isinstance(line, Line) else tuple(line)
    for span in spans:
        if span.piece.box:
            _frame(canvas, span, x, y, style)
    if spans:
        canvas._code.append(_operators(canvas, spans, x, y, style, fonts))
    return [Target(span.piece.link, _rectangle(span, x, y), span) for span in spans if span.piece.link]


def _rectangle(span: Span, x: float, y: float) -> tuple[float, float, float, float]:
    base = y + span.piece.rise
    return (x + span.x, base - 0.2 * span.size, x + span.x + span.width, base + 0.9 * span.size)


def _frame(canvas: Any, span: Span, x: float, y: float, style: Style) -> None:
    kind = span.piece.box or ""
    look = style.badge if kind.startswith("badge") else style.tag
    red = kind == "badge-first"
    canvas.saveState()
    canvas.setLineWidth(look.line)
    if kind == "filled" or red:
        canvas.setFillColorRGB(*style.color("red" if red else "g5"))
        canvas.rect(x + span.x, y + span.piece.rise - look.drop, span.width, look.height, stroke=0, fill=1)
    else:
        # The line lies inside the frame, so that the box is as wide and high as it says.
        inset = look.line / 2
        canvas.setStrokeColorRGB(*style.color("ink"))
        left, bottom = x + span.x + inset, y + span.piece.rise - look.drop + inset
        canvas.rect(left, bottom, span.width - look.line, look.height - look.line, stroke=1, fill=0)
    canvas.restoreState()


def _operators(canvas: Any, spans: Sequence[Span], x: float, y: float, style: Style, fonts: Mapping[str, str]) -> str:
    """One text object for all spans. Places inside a line are reached by kerning, so that the text stays one run for readers."""
    writer = _Writer(canvas._doc)
    for span in spans:
        writer.span(span, x, y, style, fonts[span.face])
    return writer.finished()


class _Writer:
    """Text operators, written only when their state changes."""

    def __init__(self, doc: Any) -> None:
        self.doc = doc
        self.out: list[str] = ["BT"]
        self.parts: list[str] = []
        self.state: dict[str, str] = {}
        self.at: tuple[float, float] | None = None

    def _set(self, operator: str, value: str) -> None:
        if self.state.get(operator) != value:
            self._flush()
            self.state[operator] = value
            self.out.append(f"{value} {operator}")

    def _flush(self) -> None:
        if self.parts:
            self.out.append(f"[{''.join(self.parts)}] TJ")
            self.parts = []

    def span(self, span: Span, x: float, y: float, style: Style, name: str) -> None:
        from reportlab.pdfbase.pdfmetrics import getFont

        font = getFont(name)
        left = x + span.x + (_padding(span, style) if span.piece.box else 0.0)
        base = round(y + span.piece.rise, 3)
        self._set("Tf", f"{font.internal(self.doc)} {_number(span.size)}")
        self._set("rg", " ".join(_number(value) for value in style.color(span.piece.color)))
        self._set("Tc", _number(span.spacing, 4))
        self._set("Tz", _number(span.scale * 100, 3))
        if self.at is None or self.at[1] != base or span.scale != 1:
            self._flush()
            self.out.append(f"1 0 0 1 {_number(left)} {_number(base)} Tm")
            self.at = (round(left, 3), base)
        for part in segments(span.text) if span.piece.box else (span.text,):
            self._show(part, left, span, font)
            left += (font.stringWidth(part, span.size) + span.size / 4) if span.piece.box else 0.0

    def _show(self, text: str, left: float, span: Span, font: Any) -> None:
        """The text from `left` on, reached by kerning from where the pen is."""
        assert self.at is not None
        here, base = self.at
        kern = round((here - left) / (span.size * span.scale) * 1000, 1)
        if kern:
            self.parts.append(_number(kern, 1))
            here -= kern * span.size * span.scale / 1000
        self.parts.append(f"<{font.encode(text, self.doc).hex()}>")
        run = font.stringWidth(text, span.size) + round(span.spacing, 4) * len(text)
        self.at = (here + run * span.scale, base)

    def finished(self) -> str:
        self._flush()
        # Spacing and scale outlive the text object; what others draw starts from none.
        for operator, rest in (("Tc", "0"), ("Tz", "100")):
            if self.state.get(operator) not in (None, rest):
                self.out.append(f"{rest} {operator}")
        return " ".join([*self.out, "ET"])


def _padding(span: Span, style: Style) -> float:
    return style.badge.pad if (span.piece.box or "").startswith("badge") else style.tag.pad


def _number(value: float, places: int = 3) -> str:
    text = f"{value:.{places}f}".rstrip("0").rstrip(".") if places else str(value)
    return "0" if text in ("-0", "") else text
