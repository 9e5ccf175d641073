"""Document → one self-contained HTML file for the screen: the same words and charts, every number opens its sentence.

No network, no external script: style and script stand in the file and are the only ones its content security policy lets run.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from briefing.chinese.format import figure_text, period_text, value_text
from briefing.model.base import Value, within
from briefing.model.chart import Chart
from briefing.model.document import Bar, CellValue, Document, Masthead, Paragraph, PullQuote, Row
from briefing.model.fact import STAGES, Evidence, Figure
from briefing.model.run import Run
from briefing.model.summary import Derived, Summary
from briefing.options import Options
from briefing.resources import template_folder

if TYPE_CHECKING:
    from briefing.typography.roles import Faces

_FOLDER = "screen"
_SCHEMES = ("https://", "http://", "mailto:")
_TRUST = {"high": "高", "medium": "中", "low": "低"}
_ORDER = ("low", "medium", "high")


def write(document: Document, summary: Summary, options: Options) -> bytes:
    """The screen edition as UTF-8 HTML; the same input gives the same bytes. Raises `AssetError` when a template is missing."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from briefing.typography.roles import Faces

    folder = template_folder() / _FOLDER
    page = _Page(document, summary, Faces.load(options.fonts))
    environment = Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined)
    environment.globals |= page.functions()
    faces = _fonts(document, page.facts)
    style = _code(faces + (folder / "screen.css").read_text(encoding="utf-8"))
    script = _code((folder / "screen.js").read_text(encoding="utf-8"))
    out = environment.get_template("page.html.j2").render(
        document=document,
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
        facts=_island(page.facts),
        places=[d.name for d in summary.districts if d.name != summary.meta.region],
    )
    return out.encode("utf-8", "replace")


def _fonts(document: Document, facts: dict[str, Any]) -> str:
    """The shipped fonts, cut to the characters of the page: Song for what is read, Hei for what is looked up, bold for titles and
    numbers. A screen without Chinese fonts shows the same page."""
    from briefing.resources import font_file
    from briefing.typography.webfont import webfont

    page = {char for section in document.sections for text in within(section, str) for char in text}
    page |= {char for path in (template_folder() / _FOLDER).iterdir() for char in path.read_text(encoding="utf-8")}
    page |= set("".join((*STAGES, *_FIELDS.values(), *_TRUST.values(), _WORDS)))
    read = page | set(json.dumps(facts, ensure_ascii=False))
    rules = []
    for family, file, weight, characters in (
        ("BriefingSong", "BriefingSong-Regular.ttf", 400, read),
        ("BriefingSong", "BriefingSong-Bold.ttf", 700, set("".join(_large(document)))),
        ("BriefingHei", "BriefingHei-Regular.ttf", 400, read),
        ("BriefingHei", "BriefingHei-Bold.ttf", 700, page),
    ):
        data = base64.b64encode(webfont(font_file(file), characters)).decode()
        source = f"url(data:font/woff;base64,{data}) format('woff')"
        rules.append(f"@font-face{{font-family:{family};font-weight:{weight};src:{source}}}\n")
    return "".join(rules)


