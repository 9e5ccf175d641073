"""A short name that is a word of the language names a city only with its kind."""

from __future__ import annotations

import pytest

from briefing.chinese.home import infer
from briefing.chinese.places import Gazetteer
from briefing.options import Options


@pytest.mark.parametrize("text", ["黄金、白银、精炼铜产量分别增长5.4%、1.9%、1.1%。", "全面建设安康社区，世界大同。"])
def test_a_common_word_is_no_place(text: str) -> None:
    assert not Gazetteer.of(Options.model_validate({"region": "甘肃省"}), None).find(text)
    assert infer(text).name is None


def test_the_city_by_its_full_name_is() -> None:
    found = Gazetteer.of(Options.model_validate({"region": "甘肃省"}), None).find(
        "白银市工业增加值增长6.1%，天水工业增加值增长5.2%。"
    )
    assert [place.name for place in found] == ["白银市", "天水市"]
    assert infer("白银市2024年经济运行情况\n全市地区生产总值增长5%。白银市工业增长6%。").name == "白银市"
