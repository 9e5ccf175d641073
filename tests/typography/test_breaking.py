import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.typography.breaking import break_lines
from briefing.typography.pieces import Line, Piece
from briefing.typography.places import unbroken
from briefing.typography.roles import Faces
from typography.audit import breaks

FACES = Faces.load()
EM = 10.5


def texts(lines: tuple[Line, ...]) -> list[str]:
    return ["".join(span.text for span in line.spans) for line in lines]


def broken(text: str, ems: float, **options) -> list[str]:
    return texts(break_lines([Piece(text, size=EM)], ems * EM, FACES, **options))


def mark(number: int) -> Piece:
    return Piece(f"[{number}]", "hei", 6.5, "blue", rise=3.2, glue=True, link=f"c{number}")


def right(line: Line) -> float:
    return max(span.x + span.width for span in line.spans)


# --- rules, one by one -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("char", "，。、；：？！）》」』”’】…—·～％%℃")
def test_a_mark_never_begins_a_line(char):
    for length in range(6, 12):
        lines = broken("中" * length + char + "国" * 8, 9.5)
        assert all(line[0] != char for line in lines), lines


@pytest.mark.parametrize("char", "（《「『“‘【￥")
def test_an_opening_mark_never_ends_a_line(char):
    for length in range(5, 12):
        lines = broken("中" * length + char + "国" * 8, 9.5)
        assert all(line[-1] != char for line in lines), lines


@pytest.mark.parametrize("date", ["2021年3月27日", "到2025年12月", "2024年10月1—7日", "12月20日", "2024年上半年"])
def test_a_date_is_not_torn_where_it_fits(date):
    for length in range(8, 24):
        lines = broken("中" * length + date + "国" * 18, 14.0, justify=False)
        assert any(date in line for line in lines), lines
    assert len(broken("到2025年12月31日", 4.0, justify=False)) > 1  # where it does not, it is


@pytest.mark.parametrize("pair", ["——", "……"])
def test_dashes_and_dots_of_two_ems_stay_whole(pair):
    for length in range(5, 12):
        assert pair in "|".join(broken("中" * length + pair + "国" * 8, 9.5))


@pytest.mark.parametrize(
    "quantity",
    [
        "8.5%",
        "340.5亿元",
        "1,234.56万平方米",
        "3.2个百分点",
        "-2.3%",
        "第12位",
        "2024年",
        "10—15%",
        "3至5个",
        "2021-2025年",
        "100余家",
        "5万多人",
        "3.5 亿元",
        "120km/h",
        "￥300",
        "25℃",
        "第四",
        "17所",
    ],
)
def test_a_number_keeps_its_sign_scale_and_unit(quantity):
    for length in range(3, 12):
        lines = broken("增" * length + quantity + "其中工业投资增长较快", 11.5)
        assert quantity in "|".join(lines), lines


def test_dots_begin_a_line_rather_than_tear_it_apart():
    text = "空气优良天数比率达83.8%，PM2.5浓度31.3微克/立方米，……"
    lines = broken(text, 27.2)
    assert lines[-1] == "……" and len(lines) == 2
    assert broken("中" * 20 + "……", 9.5)[-1] != "……", "without need they stay with their word"


def test_a_number_in_bold_is_not_torn_from_the_unit_behind_it():
    for length in range(3, 12):
        pieces = [Piece("增" * length), Piece("340.5", "hei-bold", 10.2), Piece("亿元，比上年增长较快")]
        assert "340.5亿元，" in "|".join(texts(break_lines(pieces, 11.5 * EM, FACES)))


def test_a_source_mark_stays_with_its_word_and_parts_no_number():
    for length in range(3, 14):
        pieces = [Piece("增" * length + "340.5"), mark(3), Piece("亿元"), mark(12), mark(13), Piece("。其中工业投资增长较快")]
        lines = "|".join(texts(break_lines(pieces, 12 * EM, FACES)))
        assert "340.5[3]亿元[12][13]。" in lines


def test_neighbouring_marks_share_a_blank_half():
    plain = break_lines([Piece("中国中国", size=10)], 1000, FACES)[0].width
    two = break_lines([Piece("中国”。中国", size=10)], 1000, FACES)[0].width
    assert two - plain == pytest.approx(15)
    assert break_lines([Piece("中国，“中国", size=10)], 1000, FACES)[0].width - plain == pytest.approx(15)
    assert break_lines([Piece("中国《“中国", size=10)], 1000, FACES)[0].width - plain == pytest.approx(15)


def test_edge_marks_take_half_an_em_and_full_without_hanging():
    assert break_lines([Piece("（中国。", size=10)], 1000, FACES)[0].width == pytest.approx(30)
    assert break_lines([Piece("（中国。", size=10)], 1000, FACES, hang=False)[0].width == pytest.approx(40)


