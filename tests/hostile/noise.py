"""Noise as texts carry it, and which facts it turned into wrong ones.

A mutation is a list of edits of a text, so that every character left over still knows where it came from. A fact of the mutated
text is compared with the fact the same number gave before: fewer facts are fine, another value, unit, indicator, scope, period,
measure or modality without a note (`Figure.doubt`) is wrong, and so is a fact read from a number that was broken. A scope or
period that is no longer told is less, not wrong.

``python tests/hostile/noise.py 4000`` prints a table; more arguments are the folders of texts to mutate.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import briefing
from briefing.model.extraction import Extraction
from briefing.model.fact import Figure
from briefing.model.source import Source
from briefing.options import Options

Edit = tuple[int, int, str]
"""Characters from–to of the text and what stands there instead."""
ROOT = Path(__file__).resolve().parents[2]
FIELDS = ("value", "value_max", "unit", "indicator", "measure", "modality", "scope", "period")

_MARK = re.compile("[，。；、]")
_NUMBER = re.compile(r"(?<![\d.])\d+\.\d+(?=%|个百分点|[万亿]|元|亩|公里|吨)")
_WHOLE = re.compile(r"(?<![\d.,])\d{2,6}(?=%|个|[万亿]|元|亩|公里|吨|家|户|人|项)(?!个?月)")
_LINE = re.compile(r"[^\n]+")
_OCR = {"0": "OoＯ〇", "1": "lI|", "5": "S", "8": "B", "2": "Z", "6": "b", "9": "g", "3": "з"}
_WORDS = (
    "（图）",
    "点击查看",
    "转载",
    "的",
    "小编",
    "VIP",
    "●",
    "（下转第三版）",
    "记者 李明",
    "★",
    "~",
    "相关链接",
    "……",
    "广告",
    "和",
    "分享到",
)
_TALK = (
    "欢迎关注我们的公众号。", "免责声明：以上内容仅供参考。", "本报讯", "责任编辑：李明", "最新消息，敬请期待。",
    "热烈庆祝活动圆满举行。", "感谢阅读，谢谢。", "图片来自网络。",
)  # fmt: skip


def _some(chance: random.Random, found: Sequence[re.Match[str]]) -> re.Match[str] | None:
    return chance.choice(found) if found else None


def _doubled(text: str, chance: random.Random) -> Edit | None:
    at = _some(chance, list(_MARK.finditer(text)))
    return (at.end(), at.end(), chance.choice("，。；、")) if at else None


def _lost_mark(text: str, chance: random.Random) -> Edit | None:
    at = _some(chance, list(_MARK.finditer(text)))
    return (at.start(), at.end(), "") if at else None


def _word_between(text: str, chance: random.Random) -> Edit | None:
    at = _some(chance, list(_MARK.finditer(text)))
    return (at.end(), at.end(), chance.choice(_WORDS)) if at else None


def _word_anywhere(text: str, chance: random.Random) -> Edit | None:
    at = chance.randrange(len(text))
    return at, at, chance.choice(_WORDS)


def _talk(text: str, chance: random.Random) -> Edit | None:
    at = _some(chance, list(re.finditer(r"[。\n]", text)))
    return (at.end(), at.end(), chance.choice(_TALK)) if at else None


def _line_of_talk(text: str, chance: random.Random) -> Edit | None:
    at = _some(chance, list(re.finditer(r"\n", text)))
    return (at.end(), at.end(), chance.choice(_TALK) + "\n") if at else None


def _blank(text: str, chance: random.Random) -> Edit | None:
    at = chance.randrange(len(text))
    return at, at, chance.choice((" ", "　", "  ", "\u200b", "\xa0", "\ufeff"))


def _blank_in_number(text: str, chance: random.Random) -> Edit | None:
    at = _some(chance, list(re.finditer(r"(?<=\d)(?=\d|\.\d)|(?<=\d\.)(?=\d)", text)))
    return (at.end(), at.end(), chance.choice((" ", "　", "  ", "\xa0", "\u2009", "\u200b", "\n"))) if at else None


def _joined(text: str, chance: random.Random) -> Edit | None:
    at = _some(chance, list(re.finditer(r"\s*\n\s*", text)))
    return (at.start(), at.end(), chance.choice(("", " "))) if at else None


def _cut(text: str, chance: random.Random) -> Edit | None:
    at = chance.randrange(len(text))
    return at, at, chance.choice(("\n", "\n\n", "\r\n", "\n  "))


def _broken_number(text: str, chance: random.Random) -> Edit | None:
    at = _some(chance, list(_NUMBER.finditer(text)))
    if not at:
        return None
    whole, part = at[0].split(".")
    shapes = (f".{part}", f"{whole}.", f"{whole}..{part}", f"{whole}。{part}", f"{whole},{part}", f"{whole} .{part}",
              f"{whole}. {part}",
              f"{whole}.{part}.", f"{whole}.{part}.{part}", f"{whole}·{part}", f"{whole}.-{part}", f"-.{part}", f"{whole}，{part}",
              f"{whole}.{part[:1]}?{part[1:]}", f"{whole}□{part}", f"{whole}.□", f"□.{part}", f"*{part}", f"{whole}.*")  # fmt: skip
    return at.start(), at.end(), chance.choice(shapes)


def _misread_digit(text: str, chance: random.Random) -> Edit | None:
    number = _some(chance, [*_NUMBER.finditer(text), *_WHOLE.finditer(text)])
    if not number:
        return None
    places = [i for i in range(*number.span()) if text[i] in _OCR]
    if not places:
        return None
    at = chance.choice(places)
    return at, at + 1, chance.choice(_OCR[text[at]])


def _misread_word(text: str, chance: random.Random) -> Edit | None:
    swaps = {
        "日": "曰",
        "亿": "忆",
        "元": "无",
        "末": "未",
        "未": "末",
        "己": "已",
        "入": "人",
        "人": "入",
        "个": "介",
        "月": "目",
        "万": "方",
        "％": "96",
        "%": "％",
    }
    at = _some(chance, list(re.finditer("[日亿元末未己入人个月万]", text)))
    return (at.start(), at.end(), swaps[at[0]]) if at else None


def _lines(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in _LINE.finditer(text)]


def _twice(text: str, chance: random.Random) -> Edit | None:
    a, b = chance.choice(_lines(text))
    return b, b, "\n" + text[a:b]


def _swapped_cells(text: str, chance: random.Random) -> Edit | None:
    rows = [span for span in _lines(text) if " | " in text[slice(*span)]]
    if not rows:
        return None
    a, b = chance.choice(rows)
    cells = text[a:b].split(" | ")
    i, j = sorted(chance.sample(range(len(cells)), 2)) if len(cells) > 1 else (0, 0)
    cells[i], cells[j] = cells[j], cells[i]
    return a, b, " | ".join(cells)


KINDS: dict[str, Callable[[str, random.Random], Edit | None]] = {
    "doubled mark": _doubled,
    "lost mark": _lost_mark,
    "word at a mark": _word_between,
    "word anywhere": _word_anywhere,
    "sentence of noise": _talk,
    "line of noise": _line_of_talk,
    "blank": _blank,
    "blank in a number": _blank_in_number,
    "lines joined": _joined,
    "line cut": _cut,
    "broken number": _broken_number,
    "digit misread": _misread_digit,
    "word misread": _misread_word,
    "line twice": _twice,
}
"""Kinds of noise; each gives one edit of a text, or None where the text has no place for it."""
_IN_NUMBER = ("blank in a number", "broken number", "digit misread")


@dataclass(frozen=True, slots=True)
class Text:
    """A text with the facts it gives undisturbed."""

    name: str
    text: str
    options: Options
    known: dict[int, Figure]
    """Figures by the place of their number."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A fact that noise has made wrong."""

    kind: str
    name: str
    what: str
    before: str
    after: str
    near: str


