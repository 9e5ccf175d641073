"""Document → PDF: set, laid out on the grid, painted, tagged; nothing is decided here.

The way inside: blocks are set into slabs (`blocks`), slabs fill pages (`flow`, `pages`), pages are painted with their marked
content (`painter`), and the last pass hangs structure, links and metadata on the file (`conformance`).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from briefing.model.document import Document
from briefing.options import Options

if TYPE_CHECKING:
    from briefing.typography.coverage import Missing

_NONE: Mapping[str, bytes] = MappingProxyType({})


def lacking(document: Document, options: Options) -> tuple[Missing, ...]:
    """The characters of the document that no font of the options can draw, once each with where they stand."""
    from briefing.typography.coverage import missing
    from briefing.typography.roles import Faces
    from briefing.writers.pdf import preflight

    return missing(preflight.texts(document), Faces.load(options.fonts))


def write(document: Document, options: Options, *, attachments: Mapping[str, bytes] = _NONE, watermark: str | None = None) -> bytes:
    """The briefing as a tagged A4 PDF with `attachments` (file name → content) inside; the same input gives the same bytes.
    `watermark` marks every page of one that must not be handed out.

    Raises `MissingGlyphError` for a character no font has (unless ``missing_glyph`` says otherwise) and `OverflowingError` for
    what does not fit its frame even at the last shrinking step of the look.
    """
    from briefing.typography.coverage import require
    from briefing.typography.roles import SUBSTITUTE, Faces
    from briefing.writers.pdf import conformance, painter, preflight, style
    from briefing.writers.pdf.pages import lay_out
    from briefing.writers.pdf.setting import Setter
    from briefing.writers.pdf.tree import Node

    look = style.load(options.style)
    faces = Faces.load(options.fonts, substitute=None if options.missing_glyph == "error" else SUBSTITUTE)
    if options.missing_glyph == "error":
        require(preflight.texts(document), faces)
    setter, root = Setter(faces, look), Node("Document")
    layout = lay_out(document, setter, root)
    if (digits := len(str(len(layout.pages)))) > setter.digits:
        # More pages than the page references have room for: once more with more room.
        setter, root = Setter(faces, look, digits), Node("Document")
        layout = lay_out(document, setter, root)
    painted = painter.paint(document, layout, setter, watermark)
    return conformance.finish(painted, layout, root, document, look, attachments)
