"""Reports on other matters, named 附件4 or 附件5 or headed as the notice says, take nobody's place."""

import docx
import pytest

from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import Source

READER = Reader.of(load_campaign())
REPORT = ("一、工作情况", "二、经验做法", "三、工作成效", "四、下一步工作考虑")
FULL = (REPORT[0], "（一）整体情况", "（二）问题排查整改情况", "（三）社会事务进校园管理情况", *REPORT[1:])
CASE = ("一、背景问题", "二、办法举措", "三、工作成效", "四、经验启示")
SLOGANS = ("一、提高站位抓部署", "二、聚焦问题抓落实", "三、建章立制抓长效")


def judged(tmp_path, name, title, headings, said="各项工作有序推进。"):
    document = docx.Document()
    for line in (title, *headings):
        for text in filter(None, (line, said if line in headings else "")):
            document.add_paragraph(text)
    document.save(tmp_path / name)
    (file,) = read_source(Source(name, tmp_path / name, "红旗区"), READER, GuardLimits())
    return [(form.attachment, form.recognition.sure) for form in file.forms]


OTHERS = [
    ("附件4.docx", "红旗区教育局2024年上半年工作总结", REPORT), ("附件4 半年.docx", "2024年上半年工作总结及下半年工作计划", SLOGANS), ("附件4.docx", "局长述职述廉报告", REPORT),
    ("附件4 双减.docx", "红旗区2024年“双减”工作总结报告", REPORT), ("附件4.docx", "教育系统平安建设工作报告", REPORT), ("附件4.docx", "党风廉政建设工作情况报告", SLOGANS),
    ("附件4 总结.docx", "第一小学2023—2024学年第二学期工作总结", REPORT), ("附件4.docx", "语言文字工作总结", FULL[:3] + REPORT[1:]), ("附件4.docx", "校园餐专项整治工作总结", REPORT),
    ("附件5.docx", "党建引领教育高质量发展典型案例", CASE), ("附件5 案例.docx", "教师培训典型案例", CASE), ("附件5.docx", "校外培训治理典型经验", CASE), ("附件5.docx", "家校社协同育人典型案例", CASE),
    ("来件.docx", "红旗区落实“双减”政策工作报告", FULL[:3] + REPORT[1:]), ("来件.docx", "语言文字工作总结", FULL[:3] + REPORT[1:]), ("来件.docx", "家校社协同育人典型经验", CASE),
]  # fmt: skip


@pytest.mark.parametrize(("name", "title", "headings"), OTHERS)
def test_a_report_on_another_matter_is_never_sure(tmp_path, name, title, headings):
    assert not any(sure for _, sure in judged(tmp_path, name, title, headings))


OWN = [
    ("附件4.docx", "", SLOGANS, "各项工作有序推进。", "a4"), ("附件4.docx", "获嘉县教育体育局工作情况汇报", SLOGANS, "各项工作有序推进。", "a4"),
    ("附件4.docx", "红旗区减轻教师负担专项整治工作总结", REPORT, "", "a4"), ("附件4.docx", "关于专项整治工作开展情况的报告", SLOGANS, "为教师减负。", "a4"),
    ("附件4.docx", "2024年上半年工作总结", REPORT, "抓实教师减负，规范进校园活动。", "a4"), ("附件4 总结报告.docx", "卫辉市教育体育局关于为基层减负工作情况的报告", SLOGANS, "", "a4"),
    ("附件5.docx", "一张表管到底", SLOGANS, "", "a5"),
    ("附件5.docx", "“一表通用”改革典型案例", CASE, "教师负担明显减轻。", "a5"), ("附件5.docx", "党建引领为教师减负", CASE, "", "a5"), ("来件.docx", "让教师安心从教", CASE, "", "a5"),
    ("来件.docx", "专项整治工作总结报告", REPORT, "为教师减负。", "a4"), ("来件.docx", "红旗区教师减负工作典型经验", CASE, "", "a5"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "title", "headings", "said", "form"), OWN)
def test_one_of_the_campaign_is(tmp_path, name, title, headings, said, form):
    assert judged(tmp_path, name, title, headings, said) == [(form, True)]
