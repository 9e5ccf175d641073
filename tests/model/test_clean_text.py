"""The way back from the clean text, where characters were cut out and where none were."""

from __future__ import annotations

import hashlib
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.source import Source, SourceInfo
from briefing.model.text import CleanText


def cleaned(raw: str, kept: list[bool]) -> tuple[CleanText, list[int]]:
    """A clean text that keeps some characters of a raw one, and for each of its characters the place in the raw one."""
    places = [i for i, keep in enumerate(kept) if keep]
    segments: list[tuple[int, int, int]] = []
    for at, place in enumerate(places):
        if segments and segments[-1][1] + segments[-1][2] == place:
            segments[-1] = (segments[-1][0], segments[-1][1], segments[-1][2] + 1)
        else:
            segments.append((at, place, 1))
    info = SourceInfo(id="s", path="a.txt", text_sha256=hashlib.sha256(raw.encode()).hexdigest())
    return CleanText(Source(info=info, text=raw), "".join(raw[i] for i in places), (), tuple(segments)), places


@given(st.lists(st.booleans(), min_size=4, max_size=40), st.data())
def test_evidence_is_the_source_of_exactly_its_characters(kept: list[bool], data: st.DataObject) -> None:
    raw = "".join(chr(0x4E00 + i) for i in range(len(kept)))
    clean, places = cleaned(raw, kept)
    offset = st.integers(0, len(places))
    first, start, end, last = sorted(data.draw(st.tuples(offset, offset, offset, offset)))
    if start == end:
        with pytest.raises(ValueError):
            clean.evidence(start, end, sentence=(first, last))
        return
    found = clean.evidence(start, end, number=(start, end), sentence=(first, last))

    def told(spans: tuple[tuple[int, int], ...]) -> list[int]:
        return [i for a, b in spans for i in range(a, b)]

    assert told(found.pieces) == told(found.number) == places[start:end]
    assert told(found.sentence) == places[first:last]
    assert found.before + found.quote + found.after == clean.text[first:last] and found.quote == clean.text[start:end]
    assert all(a < b for a, b in found.pieces) and all(x[1] < y[0] for x, y in zip(found.pieces, found.pieces[1:], strict=False))


def test_values_share_the_set_of_given_fields() -> None:
    """Every value would else hold a set of its own field names, a third of what a fact weighs."""
    first, second = (
        CleanText(Source(info=SourceInfo(id=i, path="a", text_sha256="0"), text="甲"), "甲", (), ((0, 0, 1),)) for i in "ab"
    )
    a, b = first.evidence(0, 1), second.evidence(0, 1)
    assert a.__pydantic_fields_set__ is b.__pydantic_fields_set__
    changed = a.model_copy(update={"before": "乙"})
    assert changed.before == "乙" and changed != a and not a.__pydantic_fields_set__
    assert type(a).model_validate_json(a.model_dump_json()) == a and pickle.loads(pickle.dumps(a)) == a
