"""What is asked of schools: one demand in the words people use for it, and what asks for nothing but publicity."""

from jianfu_cli.core.language.patterns import pattern_of

# Each line is one demand.
_DEMANDS = """
宣传 宣教 宣讲
检查 督查 抽查
督导
考核 评估
评比 评选
比赛 竞赛 大赛 挑战赛 展示 展演 展播
征文
演讲
手抄报
视频
班会
志愿服务 志愿活动
承诺书
责任书
答题 问答
投票
学习 打卡
培训
讲座
演练
统计 采集
调查 问卷 测评
调研
普查
监测
填报 上报 报送 报表 台账
日报
周报
月报
创建 建设 迎检 迎评
整治 治理
排查 摸排
核查 核对
巡查 巡逻 巡河
值班 值守 执勤 值勤
征缴 缴费 催缴
推广 安装 下载 注册
"""
_DEMAND = {word: line.split()[0] for line in _DEMANDS.split("\n") for word in line.split()}
DEMANDED = pattern_of("|".join(sorted(_DEMAND, key=len, reverse=True)))
# What asks for nothing is publicity: 防溺水, 防溺水宣传, 防溺水安全教育 and 防溺水宣传教育 are one.
PUBLICITY = "宣传"


def demand_of(text: str) -> str:
    """Return what ``text`` asks for: the last demand said, which is the head of the name."""
    said = DEMANDED.findall(text)
    return _DEMAND[said[-1]] if said else PUBLICITY
