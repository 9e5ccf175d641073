"""Slabs into frames: what stays together, what is repeated, what is split, what stands at the foot."""

from __future__ import annotations

import pytest

from briefing.errors import OverflowingError
from briefing.writers.pdf.flow import Group, Part, Slab, balanced, beside, fill
from briefing.writers.pdf.pages import _best


def tops(slabs: list[Slab], room: float) -> list[list[float]]:
    """Tops of the slabs of every frame."""
    out, rest = [], tuple(slabs)
    while rest:
        frame = fill(rest, room)
        out.append([top for top, _ in frame.placed])
        rest = frame.rest
    return out


def test_gaps_stand_between_slabs_and_not_at_the_top() -> None:
    assert tops([Slab(10, gap=6), Slab(10, gap=6), Slab(10, gap=6)], 30) == [[0, 16], [0]]


def test_what_is_tied_moves_together() -> None:
    assert tops([Slab(10), Slab(10, keep=True), Slab(10)], 25) == [[0], [0, 10]]


def test_a_chain_higher_than_the_frame_is_torn_after_all() -> None:
    assert tops([Slab(10, keep=True), Slab(10, keep=True), Slab(10)], 25) == [[0, 10], [0]]


def test_a_head_is_repeated() -> None:
    head = Slab(5, what="head")
    rows = [Slab(10, head=(head,)) for _ in range(4)]
    frame = fill((Slab(5, keep=True), *rows), 30)
    assert [slab.height for _, slab in frame.placed] == [5, 10, 10]
    assert [slab.what for _, slab in fill(frame.rest, 30).placed] == ["head", "", ""]


def test_flows_side_by_side_are_split_where_each_may_be() -> None:
    slab = beside([Part(0, tuple(Slab(12) for _ in range(20))), Part(100, (Slab(24),))])
    assert slab.height == 240
    frame = fill((Slab(12), slab), 120)
    groups = [op for op in frame.placed[1][1].ops if isinstance(op, Group)]
    assert [op.y for op in groups if op.x == 0] == [12.0 * at for at in range(9)]
    assert len([op for op in groups if op.x == 100]) == 1
    assert frame.rest[0].height == 240 - 9 * 12


def test_small_flows_side_by_side_are_not_split() -> None:
    slab = beside([Part(0, tuple(Slab(10) for _ in range(30)))])
    assert len(fill((Slab(500), slab), 750).placed) == 1
    assert len(fill((Slab(300), slab), 550).placed) == 2
    loose = beside([Part(0, tuple(Slab(10) for _ in range(30)))], loose=True)
    assert len(fill((Slab(500), loose), 750).placed) == 2


def test_one_text_in_two_columns_of_equal_height() -> None:
    slab = balanced([Slab(12) for _ in range(11)], (0.0, 252.0))
    assert slab.height == 72
    frame = fill((slab,), 700)
    groups = [op for op in frame.placed[0][1].ops if isinstance(op, Group)]
    assert len([op for op in groups if op.x == 0]) == 6
    long = balanced([Slab(12) for _ in range(50)], (0.0, 252.0))
    first = fill((long,), 121)
    assert len([op for op in first.placed[0][1].ops if isinstance(op, Group)]) == 20
    assert first.rest[0].height == 180


def test_what_belongs_at_the_foot_stands_there() -> None:
    assert tops([Slab(10), Slab(20, foot=True)], 100) == [[0, 80]]
    assert tops([Slab(90), Slab(20, foot=True)], 100) == [[0], [80]]


def test_a_slab_higher_than_the_frame_is_refused_in_words() -> None:
    with pytest.raises(OverflowingError, match="图“甲”"):
        fill((Slab(200, what="图“甲”"),), 100)


def test_the_gaps_before_a_last_page_with_little_on_it_give_way() -> None:
    page = [Slab(60), *(Slab(60, gap=30) for _ in range(6))]  # 600 high; the least gaps make it 480
    first = [Slab(590), Slab(60, gap=30)]
    assert [len(frame.placed) for frame in _best([*first, *page[1:]], 600)] == [1, 7]
    fixed = [Slab(590), Slab(60, gap=30), *(Slab(60, gap=10) for _ in range(9))]
    assert [len(frame.placed) for frame in _best(fixed, 600)] == [1, 8, 2]


def test_what_is_set_closer_to_fit_has_room_for_the_head_it_repeats() -> None:
    head = Slab(20, what="head")
    rows = tuple(Slab(20, head=(head,), gap=24.0 if at in (9, 12) else 0.0) for at in range(16))
    first = fill((beside([Part(0, rows)]),), 150)
    for room in range(200, 320, 3):
        frame = fill(first.rest, room)
        groups = [op for op in frame.placed[0][1].ops if isinstance(op, Group)]
        assert max(group.y + group.slab.height for group in groups) <= room + 0.01
