"""The sections in their order, the marks numbered, the annex of what was cited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.chinese.numerals import numeral
from briefing.composition import annex, changes, districts, front, overview, projects, quality, worklists
from briefing.composition.added import added_sections
from briefing.composition.choice import Pool
from briefing.composition.desk import DERIVED, FORECAST, HISTORY, INFERRED, LOW_TRUST, TARGET, Desk
from briefing.composition.environment import Renderer
from briefing.composition.inline import structure
from briefing.model.document import Annex, Contents, ContentsEntry, Document, Section
from briefing.model.run import Run
from briefing.model.summary import Summary
from briefing.options import Options

View = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """A first-level section: its template, its title, and the maker of what the template is given (None: nothing to print)."""

    id: str
    title: str
    view: Callable[[Desk, Pool], View | None]
    new_page: bool = True


PARTS = (
    Part("overview", "总体态势", overview.view),
    Part("districts", "区县画像", districts.view, new_page=False),
    Part("projects", "重点项目", projects.view, new_page=False),
    Part("worklists", "四张清单", worklists.view, new_page=False),
    Part("changes", "本期变化", changes.view, new_page=False),
    Part("quality", "数据质量", quality.view, new_page=False),
)


def compose_document(summary: Summary, options: Options, templates: Path | None) -> Document:
    """See `briefing.composition.compose`."""
    desk, renderer = Desk(summary, options), Renderer(templates)
    pool = Pool(desk)
    common: View = {
        "tag": {
            "target": TARGET,
            "forecast": FORECAST,
            "derived": DERIVED,
            "inferred": INFERRED,
            "history": HISTORY,
            "low": LOW_TRUST,
        },
    }
    opening = front.view(desk, pool)
    wanted = [part for part in PARTS if not options.sections or part.id in options.sections]
    made = [(part, view) for part in wanted if (view := part.view(desk, pool)) is not None]
    shown = [(part, numeral(n), view) for n, (part, view) in enumerate(made, 1)]
    more = [] if options.sections else added_sections(desk, summary, len(shown))
    sections = [
        Section(id=part.id, title=part.title, new_page=part.new_page,
                blocks=renderer.render(part.id, **common, **view, part=_head(part, number), remarks=desk.remarks(part.id)))
        for part, number, view in shown
    ]  # fmt: skip
    entries = [(number, str(view.get("contents", part.title)), part.id) for part, number, view in shown] + [
        (n, s.title, s.id) for n, s in more
    ]
    sheets = [_sheet(renderer, common, view) for part, _, view in shown if part.id == "projects" and view["wide"]]
    entries += [("附表", s.title, s.id) for s in sheets]
    rest = (*sections, *(section for _, section in more), *sheets)
    annexed = [*entries, ("附录", "来源与依据", "annex")]
    numbered, sentences = desk.marks.number((_front(desk, opening, renderer, common, annexed), *rest))
    if not sentences:  # nothing is quoted: there is no annex to name
        numbered, _ = desk.marks.number((_front(desk, opening, renderer, common, entries), *rest))
    last = _annex(desk, renderer, common, annex.citations(desk, sentences))
    meta = summary.meta
    return Document(
        title=f"{meta.name}第{meta.issue}期" + (f"（第{meta.revision}次修订）" if meta.revision else ""),
        author=meta.publisher or options.publisher or meta.name,
        created=meta.issued.isoformat(),
        running_head=_running(desk),
        sections=(*numbered, last),
    )


def _head(part: Part, number: str) -> dict[str, object]:
    return {"numeral": structure("ordinal", f"{number}、"), "title": part.title}


def _front(desk: Desk, view: View, renderer: Renderer, common: View, parts: list[tuple[str, str, str]]) -> Section:
    contents = Contents(entries=tuple(
        ContentsEntry(numeral=numeral, title=title, anchor=anchor, page=structure(f"page:{anchor}", "0"))
        for numeral, title, anchor in parts
    ))  # fmt: skip
    blocks = renderer.render("front", **common, **view, contents=contents, remarks=desk.remarks("front"))
    return Section(id="front", title="本期要点", blocks=blocks, new_page=False)


def _sheet(renderer: Renderer, common: View, view: View) -> Section:
    """The ledger on turned sheets, behind the text: between two of its pages it would tear a section apart."""
    return Section(id="sheet", title="项目台账", blocks=renderer.render("sheet", **common, **view))


def _annex(desk: Desk, renderer: Renderer, common: View, citations: Any) -> Section:
    blocks = renderer.render("annex", **common, annex=Annex(citations=citations), count=desk.count(len(citations)),
                             **annex.colophon(desk))  # fmt: skip
    return Section(id="annex", title="来源与依据", blocks=blocks, new_page=bool(citations))


def _running(desk: Desk) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    meta = desk.summary.meta
    left = (desk.name("title", meta.name), Run(kind="text", text="　"), structure("issue", f"第{meta.issue}期"))
    return left, (structure("date", f"{meta.issued.year}年{meta.issued.month}月"),)
