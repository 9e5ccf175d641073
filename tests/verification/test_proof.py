"""A finished PDF is proved, and nothing false in it goes unseen: another fact's number, an invented one, a changed attachment,
a derived value that does not follow, a source that has changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import pytest

import briefing
from briefing.errors import UsageError
from briefing.model.document import Document
from briefing.model.run import Run
from briefing.model.summary import Derived, Summary
from briefing.options import Options
from briefing.verification import DIGESTS, DOCUMENT, SUMMARY, Original, digests, verify
from briefing.verification.facts import presentations, recomputed
from briefing.verification.formula import evaluate
from briefing.writers.json import dumps, pack

TEXT = """河岭市2024年经济运行情况
2025年1月20日
2024年，河岭市地区生产总值1386.5亿元，同比增长5.9%，增速居全省第四位。固定资产投资增长8.1%，高于全省平均水平1.4个百分点。
社会消费品零售总额612.3亿元，增长6.6%。一般公共预算收入74.2亿元，增长3.3%。
"""
OPTIONS = Options.model_validate({"region": "河岭市", "period": "2025-01", "issued": "2025-01-22", "publisher": "测试单位"})


@dataclass(frozen=True)
class Made:
    summary: Summary
    document: Document
    source: briefing.Source

    def pdf(self, printed: Document | None = None, document: Document | None = None, summary: Summary | None = None) -> bytes:
        """The PDF of `printed` with the attachments of `document` and `summary` (each: as made)."""
        attached = {DOCUMENT: dumps(document or self.document), SUMMARY: dumps(summary or self.summary)}
        return briefing.write(printed or self.document, OPTIONS, attachments=attached | {DIGESTS: pack(digests(attached))})


@pytest.fixture(scope="module")
def made() -> Made:
    source = briefing.Source.from_text(TEXT, name="a.txt")
    summary = briefing.reconcile([briefing.extract(source, OPTIONS)], OPTIONS)
    return Made(summary, briefing.compose(summary, OPTIONS), source)


def changed(document: Document, change: Callable[[Run], Run | None]) -> Document:
    """The tree with the first run for which `change` gives another one."""
    done = False

    def walk(value: object) -> object:
        nonlocal done
        if isinstance(value, dict):
            if not done and {"kind", "text", "ref"} <= value.keys() and (new := change(Run.model_validate(value))):
                done = True
                return new.model_dump(by_alias=True)
            return {key: walk(item) for key, item in value.items()}
        return [walk(item) for item in value] if isinstance(value, list | tuple) else value

    out = Document.model_validate(walk(document.model_dump(by_alias=True)))
    assert done
    return out


def number(text: str, new: str) -> Callable[[Run], Run | None]:
    return lambda run: run.model_copy(update={"text": new}) if run.kind == "figure" and run.text == text else None


def test_what_was_made_is_proved(made: Made) -> None:
    report = verify(made.pdf(), sources={"a.txt": Original(made.source.text, None)})
    assert report.ok, [miss.line() for miss in report.misses]
    assert report.level == "已核验" and report.figures > 5 and report.quotes > 3


def test_without_sources_nothing_is_called_proved(made: Made) -> None:
    assert verify(made.pdf()).level == "内部一致"


def test_a_number_of_another_fact_is_found(made: Made) -> None:
    false = changed(made.document, number("5.9%", "8.1%"))
    report = verify(made.pdf(false, false))
    assert [miss.kind for miss in report.misses] == ["figure"]
    assert "8.1%" in report.misses[0].line()


def test_an_invented_number_on_the_page_is_found(made: Made) -> None:
    report = verify(made.pdf(changed(made.document, number("5.9%", "9.5%"))))
    assert [(miss.kind, miss.page) for miss in report.misses] == [("text", 1)]
    assert "9.5%" in report.misses[0].line() and "5.9%" in report.misses[0].line()


def test_a_changed_fact_is_found(made: Made) -> None:
    figures = tuple(f.model_copy(update={"value": f.value + 1}) if f.value == Decimal("5.9") else f for f in made.summary.figures)
    report = verify(made.pdf(summary=made.summary.model_copy(update={"figures": figures})))
    assert {miss.kind for miss in report.misses} == {"figure"}


def test_a_changed_attachment_is_found(made: Made) -> None:
    attached = {DOCUMENT: dumps(made.document), SUMMARY: dumps(made.summary)}
    held = pack(digests(attached))
    attached[SUMMARY] = attached[SUMMARY].replace("全省".encode(), "全国".encode())
    report = verify(briefing.write(made.document, OPTIONS, attachments=attached | {DIGESTS: held}))
    assert "attachment" in {miss.kind for miss in report.misses}


def test_a_source_that_has_changed_or_gone_is_told(made: Made) -> None:
    drifted = verify(made.pdf(), sources={"a.txt": Original(made.source.text.replace("74.2", "74.3"), None)})
    assert any("读出的文字与编发时不同" in miss.message for miss in drifted.misses)
    assert any("74.3" in miss.message for miss in drifted.misses)
    gone = verify(made.pdf(), sources={})
    assert [miss.kind for miss in gone.misses] == ["source"]


def test_what_is_no_pdf_of_ours_is_refused() -> None:
    with pytest.raises(UsageError, match="PDF"):
        verify(b"%PDF-1.4 nothing")


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("44.4 − 15.7", "28.7"),
        ("31.81 ÷ 106%", "30.01"),
        ("44.2 ÷ 108.74", "0.41"),
        ("103 ÷（103 + 30 + 12）", "0.71"),
        ("41.35亿元 ÷ 685.93万人次", "602.83"),
        ("1,234 × 2", "2468.00"),
    ],
)
def test_formulas_are_computed(formula: str, value: str) -> None:
    assert evaluate(formula).quantize(Decimal("0.01")) == Decimal(value).quantize(Decimal("0.01"))


@pytest.mark.parametrize("formula", ["44.4 −", "(3 + 4", "__import__('os')", "3 + x", ""])
def test_what_is_no_formula_is_refused(formula: str) -> None:
    with pytest.raises(ValueError):
        evaluate(formula)


def test_a_derived_value_must_follow_from_its_inputs(made: Made) -> None:
    gap = next(f for f in made.summary.figures if f.measure == "gap")
    base = next(f for f in made.summary.figures if f.id == gap.of)
    value = Derived(
        id="d1",
        indicator="x",
        value=Decimal("6.7"),
        unit="%",
        formula="8.1 − 1.4",
        inputs=(base.id, gap.id),
        rule="average-behind-gap",
    )
    assert recomputed(value, [base, gap]) is None
    assert "算得" in (recomputed(value.model_copy(update={"value": Decimal("6.8")}), [base, gap]) or "")
    assert "依据中没有的数" in (recomputed(value.model_copy(update={"formula": "9.1 − 2.4"}), [base, gap]) or "")


def test_a_figure_has_no_presentation_with_other_digits(made: Made) -> None:
    for figure in made.summary.figures:
        for text in presentations(figure):
            digits = "".join(c for c in text if c.isdigit())
            assert digits in ("", "".join(c for c in str(figure.value) if c.isdigit()))
