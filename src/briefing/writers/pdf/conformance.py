"""The last pass: structure tree, links, bookmarks, metadata, colour intent, attachments; PDF/UA-1 and PDF/A-3a."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from briefing.model.document import Document
from briefing.writers.pdf import colorspace, metadata, serial
from briefing.writers.pdf.pages import Layout
from briefing.writers.pdf.painter import Annotation, Painted
from briefing.writers.pdf.style import Style
from briefing.writers.pdf.tree import Content, LinkPlace, Node

if TYPE_CHECKING:
    import pikepdf

_SCHEMES = ("http://", "https://", "mailto:")
_KEPT = frozenset({"TD", "TH", "TR"})
"""Elements that stay although nothing is painted in them: a table keeps its shape."""
_MIME = {".json": "application/json", ".csv": "text/csv", ".txt": "text/plain", ".xlsx": "application/octet-stream"}


def finish(
    painted: Painted, layout: Layout, root: Node, document: Document, style: Style, attachments: Mapping[str, bytes]
) -> bytes:
    """The finished file."""
    import pikepdf

    with pikepdf.open(io.BytesIO(painted.data)) as pdf:
        _catalog(pdf, document)
        annotations = _annotate(pdf, painted.annotations, layout, style)
        _Structure(pdf, painted, annotations).write(root, document)
        _bookmarks(pdf, layout, style)
        _attach(pdf, attachments, document)
        return serial.dump(pdf)


def _catalog(pdf: pikepdf.Pdf, document: Document) -> None:
    from pikepdf import Array, Dictionary, Name, String

    root = pdf.Root
    root.Lang = String(document.language)
    root.MarkInfo = Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.PageMode = Name.UseOutlines
    root.Metadata = pdf.make_stream(metadata.xmp(document), Type=Name.Metadata, Subtype=Name.XML)
    profile = pdf.make_stream(colorspace.srgb(), N=3)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String(colorspace.NAME),
        Info=String(colorspace.NAME),
        DestOutputProfile=profile,
    )
    root.OutputIntents = Array([pdf.make_indirect(intent)])
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    for key, value in metadata.information(document).items():
        pdf.docinfo[key] = String(value)


def _destination(pdf: pikepdf.Pdf, place: tuple[int, float], layout: Layout, style: Style) -> Any:
    from pikepdf import Array, Name

    page, y = place
    sheet = style.sheet(layout.pages[page].wide)
    top = sheet.height - sheet.top - y + 6.0
    return Array([pdf.pages[page].obj, Name.XYZ, 0, round(top, 2), 0])


def _annotate(pdf: pikepdf.Pdf, links: list[Annotation], layout: Layout, style: Style) -> list[Any]:
    """The links of all pages as annotation objects."""
    from pikepdf import Array, Dictionary, Name, String

    made: list[Any] = []
    pages: dict[int, list[Any]] = {}
    first = len(layout.pages)
    for number, link in enumerate(links):
        values = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array([round(value, 2) for value in link.rectangle]),
            Border=Array([0, 0, 0]),
            F=4,
            Contents=String(link.says),
            StructParent=first + number,
        )
        if link.target.startswith(_SCHEMES):
            values.A = Dictionary(S=Name.URI, URI=String(link.target))
        else:
            values.Dest = _destination(pdf, layout.anchors[link.target], layout, style)
        annotation = pdf.make_indirect(values)
        made.append(annotation)
        pages.setdefault(link.page, []).append(annotation)
    for page, those in pages.items():
        pdf.pages[page].obj.Annots = Array(those)
    return made


class _Structure:
    """Writes the structure tree."""

    def __init__(self, pdf: pikepdf.Pdf, painted: Painted, annotations: list[Any]) -> None:
        self.pdf, self.painted, self.annotations = pdf, painted, annotations
        self.pages = [page.obj for page in pdf.pages]
        self.objects: dict[int, Any] = {}
        self.ids: dict[str, Any] = {}
        self.level = 0

    def write(self, root: Node, document: Document) -> None:
        from pikepdf import Array, Dictionary, Name, String

        pdf = self.pdf
        tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        top = self._element(root, tree)
        top.Lang = String(document.language)
        tree.K = Array([top])
        numbers: list[Any] = []
        for number, marks in enumerate(self.painted.marks):
            page = self.pages[number]
            page.StructParents = number
            page.Tabs = Name.S
            numbers += [number, pdf.make_indirect(Array([self.objects[id(node)] for node in marks]))]
        for number, link in enumerate(self.painted.annotations):
            numbers += [len(self.pages) + number, self.objects[id(link.node)]]
        tree.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
        tree.ParentTreeNextKey = len(self.pages) + len(self.annotations)
        if self.ids:
            names: list[Any] = []
            for key in sorted(self.ids, key=lambda text: bytes(String(text))):
                names += [String(key), self.ids[key]]
            tree.IDTree = pdf.make_indirect(Dictionary(Names=Array(names), Limits=Array([names[0], names[-2]])))
            tree.IDTree = pdf.make_indirect(Dictionary(Kids=Array([tree.IDTree])))
        pdf.Root.StructTreeRoot = tree

    def _element(self, node: Node, parent: Any) -> Any:
        from pikepdf import Array, Dictionary, Name, String

        values = Dictionary(Type=Name.StructElem, S=Name("/" + self._tag(node)), P=parent)
        element = self.pdf.make_indirect(values)
        self.objects[id(node)] = element
        if node.alt:
            element.Alt = String(node.alt)
        if node.id:
            element.ID = String(node.id)
            self.ids[node.id] = element
        if attributes := _attributes(node):
            element.A = attributes
        page = next((kid.page for kid in node.kids if isinstance(kid, Content)), None)
        if page is not None:
            element.Pg = self.pages[page]
        kids = list(self._kids(node, element, page))
        if len(kids):
            element.K = Array(kids)
        return element

    def _kids(self, node: Node, element: Any, page: int | None) -> Iterator[Any]:
        from pikepdf import Dictionary, Name

        for kid in node.kids:
            if isinstance(kid, Content):
                if kid.page == page:
                    yield kid.mcid
                else:
                    yield Dictionary(Type=Name.MCR, Pg=self.pages[kid.page], MCID=kid.mcid)
            elif isinstance(kid, LinkPlace):
                link = self.painted.annotations[kid.annotation]
                yield Dictionary(Type=Name.OBJR, Obj=self.annotations[kid.annotation], Pg=self.pages[link.page])
            elif kid.tag in _KEPT or not kid.empty():
                yield self._element(kid, element)

    def _tag(self, node: Node) -> str:
        """Headings never skip a level: an H3 straight under an H1 becomes an H2."""
        if len(node.tag) == 2 and node.tag[0] == "H" and node.tag[1].isdigit():
            self.level = min(int(node.tag[1]), self.level + 1)
            return f"H{self.level}"
        return node.tag


def _attributes(node: Node) -> Any:
    from pikepdf import Array, Dictionary, Name

    if node.box:
        box = Array([round(value, 2) for value in node.box])
        return Dictionary(O=Name.Layout, Placement=Name.Block, BBox=box)
    if node.scope:
        return Dictionary(O=Name.Table, Scope=Name("/" + node.scope))
    if node.numbering:
        return Dictionary(O=Name.List, ListNumbering=Name("/" + node.numbering))
    return None


def _bookmarks(pdf: pikepdf.Pdf, layout: Layout, style: Style) -> None:
    """The outline: levels nest under the last one above them."""
    from pikepdf import OutlineItem

    marks = [mark for mark in layout.bookmarks if mark[1] <= 2]
    if not marks:
        return
    with pdf.open_outline() as outline:
        stack: list[tuple[int, Any]] = []
        for title, level, page, y in marks:
            item = OutlineItem(title)
            item.destination = _destination(pdf, (page, y), layout, style)
            item.is_closed = level > 0
            while stack and stack[-1][0] >= max(level, 1):
                stack.pop()
            (stack[-1][1].children if stack else outline.root).append(item)
            if level > 0:
                stack.append((level, item))


def _attach(pdf: pikepdf.Pdf, attachments: Mapping[str, bytes], document: Document) -> None:
    """Files of the edition, each an associated file of the document (AFRelationship Source)."""
    from pikepdf import Array, AttachedFileSpec, Name

    if not attachments:
        return
    stamp = metadata.information(document)["/CreationDate"]
    files = []
    for name in sorted(attachments):
        mime = next((kind for end, kind in _MIME.items() if name.endswith(end)), "application/octet-stream")
        spec = AttachedFileSpec(
            pdf, attachments[name], filename=name, description=name, mime_type=mime, relationship=Name.Source,
            creation_date=stamp, mod_date=stamp,
        )  # fmt: skip
        pdf.attachments[name] = spec
        files.append(pdf.attachments[name].obj)
    pdf.Root.AF = Array(files)
