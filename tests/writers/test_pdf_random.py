"""Documents of random blocks: nothing crashes but with a refusal in words, and nothing leaves the page or covers other text."""

# ruff: noqa: E501
from __future__ import annotations

from geometry import outside, overlaps, read
from hypothesis import given
from hypothesis import strategies as st
from sample import one, runs
from stress import made

from briefing.errors import OverflowingError
from briefing.model import document as d
from briefing.options import Options
from briefing.writers import pdf

WORDS = st.lists(
    st.sampled_from(("经济", "运行", "总体平稳", "，", "。", "“双百”", "（北区）", "5.4%", "108.74亿元", "2024年", "[3]", "~推算~", "#目标#", "GDP", "——", "、", "**7.2%**")),
    max_size=25,
).map("".join)  # fmt: skip
SHORT = st.lists(st.sampled_from(("重点", "项目", "2024", "一", "GDP", "区")), min_size=1, max_size=6).map("".join)
PLAIN = st.lists(st.sampled_from(("重点", "项目", "一", "GDP", "区", "及投资完成情况")), min_size=1, max_size=5).map("".join)


def texts(words: st.SearchStrategy[str] = WORDS) -> st.SearchStrategy[d.Runs]:
    return words.map(runs)


@st.composite
def tables(draw: st.DrawFn) -> d.Table:
    count = draw(st.integers(1, 7))
    aligns = st.sampled_from(("left", "right", "center", "decimal", "mark"))
    widths = draw(st.lists(st.integers(30, 120), min_size=count, max_size=count))
    columns = tuple(
        d.Column(head=draw(st.just("") | PLAIN), width=width, align=draw(aligns), bold=draw(st.booleans())) for width in widths
    )
    cells = st.one_of(
        st.builds(d.CellValue, runs=texts(SHORT), heat=st.integers(0, 4)),
        st.builds(d.CellValue, strip=st.builds(d.Strip, stage=st.none() | st.integers(0, 7))),
        st.builds(d.CellValue, bar=st.builds(d.Bar, share=st.floats(0, 1), accent=st.booleans())),
        st.builds(d.CellValue),
    )
    styles = st.sampled_from(("normal", "total", "sub"))
    rows = [d.Row(cells=tuple(draw(cells) for _ in range(count)), style=draw(styles)) for _ in range(draw(st.integers(0, 30)))]
    height = draw(st.sampled_from((12, 18, 24)))
    return d.Table(columns=columns, rows=tuple(rows), title=draw(texts()), note=draw(texts()), row_height=height)


LEAVES = st.one_of(
    st.builds(d.Heading, level=st.integers(1, 3), runs=texts(SHORT), aside=texts(SHORT), numeral=st.none() | st.just("十一、")),
    st.builds(
        d.Paragraph, runs=texts(), style=st.sampled_from(("body", "note", "lead", "small", "quote", "district", "district-short"))
    ),
    st.builds(d.Listing, items=st.lists(texts(), max_size=5).map(tuple), title=texts(SHORT), count=texts(SHORT)),
    st.builds(d.KeyPoints, items=st.lists(st.builds(d.KeyPoint, label=PLAIN, runs=texts()), max_size=4).map(tuple)),
    st.builds(d.PullQuote, label=PLAIN, runs=texts(SHORT), body=texts(), origin=texts(SHORT)),
    st.builds(d.FieldList, items=st.lists(st.tuples(PLAIN, texts()), max_size=4).map(tuple)),
    st.builds(d.Tinted, label=PLAIN, runs=texts()),
    st.builds(
        d.CountBox,
        label=PLAIN,
        expected=st.integers(0, 40),
        found=st.integers(0, 40),
        ratio=st.just(one("4/5")),
        below=texts(SHORT),
    ),
    st.builds(d.Space, height=st.sampled_from((6.0, 30.0))),
    st.builds(d.PageBreak),
    tables(),
)
COLUMNS = st.sampled_from(((6, 6), (8, 4), (4, 8), (4, 4, 4), (3, 9), (3, 3, 3, 3))).flatmap(
    lambda spans: st.builds(
        d.Columns, spans=st.just(spans), cells=st.tuples(*[st.lists(LEAVES.filter(lambda leaf: leaf.kind != "page-break"), max_size=4).map(tuple) for _ in spans])
    )
)  # fmt: skip


@given(st.lists(LEAVES | COLUMNS, max_size=6))
def test_any_document_stays_on_its_pages(blocks: list[d.Block]) -> None:
    try:
        data = pdf.write(made(*blocks), Options())
    except OverflowingError as error:
        assert str(error)
        return
    pages = read(data)
    assert list(outside(pages, slack=2.5)) == []
    assert list(overlaps(pages, share=0.3)) == []


def test_a_long_count_in_a_narrow_column_stands_below_its_title() -> None:
    listing = d.Listing(items=(), title=runs("重点"), count=runs("重点2024重点2024重点2024"))
    pages = read(pdf.write(made(d.Columns(spans=(3, 3, 3, 3), cells=((), (), (), (listing,)))), Options()))
    assert list(outside(pages, slack=2.5)) == [] and list(overlaps(pages, share=0.3)) == []
