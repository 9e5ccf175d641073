"""The whole way: sources → issue in the archive."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing import __version__
from briefing.api.gather import Paths, Watch, extract_all, read_all, tell
from briefing.api.stages import compose, load_options, reconcile, verify, write
from briefing.errors import NothingNewError, UnprovedNumberError, UsageError
from briefing.model.note import Note
from briefing.options import Options

if TYPE_CHECKING:
    from briefing.archive import Issue
    from briefing.model.document import Document
    from briefing.model.extraction import Extraction
    from briefing.model.summary import Summary


@dataclass(frozen=True, slots=True)
class Result:
    """What `make` gives back: the visible folder, its files by format, the summary and the document behind them, and the notes
    of the run."""

    folder: Path
    paths: Mapping[str, Path]
    summary: Summary
    document: Document
    notes: tuple[Note, ...]


def _pdf(summary: Summary, document: Document, options: Options) -> bytes:
    from briefing.verification import DIGESTS, DOCUMENT, SUMMARY, digests
    from briefing.writers.json import dumps, pack

    attached = {DOCUMENT: dumps(document), SUMMARY: dumps(summary)}
    return write(document, options, attachments=attached | {DIGESTS: pack(digests(attached))})


def _json(summary: Summary, document: Document, options: Options) -> bytes:
    from briefing.writers.json import dumps

    return dumps(summary)


def _html(summary: Summary, document: Document, options: Options) -> bytes:
    from briefing.writers.html import write as write_html

    return write_html(document, summary, options)


def _docx(summary: Summary, document: Document, options: Options) -> bytes:
    from briefing.writers.docx import write as write_docx

    return write_docx(document, options)


def _xlsx(summary: Summary, document: Document, options: Options) -> bytes:
    from briefing.writers.xlsx import write as write_xlsx

    return write_xlsx(summary)


def _markdown(summary: Summary, document: Document, options: Options) -> bytes:
    from briefing.writers.markdown import write as write_markdown

    return write_markdown(document)


FORMATS: Mapping[str, tuple[str, Callable[[Summary, Document, Options], bytes]]] = {
    "pdf": ("briefing.pdf", _pdf),
    "html": ("briefing.html", _html),
    "docx": ("briefing.docx", _docx),
    "xlsx": ("ledger.xlsx", _xlsx),
    "md": ("briefing.md", _markdown),
    "json": ("briefing.json", _json),
}
"""Format → file name and writer. The summary as JSON is always written: the next issue is compared with it."""


def make(
    sources: Paths = "seeds",
    *,
    out: str | Path = "out",
    options: Options | None = None,
    config: str | Path | None = None,
    formats: Sequence[str] = ("pdf", "json"),
    only_if_changed: bool = False,
    jobs: int = 1,
    watch: Watch | None = None,
    **values: Any,
) -> Result:
    """Builds the briefing of a folder (or several files and folders) and publishes it under ``out/<period>/``.

    `options` are taken as they are; otherwise they come from `config` or the ``briefing.toml`` beside the sources, with
    `values` laid over. The newest issue of an earlier period in `out` is what this one is compared with. Raises `SourceError`
    when nothing could be read, `UsageError` for wrong options, `QualityError` when the result would not be fit to print (nothing
    is published then), `LockedError` when another run holds `out`, and with `only_if_changed` `NothingNewError` when an issue
    made of the same things is there already. `jobs` processes read at once; what was read before comes from ``out/.cache``.
    """
    from briefing.archive import Cache, ingredients, load_decisions, manifest, publish

    if unknown := [name for name in formats if name not in FORMATS]:
        raise UsageError(f"不认识的格式：{'、'.join(unknown)}；现有 {'、'.join(FORMATS)}。")
    out = Path(out)
    options = options or load_options(config, sources=sources, **values)
    wanted = [name for name in FORMATS if name in {*formats, "json"}]
    read_sources, notes = read_all(sources, options, watch)
    made = ingredients((source.info for source in read_sources), options, wanted, __version__)
    if only_if_changed and (same := _made_already(out, options, str(made["run_key"]))):
        raise NothingNewError(f"来源、配置和程序都没有变化，沿用 {same.period} 期。")
    with Cache(out / ".cache", str(made["code"])) as cache:
        extractions, options = extract_all(read_sources, options, watch, jobs=jobs, cache=cache, notes=notes)
    tell(watch, "reconcile", 0, 1)
    before, compared = _previous(out, extractions, options, notes)
    decisions = load_decisions(Path(options.corrections)) if options.corrections else []
    summary = reconcile(extractions, options, previous=before, decisions=decisions)
    summary = summary.model_copy(update={"notes": (*notes, *summary.notes)})
    tell(watch, "compose", 0, 1)
    document = compose(summary, options)
    data: dict[str, bytes] = {}
    for index, name in enumerate(wanted):
        tell(watch, "write", index, len(wanted), name)
        file, writer = FORMATS[name]
        data[file] = writer(summary, document, options)
    if "pdf" in wanted:
        tell(watch, "verify", 0, 1)
        _prove(out, data[FORMATS["pdf"][0]], document, options)
    meta = summary.meta
    data["manifest.json"] = manifest(made, data, period=meta.period, issue=meta.issue, edition=options.edition, previous=compared)
    folder = publish(out, meta.period, data, edition=options.edition)
    tell(watch, "write", len(wanted), len(wanted))
    return Result(folder, {name: folder / FORMATS[name][0] for name in wanted}, summary, document, summary.notes)


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


def _previous(
    out: Path, extractions: Sequence[Extraction], options: Options, notes: list[Note]
) -> tuple[Summary | None, dict[str, str] | None]:
    """The summary of the newest issue of an earlier period, and what the manifest says of it. One that cannot be read is a
    note: the run goes on without a comparison."""
    from briefing.archive import digest, previous_issue
    from briefing.reconciliation import issue_period
    from briefing.writers.json import loads_summary

    issue = previous_issue(out, issue_period([x.source for x in extractions], options), options.edition)
    data = issue.read("briefing.json") if issue else None
    if issue is None or data is None:
        return None, None
    try:
        return loads_summary(data), {"period": issue.period, "sha256": digest(data)}
    except UsageError as error:
        message = f"上一期（{issue.period}）读不出来，本期不作比较：{error}"
        notes.append(Note(code="previous-unreadable", message=message))
        return None, None


def _made_already(out: Path, options: Options, key: str) -> Issue | None:
    """The issue made of the same things, when the issue it was compared with is still the same too."""
    from briefing.archive import digest, issues, previous_issue

    for issue in issues(out, options.edition):
        known = issue.manifest()
        if known.get("run_key") != key:
            continue
        before = previous_issue(out, issue.period, options.edition)
        data = before.read("briefing.json") if before else None
        compared = known.get("previous") or {}
        if compared.get("sha256") == (digest(data) if data is not None else None):
            return issue
    return None