def texts(*folders: Path) -> list[Text]:
    """The texts of folders with their own configurations."""
    out = []
    for path in (path for folder in folders for path in sorted(folder.glob("*.txt"))):
        configs = [briefing.load_options(config) for config in sorted(folder_of(path).glob("*.toml"))]
        options = next((o for o in configs if not o.documents or path.name in o.documents), briefing.load_options(None))
        text = briefing.read(path).text
        out.append(Text(path.name, text, options, _by_place(_facts(text, path.name, options))))
    return out


def folder_of(path: Path) -> Path:
    return path.parent


def _facts(text: str, name: str, options: Options) -> Extraction:
    return briefing.extract(Source.from_text(text, name=name), options)


def _by_place(found: Extraction) -> dict[int, Figure]:
    return {e.number[0][0]: f for f in found.figures for e in f.evidence if e.number}


def mutated(text: str, kind: str, chance: random.Random, count: int) -> tuple[str, list[Edit]]:
    """The text with up to `count` edits of one kind at different places, and the edits."""
    edits: list[Edit] = []
    for _ in range(count):
        edit = KINDS[kind](text, chance)
        if edit and all(edit[1] + 40 < a or b + 40 < edit[0] for a, b, _ in edits):
            edits.append(edit)
    edits.sort()
    for a, b, new in reversed(edits):
        text = text[:a] + new + text[b:]
    return text, edits


def _origin(at: int, edits: Sequence[Edit]) -> int | None:
    """The place in the old text of a place in the new one; None inside what an edit put there."""
    shift = 0
    for a, b, new in edits:
        if at < a + shift:
            break
        if at < a + shift + len(new):
            return None
        shift += len(new) - (b - a)
    return at - shift


