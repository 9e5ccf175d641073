"""附录 来源与依据: every cited sentence with its numbers emphasised, and where it stands."""

from __future__ import annotations

import re

from briefing.chinese.format import date_text
from briefing.composition.desk import Desk
from briefing.composition.inline import structure
from briefing.composition.marks import Sentence
from briefing.composition.tokens import plain
from briefing.model.base import Span
from briefing.model.document import Citation
from briefing.model.run import Run, Runs

_CONTEXT = 22
"""Characters kept on either side of what was used; a longer stretch is left out as ……."""
_STOP = re.compile(r"[，。；：、,;]")


def citations(desk: Desk, sentences: list[Sentence]) -> tuple[Citation, ...]:
    """One entry a sentence, in the order of the marks."""
    return tuple(
        Citation(number=n, runs=_quoted(sentence, apart=bool(desk.options.focus)), place=_place(desk, sentence), anchor=f"cite-{n}")
        for n, sentence in enumerate(sentences, 1)
    )


def colophon(desk: Desk) -> dict[str, object]:
    """报, 送, 发, who printed it when, how many copies."""
    meta, options = desk.summary.meta, desk.options
    return {
        "colophon": {
            "to": [desk.name("office", name) for name in meta.report_to],
            "cc": [desk.name("office", name) for name in meta.send_to],
            "out": [desk.name("office", name) for name in meta.distribute_to],
            "publisher": desk.name("publisher", meta.publisher or options.publisher or meta.name),
            "printed": structure("date", date_text(meta.issued.isoformat())),
            "copies": (desk.count(meta.copies),) if meta.copies else (),
            "signer": (desk.name("person", meta.signer),) if meta.signer else (),
        },
        "version": structure("version", meta.version),
        "inputs": structure("hash", meta.inputs_sha256[:12] or "—"),
    }


_LEFT = re.compile(r"[”’）】》〉」』，。；：、\s]*")
"""What the sentence before has left at the beginning of this one."""


def _quoted(sentence: Sentence, *, apart: bool = False) -> Runs:
    """The sentence in pieces, numbers strong, what was not used shortened; `apart` for an edition about some districts: of a list
    parted by semicolons only what was used is quoted."""
    strong = _joined(sentence.strong)
    bare = {span for span in sentence.wanted if not any(span[0] <= a and b <= span[1] for a, b in strong)}
    used = _joined({*strong, *bare})
    kept = (
        _parts(sentence.text, used) if apart and used and "；" in sentence.text else _kept(len(sentence.text), used, sentence.text)
    )
    out: list[Run] = []
    last = 0
    opening = _LEFT.match(sentence.text)
    least = opening.end() if opening else 0
    for start, end in ((max(a, least), b) for a, b in kept):
        if start > max(last, least):
            out.append(_gap())
        at = start
        for a, b in (span for span in strong if span[0] >= start and span[1] <= end):
            _put(out, sentence, at, a)
            _put(out, sentence, a, b, strong=True)
            at = b
        _put(out, sentence, at, end)
        last = end
    if last < len(sentence.text):
        out.append(_gap())
    return tuple(out)


def _gap() -> Run:
    return Run(kind="text", text="……")


def _put(out: list[Run], sentence: Sentence, start: int, end: int, *, strong: bool = False) -> None:
    text = plain(
        re.sub(r"\s+", "", sentence.text[start:end]) if not sentence.text[start:end].isascii() else sentence.text[start:end]
    )
    if text:
        out.append(Run(kind="quote", ref=sentence.ref(start, end), text=text, style="strong" if strong else None))


def _joined(spans: set[Span]) -> list[Span]:
    """Overlapping and touching spans as one, in order."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _kept(size: int, used: list[Span], text: str) -> list[Span]:
    """What is printed of a sentence: all of a short one, else what was used with some words around it, cut at commas."""
    if size <= 4 * _CONTEXT or not used:
        return [(0, min(size, 5 * _CONTEXT))]
    wide: set[Span] = set()
    for start, end in used:
        first, last = max(0, start - _CONTEXT), min(size, end + _CONTEXT // 2)
        cut = [m.end() for m in _STOP.finditer(text, max(0, start - 2 * _CONTEXT), start)]
        first = 0 if first < 6 else next((c for c in cut if c >= first - 4), first)
        stop = _STOP.search(text, end, last + 8)
        last = stop.end() if stop else last
        wide.add((first, size if size - last < 6 else last))
    return _joined(wide)


def _parts(text: str, used: list[Span]) -> list[Span]:
    """The parts of a sentence between semicolons that hold something used."""
    parts = [(m.start(), m.end()) for m in re.finditer("[^；]+；?", text)]
    return [(a, b) for a, b in parts if any(a < end and start < b for start, end in used)]


def _place(desk: Desk, sentence: Sentence) -> Runs:
    """A　第47段　期间依据“2024年以来”."""
    out: list[Run] = [desk.name("source", desk.letter(sentence.source), key=sentence.source)]
    if sentence.paragraph is not None:
        out += [Run(kind="text", text="　"), structure("paragraph", f"第{sentence.paragraph}段")]
    words = []
    if sentence.caption:
        words.append("图片说明")
    figures = list(sentence.figures.values())
    if figures and all(figure.period is None for figure in figures):
        words.append("期间原文未写")
    out += [Run(kind="text", text=f"　{word}") for word in words]
    out += _support(desk, sentence)
    doubt = next((figure.doubt for figure in figures if figure.doubt), None)
    if doubt:
        out += [Run(kind="text", text="　疑误"), desk.name("doubt", doubt)]
    source = desk.sources.get(sentence.source)
    if source and source.info.kind == "外部数据":
        out.append(Run(kind="text", text="　外部数据"))
    if source and source.info.script == "hant":
        out.append(Run(kind="text", text="　原文繁体"))
    if source and source.info.trust == "low":
        out.append(Run(kind="text", text="　低可信"))
    return tuple(out)


def _support(desk: Desk, sentence: Sentence) -> list[Run]:
    """期间依据, 范围依据: the words a field outside the clause was taken from."""
    labels = {"period": "期间依据", "scope": "范围依据", "unit": "单位依据", "indicator": "指标依据"}
    out: list[Run] = []
    seen: set[tuple[str, str]] = set()
    for figure in sentence.figures.values():
        for support in figure.support:
            text = plain(support.text) or plain(support.config or "")
            if not text or (support.field, text) in seen or len(seen) >= 3:
                continue
            seen.add((support.field, text))
            spans = ",".join(f"{a}-{b}" for a, b in support.pieces)
            ref = f"{sentence.source}:{spans}" if spans else f"config:{support.config or support.field}"
            kind = "quote" if spans else "name"
            out.append(Run(kind="text", text=f"　{labels[support.field]}“"))
            out.append(Run(kind=kind, ref=ref, text=text))  # type: ignore[arg-type]
            out.append(Run(kind="text", text="”"))
    return out
