"""Files → sources → extractions: read what is there, find each document's region, extract in one process or in several, and take
from the cache what has been read before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import SourceError
from briefing.model.base import lean
from briefing.model.note import Note
from briefing.options import DistrictOption, Options

if TYPE_CHECKING:
    from briefing.archive import Cache
    from briefing.model.extraction import Extraction
    from briefing.model.source import Source

Paths = str | Path | Sequence[str | Path]


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of a run: `stage` is read, extract, reconcile, compose or write; `done` of `total`; `what` the file at hand."""

    stage: str
    done: int
    total: int
    what: str = ""


Watch = Callable[[Progress], None]
"""A progress callback; what it raises ends the run."""


def paths_of(sources: Paths) -> list[Path]:
    return [Path(sources)] if isinstance(sources, str | Path) else [Path(source) for source in sources]


def tell(watch: Watch | None, stage: str, done: int, total: int, what: str = "") -> None:
    if watch:
        watch(Progress(stage, done, total, what))


def read_all(sources: Paths, options: Options, watch: Watch | None = None) -> tuple[list[Source], list[Note]]:
    """All readable sources, each text once, and a note for every file left out. Raises `SourceError` when none is left, or for
    the first bad file of a strict run."""
    from briefing.readers import discover, read

    roots = paths_of(sources)
    for path in roots:
        if not path.exists():
            raise SourceError(f"找不到来源：{path}。请给出存在的文件或文件夹。")
    files = discover(roots)
    found: dict[str, Source] = {}
    notes: list[Note] = []
    for index, path in enumerate(files):
        tell(watch, "read", index, len(files), path.name)
        root = next((r for r in roots if r.is_dir() and path.is_relative_to(r)), path.parent)
        try:
            source = read(path, root=root, most_bytes=options.most_bytes, most_characters=options.most_characters)
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


def extract_all(
    sources: Sequence[Source],
    options: Options,
    watch: Watch | None = None,
    *,
    jobs: int = 1,
    cache: Cache | None = None,
    notes: list[Note] | None = None,
) -> tuple[list[Extraction], Options]:
    """Extractions of all sources in their order, and the options completed by the region the documents are about. `jobs`
    processes work at once; the result does not depend on their number nor on the cache.

    A document on which the rules fail is left out with a note in `notes`; without that list, in a strict run, or when nothing is
    left, the failure is raised.
    """
    places = places_of(sources, options)
    work = list(zip(sources, places, strict=True))
    keys = [_key(source, own) for source, own in work] if cache else []
    found: dict[int, Extraction] = {}
    if cache:
        found = {at: known for at, key in enumerate(keys) if (known := _known(cache, key)) is not None}
    left = [at for at in range(len(work)) if at not in found]
    failed: list[Exception] = []
    for done, (at, result) in enumerate(zip(left, _extracted([work[at] for at in left], jobs), strict=True), start=len(found)):
        tell(watch, "extract", done, len(sources), sources[at].info.path)
        if isinstance(result, Exception):
            if notes is None or options.strict:
                raise result
            failed.append(result)
            notes.append(_failure(sources[at], result))
            continue
        found[at] = result
        if cache:
            cache.put(keys[at], _dumped(result))
    if failed and not found:
        raise failed[0]
    tell(watch, "extract", len(sources), len(sources))
    extractions = [found[at] for at in sorted(found)]
    return extractions, options if options.region else _spoken_of(extractions, _common(places, options))


def extract_one(pair: tuple[Source, Options]) -> Extraction | Exception:
    """One source with its options, cleaned and read; what went wrong instead of raising it, so that the others go on."""
    from briefing.cleaning import clean
    from briefing.extraction import extract

    source, options = pair
    try:
        return extract(clean(source, options), options)
    except Exception as error:
        error.add_note(f"来源：{source.info.path}")
        return error


def _packed(pair: tuple[Source, Options]) -> bytes | Exception:
    """`extract_one` for another process: what goes back between two processes is read by one call, not object by object."""
    found = extract_one(pair)
    return found if isinstance(found, Exception) else _dumped(found)


def _dumped(found: Extraction) -> bytes:
    """An extraction for `_loaded`; what stands at its default is left out."""
    return found.model_dump_json(by_alias=True, exclude_defaults=True).encode()


def _loaded(data: bytes) -> Extraction:
    """What `_dumped` wrote. Raises `ValidationError` when another version did."""
    from briefing.model.extraction import Extraction

    found = Extraction.model_validate_json(data)
    for figure in found.figures:
        lean(figure)
        for evidence in figure.evidence:
            lean(evidence)
    return found


def _failure(source: Source, error: Exception) -> Note:
    message = f"{source.info.path}：处理中出错，没有采用（{type(error).__name__}：{error}）；请把这个文件报告给开发者。"
    return Note(code="extraction-failed", message=message, severity="error", source=source.info.path)


def _extracted(work: list[tuple[Source, Options]], jobs: int) -> Iterator[Extraction | Exception]:
    if jobs <= 1 or len(work) < 2 * jobs:
        yield from map(extract_one, work)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(jobs) as pool:
        for data in pool.map(_packed, work, chunksize=max(1, min(32, len(work) // (4 * jobs)))):
            yield data if isinstance(data, Exception) else _loaded(data)


_READ_BY = {"region", "level", "aliases", "districts", "programmes", "projects", "sources"}
"""The options reading may depend on; the others only shape the issue."""


def _key(source: Source, options: Options) -> str:
    from briefing.archive import cache_key

    info = source.info
    told = info.model_dump_json(include={"title", "publisher", "published", "published_how", "trust", "encoding", "reader"})
    return cache_key(info.text_sha256, info.file_sha256 or "", info.path, told, options.model_dump_json(include=_READ_BY))


def _known(cache: Cache, key: str) -> Extraction | None:
    """What the cache holds; None for nothing and for what another version wrote."""
    from pydantic import ValidationError

    data = cache.get(key)
    if data is None:
        return None
    try:
        return _loaded(data)
    except ValidationError:
        return None


def places_of(sources: Sequence[Source], options: Options) -> list[Options]:
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


_NEARLY_ALL = 0.9


def _spoken_of(extractions: Sequence[Extraction], options: Options) -> Options:
    """The inferred region narrowed to one of its districts when nearly all figures of the region are that district's: papers of a
    county alone make the county's briefing, not an empty one of its city."""
    from briefing.chinese.places import districts_of

    own = {options.region, *(district.name for district in options.districts)}
    figures = Counter(f.scope for x in extractions for f in x.figures if f.scope in own)
    if not figures:
        return options
    place, count = figures.most_common(1)[0]
    if place == options.region or count < _NEARLY_ALL * figures.total():
        return options
    return options.model_copy(
        update={"region": place, "aliases": (), "districts": tuple(DistrictOption(name=x) for x in districts_of(place or ""))}
    )
