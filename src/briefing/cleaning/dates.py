"""When a document was published: printed on it, or not known. Nothing is guessed here."""

from __future__ import annotations

import re
from datetime import date

_DAY = r"(\d{4})(?:年|-|/|\.)(\d{1,2})(?:月|-|/|\.)(\d{1,2})日?"
_LABELLED = re.compile(rf"(?:发布|发表|时间|日期|印发)[^\d\n]{{0,6}}：?[^\d\n]{{0,3}}{_DAY}|{_DAY}(?=印发| ?星期| ?第\d+版)")
_LINE = re.compile(rf"^[^\n。，]{{0,24}}?{_DAY}(?:[ T]\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?[^\n。，]{{0,40}}$", re.M)
_HEAD = 400


def printed_date(canon: str) -> tuple[date, str] | None:
    """The printed date and the words it stands in: a labelled date or a masthead anywhere near the top, else a line of the head
    that is little more than a date. None when there is none."""
    head = canon[:_HEAD]
    for match in (_LABELLED.search(head), _LINE.search(head)):
        if match:
            parts = [g for g in match.groups() if g]
            try:
                return date(int(parts[0]), int(parts[1]), int(parts[2])), match[0].strip()
            except ValueError:
                continue
    return None
