"""The stages, and the one place that joins them.

Each stage is a function of its own: `read` → `clean` → `extract` → `reconcile` → `compose` → `write`; `make` runs them all and
publishes the result. Heavy rooms are imported when they are first needed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing import __version__
from briefing import options as _options
from briefing.errors import NothingNewError, SourceError, UnprovedNumberError, UsageError
from briefing.model.note import Note
from briefing.options import DistrictOption, Options

if TYPE_CHECKING:
    from briefing.archive import Issue
    from briefing.model.document import Document
    from briefing.model.extraction import Extraction
    from briefing.model.source import Source
    from briefing.model.summary import Change, Decision, Summary
    from briefing.model.text import CleanText
    from briefing.verification import Report

Paths = str | Path | Sequence[str | Path]


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of a run: `stage` is read, extract, reconcile, compose or write; `done` of `total`; `what` the file at hand."""

    stage: str
    done: int
    total: int
    what: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What `make` gives back: the visible folder, its files by format, the summary and the document behind them, and the notes
    of the run."""

    folder: Path
    paths: Mapping[str, Path]
    summary: Summary
    document: Document
    notes: tuple[Note, ...]


Watch = Callable[[Progress], None]
"""A progress callback; what it raises ends the run."""


def load_options(config: str | Path | None = None, *, sources: Paths | None = None, **values: Any) -> Options:
    """Options from a configuration file (or the one found beside the sources), the environment and keyword values.

    Raises `UsageError` when the file or a value is wrong.
    """
    path = Path(config) if config is not None else _options.find(_paths(sources)) if sources is not None else None
    return _options.load(path, **values)


def read(path: str | Path, *, root: str | Path | None = None) -> Source:
    """One file as a `Source`. Raises `SourceError` when it cannot be decoded."""
    from briefing.readers import read as read_file

    return read_file(Path(path), root=Path(root) if root is not None else None)


def clean(source: Source, options: Options | None = None) -> CleanText:
    """A source cleaned for reading, with the exact way back."""
    from briefing.cleaning import clean as clean_source

    return clean_source(source, options or Options())


def extract(source: Source | CleanText, options: Options | None = None) -> Extraction:
    """The facts of one source. Without a region in the options it is inferred from the text."""
    from briefing.extraction import extract as extract_text
    from briefing.model.text import CleanText

    options = options or Options()
    if not isinstance(source, CleanText):
        if options.region is None:
            options = _regions([source], options)[0]
        source = clean(source, options)
    return extract_text(source, options)


def reconcile(
    extractions: Iterable[Extraction],
    options: Options | None = None,
    *,
    previous: Summary | None = None,
    decisions: Sequence[Decision] = (),
) -> Summary:
    """The summary of many extractions for one issue, with the decisions of people applied, compared with the previous issue's
    when there is one."""
    from briefing.reconciliation import reconcile as reconcile_all

    return reconcile_all(extractions, options or Options(), version=__version__, previous=previous, decisions=decisions)


def load_summary(path: str | Path) -> Summary:
    """A summary from a ``briefing.json``. Raises `UsageError` when the file is missing or holds none."""
    from briefing.writers.json import loads_summary

    try:
        return loads_summary(Path(path).read_bytes())
    except OSError as error:
        raise UsageError(f"打不开 {path}：{error.strerror or error}。") from error
    except UsageError as error:
        raise UsageError(f"{path}：{error}") from error


def diff(old: Summary | str | Path, new: Summary | str | Path) -> tuple[Change, ...]:
    """What differs between two issues, given as summaries or their ``briefing.json`` files."""
    from briefing.reconciliation import diff as compare

    before, after = (load_summary(x) if isinstance(x, str | Path) else x for x in (old, new))
    return compare(before, after)


def compose(summary: Summary, options: Options | None = None) -> Document:
    """The briefing as a tree of typed runs."""
    from briefing.composition import compose as compose_document

    return compose_document(summary, options or Options())


def write(document: Document, options: Options | None = None, *, attachments: Mapping[str, bytes] | None = None) -> bytes:
    """The PDF of a document. Raises `QualityError` when it would not be fit to print."""
    from briefing.writers.pdf import write as write_pdf

    return write_pdf(document, options or Options(), attachments=attachments or {})


def extract_files(sources: Paths, options: Options | None = None, *, watch: Watch | None = None) -> dict[str, Any]:
    """The facts of files and folders as the ``briefing-extraction/1`` object; unreadable files become entries of ``notes``.

    Raises `SourceError` when nothing could be read.
    """
    from briefing.writers.json import extractions

    options = options or load_options(sources=sources)
    read_sources, notes = _read_all(sources, options, watch)
    found = _extract_all(read_sources, options, watch)[0]
    return extractions(found) | {"notes": [note.model_dump(mode="json") for note in notes]}


def extract_each(sources: Paths, options: Options | None = None) -> Iterator[tuple[Extraction, str]]:
    """Each readable source's facts with the text they point into. Raises `SourceError` when nothing could be read."""
    options = options or load_options(sources=sources)
    found, _ = _read_all(sources, options, None)
    for source, own in zip(found, _places(found, options), strict=True):
        yield extract(clean(source, own), own), source.text


