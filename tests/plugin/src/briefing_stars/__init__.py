"""What an office may add to make-briefing in a package of its own: mails as sources, stars as figures, a section, a format."""

from __future__ import annotations

import csv
import email
import email.policy
import io
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from briefing import Document, Figure, Options, Summary
from briefing.model.document import Block, Paragraph
from briefing.model.fact import figure_id, figure_key
from briefing.model.run import Run, Runs
from briefing.model.text import CleanText
from briefing.readers import Reading

_STARS = re.compile(r"满意度评为(?P<number>(?P<value>\d(?:\.\d)?)颗星)")
LABEL = "群众满意度"


def read_mail(data: bytes) -> Reading:
    """The plain text of a mail."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    body = message.get_body(preferencelist=("plain",))
    return Reading(str(body.get_content()) if body else "", "mail/1", title=message["Subject"])


def stars(clean: CleanText, options: Options) -> Iterator[Figure]:
    """满意度评为4.5颗星 → a figure with its place."""
    for block in clean.blocks:
        for match in _STARS.finditer(clean.text, block.start, block.end):
            evidence = clean.evidence(*match.span(), number=match.span("number"), block=block)
            place = options.region
            yield Figure(
                id=figure_id(clean.source.info.text_sha256, evidence.number, LABEL, "level"),
                key=figure_key(LABEL, place, None, "level", "actual", None),
                indicator=LABEL,
                value=Decimal(match["value"]),
                unit="颗星",
                measure="level",
                scope=place,
                rule="stars",
                evidence=(evidence,),
            )


class Opinion:
    """A section of its own: every star with its source mark."""

    title = "群众评价"

    @staticmethod
    def blocks(summary: Summary, cite: Callable[[Figure], Runs]) -> Sequence[Block]:
        return [
            Paragraph(
                runs=(
                    Run(kind="text", text="群众给出"),
                    Run(kind="figure", ref=figure.id, text=f"{figure.value}{figure.unit}", style="strong"),
                    *cite(figure),
                    Run(kind="text", text="。"),
                )
            )
            for figure in summary.figures
            if figure.rule == "stars"
        ]


class Csv:
    """The figures as a table for other programs."""

    file = "figures.csv"

    @staticmethod
    def write(summary: Summary, document: Document, options: Options) -> bytes:
        out = io.StringIO(newline="")
        rows = csv.writer(out)
        rows.writerow(["indicator", "value", "unit"])
        rows.writerows([figure.indicator, str(figure.value), figure.unit] for figure in summary.figures)
        return out.getvalue().encode()
