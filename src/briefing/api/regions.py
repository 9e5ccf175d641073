"""The region each document is about: as configured, or inferred from its own text and weighed among all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from briefing.model.extraction import Extraction
from briefing.model.source import Source
from briefing.options import DistrictOption, Options


def own(name: str, options: Options) -> bool:
    """Whether the configured region is that of a document: it is unless the configuration lists its documents and this is none."""
    return bool(options.region) and (not options.documents or name.rpartition("/")[2] in options.documents)


def inferring(names: Sequence[str], options: Options) -> Options:
    """The options with which the region of a stranger is inferred: without the configured one where that has documents of its
    own."""
    if not options.region or not any(own(name, options) for name in names):
        return options
    return options.model_copy(update={"region": None, "aliases": (), "districts": (), "level": None})


def home_of(text: str, options: Options) -> str | None:
    """The region, or the place itself, a text speaks from."""
    from briefing.chinese.home import infer
    from briefing.chinese.script import canonical

    home = infer(canonical(text), options=options)
    return home.region or home.name


def placed(names: Sequence[str], homes: Sequence[str | None], options: Options) -> list[Options]:
    """The options each document is read with: as given; for a stranger with its inferred region and the districts of the national
    table."""
    mine = [own(name, options) for name in names]
    if all(mine):
        return [options] * len(names)
    strangers = {home for home, known in zip(homes, mine, strict=True) if not known}
    bare = inferring(names, options)
    made = {home: _of(home, strangers, bare) for home in strangers}
    return [options if known else made[home] for home, known in zip(homes, mine, strict=True)]


def _of(home: str | None, strangers: Collection[str | None], bare: Options) -> Options:
    from briefing.chinese.divisions import kind_level
    from briefing.chinese.places import districts_of, parent_of

    if home is None:
        return bare
    # A page of one district among pages of its city belongs to the city.
    up = parent_of(home)
    region = up if up in strangers and up and kind_level(up) == "prefecture" else home
    districts = tuple(DistrictOption(name=x) for x in districts_of(region))
    return bare.model_copy(update={"region": region, "districts": bare.districts or districts})


def places_of(sources: Sequence[Source], options: Options) -> list[Options]:
    """`placed` for sources in memory."""
    names = [source.info.path for source in sources]
    bare = inferring(names, options)
    homes = [None if own(name, options) else home_of(source.text, bare) for name, source in zip(names, sources, strict=True)]
    return placed(names, homes, options)


def common(places: Sequence[Options], options: Options) -> Options:
    """The options of the region most documents share; without a majority there is no single region."""
    ((first, count),) = Counter(place.region for place in places).most_common(1)
    return next(p for p in places if p.region == first) if first and count * 2 > len(places) else options


_NEARLY_ALL = 0.9


def spoken_of(extractions: Sequence[Extraction], options: Options) -> Options:
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