def _touched(figure: Figure, place: int, edits: Sequence[Edit], size: int) -> bool:
    """Whether an edit stands in or at the number of a figure."""
    spans = next(e.number for e in figure.evidence if e.number and e.number[0][0] == place)
    shift = 0
    for a, b, new in edits:
        first, last = a + shift, a + shift + len(new)
        if spans[0][0] <= last and first <= spans[-1][1]:
            return True
        shift += len(new) - (b - a)
    return False


def wrongs(text: Text, kind: str, chance: random.Random, count: int = 4) -> tuple[int, list[Wrong]]:
    """How many edits were made and the facts they made wrong."""
    new, edits = mutated(text.text, kind, chance, count)
    found = _facts(new, text.name, text.options)
    out = []
    for place, figure in _by_place(found).items():
        old = _origin(place, edits)
        before = text.known.get(old) if old is not None else None
        touched = _touched(figure, place, edits, len(new))
        if before is None and touched:
            before = _near(text, place, edits)
        readings = (figure, _without(figure, edits, text.text))
        same = any(_same(reading, text.known.values()) for reading in readings)
        judged = [_judged(before, reading, touched and kind in _IN_NUMBER) for reading in readings]
        what = "" if same or "" in judged else judged[0]
        if what and not figure.doubt:
            at = next(e for e in figure.evidence if e.number and e.number[0][0] == place)
            fields = ["|".join(str(getattr(f, k)) for k in FIELDS) if f else "—" for f in (before, figure)]
            near = (new[max(at.start - 40, 0) : at.start] + "[" + at.quote + "]" + new[at.end : at.end + 20]).replace("\n", "⏎")
            out.append(Wrong(kind, text.name, what, fields[0], fields[1], near))
    return len(edits), out


def _same(figure: Figure, known: Iterable[Figure]) -> bool:
    """Whether an equal fact was there before: a repeat of its block is no longer seen as one."""
    return any(not _judged(k, figure, False) for k in known if k.value == figure.value)


def _without(figure: Figure, edits: Sequence[Edit], text: str) -> Figure:
    """The figure without what an edit put into its words: noise that is seen as such in the label is none that misleads."""
    label, scope = figure.indicator, figure.scope
    for a, b, new in edits:
        old = text[a:b]
        if len(old) == len(new) == 1:
            label, scope = label.replace(new, old), scope.replace(new, old) if scope else scope
        elif not old and len(noise := new.strip("，。；、 \n")) > 1 and noise not in text:
            label, scope = label.replace(noise, ""), scope.replace(noise, "") if scope else scope
        elif new.isspace():
            label = label.replace(" ", "")
    return figure.model_copy(update={"indicator": label, "scope": scope})


def _near(text: Text, place: int, edits: Sequence[Edit]) -> Figure | None:
    """The figure whose number an edit stood in."""
    shift = 0
    for a, b, new in edits:
        if a + shift - 12 <= place <= a + shift + len(new) + 2:
            for start, figure in text.known.items():
                end = next(e.number[-1][1] for e in figure.evidence if e.number and e.number[0][0] == start)
                if start <= b and a <= end:
                    return figure
        shift += len(new) - (b - a)
    return None


def _judged(before: Figure | None, after: Figure, broken: bool) -> str:
    """What is wrong with a fact: the name of the first field that changed, ``new`` for one that was none; "" when nothing is."""
    if before is None:
        return "broken" if broken else "new"
    changed = [
        field
        for field in FIELDS
        if getattr(before, field) != (now := getattr(after, field))
        and (now is not None or field not in ("scope", "period"))
        and not (field == "value" and after.direction == "down" and abs(before.value) == abs(after.value))
    ]
    return changed[0] if changed else ""


def measure(over: Sequence[Text], chance: random.Random, wanted: int) -> Iterator[tuple[str, int, list[Wrong]]]:
    """Mutations of every kind in turn until `wanted` were made."""
    done = 0
    while done < wanted:
        for kind in KINDS:
            count, found = wrongs(chance.choice(over), kind, chance)
            done += count
            yield kind, count, found


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    folders = [Path(arg) for arg in sys.argv[2:]] or [ROOT / "seeds", ROOT / "tests/accuracy/other/text"]
    made: Counter[str] = Counter()
    found: list[Wrong] = []
    for kind, count, wrong in measure(texts(*folders), random.Random(1), wanted):
        made[kind] += count
        found += wrong
    for wrong in found:
        print(f"{wrong.kind} · {wrong.what} · {wrong.name}\n  {wrong.before}\n  {wrong.after}\n  {wrong.near}")
    table = Counter(w.kind for w in found)
    for kind in KINDS:
        print(
            f"{kind:20} {made[kind]:6} {table[kind]:5} {1000 * table[kind] / max(made[kind], 1):7.1f} per 1000",
            dict(Counter(w.what for w in found if w.kind == kind)),
        )
    print(f"{'all':20} {made.total():6} {len(found):5} {1000 * len(found) / max(made.total(), 1):7.1f} per 1000")


if __name__ == "__main__":
    main()
