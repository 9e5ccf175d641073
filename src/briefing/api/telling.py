"""Telling people of a run: called by the command alone, never by a stage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from briefing.errors import BriefingError, DeliveryError
from briefing.options import Options


def tell_readers(out: Path, period: str, options: Options, environment: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Sends the published issue of a period to the readers, each channel once for every print; gives channel and subject of what
    went out. Raises `DeliveryError` after all channels were tried, and for an empty issue, which is no success to be told."""
    from briefing.archive import delivered, mark_delivered, standing_issue
    from briefing.delivery import channels, success
    from briefing.writers.json import loads_summary

    issue = standing_issue(out, period, options.edition)
    data = issue.read("briefing.json") if issue else None
    if issue is None or data is None:
        return
    summary = loads_summary(data)
    if not summary.figures and not summary.projects:
        raise DeliveryError("本期一条数据也没有读出，已发布而没有送给读者；请检查来源是否完整。")
    notice = success(summary, issue.read("briefing.pdf"))
    known = delivered(out, period, options.edition)
    missed: list[str] = []
    for name, send in channels(options, environment):
        if known.get(name, -1) >= summary.meta.revision:
            continue
        try:
            send(notice)
        except DeliveryError as error:
            missed.append(str(error))
            continue
        mark_delivered(out, period, options.edition, name, summary.meta.revision)
        yield name, notice.subject
    if missed:
        raise DeliveryError(f"简报已发布，通知没有全部送出：{' '.join(missed)}修好后重新运行，只补送没有送出的。")


def tell_owner(error: Exception, options: Options, environment: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Sends what went wrong to the owner. Raises `DeliveryError` after all channels were tried."""
    from briefing.delivery import channels, failure

    code = error.exit_code if isinstance(error, BriefingError) else 1
    message = str(error) if isinstance(error, BriefingError) else f"程序出错（{type(error).__name__}：{error}），请报告给开发者。"
    untold = isinstance(error, DeliveryError)
    notice = failure(message, exit_code=code, period=options.period, edition=options.edition, published=untold)
    missed: list[str] = []
    for name, send in channels(options, environment, failed=True):
        try:
            send(notice)
        except DeliveryError as again:
            missed.append(str(again))
            continue
        yield name, notice.subject
    if missed:
        raise DeliveryError(f"失败的通知也没有送出：{' '.join(missed)}")
