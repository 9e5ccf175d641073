"""Re-reading a finished PDF: proof that it says what its facts say, and that the facts stand in the sources."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from pydantic import ValidationError

from briefing.errors import UsageError
from briefing.model.base import Value, within
from briefing.model.document import Document
from briefing.model.run import Run
from briefing.model.summary import Summary
from briefing.verification.excerpt import attachable
from briefing.verification.facts import check
from briefing.verification.pages import compare
from briefing.verification.places import against_sources
from briefing.verification.reading import Reading, read
from briefing.verification.report import Miss, Report

__all__ = ["Miss", "Original", "Report", "attachable", "attached_document", "verify"]

DOCUMENT, SUMMARY, DIGESTS = "document.json", "summary.json", "digests.json"
"""Names of the attachments a proof needs; the last holds the sha256 of the others."""

T = TypeVar("T", bound=Value)


@dataclass(frozen=True, slots=True)
class Original:
    """A source as it lies before us now: its text and the sha256 of its file."""

    text: str
    file_sha256: str | None


def digests(attachments: Mapping[str, bytes]) -> dict[str, str]:
    """The sha256 of every attachment by name."""
    return {name: hashlib.sha256(data).hexdigest() for name, data in sorted(attachments.items())}


def verify(data: bytes, *, sources: Mapping[str, Original] | None = None) -> Report:
    """Compares the pages of a PDF with its attached document block by block, every typed run with the attached summary, and with
    `sources` (by the path the summary knows) every quotation with the files.

    Without sources the result says 内部一致, never 已核验. Raises `UsageError` when the bytes are no PDF of this tool.
    """
    reading = read(data)
    document = _attached(reading, DOCUMENT, Document)
    summary = _attached(reading, SUMMARY, Summary)
    misses = [*_tampered(reading), *compare(reading, document), *check(document, summary)]
    if sources is not None:
        misses += against_sources(summary, {path: (o.text, o.file_sha256) for path, o in sources.items()})
    count = Counter(run.kind for run in within(document, Run))
    return Report(
        tuple(misses),
        "内部一致" if sources is None else "已核验",
        len(reading.furniture),
        count["figure"],
        count["derived"],
        count["quote"],
    )


def attached_document(data: bytes) -> Document:
    """The tree of blocks a PDF was set from. Raises `UsageError` when it is none of this tool."""
    return _attached(read(data), DOCUMENT, Document)


def _attached(reading: Reading, name: str, kind: type[T]) -> T:
    data = reading.attachments.get(name)
    if data is None:
        raise UsageError(f"PDF 里没有附件 {name}，不是本工具生成的，无法核验。")
    try:
        return kind.model_validate_json(data)
    except ValidationError as error:
        raise UsageError(f"附件 {name} 读不懂（{error.error_count()} 处）：可能被改过，或出自更新的版本。") from error


def _tampered(reading: Reading) -> list[Miss]:
    held = reading.attachments.get(DIGESTS)
    if held is None:
        return [Miss("attachment", f"缺附件 {DIGESTS}")]
    try:
        known = json.loads(held)
    except ValueError:
        return [Miss("attachment", f"附件 {DIGESTS} 读不懂")]
    found = digests({name: data for name, data in reading.attachments.items() if name != DIGESTS})
    names = sorted({*known, *found})
    return [Miss("attachment", f"附件 {name} 与登记的校验值不符") for name in names if known.get(name) != found.get(name)]
