"""Short and long mentions of one project joined: the fullest name leads."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefing.options import Options

_TAIL = re.compile(r"(?:建设)?(?:项目|工程)$")


def normal(name: str) -> str:
    """A name without quotes, brackets, spaces and 项目 at its end: what two mentions are compared by."""
    plain = re.sub(r"[“”‘’（）()《》·\s—\-～]", "", name)
    short = _TAIL.sub("", plain)
    return short if len(short) >= 2 else plain


def canonical_names(mentions: Iterable[str], options: Options) -> dict[str, tuple[str, str]]:
    """For every mention the leading name of its project and its key."""
    given = {normal(n): p.name for p in options.projects for n in (p.name, *p.aliases)}
    forms: dict[str, set[str]] = {}
    for mention in mentions:
        forms.setdefault(normal(mention), set()).add(mention)
    lead: dict[str, str] = {}
    for key in sorted(forms, key=lambda k: (-len(k), k)):
        longer = [other for other in lead if _same(key, other)]
        lead[key] = lead[longer[0]] if len({lead[o] for o in longer}) == 1 else key
    out = {}
    for key, names in forms.items():
        top = lead[key]
        best = given.get(top) or max(forms[top], key=lambda n: (len(n), n))
        for name in names:
            out[name] = (given.get(key, best), normal(given.get(key, best)))
    return out


_PART = re.compile(r"(?:首|[一二三四五六七八九十]|[1-9])期|[一二三四五六七八九十\d]+标段")


def _same(short: str, long: str) -> bool:
    """Whether the short name is the long one without its place, owner or 项目; a part (一期) is not its whole."""
    if _PART.findall(short) != _PART.findall(long) or len(short) < 3:
        return False
    return long.endswith(short) or (len(short) >= 4 and long.startswith(short) and len(long) - len(short) <= 4)
