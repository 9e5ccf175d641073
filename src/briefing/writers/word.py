"""What a Word document of ours looks like: its styles, its page, and the marks python-docx has no words for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

RED, GREY, BLUE = "B5121B", "666666", "34566F"
FONTS = {"body": "宋体", "look": "黑体"}
MEASURE = 491.0
"""Points between the margins."""
PADDING, MARGIN = 2, 4
"""Points between a rule and the text of a cell, and what a narrow column needs beyond its printed width."""


def styles(book: Any) -> None:
    from docx.shared import Pt, RGBColor

    for name, font, size, bold in (
        ("Normal", "body", 10.5, False),
        ("Heading 1", "look", 16, True),
        ("Heading 2", "look", 12, True),
        ("Heading 3", "look", 10.5, True),
        ("Title", "body", 40, True),
        ("Caption", "look", 8, False),
        ("Quote", "body", 10.5, False),
        ("List Bullet", "body", 10.5, False),
    ):
        style = book.styles[name]
        style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
        style.font.color.rgb = RGBColor.from_string(RED if name == "Title" else GREY if name == "Caption" else "1A1A1A")
        face(style.element.get_or_add_rPr(), FONTS[font])
    _ruled(book.styles["Title"])


def _ruled(style: Any) -> None:
    """The rule under the name of the briefing is red, not Word's blue."""
    from docx.oxml.ns import qn

    for rule in style.element.iter(qn("w:bottom")):
        rule.set(qn("w:color"), RED)
        for name in ("themeColor", "themeTint", "themeShade"):
            rule.attrib.pop(qn(f"w:{name}"), None)


def face(properties: Any, name: str) -> None:
    """One face for Latin and Han: Word keeps them apart."""
    from docx.oxml.ns import qn

    fonts = properties.get_or_add_rFonts()
    for side in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{side}"), name)
    for side in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{side}"), None)


def page(book: Any) -> None:
    from docx.shared import Pt

    section = book.sections[0]
    section.page_width, section.page_height = Pt(595.28), Pt(841.89)
    section.left_margin = section.right_margin = Pt(52)
    section.top_margin, section.bottom_margin = Pt(66), Pt(74)


def bookmark(name: str) -> str:
    """A name Word takes: letters, digits, underscores, at most 40, a letter first."""
    return ("b_" + "".join(c if c.isascii() and c.isalnum() else "_" for c in name))[:40]


def link(paragraph: Any, anchor: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement("w:hyperlink")
    element.set(qn("w:anchor"), bookmark(anchor))
    element.set(qn("w:history"), "1")
    paragraph._p.append(element)
    return element


def widths(grid: Any, widths: Sequence[float]) -> None:
    """Columns as wide in proportion as on the printed page, their text closer to the rules than Word would have it."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Pt

    grid.autofit = False
    sides = "".join(f'<w:{side} w:w="{20 * PADDING}" w:type="dxa"/>' for side in ("left", "right"))
    grid._tbl.tblPr.append(parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>"))
    room = [width + 2 * PADDING + MARGIN for width in widths]
    scale = MEASURE / sum(room)
    points = [Pt(width * scale) for width in room]
    for column, width in zip(grid.columns, points, strict=True):
        column.width = width
    for row in grid.rows:
        for cell, width in zip(row._tr.tc_lst, points, strict=True):
            cell.width = width


def repeat(row: Any) -> None:
    """The head of a table stands again on every page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
