"""A list of what may not enter schools, or has to go, is no whitelist: it would be published as one."""

import openpyxl
import pytest

from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import Source

READERS = {name: Reader.of(load_campaign(name)) for name in ("xinxiang-2024", "whitelist-annual")}
HEADINGS = ["序号", "活动名称", "实施单位", "开展依据", "开展时间", "开展地点", "实施范围", "活动主要内容", "开展形式"]
ROW = ["1", "护河宣传", "区水利局", "某文件", "5月", "一小", "小学", "讲座一场", "讲座"]

REFUSED = [
    "社会事务进校园问题摸排清单", "进校园活动清理情况统计表", "社会事务进校园整改台账", "进校园事项负面清单", "社会事务进校园取消事项清单", "未列入白名单的进校园活动清理台账",
    "违规进校园事项排查表", "禁止进校园事项目录", "不予批准进校园活动名单", "白名单以外的进校园活动汇总表", "非白名单进校园事项统计表", "拟退出进校园项目一览表",
    "进校园活动压减清单", "未经审批进校园活动登记表", "进校园活动黑名单", "已叫停的社会事务进校园事项清单", "2024年退出进校园白名单事项一览表", "进校园推销活动排查情况表", "2026年进校园事项问题清单（红旗区）",
]  # fmt: skip
LISTED = [
    "社会事务进校园白名单", "2026年社会事务进校园事项清单", "保留的进校园活动清单", "清理规范后的社会事务进校园白名单", "清理后保留的进校园事项目录", "准予进校园活动名单",
    "社会事务进校园突出问题专项整治白名单", "社会事务进校园白名单（清理后）", "拟进校园活动统计表", "进校园项目一览表（不含问题整改）",
]  # fmt: skip


def judged(tmp_path, campaign, title, *extra, name="来件.xlsx"):
    book = openpyxl.Workbook()
    for line in ([title], ["填报单位：红旗区    填报时间：2024年6月20日"], [*HEADINGS, *extra], ROW):
        book.active.append(line)
    book.save(tmp_path / name)
    (file,) = read_source(Source(name, tmp_path / name, "红旗区"), READERS[campaign], GuardLimits())
    return [(form.attachment, form.recognition.sure) for form in file.forms]


@pytest.mark.parametrize("campaign", READERS)
@pytest.mark.parametrize("title", REFUSED)
def test_what_may_not_enter_is_no_whitelist(tmp_path, campaign, title):
    assert ("a7", True) not in judged(tmp_path, campaign, title)


@pytest.mark.parametrize("campaign", READERS)
@pytest.mark.parametrize("title", LISTED)
def test_what_may_is_one(tmp_path, campaign, title):
    assert judged(tmp_path, campaign, title, "验收方式") == [("a7", True)]


@pytest.mark.parametrize(
    ("title", "extra", "form"),
    [("社会事务进校园问题摸排清单", "意见建议", "a2"), ("进校园事项负面清单", "备注", None), ("未列入白名单的进校园活动清理台账", "备注", None)],
)  # fmt: skip
def test_where_the_campaign_asks_for_problems_it_is_that(tmp_path, title, extra, form):
    sure = [name for name, is_sure in judged(tmp_path, "xinxiang-2024", title, extra) if is_sure]
    assert sure == ([form] if form else [])


@pytest.mark.parametrize("name", ["未列入白名单的活动.xlsx", "社会事务进校园负面清单.xlsx", "非白名单活动.xlsx"])
def test_the_name_of_the_file_says_so_too(tmp_path, name):
    assert ("a7", True) not in judged(tmp_path, "whitelist-annual", "", "验收方式", name=name)
