import pytest

from jianfu_cli.core.progress import is_done


@pytest.mark.parametrize(
    "text",
    [
        "已完成", "完成", "已整改", "整改完成", "已整改到位", "已办结", "办结", "已销号", "已取消", "已按要求取消打卡", "√", "是",
        "100%", "完成100%", "已全部完成", "均已完成整改", "按期完成", "已于6月20日前完成", "2024年6月20日完成", "不再开展",
        "立行立改，已完成", "已完成，长期坚持", " 已完成。", "已落实",
    ],
)  # fmt: skip
def test_finished_rectifications(text):
    assert is_done(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "无", "否", "未完成", "尚未完成", "暂未完成", "未按期完成", "没有完成", "正在推进", "正在整改", "推进中", "整改中",
        "持续推进", "长期坚持", "立行立改", "已启动", "已部署", "部分完成", "基本完成", "80%", "完成80%", "6月底前完成",
        "预计6月完成", "确保6月底完成", "待完成", "已完成2项，未完成1项", "已制定方案，6月底前完成",
    ],
)  # fmt: skip
def test_unfinished_or_doubtful_ones(text):
    assert not is_done(text)
