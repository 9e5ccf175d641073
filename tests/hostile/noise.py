"""Which facts noise turns into wrong ones: the criterion stands in tests/README.md.

A fact of the mutated text is held against the fact its number gave before and against the gold of that number. Fewer facts are
fine, and a scope or period no longer told is less, not wrong. A fact without a note (`Figure.doubt`) is wrong when a field says
something else than before and not what the gold says, or when it was read from a number that was broken.

``python tests/hostile/noise.py 4000`` prints a table; more arguments are the folders of texts to mutate. ``--kind … K`` makes one
kind only, ``--notes FOLDERS`` prints how many facts carry a note on texts as they are.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import briefing
from briefing.model.extraction import Extraction
from briefing.model.fact import Figure
from briefing.model.source import Source
from briefing.options import Options

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests/accuracy"), str(ROOT / "tests/hostile")]

import score  # noqa: E402
from mutations import IN_NUMBER, KINDS, Edit, mutated, origin  # noqa: E402

FIELDS = ("value", "value_max", "unit", "indicator", "measure", "modality", "direction", "scope", "period")
GOLD = ROOT / "tests/accuracy/gold", ROOT / "tests/accuracy/other/gold"


@dataclass(frozen=True, slots=True)
class Text:
    """A text with the facts it gives undisturbed and what a reader found in it."""

    name: str
    text: str
    options: Options
    known: dict[int, Figure]
    """Figures by the place of their number."""
    gold: tuple[dict[str, Any], ...] = ()
    info: dict[str, Any] | None = None
    aliases: tuple[frozenset[str], ...] = ()

    def annotated(self, place: int, figure: Figure) -> list[dict[str, Any]]:
        """What the gold says of a number: mostly one annotation, none where it is silent."""
        said = {"value": str(figure.value), "unit": figure.unit}
        return [
            g
            for g in self.gold
            if any(a - 1 <= place < b for a, b in ((g["num_start"], g["num_end"]), *g.get("also", [])))
            and score.same_quantity(said, g)
        ]


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
    """The texts of folders with their own configurations, and the gold where there is some."""
    out = []
    for path in (path for folder in folders for path in sorted(folder.glob("*.txt"))):
        configs = [briefing.load_options(config) for config in sorted(path.parent.glob("*.toml"))]
        options = next((o for o in configs if not o.documents or path.name in o.documents), briefing.load_options(None))
        text = briefing.read(path).text
        out.append(Text(path.name, text, options, _by_place(facts(text, path.name, options)), *_gold().get(path.name, ())))
    return out


@lru_cache(maxsize=1)
def _gold() -> dict[str, tuple[tuple[dict[str, Any], ...], dict[str, Any], tuple[frozenset[str], ...]]]:
    out = {}
    for path in (path for folder in GOLD for path in sorted(folder.glob("*.jsonl"))):
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        groups = json.loads((path.parent / "aliases.json").read_text(encoding="utf-8"))
        info = next(g for g in lines if g["kind"] == "doc")
        figures = tuple({"num_start": g["start"], "num_end": g["end"], **g} for g in lines if g["kind"] == "figure")
        out[info["doc"]] = (figures, info, tuple(frozenset(map(score.norm, group)) for group in groups))
    return out


def facts(text: str, name: str, options: Options) -> Extraction:
    """What is read from a text."""
    return briefing.extract(Source.from_text(text, name=name), options)


def _by_place(found: Extraction) -> dict[int, Figure]:
    return {e.number[0][0]: f for f in found.figures for e in f.evidence if e.number}


def wrongs(text: Text, kind: str, chance: random.Random, count: int = 4) -> tuple[int, list[Wrong]]:
    """How many edits were made and the facts they made wrong."""
    new, edits = mutated(text.text, kind, chance, count)
    out = []
    for place, figure in _by_place(facts(new, text.name, text.options)).items():
        if figure.doubt or any(k.value == figure.value and not _changed(text, k, figure, None) for k in text.known.values()):
            continue  # told, or a fact that was there before: a repeat of its block is no longer seen as one
        old = origin(place, edits)
        before = text.known.get(old) if old is not None else None
        touched = before is None and _touched(figure, place, edits)
        if touched:
            before = _near(text, place, edits)
        if what := _judged(text, before, figure, old, touched and kind in IN_NUMBER):
            at = next(e for e in figure.evidence if e.number and e.number[0][0] == place)
            fields = ["|".join(str(getattr(f, k)) for k in FIELDS) if f else "—" for f in (before, figure)]
            near = (new[max(at.start - 60, 0) : at.start] + "[" + at.quote + "]" + new[at.end : at.end + 20]).replace("\n", "⏎")
            out.append(Wrong(kind, text.name, what, fields[0], fields[1], near))
    return len(edits), out


def _touched(figure: Figure, place: int, edits: Sequence[Edit]) -> bool:
    """Whether an edit stands in or at the number of a figure."""
    spans = next(e.number for e in figure.evidence if e.number and e.number[0][0] == place)
    shift = 0
    for a, b, new in edits:
        first, last = a + shift, a + shift + len(new)
        if spans[0][0] <= last and first <= spans[-1][1]:
            return True
        shift += len(new) - (b - a)
    return False


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


def _judged(text: Text, before: Figure | None, after: Figure, old: int | None, broken: bool) -> str:
    """What is wrong with a fact: the first field that says something else, ``new`` or ``broken`` for one that was none; "" when
    nothing is."""
    gold = text.annotated(old, after) if old is not None else []
    if before is None:
        right = any(all(_agrees(text, field, _of(g), after) for field in FIELDS) for g in gold)
        return "" if right else "broken" if broken else "new"
    changed = _changed(text, before, after, gold)
    return changed[0] if changed else ""


def _changed(text: Text, before: Figure, after: Figure, gold: list[dict[str, Any]] | None) -> list[str]:
    """The fields that say something else than before, are not right by the gold, and were not wrong before."""
    out = []
    for field in FIELDS:
        if field in ("scope", "period") and getattr(after, field) is None:
            continue
        if _agrees(text, field, _said(before), after):
            continue
        if gold and any(_agrees(text, field, _of(g), after) for g in gold):
            continue
        if gold and not any(_agrees(text, field, _of(g), before) for g in gold):
            continue
        out.append(field)
    return out


def _said(figure: Figure) -> dict[str, Any]:
    return {**{field: getattr(figure, field) for field in FIELDS}, "alt": ()}


def _of(gold: dict[str, Any]) -> dict[str, Any]:
    """An annotation in the fields of a figure."""
    modality = "target" if gold.get("type") == "target" else "actual"
    return {**gold, "measure": None if modality == "target" else gold.get("type"), "modality": modality}


def _agrees(text: Text, field: str, said: dict[str, Any], figure: Figure) -> bool:
    """Whether a field of a figure says what was said, as the scorer of accuracy compares them; names word for word."""
    now, was = getattr(figure, field), said.get(field)
    if now == was:
        return True
    match field:
        case "value" | "unit":
            return bool(
                score.same_quantity({"value": str(figure.value), "unit": figure.unit}, {**said, "value": str(said["value"])})
            )
        case "value_max":
            return score.number(now) == score.number(was) if was else now is None
        case "measure":
            return was is None or {now, was} <= {"level", "count"}
        case "modality":
            return (now == "actual") == (was == "actual")
        case "direction":
            down = "down" in (figure.direction, said.get("direction")) and was != "up" and now != "up"
            return down or was is None or now is None
        case "period":
            return bool(score.same_period(now, was, text.info or {}))
        case "scope":
            return _same_place(text, now, was)
        case _:
            names = (was, *said.get("alt", ()))
            return any(sorted(score.norm(now)) == sorted(score.norm(name)) for name in names)


def _same_place(text: Text, now: str | None, was: str | None) -> bool:
    """One name, another name of the same, or one within the other (望海区, 澄江市望海区)."""
    a, b = score.norm(now), score.norm(was)
    short, long = sorted((a, b), key=len)
    return a == b or any(a in group and b in group for group in text.aliases) or (len(short) * 2 >= len(long) and short in long)


def measure(
    over: Sequence[Text], chance: random.Random, wanted: int, kinds: Sequence[str] = ()
) -> Iterator[tuple[str, int, list[Wrong]]]:
    """Mutations of every kind in turn until `wanted` were made; a text without a place for a kind counts none."""
    done = idle = 0
    while done < wanted and idle < 1000:
        for kind in kinds or tuple(KINDS):
            count, found = wrongs(chance.choice(over), kind, chance)
            done += count
            idle = 0 if count else idle + 1
            yield kind, count, found


def noted(over: Sequence[Text]) -> Counter[str]:
    """How many facts there are in texts as they are, by note; "" without one."""
    return Counter(f.doubt or "" for text in over for f in text.known.values())


def main() -> None:
    words = [arg for arg in sys.argv[1:] if not arg.startswith("--")]
    if "--notes" in sys.argv:
        notes = noted(texts(*(Path(arg) for arg in words)))
        print(f"{notes.total() - notes['']} of {notes.total()} facts noted", dict(notes))
        return
    kinds = [words.pop()] if "--kind" in sys.argv else []
    wanted = int(words[0]) if words else 2000
    folders = [Path(arg) for arg in words[1:]] or [ROOT / "seeds", ROOT / "tests/accuracy/other/text"]
    made: Counter[str] = Counter()
    found: list[Wrong] = []
    for kind, count, wrong in measure(texts(*folders), random.Random(1), wanted, kinds):
        made[kind] += count
        found += wrong
    for wrong in found:
        print(f"{wrong.kind} · {wrong.what} · {wrong.name}\n  {wrong.before}\n  {wrong.after}\n  {wrong.near}")
    table = Counter(w.kind for w in found)
    for kind in KINDS:
        rate = f"{1000 * table[kind] / max(made[kind], 1):7.1f} per 1000"
        print(f"{kind:22} {made[kind]:6} {table[kind]:5} {rate}", dict(Counter(w.what for w in found if w.kind == kind)))
    print(f"{'all':22} {made.total():6} {len(found):5} {1000 * len(found) / max(made.total(), 1):7.1f} per 1000")


if __name__ == "__main__":
    main()