def _large(value: object) -> Iterator[str]:
    """What is set in the bold Song: the name of the briefing, names of districts, what they want to be."""
    if isinstance(value, Masthead):
        yield value.name.text
    elif isinstance(value, PullQuote) or (isinstance(value, Paragraph) and value.style.startswith("district")):
        yield from (run.text for run in value.runs)
    elif isinstance(value, Value):
        for name in type(value).model_fields:
            yield from _large(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _large(item)


def _code(text: str) -> Markup:
    """Our own style or script as it stands in the file."""
    return Markup(text.strip())


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _island(data: Any) -> Markup:
    """JSON that cannot end the element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)


class _Page:
    """What the templates may ask: the facts behind numbers, where a link leads, drawings, and what the filters go by."""

    def __init__(self, document: Document, summary: Summary, faces: Faces) -> None:
        self.summary, self.faces = summary, faces
        self.placed: set[str] = set()
        self.sources = {source.info.id: source for source in summary.sources}
        self.figures = {figure.id: figure for figure in summary.figures}
        derived = {value.id: value for value in summary.derived}
        used = {run.ref for run in within(document, Run) if run.kind in ("figure", "derived")}
        self.facts: dict[str, Any] = {}
        for ref in sorted(filter(None, used)):
            if ref in self.figures:
                self.facts[ref] = self._figure(self.figures[ref])
            elif ref in derived:
                self.facts[ref] = self._derived(derived[ref])

    def functions(self) -> dict[str, Any]:
        return {
            "facts_of": self.facts.get,
            "href": _href,
            "id_of": self._id,
            "placed": self.placed.__contains__,
            "plain": lambda runs: "".join(run.text for run in runs),
            "tags": self._tags,
            "row_tags": self._row_tags,
            "drawing": self._drawing,
            "strip": _strip,
            "bar": _bar,
            "extent": _extent,
            "glued": lambda following: following is not None and following.style == "mark",
            "stage_word": lambda stage: STAGES[stage] if stage is not None else "未写进度",
        }

    def _id(self, run: Run) -> Markup:
        """The place of a run: its own anchor, or the first use of its source mark, where the annex leads back to."""
        name = run.anchor
        if name is None and run.link and run.link.startswith("cite-"):
            name = f"use-{run.link}"
        if name is None or name in self.placed:
            return Markup("")
        self.placed.add(name)
        return Markup(f' id="{escape(name)}"')

    # The sentence behind a number

    def _figure(self, figure: Figure) -> dict[str, Any]:
        fields = [
            ["数值", figure_text(figure.value, figure.unit, approx=figure.approx, value_max=figure.value_max,
                               measure=figure.measure, among=figure.among)],
            ["范围", figure.scope or "原文未写"],
            ["期间", period_text(figure.period) if figure.period else "原文未写"],
            ["可信度", _TRUST.get(figure.trust or "", "—")],
        ]  # fmt: skip
        fields += [["期间依据" if s.field == "period" else f"{_FIELDS[s.field]}依据", s.text] for s in figure.support if s.text]
        if figure.doubt:
            fields.append(["存疑", figure.doubt])
        return {"title": figure.indicator, "fields": fields, "places": [self._place(e) for e in figure.evidence]}

    def _derived(self, value: Derived) -> dict[str, Any]:
        inputs = [self.figures[i] for i in value.inputs if i in self.figures]
        fields = [["推算值", value_text(value.value, value.unit)], ["算式", value.formula]]
        return {"title": value.indicator, "fields": fields, "places": [self._place(f.evidence[0]) for f in inputs]}

    def _place(self, evidence: Evidence) -> dict[str, Any]:
        source = self.sources.get(evidence.source)
        info = source.info if source else None
        where = [f"{source.letter}　{info.title or info.path}" if source and info else evidence.source]
        if info and info.publisher:
            where.append(info.publisher)
        if info and info.published:
            where.append(info.published.isoformat())
        if evidence.locator.paragraph:
            where.append(f"第{evidence.locator.paragraph}段")
        return {"words": _marked(evidence), "where": "　".join(where)}

    # Filters

    def _tags(self, runs: Iterable[Run]) -> Markup:
        return self._attributes(list(runs))

    def _row_tags(self, row: Row) -> Markup:
        return self._attributes(list(within(row, Run)))

    def _attributes(self, runs: list[Run]) -> Markup:
        figures = [self.figures[run.ref] for run in runs if run.kind == "figure" and run.ref in self.figures]
        places = {(run.ref or "").removeprefix("district:") for run in runs if (run.ref or "").startswith("district:")}
        places |= {figure.scope for figure in figures if figure.scope}
        trust = min((figure.trust for figure in figures if figure.trust), key=_ORDER.index, default=None)
        if not places and trust is None:
            return Markup("")
        out = f' data-places="{escape("|".join(sorted(places)))}"'
        return Markup(out + (f' data-trust="{trust}"' if trust else ""))

    def _drawing(self, chart: Chart, width: float) -> Markup:
        from briefing.charts import draw, svg

        return Markup(svg(draw(chart, width, self.faces), chart.alt, self.faces))


_WORDS = "数值范围期间可信度原文未写依据存疑推算值算式第段未写进度"
_FIELDS = {"period": "期间", "scope": "范围", "unit": "单位", "indicator": "指标"}


_SHORT, _LONG = 10, 13
"""Characters of a cell that stays on one line, and of one that needs room."""


def _extent(cell: CellValue) -> str:
    size = sum(len(run.text) for run in cell.runs if run.style != "mark")
    return " short" if 0 < size <= _SHORT else " long" if size >= _LONG else ""


def _href(link: str) -> str:
    return link if link.startswith(_SCHEMES) else f"#{link}"


def _marked(evidence: Evidence) -> list[list[Any]]:
    """The sentence in pieces, the number's marked: [text, is the number]."""
    out: list[list[Any]] = [[evidence.before, False]]
    at = 0
    for a, b in evidence.pieces:
        piece = evidence.quote[at : at + b - a]
        done = a
        for first, last in evidence.number:
            low, high = max(first, a), min(last, b)
            if low < high:
                out += [[piece[done - a : low - a], False], [piece[low - a : high - a], True]]
                done = high
        out.append([piece[done - a :], False])
        at += b - a
    out.append([evidence.after, False])
    return [piece for piece in out if piece[0]]


def _strip(stage: int | None) -> Markup:
    """Eight dots: passed, current, to come."""
    last = len(STAGES) - 1
    dots = "".join(
        f'<circle cx="{5 + 9 * at}" cy="6" r="{3.6 if at == stage else 2}" '
        + (
            'fill="#B5121B"'
            if at == stage
            else 'fill="#1A1A1A"'
            if stage is not None and at < stage
            else 'fill="#fff" stroke="#9A9A9A"'
        )
        + "/>"
        for at in range(last + 1)
    )
    done = f'<path d="M5 6H{5 + 9 * stage}" stroke="#1A1A1A" stroke-width="1.4"/>' if stage else ""
    line = f'<path d="M5 6H{5 + 9 * last}" stroke="#9A9A9A" stroke-width=".6"/>'
    return Markup(f'<svg width="74" height="12" viewBox="0 0 74 12" aria-hidden="true">{line}{done}{dots}</svg>')


def _bar(bar: Bar) -> Markup:
    width = round(60 * max(min(bar.share, 1.0), 0.0), 1)
    color = "#B5121B" if bar.accent else "#9A9A9A"
    return Markup(f'<svg width="60" height="8" aria-hidden="true"><rect width="{width}" height="8" fill="{color}"/></svg>')
