"""Two characters that stand together in the words of the genre: where something stands between them, or a line ends between them,
a word is torn."""

from __future__ import annotations

_WORDS = """
增长 投资 工业 企业 建设 产业 经济 规模 固定 资产 消费 零售 总额 财政 收入 预算 支配 农村 城镇 亿元 万元 公里 同比 累计 实现 达到
预计 年度 今年 去年 上年 季度 比重 贡献 完成 开工 竣工 签约 项目 改造 小区 养老 床位 学位 就业 培训 医院 学校 面积 建筑 用电 产值
利润 存款 贷款 余额 进口 出口 外资 外贸 接待 游客 旅游 农业 粮食 蔬菜 生猪 水产 制造 装备 材料 电子 信息 汽车 电池 技术 专利 研发
创新 加值 以上 一般 公共 社会 费品 生产 总值 地区 可支 居民 人均 民币 金融 机构 支出 各项 数字 平台 集群 园区 开发 占地 投产 产能
车间 设备 隧道 桥梁 桩基 征迁 拆迁 管网 供水 供热 排水 污水 处理 高速 铁路 机场 港口 码头 增速 增幅 降幅 同期 当月 个百 百分 分点
平均 水平 全省 全市 全国 全县 全区 排名 位居 居全 优良 升级 吞吐 市级 幼儿 总投 招商 掘进 桥墩 浇筑 省级 重大 重点 铺设 集装
超过 突破 提高 下降 上升 民生 推进 情况 进展 重大 运行 指标 公报 简报 通报
"""
PAIRS = frozenset(_WORDS.split())
