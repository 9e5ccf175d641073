"""The stages, and the one place that joins them.

Each stage is a function of its own: `read` → `clean` → `extract` → `reconcile` → `compose` → `write`; `make` runs them all and
publishes the result. Heavy rooms are imported when they are first needed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing import __version__
from briefing import options as _options
from briefing.errors import SourceError
from briefing.model.note import Note
from briefing.options import DistrictOption, Options

if TYPE_CHECKING:
    from briefing.model.document import Document
    from briefing.model.extraction import Extraction
    from briefing.model.source import Source
    from briefing.model.summary import Summary
    from briefing.model.text import CleanText

Paths = str | Path | Sequence[str | Path]


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of a run: `stage` is read, clean, extract, reconcile, compose or write; `done` of `total`."""

    stage: str
    done: int
    total: int
    what: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What `make` gives back: the visible paths by format, the summary and the document behind them, and the notes of the run."""

    folder: Path
    paths: Mapping[str, Path]
    summary: Summary
    document: Document
    notes: tuple[Note, ...]


Watch = Callable[[Progress], None]


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
    """The facts of one source."""
    from briefing.extraction import extract as extract_text
    from briefing.model.text import CleanText

    options = options or Options()
    text = source if isinstance(source, CleanText) else clean(source, options)
    return extract_text(text, options)


def reconcile(extractions: Iterable[Extraction], options: Options | None = None) -> Summary:
    """The summary of many extractions for one issue."""
    from briefing.reconciliation import reconcile as reconcile_all

    return reconcile_all(extractions, options or Options(), version=__version__)


def compose(summary: Summary, options: Options | None = None) -> Document:
    """The briefing as a tree of typed runs."""
    from briefing.composition import compose as compose_document

    return compose_document(summary, options or Options())


def write(document: Document, options: Options | None = None, *, attachments: Mapping[str, bytes] | None = None) -> bytes:
    """The PDF of a document. Raises `QualityError` when it would not be fit to print."""
    from briefing.writers.pdf import write as write_pdf

    return write_pdf(document, options or Options(), attachments=attachments or {})


def extract_files(sources: Paths, options: Options | None = None, *, watch: Watch | None = None) -> dict[str, Any]:
    """The facts of files and folders as the ``briefing-extraction/1`` object; unreadable files become entries of ``notes``."""
    from briefing.writers.json import extractions

    read_sources, notes = _read_all(sources, watch)
    found = _extract_all(read_sources, options or load_options(sources=sources), watch)[0]
    return extractions(found) | {"notes": [note.model_dump(mode="json") for note in notes]}


def make(
    sources: Paths = "seeds",
    *,
    out: str | Path = "out",
    options: Options | None = None,
    config: str | Path | None = None,
    formats: Sequence[str] = ("pdf", "json"),
    watch: Watch | None = None,
    **values: Any,
) -> Result:
    """Builds the briefing of a folder (or several files and folders) and publishes it under ``out/<period>/``.

    `options` are taken as they are; otherwise they come from `config` or the ``briefing.toml`` beside the sources, with
    `values` laid over. Raises `SourceError` when nothing could be read, `UsageError` for wrong options, `QualityError` when the
    result would not be fit to print (nothing is published then), `LockedError` when another run holds `out`.
    """
    from briefing.archive import publish
    from briefing.writers.json import dumps

    options = options or load_options(config, sources=sources, **values)
    read_sources, notes = _read_all(sources, watch)
    extractions, options = _extract_all(read_sources, options, watch)
    _tell(watch, "reconcile", 0, 1)
    summary = reconcile(extractions, options)
    summary = summary.model_copy(update={"notes": (*notes, *summary.notes)})
    _tell(watch, "compose", 0, 1)
    document = compose(summary, options)
    data: dict[str, bytes] = {}
    summary_json = dumps(summary)
    if "json" in formats:
        data["briefing.json"] = summary_json
    if "pdf" in formats:
        _tell(watch, "write", 0, 1)
        attachments = {"summary.json": summary_json, "document.json": dumps(document)}
        data["briefing.pdf"] = write(document, options, attachments=attachments)
    folder = publish(Path(out), summary.meta.period, data, edition=options.edition)
    _tell(watch, "write", 1, 1)
    return Result(folder, {name.rpartition(".")[2]: folder / name for name in data}, summary, document, summary.notes)


def _paths(sources: Paths) -> list[Path]:
    return [Path(sources)] if isinstance(sources, str | Path) else [Path(source) for source in sources]


def _tell(watch: Watch | None, stage: str, done: int, total: int, what: str = "") -> None:
    if watch:
        watch(Progress(stage, done, total, what))


def _read_all(sources: Paths, watch: Watch | None) -> tuple[list[Source], list[Note]]:
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
            notes.append(Note(code="unreadable-source", message=str(error), severity="error", source=path.name))
            continue
        if source.info.id in found:
            notes.append(
                Note(
                    code="same-source",
                    message=f"{path.name} 与 {found[source.info.id].info.path} 内容相同，只计一次。",
                    source=path.name,
                )
            )
            continue
        found[source.info.id] = source
    if not found:
        where = "、".join(str(path) for path in roots)
        detail = "；".join(note.message for note in notes[:3])
        raise SourceError(f"{where} 中没有可用的来源文件。{detail or '支持的格式见 README（现在读 .txt）。'}")
    return list(found.values()), notes


def _extract_all(sources: Sequence[Source], options: Options, watch: Watch | None) -> tuple[list[Extraction], Options]:
    """Extractions of all sources, and the options completed by the region the documents are about."""
    places = [options] * len(sources) if options.region else _regions(sources, options)
    out = []
    for index, (source, own) in enumerate(zip(sources, places, strict=True)):
        _tell(watch, "extract", index, len(sources), source.info.path)
        out.append(extract(source, own))
    _tell(watch, "extract", len(sources), len(sources))
    return out, options if options.region else _common(places, options)


def _regions(sources: Sequence[Source], options: Options) -> list[Options]:
    """Without a configured region, each document's own: inferred from its text, with the districts of the national table."""
    from briefing.chinese.places import districts_of, infer_region, parent_of
    from briefing.chinese.script import simplified

    names = [infer_region(simplified(source.text)) for source in sources]
    ups = [parent_of(name) if name else None for name in names]
    common = Counter(name for pair in zip(names, ups, strict=True) for name in pair if name)
    cache: dict[str | None, Options] = {None: options}
    out = []
    for name, up in zip(names, ups, strict=True):
        # A page of one district among pages of its city belongs to the city.
        region = up if up and common[up] > common[name] else name
        if region not in cache:
            districts = tuple(DistrictOption(name=x) for x in districts_of(region)) if region else ()
            cache[region] = options.model_copy(update={"region": region, "districts": options.districts or districts})
        out.append(cache[region])
    return out


def _common(places: Sequence[Options], options: Options) -> Options:
    """The options of the region most documents share; without a majority there is no single region."""
    ((first, count),) = Counter(place.region for place in places).most_common(1)
    return next(p for p in places if p.region == first) if first and count * 2 > len(places) else options
