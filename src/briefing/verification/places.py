"""Quotations against the sources themselves: the same file, and at the same place the same words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from briefing.model.base import within
from briefing.model.fact import Evidence
from briefing.model.summary import Summary
from briefing.verification.report import Miss


def against_sources(summary: Summary, sources: Mapping[str, tuple[str, str | None]]) -> Iterator[Miss]:
    """Sources that are missing or have changed, and quotations that are not where they are said to be. `sources` maps a path to
    the text and the sha256 of the file."""
    texts: dict[str, str] = {}
    for source in summary.sources:
        info = source.info
        found = sources.get(info.path)
        if found is None and info.kind == "外部数据":
            continue  # brought along by a caller: no file to look at
        if found is None:
            yield Miss("source", f"来源 {source.letter}（{info.path}）不在所给的文件夹中")
            continue
        text, digest = found
        if info.file_sha256 and digest and digest != info.file_sha256:
            yield Miss("source", f"来源 {source.letter}（{info.path}）已改动，与编发时不同")
        elif hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != info.text_sha256:
            yield Miss("source", f"来源 {source.letter}（{info.path}）读出的文字与编发时不同")
        texts[info.id] = text
    seen: set[tuple[str, tuple[tuple[int, int], ...]]] = set()
    for item in within(summary, Evidence):
        place = (item.source, item.pieces)
        if item.source not in texts or place in seen:
            continue
        seen.add(place)
        said = "".join(texts[item.source][a:b] for a, b in item.pieces)
        if said != item.quote:
            yield Miss("source", f"引文“{item.quote[:40]}”在来源中是“{said[:40]}”")
