"""Source → clean text: blocks, noise set aside with reason, repeats once, and the exact way back to the source."""

from __future__ import annotations

from fnmatch import fnmatch

from briefing.chinese.script import canonical, is_traditional
from briefing.cleaning.dates import printed_date
from briefing.cleaning.layout import Draft, drafts
from briefing.cleaning.repeats import drop_injected, fold_repeats
from briefing.model.source import Dropped, Source, SourceInfo
from briefing.model.text import Block, CleanText
from briefing.options import Options

__all__ = ["clean"]


def clean(source: Source, options: Options) -> CleanText:
    """The clean text of a source; `CleanText.source` is the source with its description completed.

    What the configuration says of a source is never overruled by what the text seems to say.
    """
    canon = canonical(source.text)
    blocks, dropped = drafts(canon)
    dropped += drop_injected(blocks, canon)
    blocks, repeated = fold_repeats(blocks, canon)
    info = _described(source, canon, dropped, repeated, options)
    return _assembled(source.model_copy(update={"info": info}), canon, blocks)


def _assembled(source: Source, canon: str, drafted: list[Draft]) -> CleanText:
    """The block texts joined by line feeds that are no characters of the source."""
    parts: list[str] = []
    segments: list[tuple[int, int, int]] = []
    blocks: list[Block] = []
    at = 0
    for draft in drafted:
        start = at
        for a, b in draft.pieces:
            parts.append(canon[a:b])
            segments.append((at, a, b - a))
            at += b - a
        repeats = tuple(draft.repeats)
        blocks.append(Block(draft.kind, start, at, draft.number, draft.level, repeats=repeats, doubt=draft.doubt))
        parts.append("\n")
        at += 1
    return CleanText(source=source, text="".join(parts), blocks=tuple(blocks), segments=tuple(segments))


def _described(source: Source, canon: str, dropped: list[Dropped], repeated: list[Dropped], options: Options) -> SourceInfo:
    info = source.info
    known = next((s for s in options.sources if fnmatch(info.path.rpartition("/")[2], s.file) or fnmatch(info.path, s.file)), None)
    share = sum(d.span[1] - d.span[0] for d in repeated) / max(len(source.text), 1)
    update: dict[str, object] = {
        "script": "hant" if is_traditional(source.text) else "hans",
        "duplicate_share": round(share, 4),
        "dropped": tuple(sorted(dropped + repeated, key=lambda d: d.span)),
    }
    if any(d.type == "seo-injection" for d in dropped):
        update |= {"trust": "low", "trust_reasons": ("正文被插入站名",)}
    if info.published is None and (found := printed_date(canon)):
        update |= {"published": found[0], "published_how": "printed", "published_basis": found[1]}
    if known:
        given = {key: value for key in ("title", "publisher", "trust", "home") if (value := getattr(known, key))}
        update |= given | ({"published": known.published, "published_how": "given"} if known.published else {})
        if known.trust:
            update["trust_reasons"] = ("配置给定",)
    return info.model_copy(update=update)
