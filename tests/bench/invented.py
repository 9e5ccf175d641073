"""Invented documents for the benchmarks: as many as wanted, the same in every run, of no real place."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

_DISTRICTS = ("清河区", "东岗区", "石桥县", "望海县", "南屏市", "云岭高新区")
_INDICATORS = (
    *(
        (name, "亿元")
        for name in ("地区生产总值", "规模以上工业增加值", "固定资产投资", "社会消费品零售总额", "一般公共预算收入", "进出口总额")
    ),
    ("粮食总产量", "万吨"),
    ("城镇居民人均可支配收入", "元"),
    ("全社会用电量", "亿千瓦时"),
    ("金融机构存款余额", "亿元"),
    ("快递业务量", "万件"),
    ("旅游总收入", "亿元"),
    ("实际使用外资", "万美元"),
)
_WORKS = ("数据中心", "污水处理厂", "绕城公路", "产业园", "人民医院", "灌区改造", "热电厂", "物流园")
_PROSE = (
    "会议指出，要坚持稳中求进，聚焦主导产业，扎实做好各项工作，推动经济社会高质量发展。",
    "各级各部门要提高认识，压实责任，形成合力，确保各项任务落到实处。",
    "近日，市委、市政府主要负责人到基层调研，与干部群众深入交流，听取意见建议。",
    "下一步，将继续优化营商环境，主动服务企业，帮助解决实际困难。",
)


def _figure(pick: random.Random) -> str:
    name, unit = pick.choice(_INDICATORS)
    value, rate = pick.uniform(3, 900), pick.uniform(0.1, 19)
    return f"{name}{value:.1f}{unit}，同比{pick.choice(('增长', '下降'))}{rate:.1f}%"


def article(number: int) -> str:
    """A page of a paper, some 700 characters with a dozen numbers; each differs from every other."""
    pick = random.Random(number)
    place, month = pick.choice(_DISTRICTS), pick.randint(1, 12)
    work = f"{pick.choice('锦云星海安宁永恒')}{pick.choice('程川源泽和瑞盛丰')}{pick.choice(_WORKS)}"
    lines = [f"{place}第{number}期经济运行简讯", f"云岭日报 2024年{month}月{pick.randint(1, 28)}日"]
    lines.append(f"今年1—{max(month - 1, 2)}月，{place}" + "；".join(_figure(pick) for _ in range(4)) + "。" + pick.choice(_PROSE))
    lines.append(
        f"{work}项目总投资{pick.randint(2, 90)}亿元，目前主体已完工，预计2025年{pick.randint(1, 12)}月投产。" + pick.choice(_PROSE)
    )
    lines += [pick.choice(_PROSE) + pick.choice(_PROSE) for _ in range(3)]
    lines.append(
        f"{place}新增市场主体{pick.randint(100, 9000)}户，培育规模以上企业{pick.randint(3, 200)}家。" + pick.choice(_PROSE)
    )
    return "\n".join(lines) + "\n"


def statistics(number: int) -> str:
    """A page of a statistics office, hardly a word between its numbers."""
    pick = random.Random(-1 - number)
    lines = [f"云岭市2024年1—{pick.randint(2, 12)}月主要经济指标", "云岭市统计局 2025年1月20日"]
    for place in ("全市", *_DISTRICTS):
        lines.append(f"{place}" + "，".join(_figure(pick) for _ in range(12)) + "。")
    return "\n".join(lines) + "\n"


def written(folder: Path, count: int) -> Iterator[Path]:
    """So many articles as files."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        path = folder / f"{number:05}.txt"
        path.write_text(article(number), encoding="utf-8")
        yield path