def test_a_quarter_em_stands_between_han_and_latin():
    digits = FACES.width("85", "song", 10)
    width = break_lines([Piece("长85亿", size=10)], 1000, FACES)[0].width
    assert width == pytest.approx(20 + digits + 5)


@pytest.mark.parametrize("text", ["￥3", "3％", "①2", "3℃", "（A"])
def test_no_gap_stands_beside_signs_and_marks(text):
    line = break_lines([Piece("中" + text + "中", size=10)], 1000, FACES)[0]
    first, second = (span for char in text for span in line.spans if char in span.text)
    gap = second.x - first.x - first.width if first is not second else second.spacing
    assert gap < 0.01


def test_a_stated_space_between_han_and_latin_is_that_gap():
    for text in ("长 85 亿", "长85亿"):
        assert break_lines([Piece(text, size=10)], 1000, FACES)[0].width == pytest.approx(25 + FACES.width("85", "song", 10))


def test_the_last_line_is_no_single_character():
    for length in range(20, 60):
        for justify in (True, False):
            last = broken("中" * length + "。", 9.5, justify=justify)[-1]
            assert len(last.strip("。")) != 1


def test_latin_words_are_not_divided_and_addresses_are():
    lines = broken("应用Open Source Foundation的Apache项目等", 9)
    for word in ("Open", "Source", "Foundation", "Apache"):
        assert any(word in line for line in lines), lines
    address = "https://example.com/" + "abcdefghij/" * 8
    lines = broken("见" + address + "一文", 12)
    assert "".join(lines) == "见" + address + "一文"
    assert all(right(line) <= 12 * EM + 0.05 for line in break_lines([Piece("见" + address + "一文")], 12 * EM, FACES))


def test_spaces_of_the_text_are_written_out_and_ideographic_ones_keep_their_em():
    assert broken("应用Open Source与 中", 20) == ["应用Open Source与 中"]
    assert break_lines([Piece("中国\u3000中国", size=10)], 1000, FACES)[0].width == pytest.approx(50)


def test_a_label_falls_into_what_must_stay_whole():
    parts = ["年", "产", "1.5万吨", "钛", "及", "“GDP ", "Open”——", "项", "目，", "完"]
    assert unbroken("".join(parts)) == parts
    assert unbroken("下降77.26个百分点（推算）") == ["下", "降", "77.26个百分点", "（推", "算）"]
    assert unbroken("") == []


def test_a_box_is_one_unit_with_its_padding():
    tag = Piece("目标", "hei", 6.5, glue=True, box="outline")
    (line,) = break_lines([Piece("340亿元"), tag, Piece("，其中")], 400, FACES)
    box = next(span for span in line.spans if span.piece is tag)
    assert box.width == pytest.approx(FACES.width("目标", "hei", 6.5) + 4)
    before = max(span.x + span.width for span in line.spans if span.x < box.x)
    assert box.x - before == pytest.approx(2)
    for length in range(4, 14):
        lines = texts(break_lines([Piece("增" * length + "340亿元"), tag, Piece("，其中工业")], 12 * EM, FACES))
        parted = any(line.startswith("目标，") for line in lines)
        assert parted or "340亿元目标，" in "|".join(lines)
        assert parted == (6 <= length <= 8)  # only where the words before the number would be spaced out to fill a line


def test_a_dash_is_one_stroke_of_two_ems():
    (line,) = break_lines([Piece("中——国", size=10)], 400, FACES)
    dash = next(span for span in line.spans if span.text == "——")
    assert line.width == pytest.approx(40)
    face = next(face for face in FACES.all() if face.name == dash.face)
    left, right_ink = (edge / 1000 * dash.scale * 10 for edge in face.font.ink(face.glyph("—")))
    second = face.advance("—") * dash.scale * 10 + dash.spacing * dash.scale
    assert second + left < right_ink, "the strokes meet"
    assert 18 < second + right_ink - left < 19.5


def test_the_first_line_is_indented_and_widths_may_differ_by_line():
    lines = break_lines([Piece("中" * 60)], 10 * EM, FACES, indent=2 * EM)
    assert lines[0].spans[0].x == 2 * EM and lines[1].spans[0].x == 0
    assert lines[0].width == pytest.approx(8 * EM) and lines[1].width == pytest.approx(10 * EM)
    lines = break_lines([Piece("中" * 60)], (10 * EM, 6 * EM, 20 * EM), FACES)
    assert [round(line.width / EM) for line in lines[:-1]] == [10, 6, 20, 20]


def test_nothing_and_blanks_give_no_line():
    assert break_lines([], 100, FACES) == ()
    assert break_lines([Piece("")], 100, FACES) == ()
    assert break_lines([Piece(" \u200b")], 100, FACES) == ()


