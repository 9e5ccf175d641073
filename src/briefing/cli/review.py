"""`make-briefing review`: figures out to people in a workbook, their decisions back as a text file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli.shown import emit_bytes, line
from briefing.errors import UsageError, reason, wrong

if TYPE_CHECKING:
    from briefing.model.summary import Decision, Summary
    from briefing.writers.review import Anchored

_FILE = click.Path(path_type=Path)
_FIELDS = {
    "更正值": "value",
    "更正指标": "label",
    "更正范围": "scope",
    "更正期间": "period",
    "改写为": "wording",
    "说明": "comment",
    "核定人": "by",
}
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_EXCEL = date(1899, 12, 30)
"""Day 0 of the dates of a workbook."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def review() -> None:
    """人工核定：导出核定表，收回决定。"""


@review.command()
@click.argument("issue", type=_FILE)
@click.option("-o", "--out", type=_FILE, default=Path("核定表.xlsx"), show_default=True, help="核定表文件。")
def export(issue: Path, out: Path) -> None:
    """把一期（文件夹或 briefing.json）的全部数据连同原句导出为 Excel 核定表。"""
    from briefing import api
    from briefing.writers.review import workbook

    summary = api.load_summary(issue / "briefing.json" if issue.is_dir() else issue)
    emit_bytes(out, workbook(summary, _rows(summary)))
    click.echo(str(out))


@review.command()
@click.argument("workbook", type=_FILE)
@click.option("--to", type=_FILE, help="核定文件；默认取配置的 corrections。")
@click.option("-c", "--config", type=_FILE, help="配置文件；默认取当前目录或 ./seeds 的 briefing.toml。")
@click.option("--by", help="核定人；表中没有填写时采用。")
def apply(workbook: Path, to: Path | None, config: Path | None, by: str | None) -> None:
    """把填好的核定表收成核定文件（纯文本）；以后每次生成都会采用，原句变了会提示而不会套错。"""
    from briefing import api
    from briefing.archive import load_decisions, merge_decisions, save_decisions
    from briefing.readers.sheets import rows
    from briefing.writers.review import SHEET

    if to is None:
        known = api.load_options(config, sources=None if config else ["seeds"]).corrections
        if known is None:
            raise click.UsageError("没有找到配置文件；请用 --to 指定核定文件。")
        to = Path(known)
    try:
        data = workbook.read_bytes()
    except OSError as error:
        raise UsageError(f"打不开 {workbook}：{reason(error)}。") from error
    new = decisions(rows(data, SHEET), by)
    old = load_decisions(to)
    save_decisions(to, merge_decisions(old, new))
    kept = len({decision.id for decision in old} - {decision.id for decision in new})
    click.echo(f"{line(str(to))}：收到 {len(new)} 条决定，保留原有 {kept} 条。")


def _rows(summary: Summary) -> list[Anchored]:
    from briefing.reconciliation import anchor, decision_id
    from briefing.writers.review import ACTIONS, Anchored

    words = {action: word for word, action in ACTIONS.items()}
    made = {decision.id: decision for decision in summary.decisions}
    out = []
    for figure in summary.figures:
        place = anchor(figure.evidence[0])
        before = made.get(figure.correction or decision_id(place, figure.indicator))
        decided = {}
        if before:
            decided = {head: str(value) for head, field in _FIELDS.items() if (value := getattr(before, field))}
            decided |= {"决定": words[before.action], "核定日期": before.on.isoformat() if before.on else ""}
        out.append(Anchored(figure, *place, decided=decided))
    return out


def decisions(rows: Sequence[Sequence[str]], by: str | None = None) -> list[Decision]:
    """The decisions of a filled workbook. Raises `UsageError` naming the row and what is wrong with it."""
    from briefing.writers.review import COLUMNS

    if not rows:
        raise UsageError("核定表是空的。")
    heads = [head.strip() for head in rows[0]]
    if missing := [column.head for column in COLUMNS if column.head not in heads]:
        raise UsageError(f"不是核定表：缺少列 {'、'.join(missing)}。")
    out = []
    for number, cells in enumerate(rows[1:], start=2):
        row = dict.fromkeys(heads, "") | dict(zip(heads, cells, strict=False))
        if row.get("决定", "").strip():
            out.append(_decision(row, number, by))
    return out


def _decision(row: Mapping[str, str], number: int, by: str | None) -> Decision:
    from pydantic import ValidationError

    from briefing.model.summary import Decision
    from briefing.reconciliation import decision_id
    from briefing.reconciliation.corrections import Anchor
    from briefing.writers.review import ACTIONS

    action = ACTIONS.get(row["决定"].strip())
    if action is None:
        raise UsageError(f"核定表第 {number} 行的决定“{row['决定']}”不认识；可用 {'、'.join(ACTIONS)}。")
    given = {field: row[head].strip() for head, field in _FIELDS.items() if row.get(head, "").strip()}
    if action == "correct":
        _check_correction(given, number)
    if action == "reword":
        _check_wording(given, row, number)
    place = Anchor(row.get("锚·前", ""), row.get("锚·数", ""), row.get("锚·后", ""))
    data = given | {"id": decision_id(place, row["指标"]), "action": action, "indicator": row["指标"], "on": _day(row, number)}
    try:
        return Decision.model_validate({"by": by} | data | place._asdict())
    except ValidationError as error:
        first = error.errors()[0]
        raise UsageError(f"核定表第 {number} 行的“{first['loc'][0]}”不对：{wrong(first)}") from error


def _check_correction(given: Mapping[str, str], number: int) -> None:
    if not given.keys() & {"value", "label", "scope", "period"}:
        raise UsageError(f"核定表第 {number} 行要更正，但没有填更正的内容。")
    try:
        Decimal(given.get("value", "0").replace(",", ""))
    except InvalidOperation as error:
        raise UsageError(f"核定表第 {number} 行的更正值“{given['value']}”不是数字；请只写数字，不带单位。") from error


def _check_wording(given: Mapping[str, str], row: Mapping[str, str], number: int) -> None:
    """New words may not bring new numbers: a number is changed by a correction, which is marked."""
    if "wording" not in given:
        raise UsageError(f"核定表第 {number} 行要改写，但没有填“改写为”。")
    known = set(_NUMBER.findall(row.get("原句", "") + row.get("数值", "") + row.get("期间", "")))
    if new := [found for found in _NUMBER.findall(given["wording"]) if found not in known]:
        raise UsageError(f"核定表第 {number} 行“改写为”里的“{new[0]}”不是原句的数字；要改数字，请把决定写成更正。")


def _day(row: Mapping[str, str], number: int) -> date | None:
    """A day as ISO text, with slashes, or as the day number a workbook makes of it."""
    text = row.get("核定日期", "").strip()
    if not text:
        return None
    try:
        if text.replace(".", "", 1).isdigit():
            return _EXCEL + timedelta(days=int(float(text)))
        year, month, day = (int(part) for part in text.replace("/", "-").replace(".", "-").split("-"))
        return date(year, month, day)
    except (ValueError, OverflowError) as error:
        raise UsageError(f"核定表第 {number} 行的核定日期“{text}”不对；请写成 2025-03-01。") from error
