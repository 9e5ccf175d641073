"""Cards of a picture page (一图读懂): what is measured, its value and its growth, each on a line of its own."""

from __future__ import annotations

import re

from briefing.chinese import indicators

_LABEL = re.compile(r"[^\W\d]{3,16}")
_VALUE = re.compile(
    r"(?:约|近|超|达到?|突破|(?:同比)?(?:增长|下降))?\d[\d,.]*(?:[百千万亿]{0,2}[\u4e00-\u9fff]{1,4}|%)(?:以上|左右)?"
)
_MORE = re.compile(
    r"(?:同比|环比|名义|实际)*(?:增长|下降|增加|减少|提高|上升|回落|增速|持平)[^，。；：]{0,16}|(?:比|较|高于|低于|快于|高出?|低|快)[^，。；：]{0,18}\d[^，。；：]{0,12}"
    r"|(?:总量|增速)?(?:居|位居|位列|排名|排在)[^，。；：]{1,12}|占[^，。；：]{2,16}\d[\d.]*%"
)


def begins(label: str, value: str) -> bool:
    """Whether two lines are the head of a card: the name of an indicator, and a number with its unit alone."""
    return (
        _VALUE.fullmatch(value) is not None
        and _LABEL.fullmatch(label) is not None
        and any(indicators.lookup(label[skip:]) is not None for skip in range(min(len(label) - 2, 5)))  # 某市地区生产总值
    )


def goes_on(line: str) -> bool:
    """Whether a line under a card says more of its value: 同比增长4.1%, 居全省第3位."""
    return _MORE.fullmatch(line) is not None
