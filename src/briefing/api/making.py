"""The whole way: sources → issue in the archive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing import __version__
from briefing.api.crew import Crew
from briefing.api.formats import formats as _formats
from briefing.api.gather import Paths, Watch, extract_papers, survey, tell
from briefing.api.past import Shelf, hashes, made_already, shelf_of
from briefing.api.regions import spoken_of
from briefing.api.remarks import with_remarks
from briefing.api.result import Result, about, again
from briefing.api.spool import spool
from briefing.api.stages import compose, load_options, reconcile, verify
from briefing.errors import NothingNewError, SourceError, UnprovedNumberError, UsageError
from briefing.model.note import Note
from briefing.options import Options
from briefing.threads import uncollected

if TYPE_CHECKING:
    from briefing.archive import Issue
    from briefing.model.document import Document
    from briefing.model.extraction import Extraction
    from briefing.model.summary import Summary


def make(
    sources: Paths = "seeds",
    *,
    out: str | Path = "out",
    options: Options | None = None,
    config: str | Path | None = None,
    formats: Sequence[str] = ("pdf", "json"),
    facts: Sequence[Extraction] = (),
    only_if_changed: bool = False,
    until: date | None = None,
    jobs: int | None = None,
    executor: Executor | None = None,
    cache: bool = True,
    watch: Watch | None = None,
    **values: Any,
) -> Result:
    """Builds the briefing of a folder (or several files and folders) and publishes it under ``out/<period>/``.

    `options` are taken as they are; otherwise they come from `config` or the ``briefing.toml`` beside the sources, with
    `values` laid over. `facts` of other origin (`facts_from_frame`) join those of the sources. The newest issue of an earlier
    period in `out` is what this one is compared with; when this very issue stands there already and says something else, the
    result is its numbered correction. Sources published after the day `until` are left out with a note. `jobs` processes of this
    machine read at once (default: `Options.jobs`), or the workers of an `executor`; what was read before comes from ``out/.cache``,
    unless `cache` is False.

    Raises `SourceError` when nothing could be read, `UsageError` for wrong options, `QualityError` when the result would not be
    fit to print (nothing is published then), `LockedError` when another run holds `out`, and with `only_if_changed`
    `NothingNewError` when an issue made of the same things is there already.
    """
    from briefing.archive import Cache, code_version, ingredients

    known = _formats()
    if unknown := [name for name in formats if name not in known]:
        raise UsageError(f"不认识的格式：{'、'.join(unknown)}；现有 {'、'.join(known)}。")
    out = Path(out)
    options = with_remarks(options or load_options(config, sources=sources, **values), sources)
    wanted = [name for name in known if name in {*formats, "json"}]
    with Cache(out / ".cache" if cache else None, code_version()) as kept, Crew(jobs or options.jobs, executor) as crew:
        papers, notes = survey(sources, options, watch, cache=kept, crew=crew)
        infos = [*(paper.look.info for paper in papers), *(found.source for found in facts)]
        made = ingredients(infos, options, wanted, __version__, until)
        same = made_already(out, options, str(made["run_key"]))
        if same and only_if_changed:
            raise NothingNewError(f"来源、配置和程序都没有变化，沿用 {same.period} 期。", same.period)
        result = _found_again(out, same, options, wanted, notes) if same and not facts else None
        if result is None:
            found, placed = extract_papers(papers, options, watch, cache=kept, crew=crew, notes=notes)
            with uncollected():
                extractions = list(found)
    if result is None:
        options = placed if options.region else spoken_of(extractions, placed)
        extractions = [*(_published_by(until, extractions, notes) if until else extractions), *facts]
        result = _made(out, extractions, options, wanted, made, notes, watch)
    return replace(result, notes=(*result.notes, *_rebuilt(out))) if kept.rebuilt else result


def _made(
    out: Path,
    extractions: list[Extraction],
    options: Options,
    wanted: Sequence[str],
    made: Mapping[str, Any],
    notes: list[Note],
    watch: Watch | None,
) -> Result:
    """The issue of the extractions, which are taken out of their list, published."""
    from briefing.archive import load_decisions
    from briefing.reconciliation import issue_period

    tell(watch, "reconcile", 0, 1)
    period = issue_period(extractions, options)
    shelf = shelf_of(out, period, options, notes)
    decisions = load_decisions(Path(options.corrections)) if options.corrections else []
    before = {"previous": shelf.before, "standing": shelf.standing}
    summary = reconcile(_given_away(extractions), options, **before, earlier=shelf.earlier, decisions=decisions)
    summary = summary.model_copy(update={"notes": (*notes, *summary.notes)})
    tell(watch, "compose", 0, 1)
    with uncollected():
        document = compose(summary, options)
    return _published(out, summary, document, options, wanted, made, shelf, watch)


def _given_away(extractions: list[Extraction]) -> Iterator[Extraction]:
    """Each extraction, held here no longer."""
    while extractions:
        yield extractions.pop()


def _rebuilt(out: Path) -> Iterator[Note]:
    message = f"{out / '.cache'} 损坏，已重建；本次全部重新摘取，结果不受影响。"
    yield Note(code="cache-rebuilt", message=message, severity="info")


def _published(
    out: Path,
    summary: Summary,
    document: Document,
    options: Options,
    wanted: Sequence[str],
    made: Mapping[str, Any],
    shelf: Shelf,
    watch: Watch | None,
) -> Result:
    """Every format written, the PDF proved, all of it put into the archive."""
    from briefing.archive import manifest, publish, standing_issue

    known, meta = _formats(), summary.meta
    data: dict[str, bytes | Path] = {}
    with spool() as room:
        for index, name in enumerate(wanted):
            tell(watch, "write", index, len(wanted), name)
            file, writer = known[name]
            data[file] = _spooled(summary, room / file) if name == "json" else writer(summary, document, options)
        if isinstance(pdf := data.get(known["pdf"][0]), bytes):
            tell(watch, "verify", 0, 1)
            _prove(out, pdf, document, options)
        named = {"period": meta.period, "issue": meta.issue, "revision": meta.revision, "edition": options.edition}
        earlier = hashes(out, meta.period, options.edition)
        notes = (*summary.notes, *_substituted(document, options, wanted))
        told = about(summary, notes)
        data["manifest.json"] = manifest(made, data, **named, previous=shelf.compared, earlier=earlier, **told)
        folder = publish(out, meta.period, data, edition=options.edition, keep=options.keep, over=shelf.over)
    tell(watch, "write", len(wanted), len(wanted))
    issue = standing_issue(out, meta.period, options.edition)
    revision = issue.revision if issue else 1
    new = revision != shelf.over
    return Result(folder, _paths(folder, wanted), notes, meta, told["holds"], revision, new, lambda: summary, lambda: document)


def _paths(folder: Path, wanted: Sequence[str]) -> dict[str, Path]:
    known = _formats()
    return {name: folder / known[name][0] for name in wanted}


def _found_again(out: Path, issue: Issue, options: Options, wanted: Sequence[str], notes: Sequence[Note]) -> Result | None:
    """The issue of the archive that is made of the same things: nothing is read out of the sources again. Its files are shown as
    those of a new one would be."""
    from briefing.archive import publish

    visible = out / issue.period / options.edition if options.edition else out / issue.period
    found = again(issue, visible, _paths(visible, wanted), notes) if "pdf" in wanted else None
    if found is not None:
        files: dict[str, bytes | Path] = {path.name: path for path in issue.folder.iterdir()}
        publish(out, issue.period, files, edition=options.edition, keep=options.keep, over=issue.revision)
    return found


def _spooled(summary: Summary, path: Path) -> Path:
    """The summary as JSON in a file: of many documents it is larger than all else."""
    from briefing.writers.json import chunks

    with path.open("wb") as file:
        file.writelines(chunks(summary))
    return path


def _substituted(document: Document, options: Options, wanted: Sequence[str]) -> Iterator[Note]:
    """What stands for a character that no font has, when the options let such an issue out."""
    if options.missing_glyph == "error" or "pdf" not in wanted:
        return
    from briefing.writers.pdf import lacking

    for item in lacking(document, options):
        yield Note(code="missing-glyph", message=f"没有字体能画“{item.char}”（{item.codepoint}），{item.where}处以空框代替。")


def _published_by(day: date, extractions: Sequence[Extraction], notes: list[Note]) -> list[Extraction]:
    """What had been published by a day, and what bears no date."""
    kept = []
    for found in extractions:
        info = found.source
        if info.published is None or info.published <= day:
            kept.append(found)
        else:
            message = f"{info.path} 发布于 {info.published}，在本期之后，没有采用。"
            notes.append(Note(code="later-source", message=message, severity="info", source=info.path))
    if not kept:
        raise SourceError(f"{day} 及以前没有已发布的来源。")
    return kept


def _prove(out: Path, pdf: bytes, document: Document, options: Options) -> None:
    """Publishes nothing that cannot be proved: the refused PDF and the list of misses stay under ``OUT/.failed``."""
    from briefing.archive import refuse
    from briefing.writers.pdf import write as write_pdf

    report = verify(pdf)
    if report.ok:
        return
    marked = write_pdf(document, options, watermark="未通过核验")
    lines = "".join(f"{miss.line()}\n" for miss in report.misses)
    folder = refuse(out, {"briefing.pdf": marked, "misses.txt": lines.encode()})
    first = report.misses[0].line()
    raise UnprovedNumberError(f"核验未通过，共 {len(report.misses)} 处，没有发布；{first}。全部清单和带水印的 PDF 在 {folder}。")
