"""The screen edition: one file, nothing from outside, hostile words stay words; in a browser every number opens its sentence."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import briefing
from briefing.options import Options
from briefing.writers.html import write

HOSTILE = "“</script><img src=x onerror=alert(1)>{{7*7}}”"
TEXT = f"""河岭市2024年经济运行情况
2025年1月20日
2024年，河岭市地区生产总值1386.5亿元，同比增长5.9%，增速居全省第四位。固定资产投资增长8.1%，高于全省平均水平1.4个百分点。
社会消费品零售总额612.3亿元，增长6.6%。一般公共预算收入74.2亿元，增长3.3%。清源区实施{HOSTILE}行动，清源区工业投资增长9.7%。
"""
OPTIONS = Options.model_validate(
    {"region": "河岭市", "period": "2025-01", "issued": "2025-01-22", "publisher": HOSTILE, "district": [{"name": "清源区"}]}
)


@pytest.fixture(scope="module")
def page() -> str:
    source = briefing.Source.from_text(TEXT, name="a.txt", title=HOSTILE)
    summary = briefing.reconcile([briefing.extract(source, OPTIONS)], OPTIONS)
    return write(briefing.compose(summary, OPTIONS), summary, OPTIONS).decode()


def test_nothing_comes_from_outside(page: str) -> None:
    assert "default-src 'none'" in page
    assert not re.findall(r"(?:src|href)=\"(?!#|data:)[^\"]*\"", page)
    assert "@import" not in page and not re.findall(r"url\((?!data:)", page)


def test_source_text_never_becomes_markup(page: str) -> None:
    assert page.count("<script") == 2 and page.count("</script>") == 2
    assert "<img" not in page and "onerror=alert" in page
    assert "{{7*7}}" in page


def test_every_link_inside_the_page_arrives(page: str) -> None:
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert targets and targets <= set(ids)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    found, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not found or not driver:
        pytest.skip("chromium and chromedriver are not installed")
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = found
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1200,1600"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    chrome = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    yield chrome
    chrome.quit()


def test_a_number_opens_its_sentence(page: str, browser: Any, tmp_path: Path) -> None:
    file = tmp_path / "briefing.html"
    file.write_text(page, encoding="utf-8")
    browser.get(file.as_uri())
    button = next(b for b in browser.find_elements("css selector", ".fact") if b.text == "5.9%")
    button.click()
    dialog = browser.find_element("id", "evidence")
    assert dialog.is_displayed()
    assert "地区生产总值增速" in dialog.text and "居全省第四位" in dialog.text
    assert [mark.text for mark in dialog.find_elements("tag name", "mark")] == ["5.9%"]
    dialog.find_element("class name", "close").click()
    assert not dialog.is_displayed()
    button.send_keys("\n")  # as well by the keyboard
    assert dialog.is_displayed()
    dialog.find_element("class name", "close").click()
    assert not [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"]


def test_the_filters_leave_what_fits(page: str, browser: Any, tmp_path: Path) -> None:
    file = tmp_path / "briefing.html"
    file.write_text(page, encoding="utf-8")
    browser.get(file.as_uri())
    tagged = browser.find_elements("css selector", "[data-places]")
    shown = [node for node in tagged if node.is_displayed()]
    browser.find_element("id", "by-word").send_keys("一般公共预算收入")
    left = [node for node in tagged if node.is_displayed()]
    assert 0 < len(left) < len(shown)
    assert all("一般公共预算收入" in node.text for node in left)


_TORN = """
const middle = (box) => (box.top + box.bottom) / 2, bad = [];
for (const node of document.querySelectorAll(".fact, a.mark")) {
  const mark = node.matches("a.mark"), other = mark ? node.previousSibling : node.nextSibling;
  if (!other || other.nodeType !== 3 || node.closest("td, svg, ol.annex")) continue;
  const text = other.textContent;
  let at = mark ? text.length - 1 : 0;
  while (text[at] === "\u2060") at += mark ? -1 : 1;
  if (!text[at] || (!mark && !"，。、；：”）".includes(text[at]))) continue;
  const range = document.createRange();
  range.setStart(other, at);
  range.setEnd(other, at + 1);
  const here = range.getBoundingClientRect(), boxes = node.getClientRects(), there = boxes[mark ? 0 : boxes.length - 1];
  if (here.width && Math.abs(middle(here) - middle(there)) > 16) bad.push(text.slice(0, 12) + "|" + node.textContent);
}
return bad;
"""


def test_narrow_and_wide_screens_show_everything(page: str, browser: Any, tmp_path: Path) -> None:
    """No sideways scrolling, no source mark and no comma at the start of a line, short cells on one line."""
    file = tmp_path / "briefing.html"
    file.write_text(page, encoding="utf-8")
    browser.get(file.as_uri())
    tall = "return [...document.querySelectorAll('td.short')].filter(n => n.scrollHeight > 60).length"
    try:
        for width in (1280, *range(330, 450, 6)):
            size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
            browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
            assert browser.execute_script("return document.documentElement.scrollWidth") <= width
            assert browser.execute_script(_TORN) == [], width
            assert browser.execute_script(tall) == 0
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
