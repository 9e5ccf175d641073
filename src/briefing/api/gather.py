"""Files → extractions: each document is read, its region found, its facts extracted, and it is let go again. What stays are rows in
the cache; an extraction is built from its row when somebody asks for it.

A document is looked at twice: first all are read to learn what they are and which region they speak of (which is judged among all),
then each is read again for its facts. What a first look found is kept by the file's content, so that a file nobody has touched is
only hashed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefing.api import tasks
from briefing.api.crew import Crew
from briefing.api.found import Found
from briefing.api.regions import common, inferring, own, placed, spoken_of
from briefing.api.tasks import File, Look, Raw, Task
from briefing.errors import LimitError, SourceError
from briefing.model import rows
from briefing.model.note import Note
from briefing.model.source import Source, SourceInfo
from briefing.options import Options

if TYPE_CHECKING:
    from briefing.archive import Cache
    from briefing.model.extraction import Extraction

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


class Paper(NamedTuple):
    """A document to extract from: what a first look told, the key of that look in the cache, and where its text is to be had."""

    look: Look
    key: str
    file: File | None
    source: Source | None = None


def files_of(sources: Paths) -> list[File]:
    """All files there are to read. Raises `SourceError` for a path that is not there."""
    from briefing.readers import discover

    roots = paths_of(sources)
    for path in roots:
        if not path.exists():
            raise SourceError(f"找不到来源：{path}。请给出存在的文件或文件夹。")
    folders = [root for root in roots if root.is_dir()]
    found: dict[Path, File] = {}
    for root in roots:
        folder = next((f for f in folders if root.is_relative_to(f)), root.parent)
        for path in discover([root]):
            found.setdefault(path, File(path, folder))
    return list(found.values())


def read_all(sources: Paths, options: Options) -> tuple[list[Source], list[Note]]:
    """All readable sources in memory, each text once, and a note for every file left out. Raises `SourceError` when none is left,
    or for the first bad file of a strict run."""
    from briefing.readers import read

    found: dict[str, Source] = {}
    notes: list[Note] = []
    for file in files_of(sources):
        try:
            source = read(file.path, root=file.root, **_limits(options))
        except SourceError as error:
            notes.append(_unreadable(file, error, options))
            continue
        first = found.setdefault(source.info.id, source)
        if first is not source:
            notes.append(_same(file, first.info))
    if not found:
        raise _nothing(sources, notes)
    return list(found.values()), notes


def survey(
    sources: Paths, options: Options, watch: Watch | None = None, *, cache: Cache, crew: Crew
) -> tuple[list[Paper], list[Note]]:
    """A first look at every file: the papers to extract from, each text once, and a note for every file left out. Raises
    `SourceError` when none is left, or for the first bad file of a strict run."""
    from briefing.readers import named

    files = files_of(sources)
    names = [named(*file) for file in files]
    bare = inferring(names, options)
    asked = [None if own(name, options) else bare for name in names]
    told = {id(x): _told(x) if x else "" for x in (None, bare)}
    seen = [_known(files[at], names[at], told[id(asked[at])], options, cache) for at in range(len(files))]
    new = [at for at, look in enumerate(seen) if isinstance(look, str)]
    looks = crew.each(tasks.look, new, lambda at: _raw(files[at], options, asked[at]))
    found: dict[str, Paper] = {}
    notes: list[Note] = []
    for at, file in enumerate(files):
        tell(watch, "read", at, len(files), file.path.name)
        look = seen[at]
        if isinstance(look, str):
            look = _kept(next(looks), names[at], told[id(asked[at])], options, cache)
        if isinstance(look, SourceError):
            notes.append(_unreadable(file, look, options))
            continue
        paper = Paper(*look, file)
        first = found.setdefault(paper.look.info.id, paper)
        if first is not paper:
            notes.append(_same(file, first.look.info))
    if not found:
        raise _nothing(sources, notes)
    return list(found.values()), notes


def extract_papers(
    papers: Sequence[Paper],
    options: Options,
    watch: Watch | None = None,
    *,
    cache: Cache,
    crew: Crew,
    notes: list[Note] | None = None,
) -> tuple[Found, Options]:
    """Extractions of all papers in their order, as rows of the cache, and the options completed by the region the documents are
    about (`spoken_of` may narrow it by what they say). The result depends neither on who does the work nor on what the cache held.

    A document on which the rules fail, or that is no longer what it was at the first look, is left out with a note in `notes`;
    without that list, in a strict run, or when nothing is left, the failure is raised.
    """
    from briefing.archive import cache_key

    places = placed([paper.look.info.path for paper in papers], [paper.look.home for paper in papers], options)
    told = {id(place): _told(place) for place in places}
    most = str(options.most_facts)
    keys = [cache_key("facts", paper.key, told[id(place)], most) for paper, place in zip(papers, places, strict=True)]
    held = cache.keys()
    left = [at for at, key in enumerate(keys) if key not in held]

    def task(at: int) -> Task:
        return _task(papers[at], places[at], options, cache)

    gone: dict[int, Exception] = {}
    for done, (at, result) in enumerate(zip(left, crew.each(tasks.extract, left, task), strict=True), len(keys) - len(left)):
        info = papers[at].look.info
        tell(watch, "extract", done, len(papers), info.path)
        if isinstance(result, bytes):
            cache.put(keys[at], result)
            continue
        if notes is None or options.strict:
            raise result
        gone[at] = result
        notes.append(_failure(info, result))
    if gone and len(gone) == len(papers):
        raise gone[min(gone)]
    tell(watch, "extract", len(papers), len(papers))
    stay = [at for at in range(len(papers)) if at not in gone]
    again = [partial(_again, partial(task, at)) for at in stay]
    return Found(cache, [keys[at] for at in stay], again), options if options.region else common(places, options)


def extract_all(
    sources: Sequence[Source],
    options: Options,
    watch: Watch | None = None,
    *,
    jobs: int = 1,
    executor: Executor | None = None,
    cache: Cache | None = None,
    notes: list[Note] | None = None,
) -> tuple[list[Extraction], Options]:
    """`extract_papers` of sources in memory, and its result there too."""
    from briefing.archive import Cache, cache_key

    names = [source.info.path for source in sources]
    bare = inferring(names, options)
    strangers = [at for at, name in enumerate(names) if not own(name, options)]
    with Crew(jobs, executor) as crew, Cache(None, "") as spill:
        homes = dict(zip(strangers, crew.each(tasks.home, strangers, lambda at: (sources[at].text, bare)), strict=True))
        looks = [Look(info=source.info, home=homes.get(at)) for at, source in enumerate(sources)]
        papers = [
            Paper(look, cache_key("source", look.model_dump_json()), None, source)
            for look, source in zip(looks, sources, strict=True)
        ]
        found, known = extract_papers(papers, options, watch, cache=cache or spill, crew=crew, notes=notes)
        extractions = list(found)
        return extractions, known if options.region else spoken_of(extractions, known)


_READ_BY = {"region", "level", "aliases", "districts", "programmes", "projects", "sources"}
"""The options reading may depend on; the others only shape the issue."""


def _told(options: Options) -> str:
    return options.model_dump_json(include=_READ_BY)


def _key(name: str, sha256: str, told: str, options: Options) -> str:
    from briefing.archive import cache_key

    return cache_key("look", name, sha256, told, f"{options.most_characters} {options.most_pages}")


def _known(file: File, name: str, told: str, options: Options, cache: Cache) -> tuple[Look, str] | str | SourceError:
    """What the cache holds of a first look at a file as it is now, with its key; the key alone; why the file cannot be read."""
    from briefing.readers import content

    try:
        sha256 = hashlib.sha256(content(file.path, options.most_bytes)).hexdigest()
    except SourceError as error:
        return error
    key = _key(name, sha256, told, options)
    data = cache.get(key)
    try:
        return (rows.loads(Look, data), key) if data else key
    except ValueError:
        return key


def _raw(file: File, options: Options, asked: Options | None) -> Raw:
    from briefing.readers import content

    try:
        data: bytes | SourceError = content(file.path, options.most_bytes)
    except SourceError as error:
        data = error
    return Raw(file, data, options.most_characters, asked, options.most_pages)


def _kept(
    found: tuple[bytes, bytes | None] | SourceError, name: str, told: str, options: Options, cache: Cache
) -> tuple[Look, str] | SourceError:
    """A first look as a worker sends it, put into the cache, with the text itself where reading it again would be slow."""
    if isinstance(found, SourceError):
        return found
    look = rows.loads(Look, found[0])
    key = _key(name, look.info.file_sha256 or "", told, options)
    cache.put(key, found[0])
    if found[1] is not None:
        cache.put(_text_key(key), found[1])
    return look, key


def _text_key(key: str) -> str:
    return f"{key}:text"


def _task(paper: Paper, place: Options, options: Options, cache: Cache) -> Task:
    sha256 = paper.look.info.file_sha256
    if paper.source is not None or paper.file is None:
        return Task(paper.source, place, sha256)
    held = None if tasks.is_quick(paper.look.info) else cache.get(_text_key(paper.key))
    return Task(held if held is not None else _raw(paper.file, options, None), place, sha256)


def _again(task: Callable[[], Task]) -> bytes:
    """An extraction whose row is gone from the cache (another version of the code has opened it)."""
    found = tasks.extract(task())
    if isinstance(found, Exception):
        raise found
    return found


def _limits(options: Options) -> dict[str, int]:
    return {name: getattr(options, name) for name in ("most_bytes", "most_characters", "most_pages")}


def _unreadable(file: File, error: SourceError, options: Options) -> Note:
    if options.strict:
        raise error
    return Note(code="unreadable-source", message=str(error), severity="error", source=file.path.name)


def _same(file: File, first: SourceInfo) -> Note:
    return Note(code="same-source", message=f"{file.path.name} 与 {first.path} 内容相同，只计一次。", source=file.path.name)


def _nothing(sources: Paths, notes: Sequence[Note]) -> SourceError:
    where = "、".join(str(path) for path in paths_of(sources))
    detail = "；".join(note.message for note in notes[:3])
    return SourceError(f"{where} 中没有可用的来源文件。{detail or '请放入能读的来源（例如 .txt）后再运行。'}")


def _failure(info: SourceInfo, error: Exception) -> Note:
    if isinstance(error, LimitError):
        return Note(code="over-limit", message=str(error), severity="error", source=info.path)
    if isinstance(error, SourceError):
        return Note(code="changed-source", message=str(error), severity="error", source=info.path)
    message = f"{info.path}：处理中出错，没有采用（{type(error).__name__}：{error}）；请把这个文件报告给开发者。"
    return Note(code="extraction-failed", message=message, severity="error", source=info.path)
