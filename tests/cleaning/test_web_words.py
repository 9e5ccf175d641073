"""Words and sentences of web pages inside prose are set aside; the same words with a meaning of their own stay."""

from __future__ import annotations

import pytest

from briefing.cleaning import clean
from briefing.model.source import Source
from briefing.options import Options

BEFORE, AFTER = (
    "全市工业投资增长12.4%。",
    "固定资产投资增长5.6%，增速居全省第六位，其中工业投资增长12.4%，基础设施投资增长3.3%，民间投资增长2%。",
)


def cleaned(text: str) -> str:
    out = clean(Source.from_text(text, name="a.txt"), Options())
    return out.text.strip()


@pytest.mark.parametrize(
    "talk",
    [
        "欢迎关注我们的公众号。",
        "长按二维码关注本台。",
        "免责声明：以上内容仅供参考。",
        "感谢阅读，谢谢。",
        "图片来自网络。",
        "最新消息，敬请期待。",
        "更多精彩内容请下载客户端。",
        "点赞、在看、转发。",
        "如有侵权请联系删除。",
        "转载请注明出处。",
        "以上内容不代表本站立场。",
        "本文由编辑整理发布。",
        "欢迎收听今天的节目。",
        "本报讯",
    ],
)
def test_a_sentence_of_a_web_page_is_set_aside(talk: str) -> None:
    assert cleaned(BEFORE + talk + AFTER) == BEFORE + AFTER


@pytest.mark.parametrize(
    "word", ["（图）", "（组图）", "点击查看", "相关链接", "展开全文", "分享到", "小编", "转载", "VIP", "广告", "★", "●"]
)
@pytest.mark.parametrize("place", ["，", "资产"])
def test_a_word_of_a_web_page_is_set_aside(word: str, place: str) -> None:
    at = (BEFORE + AFTER).index(place) + len(place)
    whole = BEFORE + AFTER
    assert cleaned(whole[:at] + word + whole[at:]) == whole


@pytest.mark.parametrize(
    "text",
    [
        "全市广告业营业收入增长12%，户外广告投放3亿元。",
        "群众可点击查看办理进度，全年办件12万件。",
        "建设VIP病房12间，缩小编制3个，被中央媒体转载36次。",
        "把经验分享到全国，欢迎各地企业投资，感谢全市人民的支持和12万名干部的付出。",
        "打造公众号12个，关注人数3.2万人。",
        "●石泉县完成投资12亿元，增长3%。",
        "更多项目落地，新签约项目12个。",
    ],
)
def test_words_with_a_meaning_stay(text: str) -> None:
    assert cleaned(text) == text
