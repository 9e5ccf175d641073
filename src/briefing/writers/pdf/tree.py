"""The structure of the page for readers who do not see it: elements of the tagged PDF, filled while the page is painted."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Content:
    """A piece of painted content: marked content `mcid` of page `page` (from 0)."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class LinkPlace:
    """A clickable place: index into the annotations of the painted document."""

    annotation: int


@dataclass(slots=True, eq=False)
class Node:
    """A structure element. Block elements are made while blocks are set, inline ones while lines are painted; the order of `kids`
    is the reading order."""

    tag: str
    kids: list[Node | Content | LinkPlace] = field(default_factory=list)
    alt: str | None = None
    box: tuple[float, float, float, float] | None = None
    """Of a Figure: x, y (down), width, height in the page; set when it is painted."""
    page: int = 0
    scope: str | None = None
    """Of a TH: Column or Row."""
    id: str | None = None
    """Of a Note: unique in the document."""
    numbering: str | None = None
    """Of an L: what its labels are (None, Decimal)."""

    def add(self, tag: str, **attributes: str | None) -> Node:
        """A new element at the end of this one."""
        node = Node(tag, **attributes)  # type: ignore[arg-type]
        self.kids.append(node)
        return node

    def empty(self) -> bool:
        """Nothing painted in it or below it."""
        return all(isinstance(kid, Node) and kid.empty() for kid in self.kids)
