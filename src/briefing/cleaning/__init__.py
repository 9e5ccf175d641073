"""Source → clean text: blocks, noise set aside with reason, repeats once, and the exact way back to the source."""

from __future__ import annotations

from bisect import bisect_left
from fnmatch import fnmatch
from typing import Any

from briefing.chinese.home import infer
from briefing.chinese.script import canonical, is_traditional
from briefing.cleaning import describe
from briefing.cleaning.dates import dated
from briefing.cleaning.layout import Draft, drafts
from briefing.cleaning.lengths import cut_long
from briefing.cleaning.private import hide
from briefing.cleaning.repeats import cut_glued_title, drop_injected, fold_repeats
from briefing.cleaning.squeeze import Squeezed, squeeze
from briefing.cleaning.trust import judged
from briefing.model.source import Dropped, Source, SourceInfo
from briefing.model.text import Block, Cell, CleanText
from briefing.options import Options, SourceOption

__all__ = ["clean"]


def clean(source: Source, options: Options) -> CleanText:
    """The clean text of a source; `CleanText.source` is the source with its description completed.

    What the configuration says of a source is never overruled by what the text seems to say.
    """
    squeezed = squeeze(canonical(source.text), source.text)
    canon = squeezed.text
    blocks, dropped = drafts(canon, squeezed.raw)
    dropped += drop_injected(blocks, canon)
    dropped += cut_glued_title(blocks, canon)
    kept, repeated = fold_repeats([block for block in blocks if block.pieces], canon)
    _doubted(kept, squeezed.mixed)
    repeated += hide(kept, canon)
    kept = cut_long(kept, canon)
    text, assembled, segments = _assembled(squeezed, kept)
    placed = [
        d.model_copy(update={"span": squeezed.span(d.span), "of": squeezed.span(d.of) if d.of else None})
        for d in dropped + repeated
    ]
    info = _described(source, canon, text, kept, [*squeezed.dropped, *placed], options)
    return CleanText(source=source.model_copy(update={"info": info}), text=text, blocks=assembled, segments=segments)


def _doubted(blocks: list[Draft], mixed: tuple[int, ...]) -> None:
    """Marks the paragraphs in which it is not sure where a sentence ends."""
    for draft in blocks if mixed else ():
        for a, b in draft.pieces:
            place = bisect_left(mixed, a)
            if place < len(mixed) and mixed[place] <= b:
                draft.doubt = draft.doubt or "标点重叠"


def _assembled(squeezed: Squeezed, drafted: list[Draft]) -> tuple[str, tuple[Block, ...], tuple[tuple[int, int, int], ...]]:
    """The block texts joined by line feeds that are no characters of the source, the blocks, and the map back."""
    canon = squeezed.text
    parts: list[str] = []
    segments: list[tuple[int, int, int]] = []
    blocks: list[Block] = []
    at = 0
    for draft in drafted:
        start = at
        seams = []
        for a, b in draft.pieces:
            if a in draft.joints:
                seams.append(at)
            parts.append(canon[a:b])
            segments += squeezed.segments(at, a, b - a)
            at += b - a
        shift = start - draft.pieces[0][0]
        rows = tuple(tuple(Cell(canon[a:b], a + shift, b + shift) for a, b in row) for row in draft.rows)
        repeats = tuple(tuple(place for a, b in pieces for place in squeezed.pieces(a, b)) for pieces in draft.repeats)
        blocks.append(
            Block(draft.kind, start, at, draft.number, draft.level, rows, draft.caption, repeats, draft.doubt, joints=tuple(seams))
        )
        parts.append("\n")
        at += 1
    return "".join(parts), tuple(blocks), tuple(segments)


def _described(source: Source, canon: str, text: str, blocks: list[Draft], dropped: list[Dropped], options: Options) -> SourceInfo:
    """Everything that can be told of the document: given by a person, else printed on it, else inferred with its basis."""
    known = _known(source.info.path, options)
    share = sum(d.span[1] - d.span[0] for d in dropped if d.type == "duplicate" and d.of) / max(len(source.text), 1)
    info = source.info.model_copy(
        update={
            "script": "hant" if is_traditional(source.text) else "hans",
            "duplicate_share": round(share, 4),
            "dropped": tuple(sorted(dropped, key=lambda d: d.span)),
        }
    )
    given = {key: value for key in ("title", "publisher", "home") if known and (value := getattr(known, key))}
    given |= {key: value for key in ("title", "publisher", "home") if key not in given and (value := getattr(info, key))}
    heading = given.get("title") or describe.title(blocks, canon)
    publisher = given.get("publisher") or describe.publisher(canon)
    info = info.model_copy(update={"title": heading, "publisher": publisher, **_published(info, canon, text, known)})
    info = info.model_copy(update={"kind": describe.kind(canon, heading, info)})
    home = infer(text, title=heading or "", publisher=publisher or "", options=options)
    update: dict[str, Any] = {"home": given.get("home") or home.name, "region": options.region or home.region}
    if known and known.trust:
        update |= {"trust": known.trust, "trust_reasons": ("配置给定",)}
    elif not info.trust_reasons:
        level, reasons = judged(info, canon, blocks)
        update |= {"trust": level, "trust_reasons": reasons}
    return info.model_copy(update=update)


def _known(path: str, options: Options) -> SourceOption | None:
    """What the configuration says of the file."""
    name = path.rpartition("/")[2]
    return next((s for s in options.sources if fnmatch(name, s.file) or fnmatch(path, s.file)), None)


def _published(info: SourceInfo, canon: str, text: str, known: SourceOption | None) -> dict[str, Any]:
    if known and known.published:
        return {"published": known.published, "published_how": "given", "published_basis": "配置给定"}
    if info.published is not None or not (found := dated(canon, text)):
        return {}
    return {
        "published": found.day,
        "published_how": found.how,
        "published_basis": found.basis,
        "published_precision": found.precision,
    }
