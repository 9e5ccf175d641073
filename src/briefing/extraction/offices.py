"""Offices: who holds which post, as of the day the document speaks from."""

from __future__ import annotations

import re

from briefing.extraction.setting import Setting
from briefing.model.fact import Office

_BODY = "党工委|党委|党组|管委会|政府|人大常委会|政协|纪委监委|纪委|常委会"
_TITLE = re.compile("书记|市长|县长|区长|省长|州长|旗长|主任|主席|局长|厅长")
_ONE = rf"(?:(?:省|市|县|区|州|旗|工)委|{_BODY})?(?:常务)?副?(?:书记|市长|县长|区长|省长|州长|旗长|主任|主席|局长|厅长)"
_POST_END = re.compile(rf"(?:省|市|县|区|州|旗)?{_ONE}(?:、(?:省|市|县|区|州|旗)?{_ONE})*$")
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆"
    "郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文欧阳甘祝郦栾岑霍裴颜柯牛樊葛齐季申屠尤安倪严牟俞温芦鲁韦骆辛管殷覃庄耿关焦左翟柴"
)
_FOLLOWS = (
    "[，、。；：“”]|出席|主持|调研|介绍|表示|强调|指出|要求|宣布|率|到|在|一行|作|讲|参加|讲话|致辞"
    "|说|带队|深入|前往|会见|同志|的|对|提|代表"
)
_PERSON = re.compile(rf"[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}?(?={_FOLLOWS})")


def read(setting: Setting) -> tuple[Office, ...]:
    """Persons with the post they are named with, once each; the place before the post belongs to it."""
    text = setting.text
    seen: dict[tuple[str, str], Office] = {}
    for title in _TITLE.finditer(text):
        match = _PERSON.match(text, title.end())
        post = _POST_END.search(text, max(title.end() - 30, 0), title.end()) if match else None
        if not match or not post:
            continue
        start = _with_place(setting, post.start())
        words = text[start : title.end()]
        if len(words) > 2 and (match[0], words) not in seen:
            as_of = f"as-of:{setting.anchor.isoformat()}" if setting.anchor else None
            seen[match[0], words] = Office(person=match[0], post=words, as_of=as_of, evidence=setting.evidence(start, match.end()))
    return tuple(seen.values())


def _with_place(setting: Setting, start: int) -> int:
    """The beginning of the post with the place right before it, also with a second name in brackets: 某区（某新区）党工委书记."""
    text = setting.text
    end = start
    if text[start - 1 : start] == "）" and (bracket := text.rfind("（", max(start - 12, 0), start)) >= 0:
        end = bracket
    found = [p for p in setting.places_in(max(end - 14, 0), start + 1) if p.end in (end, start, start + 1)]
    return found[-1].start if found else start
