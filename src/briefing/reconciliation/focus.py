"""An edition about some districts: what is said of the region's other districts leaves, before anything is merged."""

from __future__ import annotations

from briefing.model.extraction import Extraction
from briefing.model.fact import Matter, Project
from briefing.model.summary import Change, Summary
from briefing.options import Options


class Focus:
    """The districts an issue is about and the others of the region, by all their names."""

    def __init__(self, options: Options) -> None:
        wanted = set(options.focus)
        own = [d for d in options.districts if wanted & {d.name, *d.aliases}]
        self.names = wanted | {name for d in own for name in (d.name, *d.aliases)}
        """Districts that stay."""
        rest = {name for d in options.districts if d not in own for name in (d.name, *d.aliases)} - self.names
        self.others = rest | {f"{options.region}{name}" for name in rest if options.region}
        """Districts that leave."""
        # Of some districts alone no list is whole: nothing is expected of it.
        programmes = tuple(p.model_copy(update={"expected": None}) for p in options.programmes)
        self.options = options.model_copy(update={"districts": tuple(own), "programmes": programmes})

    def extraction(self, found: Extraction) -> Extraction:
        """An extraction without what belongs to the other districts."""
        gone = {name for p in found.projects if p.district in self.others for name in (p.name, *p.aliases)} | self.others
        update = {
            "figures": tuple(f for f in found.figures if f.scope not in gone),
            "projects": tuple(p for p in found.projects if not self._left(p)),
            "districts": tuple(d for d in found.districts if d.name not in self.others),
            "matters": tuple(m for m in found.matters if not self._left(m) and m.project not in gone),
            "enumerations": (),
            "programmes": (),
        }
        return found.model_copy(update=update)

    def summary(self, previous: Summary) -> Summary:
        """A previous issue by the same measure: the first edition may stand before the first of this one."""
        gone = {name for p in previous.projects if self._left(p) for name in (p.name, *p.aliases)} | self.others
        update = {
            "figures": tuple(f for f in previous.figures if f.scope not in gone),
            "projects": tuple(p for p in previous.projects if not self._left(p)),
            "matters": tuple(m for m in previous.matters if not self._left(m) and m.project not in gone),
            "changes": tuple(c for c in previous.changes if not self._told(c, gone)),
        }
        return previous.model_copy(update=update)

    def _left(self, fact: Project | Matter) -> bool:
        return fact.district in self.others

    @staticmethod
    def _told(change: Change, gone: set[str]) -> bool:
        parts = change.key.split("|")
        return change.text in gone or (len(parts) > 1 and parts[1] in gone)
