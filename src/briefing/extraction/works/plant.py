"""Strings that look like a name of a work and are only a part of one, a class, or a torn piece of a sentence."""

from __future__ import annotations

import re

_WORDS = (
    "主体 建筑 土建 附属 配套 辅助 设施 厂区 园区 园内 场内 道路 厂房 标准 车间 仓库 库房 成品 原料"
    " 原材料 原水 污水 雨水 消防 给水 供水 排水 供电 供热 供气 管网 管线 管道 宿舍楼 宿舍 公寓楼 公寓"
    " 办公楼 综合楼 科技楼 研发楼 餐厅楼 食堂 餐厅 倒班 员工 职工 泵房 开闭所 开关站 配电室 配电房 变电所"
    " 处理站 锅炉房 水泥库 散装台 配料棚 粉磨站 调压站 外网 系统 围墙 门卫 地坪 钢结构 钢构 混凝土 生产"
    " 加工 深加工 冶炼 装卸 生产线 全套 部分 次 批次 设备 安装 平米 平方米 千伏 立方米 及 和 与 、 万"
    " 结构 二次结构 基础 桩基 基坑 支护 室外 装修 装饰 幕墙 内装 外墙 屋面 绿化 亮化 场平 土方 地下室 机电 砌体"
    " 的 工程 项目 一期 二期 三期 室 站 所 楼"
)
_PART = re.compile(
    rf"(?>{'|'.join(sorted(_WORDS.split(), key=len, reverse=True))}|[一二三四五六七八九十\d]++(?:号|#)|\d++(?:\.\d+)?)+"
)
_TORN = re.compile(
    r"(?:项目|工程|企业|公司|或|开园|暨|核心项目$|.*(?<!基地)(?<!中心)(?<!园)暨|\d+(?:\.\d+)?[万亿]|一切|造公路|精心|正进行|正在|正开展|准备|序办理|继续|另有|分[两三四]期|以及|讯（)|.*(?:专项行动|办法|竞争性|全流程|REITs|圆梦|计划”项目$|成片$|服务站$|办理|狠抓|记者|通讯员|各项目$|本次|此次|讯（)"
)
_SORT = re.compile(
    r"[\u4e00-\u9fff]{0,6}?(?:重大|重点)(?:产业|工业|建设|工程|民生|基础设施|城建|交通|水利)*(?:项目|工程)|"
    r"(?:[\u4e00-\u9fff]{2,8}?(?:省|市|县|区|州|旗|开发区))?(?:重大|重点|主要|大型|城建|经济社会发展|招商引资)[\u4e00-\u9fff]{0,8}?(?:项目|工程)"
)


def is_none(name: str) -> bool:
    """Whether a string is no name: 一号厂房, 10千伏开闭所, 项目一期, 重大产业带动项目, 准备办理项目."""
    return bool(_PART.fullmatch(name) or _TORN.match(name) or (_SORT.fullmatch(name) and not re.search(r"[“‘（]", name)))
