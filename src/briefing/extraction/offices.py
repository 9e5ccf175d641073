"""Offices: who holds which post, as of the day the document speaks from."""

from __future__ import annotations

import re

from briefing.chinese.places import Gazetteer
from briefing.extraction.setting import Setting
from briefing.model.fact import Office
from briefing.model.text import CleanText
from briefing.options import Options

_POST = r"(?:党委|党工委|党组|管委会|政府|人大常委会|政协|纪委|区委|县委|市委|省委|州委|旗委)?(?:常务)?(?:副)?(?:书记|市长|县长|区长|省长|州长|旗长|主任|主席|局长|厅长|主席团)"
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
    "欧阳甘祝郦栾岑霍裴颜柯牛樊葛齐季申屠尤安倪严牟俞温芦鲁韦骆辛管殷覃庄耿关焦左翟柴"
)
_BODY = r"(?:委|党工委|政府|人大|政协|纪委)?"
_PLACE = r"(?:[\u4e00-\u9fff]{2,6}?(?:省|市|县|区|州|旗)(?:（[\u4e00-\u9fff]{2,8}）)?|省|市|县|区|州)"
_FOLLOWS = "[，、。；：“]|出席|主持|调研|介绍|表示|强调|指出|要求|宣布|率|到|在|一行|作|讲|参加|讲话|致辞|说|带队|深入|前往|会见|同志|的|对"
_OFFICE = re.compile(
    rf"(?P<post>{_PLACE}{_BODY}{_POST}(?:、[\u4e00-\u9fff]{{0,8}}?{_POST})*)(?P<person>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}})(?={_FOLLOWS})"
)


def read(clean: CleanText, gazetteer: Gazetteer, options: Options) -> tuple[Office, ...]:
    """Persons with the post they are named with, once each."""
    setting = Setting(clean, gazetteer, options)
    seen: dict[tuple[str, str], Office] = {}
    for match in _OFFICE.finditer(clean.text):
        key = match["person"], match["post"]
        if key not in seen:
            as_of = f"as-of:{setting.anchor.isoformat()}" if setting.anchor else None
            seen[key] = Office(person=key[0], post=key[1], as_of=as_of, evidence=setting.evidence(*match.span()))
    return tuple(seen.values())
