"""In a campaign of its own words a ledger of another matter is none of its forms, though half its columns are the same."""

import pytest
from openpyxl import Workbook

from campaign.food_safety import write_campaign
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import Source

MENDED = "序号|隐患名称|整改措施|整改时限|整改结果"


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    return Reader.of(load_campaign(str(write_campaign(tmp_path_factory.mktemp("own") / "shian"))))


@pytest.mark.parametrize(
    ("title", "headings", "row", "judged"),
    [
        ("区委巡察反馈问题整改台账", "序号|反馈问题|整改措施|整改时限|责任单位|整改结果", "1|学习少|补课|2026-04-30|某科|已完成", []),
        ("巡察整改台账", "序号|问题名称|整改措施|整改时限|整改结果", "1|学习少|补课|2026-04-30|已完成", []),
        ("信访事项化解台账", "序号|事项名称|化解措施|化解时限|办理结果", "1|待遇|补发|2026-04-30|已完成", []),
        ("校车安全隐患台账", "序号|隐患类别|隐患名称|责任单位|备注", "1|车况|座椅破损|一小|", []),
        ("食品安全知识培训签到表", "序号|姓名|单位|电话", "1|某甲|一小|0373-0000000", []),
        ("巡察整改台账", MENDED, "1|学习少|补课|2026-04-30|已完成", [("a2", False)]),
        ("教师减负专项整治整改清单", MENDED, "1|群多|解散|2026-04-30|已完成", [("a2", False)]),
        ("食堂隐患整改清单", MENDED, "1|留样不足|补齐|2026-04-30|已完成", [("a2", True)]),
        ("食品安全问题整改台账", MENDED, "1|留样不足|补齐|2026-04-30|已完成", [("a2", True)]),
    ],
)  # fmt: skip
def test_what_a_ledger_is(tmp_path, reader, title, headings, row, judged):
    book = Workbook()
    for line in (title, "填报单位：第一小学    填报时间：2026-04-09", headings, row):
        book.active.append(line.split("|"))
    book.save(tmp_path / "来件.xlsx")
    (file,) = read_source(Source("来件.xlsx", tmp_path / "来件.xlsx", "第一小学"), reader, GuardLimits())
    assert [(form.attachment, form.recognition.sure) for form in file.forms] == judged
