"""Paragraphs written by people: the Markdown files of ``notes/`` in a source folder. They are printed as such and never read as
sources."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from briefing.api.gather import Paths, paths_of
from briefing.errors import UsageError
from briefing.options import Options, RemarkOption

_SECTIONS: Mapping[str, str] = {
    "编者按": "front",
    "总体态势": "overview",
    "区县画像": "districts",
    "重点项目": "projects",
    "四张清单": "worklists",
    "本期变化": "changes",
    "数据质量": "quality",
}
_PLACES = {*_SECTIONS.values()}
_COUNTED = re.compile(r"^\d+\s*[-_.、 ]?\s*")
_SIGNED = re.compile(r"^(?:——|署名[：:])\s*(?P<by>.{1,30})$")
_LONGEST = 4000
"""Characters of a file: a page and a half."""


def with_remarks(options: Options, sources: Paths) -> Options:
    """The options with the paragraphs of every ``notes/*.md`` behind those of the configuration, in the order of the file names.

    A file is named after the section it opens (``区县画像.md``, ``2-districts.md``); any other name is 编者按 on page 1. Its
    headings are not printed; a last line ``——甲某`` signs it. Raises `UsageError` for a file that is no UTF-8 text or too long.
    """
    files = [file for root in paths_of(sources) if root.is_dir() for file in sorted((root / "notes").glob("*.md"))]
    found = tuple(remark for file in files if (remark := _remark(file)) is not None)
    return options.model_copy(update={"remarks": (*options.remarks, *found)}) if found else options


def _remark(file: Path) -> RemarkOption | None:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"手写段落读不出来：notes/{file.name}（{error}）；请存成 UTF-8 文本。") from error
    if len(text) > _LONGEST:
        raise UsageError(f"手写段落 notes/{file.name} 超过 {_LONGEST} 字，版面放不下；请缩短或分到几节。")
    lines = [line for row in text.splitlines() if not (line := row.strip()).startswith("#")]
    while lines and not lines[-1]:
        lines.pop()
    signed = _SIGNED.match(lines[-1]) if lines else None
    paragraphs = "\n".join(lines[:-1] if signed else lines).split("\n\n")
    words = "\n".join(joined for paragraph in paragraphs if (joined := "".join(paragraph.split("\n"))))
    if not words:
        return None
    name = _COUNTED.sub("", file.stem)
    section = _SECTIONS.get(name, name if name in _PLACES else "front")
    by = signed["by"] if signed else None
    return RemarkOption.model_validate({"text": words, "section": section, "by": by, "file": file.name})
