"""The inline run: a piece of text that says what it is.

A `text` run that holds a digit cannot be built: a number is a figure, a derived value, a value set by a person, part of a quotation
or a name, or declared structure.
"""

from __future__ import annotations

import re
from typing import Literal

from pydantic import model_validator

from briefing.model.base import Value

RunKind = Literal["text", "figure", "derived", "human", "quote", "name", "structure"]
RunStyle = Literal[
    "strong",  # key figures in prose, emphasised numbers of a quote: Hei Bold
    "unit",  # the unit beside a large figure
    "mark",  # a source mark [n]: raised, blue, linked
    "tag-outline",  # 目标, 进度用语: outlined tag
    "tag-filled",  # 推算, 推断, 历史, 低可信: grey tag
    "badge",  # a rank with its base, outlined
    "badge-first",  # the same, filled red: first place
    "quiet",  # secondary words, g2
    "label",  # small Hei words inside running text
    "red",
]
_DIGIT = re.compile(r"[0-9０-９]")


class Run(Value):
    """An inline piece of text. `ref` is the id of the figure, derived value or correction; for a quote
    ``<source id>:<start>-<end>[,…]``; for a name ``<kind>:<key>`` (``district:…``, ``project:…``, ``indicator:…``,
    ``source:…``); for structure its kind (``issue``, ``date``, ``ordinal``, ``count``, ``mark:<n>``, ``page:<anchor>``, ``period``
    …). `link` is the anchor a click leads to."""

    kind: RunKind
    text: str
    ref: str | None = None
    style: RunStyle | None = None
    link: str | None = None
    anchor: str | None = None
    """A name for this place, so that a link can come back: the first mark ``[n]`` is ``mark-n``, where the annex entry leads."""

    @model_validator(mode="after")
    def _typed(self) -> Run:
        if self.kind == "text":
            if found := _DIGIT.search(self.text):
                raise ValueError(f"a text run may hold no number: {self.text[max(found.start() - 12, 0) : found.end() + 12]!r}")
        elif not self.ref:
            raise ValueError(f"a {self.kind} run needs a reference: {self.text!r}")
        return self


Runs = tuple[Run, ...]
