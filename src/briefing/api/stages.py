"""The stages one by one: `read` → `clean` → `extract` → `reconcile` → `compose` → `write`, and what looks at their results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from briefing import __version__
from briefing import options as _options
from briefing.api.crew import Crew
from briefing.api.gather import Paths, Watch, extract_all, extract_papers, paths_of, read_all, survey
from briefing.api.regions import places_of
from briefing.errors import BriefingError, UsageError, reason
from briefing.options import Options

if TYPE_CHECKING:
    from pandas import DataFrame

    from briefing.model.document import Document
    from briefing.model.extraction import Extraction
    from briefing.model.source import Source
    from briefing.model.summary import Change, Decision, Summary
    from briefing.model.text import CleanText
    from briefing.verification import Report


def load_options(config: str | Path | None = None, *, sources: Paths | None = None, **values: Any) -> Options:
    """Options from a configuration file (or the one found beside the sources), the environment and keyword values.

    Raises `UsageError` when the file or a value is wrong.
    """
    path = Path(config) if config is not None else _options.find(paths_of(sources)) if sources is not None else None
    return _options.load(path, **values)


def read(path: str | Path, *, root: str | Path | None = None) -> Source:
    """One file as a `Source`. Raises `SourceError` when it cannot be decoded."""
    from briefing.readers import read as read_file

    return read_file(Path(path), root=Path(root) if root is not None else None)


def clean(source: Source, options: Options | None = None) -> CleanText:
    """A source cleaned for reading, with the exact way back."""
    from briefing.cleaning import clean as clean_source

    return clean_source(source, options or Options())


@overload
def extract(source: Source | CleanText, options: Options | None = None) -> Extraction: ...
@overload
def extract(
    source: Iterable[Source], options: Options | None = None, *, jobs: int = 1, executor: Executor | None = None
) -> list[Extraction]: ...
def extract(
    source: Source | CleanText | Iterable[Source],
    options: Options | None = None,
    *,
    jobs: int = 1,
    executor: Executor | None = None,
) -> Extraction | list[Extraction]:
    """The facts of one source, or of each of several. Without a region in the options it is inferred from the text, of several from
    all texts together. `jobs` processes of this machine read at once, or the workers of any `executor`, to whom sources and options
    are sent; the result does not depend on it."""
    from briefing.extraction import extract as extract_text
    from briefing.model.source import Source
    from briefing.model.text import CleanText

    options = options or Options()
    if isinstance(source, CleanText):
        return extract_text(source, options)
    if isinstance(source, Source):
        if options.region is None:
            options = places_of([source], options)[0]
        return extract_text(clean(source, options), options)
    return extract_all(list(source), options, jobs=jobs, executor=executor)[0]


def reconcile(
    extractions: Iterable[Extraction],
    options: Options | None = None,
    *,
    previous: Summary | None = None,
    standing: Summary | None = None,
    earlier: Sequence[Summary] = (),
    decisions: Sequence[Decision] = (),
) -> Summary:
    """The summary of many extractions for one issue, with the decisions of people applied, compared with the previous issue's
    when there is one. `standing` is this issue as it was printed before: a summary that differs is its numbered correction.
    With `earlier` issues the districts are compared with where they stood about two months before (较短比长)."""
    from briefing.reconciliation import reconcile as reconcile_all

    known = options or Options()
    before = {"previous": previous, "standing": standing}
    return reconcile_all(extractions, known, version=__version__, **before, earlier=earlier, decisions=decisions)


def load_summary(path: str | Path) -> Summary:
    """A summary from a ``briefing.json``. Raises `UsageError` when the file is missing or holds none."""
    from briefing.writers.json import read_summary

    try:
        return read_summary(Path(path))
    except UsageError as error:
        raise UsageError(str(error) if str(path) in str(error) else f"{path}：{error}") from error


def diff(old: Summary | str | Path, new: Summary | str | Path) -> tuple[Change, ...]:
    """What differs between two issues, given as summaries or their ``briefing.json`` files."""
    from briefing.reconciliation import diff as compare

    before, after = (load_summary(x) if isinstance(x, str | Path) else x for x in (old, new))
    return compare(before, after)


def compose(summary: Summary, options: Options | None = None) -> Document:
    """The briefing as a tree of typed runs."""
    from briefing.composition import compose as compose_document

    options = options or Options()
    folder = Path(options.templates) if options.templates else None
    if folder is not None and not folder.is_dir():
        raise UsageError(f"找不到模板文件夹 {folder}；请改配置的 templates。")
    return compose_document(summary, options, templates=folder)


def facts_from_frame(
    frame: DataFrame, *, source: str, published: date | None = None, trust: Literal["high", "medium", "low"] = "medium"
) -> Extraction:
    """Facts of other origin, one a row, for `make(facts=…)` or `reconcile`; printed with `source` and the mark 外部数据.

    Columns: ``indicator``, ``value``, ``unit`` (all required); ``scope`` (full name of the place), ``period`` (``2024``,
    ``2024-Q1``, ``2024-01/2024-07`` …), ``measure`` (level · growth · share · count · rank · gap · change), ``modality``
    (actual · target · forecast · capacity), ``direction`` (up · down), ``basis`` (同比 …), ``among`` (of a rank), ``approx``,
    ``value_max``. Missing cells mean not known. Raises `UsageError` naming the row and the column at fault.
    """
    from briefing.extraction.external import from_rows

    rows = frame.to_dict("records")
    return from_rows(rows, source=source, published=published, trust=trust)


def frames(summary: Summary) -> dict[str, DataFrame]:
    """The summary as pandas data frames by name; columns and types are told by `briefing.writers.frames.frames`."""
    from briefing.writers.frames import frames as make_frames

    return make_frames(summary)


def write(
    document: Document,
    options: Options | None = None,
    *,
    to: str | Path | None = None,
    attachments: Mapping[str, bytes] | None = None,
) -> bytes:
    """The PDF of a document, as bytes and, where `to` names one, in a file, which appears whole or not at all. Raises
    `QualityError` when it would not be fit to print, `BriefingError` when the file cannot be written."""
    from briefing.writers.pdf import write as write_pdf

    data = write_pdf(document, options or Options(), attachments=attachments or {})
    if to is not None:
        path = Path(to)
        work = path.with_name(f".{path.name}.new")
        try:
            work.write_bytes(data)
            work.replace(path)
        except OSError as error:
            raise BriefingError(f"写不进 {path}：{reason(error)}。") from error
    return data


def extract_files(
    sources: Paths,
    options: Options | None = None,
    *,
    jobs: int | None = None,
    executor: Executor | None = None,
    watch: Watch | None = None,
) -> dict[str, Any]:
    """The facts of files and folders as the ``briefing-extraction/1`` object; unreadable files become entries of ``notes``. `jobs`
    processes of this machine read at once (default: `Options.jobs`), or the workers of an `executor`.

    Raises `SourceError` when nothing could be read.
    """
    from briefing.archive import Cache
    from briefing.writers.json import extractions

    options = options or load_options(sources=sources)
    with Cache(None, "") as spill, Crew(jobs or options.jobs, executor) as crew:
        papers, notes = survey(sources, options, watch, cache=spill, crew=crew)
        found = extract_papers(papers, options, watch, cache=spill, crew=crew, notes=notes)[0]
        return extractions(found) | {"notes": [note.model_dump(mode="json") for note in notes]}


def extract_each(sources: Paths, options: Options | None = None) -> Iterator[tuple[Extraction, str]]:
    """Each readable source's facts with the text they point into. Raises `SourceError` when nothing could be read."""
    options = options or load_options(sources=sources)
    found, _ = read_all(sources, options)
    for source, own in zip(found, places_of(found, options), strict=True):
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
            raise UsageError(f"打不开 {pdf}：{reason(error)}。") from error
    if sources is None:
        return verify_pdf(data)
    found, _ = read_all(sources, Options())
    return verify_pdf(data, sources={x.info.path: Original(x.text, x.info.file_sha256) for x in found})
