"""What is told of a run: a subject, a few lines, a JSON object, the PDF."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefing.model.summary import Summary

SCHEMA = "briefing-notice/1"
_LONGEST = 2000
"""Characters of an error message that are told."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A message: for people as subject and text, for programs as `data`; `pdf` with its file name for readers."""

    subject: str
    text: str
    data: Mapping[str, Any]
    pdf: tuple[str, bytes] | None = None


def success(summary: Summary, pdf: bytes | None = None) -> Notice:
    """An issue has appeared. Nothing but counts goes beside the PDF: an internal issue must not leak by its notice."""
    meta = summary.meta
    year, month = meta.period.split("-")
    print_ = f"（第{meta.revision}次修订）" if meta.revision else ""
    subject = f"{meta.name}第{meta.issue}期{print_}　{year}年{int(month)}月"
    changes = Counter(change.class_ for change in summary.changes)
    lines = [
        f"{subject}已生成。",
        f"来源 {len(summary.sources)} 件，数据 {len(summary.figures)} 条，项目 {len(summary.projects)} 个。",
    ]
    if summary.previous:
        told = "，".join(f"{name} {count}" for name, count in sorted(changes.items()))
        lines.append(f"与第{summary.previous.issue}期相比：{told or '没有变化'}。")
    if meta.revision:
        lines.append(f"本次修订涉及 {len(summary.revised)} 处数据，见文中“修订说明”；请以本次为准。")
    if pdf is not None:
        lines.append("全文见附件。")
    data = {
        "schema": SCHEMA,
        "event": "published",
        "name": meta.name,
        "issue": meta.issue,
        "revision": meta.revision,
        "period": meta.period,
        "edition": meta.edition,
        "sources": len(summary.sources),
        "figures": len(summary.figures),
        "projects": len(summary.projects),
        "conflicts": len(summary.conflicts),
        "changes": dict(sorted(changes.items())),
    }
    name = f"{meta.name}第{meta.issue}期{print_}.pdf"
    return _notice(subject, "\n".join(lines), data, (name, pdf) if pdf is not None else None)


def failure(
    message: str, *, exit_code: int, period: str | None = None, edition: str | None = None, published: bool = False
) -> Notice:
    """A run has failed: nothing was published, or nobody was told of what was."""
    which = "".join((f"{period} 期" if period else "", f"（{edition}）" if edition else ""))
    what = "已经发布，但没有（全部）送到读者" if published else "没有发布任何结果"
    text = f"{what}；原因：\n{message[:_LONGEST]}\n退出码 {exit_code}。改正后重新运行同一条命令即可。"
    data = {
        "schema": SCHEMA,
        "event": "undelivered" if published else "failed",
        "period": period,
        "edition": edition,
        "exit_code": exit_code,
        "message": message[:_LONGEST],
    }
    return _notice(f"简报{which}{'没有送出' if published else '没有生成'}", text, data)


def _notice(subject: str, text: str, data: Mapping[str, Any], pdf: tuple[str, bytes] | None = None) -> Notice:
    """`msgtype` and `text` are what the robots of common group chats take for a plain message."""
    robot = {"msgtype": "text", "text": {"content": f"{subject}\n{text}"}}
    return Notice(" ".join(subject.split(" ")).replace("\n", " ").replace("\r", " "), text, {**data, **robot}, pdf)