def verify(pdf: str | Path | bytes, *, sources: Paths | None = None) -> Report:
    """Re-reads a finished PDF: its text against the attached document, every number against the attached summary, and with
    `sources` every quotation against the files.

    Raises `UsageError` when it is no PDF of this tool, `SourceError` when `sources` hold nothing to read.
    """
    from briefing.verification import Original
    from briefing.verification import verify as verify_pdf

    if isinstance(pdf, bytes):
        data = pdf
    else:
        try:
            data = Path(pdf).read_bytes()
        except OSError as error:
            raise UsageError(f"打不开 {pdf}：{error.strerror or error}。") from error
    if sources is None:
        return verify_pdf(data)
    found, _ = _read_all(sources, Options(), None)
    return verify_pdf(data, sources={x.info.path: Original(x.text, x.info.file_sha256) for x in found})


def _pdf(summary: Summary, document: Document, options: Options) -> bytes:
    from briefing.verification import DIGESTS, DOCUMENT, SUMMARY, digests
    from briefing.writers.json import dumps, pack

    attached = {DOCUMENT: dumps(document), SUMMARY: dumps(summary)}
    return write(document, options, attachments=attached | {DIGESTS: pack(digests(attached))})


def _json(summary: Summary, document: Document, options: Options) -> bytes:
    from briefing.writers.json import dumps

    return dumps(summary)


FORMATS: Mapping[str, tuple[str, Callable[[Summary, Document, Options], bytes]]] = {
    "pdf": ("briefing.pdf", _pdf),
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
    watch: Watch | None = None,
    **values: Any,
) -> Result:
    """Builds the briefing of a folder (or several files and folders) and publishes it under ``out/<period>/``.

    `options` are taken as they are; otherwise they come from `config` or the ``briefing.toml`` beside the sources, with
    `values` laid over. The newest issue of an earlier period in `out` is what this one is compared with. Raises `SourceError`
    when nothing could be read, `UsageError` for wrong options, `QualityError` when the result would not be fit to print (nothing
    is published then), `LockedError` when another run holds `out`, and with `only_if_changed` `NothingNewError` when an issue
    made of the same things is there already.
    """
    from briefing.archive import ingredients, load_decisions, manifest, publish

    if unknown := [name for name in formats if name not in FORMATS]:
        raise UsageError(f"不认识的格式：{'、'.join(unknown)}；现有 {'、'.join(FORMATS)}。")
    out = Path(out)
    options = options or load_options(config, sources=sources, **values)
    wanted = [name for name in FORMATS if name in {*formats, "json"}]
    read_sources, notes = _read_all(sources, options, watch)
    made = ingredients((source.info for source in read_sources), options, wanted, __version__)
    if only_if_changed and (same := _made_already(out, options, str(made["run_key"]))):
        raise NothingNewError(f"来源、配置和程序都没有变化，沿用 {same.period} 期。")
    extractions, options = _extract_all(read_sources, options, watch)
    _tell(watch, "reconcile", 0, 1)
    before, compared = _previous(out, extractions, options, notes)
    decisions = load_decisions(Path(options.corrections)) if options.corrections else []
    summary = reconcile(extractions, options, previous=before, decisions=decisions)
    summary = summary.model_copy(update={"notes": (*notes, *summary.notes)})
    _tell(watch, "compose", 0, 1)
    document = compose(summary, options)
    data: dict[str, bytes] = {}
    for index, name in enumerate(wanted):
        _tell(watch, "write", index, len(wanted), name)
        file, writer = FORMATS[name]
        data[file] = writer(summary, document, options)
    if "pdf" in wanted:
        _tell(watch, "verify", 0, 1)
        _prove(out, data[FORMATS["pdf"][0]], document, options)
    meta = summary.meta
    data["manifest.json"] = manifest(made, data, period=meta.period, issue=meta.issue, edition=options.edition, previous=compared)
    folder = publish(out, meta.period, data, edition=options.edition)
    _tell(watch, "write", len(wanted), len(wanted))
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


