"""What the grammar knows of the document it reads: text, options, places, names, dates."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from briefing.chinese.places import Gazetteer
from briefing.extraction.course import speakers
from briefing.extraction.course.speakers import Spoken
from briefing.extraction.doubts import misreadings
from briefing.extraction.works.names import Name
from briefing.model.text import CleanText
from briefing.options import Options

_NO_NAME = re.compile(
    r"(?:(?:项目|工程)?[一二三四五]期|[^，]*上市公司|龙头企业|高速公路|集团公司|有限公司|公司|高速|铁路|公路|机场|高铁|[省市县区]属国有企业)$"
    r"|(?:.*(?:\d月|\d年|序时进度)|20\d\d年|全年|全市|全省|全县|全区|今年|去年|[一二三四]季度|此次|本次|这|持续|大力|扎实|深入|加快|推进|抓好|积极|统筹|全面|有序|强化|加强|着力|继续|重点|协同|坚决|科学|开展|实施|预计)"
)
"""Classes and torn phrases that are no name of one project or body."""

_STOP = re.compile(r"[。！？](?!\n|$)")
_SPACED = re.compile(r"[。！？] +(?=[一-龥“▲■●])")


@dataclass(frozen=True)
class Reading:
    """A document being read: the clean text and everything that stands beside it."""

    clean: CleanText
    options: Options
    gazetteer: Gazetteer
    names: Sequence[Name]
    starts: tuple[int, ...]

    @staticmethod
    def of(clean: CleanText, options: Options, gazetteer: Gazetteer, names: Sequence[Name]) -> Reading:
        kept = tuple(name for name in names if not _NO_NAME.match(name.name))
        return Reading(clean, options, gazetteer, kept, tuple(name.start for name in kept))

    @cached_property
    def project_names(self) -> frozenset[str]:
        """The full names of the projects the document names."""
        return frozenset(name.name for name in self.names if name.kind == "project")

    @cached_property
    def number_of(self) -> dict[int, int]:
        """The number of the block that starts at an offset."""
        return {block.start: number for number, block in enumerate(self.clean.blocks)}

    @cached_property
    def spoken(self) -> tuple[Spoken, ...]:
        """What is said in quotation marks by someone who answers for a firm, a farm or a project."""
        return speakers.read(self.clean.text, self.names)

    def speaker(self, at: int) -> Spoken | None:
        """The quotation around an offset."""
        return next((spoken for spoken in self.spoken if spoken.start <= at < spoken.end), None)

    @cached_property
    def misread(self) -> tuple[int, ...]:
        """Where words stand that look misread."""
        return misreadings.places(self.clean.text)

    @cached_property
    def spaced(self) -> bool:
        """Whether the text sets blanks behind its full stops: there they part no paragraphs."""
        text = self.clean.text
        return len(_SPACED.findall(text)) * 3 > len(_STOP.findall(text))

    @cached_property
    def published(self) -> date | None:
        return self.clean.source.info.published

    @property
    def home(self) -> str | None:
        """The place the document speaks of when it names none."""
        return self.clean.source.info.home or self.gazetteer.home

    def names_between(self, start: int, end: int) -> list[Name]:
        """The names that lie between two offsets, none overlapping another."""
        out: list[Name] = []
        for name in self.names[bisect_left(self.starts, start) : bisect_left(self.starts, end)]:
            if name.end <= end and (not out or name.start >= out[-1].end):
                out.append(name)
        return out
