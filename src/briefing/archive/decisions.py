"""The decisions of people on disk: a plain TOML file that a person can read, diff and keep under version control."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from briefing.errors import BriefingError, UsageError, reason, wrong
from briefing.model.summary import Decision

_HEAD = "# 人工核定的决定；由 make-briefing review apply 写入，也可以手工修改。句子有变时不会套用到别的句子。\n"
_KEPT = ("state", "fact")
"""Not stored: found anew in every run."""


def load_decisions(path: Path) -> list[Decision]:
    """The decisions of a file; none when there is no file. Raises `UsageError` naming what is wrong with it."""
    if not path.exists():
        return []
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        return [Decision.model_validate(entry) for entry in data.get("decision", [])]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"核定文件读不出来：{path}（{reason(error) if isinstance(error, OSError) else error}）") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UsageError(f"核定文件 {path} 中的“{where}”不对：{wrong(first)}") from error


def save_decisions(path: Path, decisions: Iterable[Decision]) -> None:
    """Writes a file of decisions in one step. Raises `BriefingError` when it cannot be written."""
    work = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        work.write_bytes(dumps_decisions(decisions))
        work.replace(path)
    except OSError as error:
        raise BriefingError(f"写不进 {path}：{reason(error)}。") from error


def dumps_decisions(decisions: Iterable[Decision]) -> bytes:
    """The decisions as TOML, in their order."""
    parts = [_HEAD]
    for decision in decisions:
        data = decision.model_dump(exclude_none=True, exclude=set(_KEPT))
        fields = "".join(f"{key} = {_value(value)}\n" for key, value in data.items() if value != "" or key == "quote")
        parts.append(f"\n[[decision]]\n{fields}")
    return "".join(parts).encode()


def _value(value: Any) -> str:
    """A text as a TOML basic string (JSON's escapes are TOML's), a date as a TOML date."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f") if isinstance(value, str) else str(value)


def merge_decisions(old: Sequence[Decision], new: Sequence[Decision]) -> list[Decision]:
    """Old decisions with the new ones laid over by their id; nothing old is lost, new ones come last."""
    merged = {decision.id: decision for decision in old}
    merged |= {decision.id: decision for decision in new}
    return list(merged.values())