def _paths(sources: Paths) -> list[Path]:
    return [Path(sources)] if isinstance(sources, str | Path) else [Path(source) for source in sources]


def _tell(watch: Watch | None, stage: str, done: int, total: int, what: str = "") -> None:
    if watch:
        watch(Progress(stage, done, total, what))


def _read_all(sources: Paths, options: Options, watch: Watch | None) -> tuple[list[Source], list[Note]]:
    """All readable sources, each text once, and a note for every file left out. Raises `SourceError` when none is left, or for
    the first bad file of a strict run."""
    from briefing.readers import discover

    roots = _paths(sources)
    for path in roots:
        if not path.exists():
            raise SourceError(f"找不到来源：{path}。请给出存在的文件或文件夹。")
    files = discover(roots)
    found: dict[str, Source] = {}
    notes: list[Note] = []
    for index, path in enumerate(files):
        _tell(watch, "read", index, len(files), path.name)
        root = next((r for r in roots if r.is_dir() and path.is_relative_to(r)), path.parent)
        try:
            source = read(path, root=root)
        except SourceError as error:
            if options.strict:
                raise
            notes.append(Note(code="unreadable-source", message=str(error), severity="error", source=path.name))
            continue
        first = found.setdefault(source.info.id, source)
        if first is not source:
            message = f"{path.name} 与 {first.info.path} 内容相同，只计一次。"
            notes.append(Note(code="same-source", message=message, source=path.name))
    if not found:
        where = "、".join(str(path) for path in roots)
        detail = "；".join(note.message for note in notes[:3])
        raise SourceError(f"{where} 中没有可用的来源文件。{detail or '请放入能读的来源（例如 .txt）后再运行。'}")
    return list(found.values()), notes


def _extract_all(sources: Sequence[Source], options: Options, watch: Watch | None) -> tuple[list[Extraction], Options]:
    """Extractions of all sources, and the options completed by the region the documents are about."""
    places = _places(sources, options)
    out = []
    for index, (source, own) in enumerate(zip(sources, places, strict=True)):
        _tell(watch, "extract", index, len(sources), source.info.path)
        out.append(extract(clean(source, own), own))
    _tell(watch, "extract", len(sources), len(sources))
    return out, options if options.region else _common(places, options)


def _places(sources: Sequence[Source], options: Options) -> list[Options]:
    """The options each source is read with: as given; with an inferred region where none is given, or where the configuration
    lists its documents and the source is none of them."""
    own = [bool(options.region) and _about(source, options) for source in sources]
    strangers = [source for source, mine in zip(sources, own, strict=True) if not mine]
    if not strangers:
        return [options] * len(sources)
    bare = options.model_copy(update={"region": None, "aliases": (), "districts": (), "level": None}) if any(own) else options
    inferred = iter(_regions(strangers, bare))
    return [options if mine else next(inferred) for mine in own]


def _about(source: Source, options: Options) -> bool:
    return not options.documents or source.info.path.rpartition("/")[2] in options.documents


def _regions(sources: Sequence[Source], options: Options) -> list[Options]:
    """Without a configured region, each document's own: inferred from its text, with the districts of the national table."""
    from briefing.chinese.home import infer
    from briefing.chinese.places import districts_of, parent_of
    from briefing.chinese.script import canonical

    homes = [infer(canonical(source.text), options=options) for source in sources]
    own = [home.region or home.name for home in homes]
    common = Counter(name for name in own if name)
    cache: dict[str | None, Options] = {None: options}
    out = []
    for name in own:
        # A page of one district among pages of its city belongs to the city.
        up = parent_of(name) if name else None
        region = up if up and common[up] > 0 else name
        if region not in cache:
            districts = tuple(DistrictOption(name=x) for x in districts_of(region)) if region else ()
            cache[region] = options.model_copy(update={"region": region, "districts": options.districts or districts})
        out.append(cache[region])
    return out


def _common(places: Sequence[Options], options: Options) -> Options:
    """The options of the region most documents share; without a majority there is no single region."""
    ((first, count),) = Counter(place.region for place in places).most_common(1)
    return next(p for p in places if p.region == first) if first and count * 2 > len(places) else options