def test_one_character_wider_than_the_measure_still_comes_out():
    assert broken("中国", 0.5) == ["中", "国"]


def test_loose_lines_are_rare_in_running_text():
    text = (
        "1至7月，全市规模以上工业增加值增长8.5%，居全省第2位，高于全省平均水平0.9个百分点；固定资产投资增长11.2%——连续六个月保持"
        "两位数增长，其中工业投资增长25.6%。“三十工程”项目累计完成投资340.5亿元，占年度计划的68.3%。"
    )
    lines = break_lines([Piece(text * 8)], 324, FACES, indent=21)
    han = [
        span.spacing / span.size
        for line in lines[:-1]
        for span in line.spans
        if len(span.text) > 2 and re.fullmatch(r"[\u4e00-\u9fff]+", span.text)
    ]
    assert max(han) < 0.12 and sum(spacing > 0.05 for spacing in han) < len(han) / 10


# --- properties over random mixes --------------------------------------------------------------------------------------------

HAN = st.text(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下",
    min_size=1,
    max_size=9,
)
NUMBER = st.builds(
    lambda sign, whole, part, unit: f"{sign}{whole}{part}{unit}",
    st.sampled_from(["", "", "", "第", "+", "-", "约", "￥"]),
    st.integers(0, 99999).map(str),
    st.sampled_from(["", ".5", ".25", ",000"]),
    st.sampled_from(["%", "亿元", "万平方米", "个百分点", "个", "家", "年", "月", "万人次", "公里", "位", "℃", "", "％"]),
)
MARKS = st.sampled_from(
    [*"，。、；：？！", "——", "……", "。”", "”，", "、“", "（", "）", "《", "》", "：“", "·", "”（", "）。", "～"]
)
LATIN = st.sampled_from(["GDP", "5G", "AI", "Open Source", "C919", "e-mail", "PM2.5", " ", "R&D"])
PROSE = st.lists(st.one_of(HAN, HAN, HAN, NUMBER, MARKS, LATIN), min_size=1, max_size=60)
MARKED = st.lists(st.tuples(st.one_of(HAN, HAN, NUMBER, MARKS), st.integers(0, 12)), min_size=1, max_size=40)


@given(PROSE, st.floats(18, 45), st.sampled_from([0.0, 2.0]))
def test_random_prose_breaks_by_the_rules_and_fills_its_measure(parts, ems, indent):
    text = "".join(part + "的" if any("!" <= char <= "~" for char in part) else part for part in parts)
    lines = break_lines([Piece(text, size=EM)], ems * EM, FACES, indent=indent * EM)
    seen = texts(lines)
    assert "".join(seen).replace(" ", "") == text.replace(" ", ""), "nothing is lost and nothing comes twice"
    if re.search(r"[，。、；：？！）》”·～…—（《“￥-]{5}", text) or not lines:
        return  # a heap of marks is no prose
    assert breaks(seen) == ([], [], [])
    assert all(right(line) <= ems * EM + 0.05 for line in lines)
    ragged = [line for line in lines[:-1] if right(line) < ems * EM - 0.15]
    assert not ragged or ems < 30, [texts((line,)) for line in ragged]


@given(MARKED, st.floats(14, 45), st.booleans())
def test_random_text_with_source_marks(parts, ems, justify):
    pieces = [piece for text, number in parts for piece in ([Piece(text)] + ([mark(number)] if number % 3 == 0 else []))]
    lines = break_lines(pieces, ems * EM, FACES, justify=justify)
    flat = "".join(piece.text for piece in pieces)
    assert "".join(texts(lines)) == flat
    assert all(not line.spans[0].piece.glue for line in lines)
    if not re.search(r"[，。、；：？！）》”·～…—（《“￥\[\]0-9-]{24}", flat):
        assert all(right(line) <= ems * EM + 0.05 for line in lines)


@given(PROSE, st.floats(3, 12))
def test_narrow_cells_never_lose_text_or_run_over(parts, ems):
    text = "".join(parts)
    lines = break_lines([Piece(text, "hei", 8.5)], ems * 8.5, FACES, justify=False)
    assert "".join(texts(lines)).replace(" ", "") == text.replace(" ", "")
    assert all(right(line) <= ems * 8.5 + 0.05 for line in lines)


@given(PROSE, st.floats(12, 40))
def test_spans_run_from_left_to_right_without_meeting(parts, ems):
    for line in break_lines([Piece("".join(parts), size=EM)], ems * EM, FACES):
        spans = line.spans
        for first, second in pairwise(spans):
            assert first.x + first.width <= second.x + EM / 2 + 0.01 and first.x < second.x
