"""Which lines over a table are titles though they call it no table, and which names of files only name a body."""

import openpyxl
import pytest
from made.printed import PRINTED

from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import Source

READER = Reader.of(load_campaign())
ROWS = {
    "a1": "1|某局|某股|某甲|0373-2000001|13000000001|wx|0373-2000002|a@example.cn",
    "a2": "1|社会事务进校园|护河宣传|区水利局|5月|学校|中小学|讲座|讲座|清理|",
    "a3": "1|文件和会议|会多|区教育局|通知|合并|2024-06-15|已完成|",
    "a6": "1|红旗区|区委办|某通知|红办〔2023〕1号|2023年9月1日",
    "a7": "1|宪法宣讲|区司法局|宪法|12月4日|一小|小学|宣讲|讲座|不验收|",
}


def judged(tmp_path, form, title, name="", number=True):
    book = openpyxl.Workbook()
    lines = [f"附件{form[1]}"] if number else []
    lines += [title] if title else []
    for line in ([text] for text in (*lines, "填报单位：红旗区    填报时间：2024年6月20日")):
        book.active.append(line)
    book.active.append(list(PRINTED[form]))
    book.active.append(ROWS[form].split("|"))
    name = name or f"附件{form[1]}.xlsx"
    book.save(tmp_path / name)
    (file,) = read_source(Source(name, tmp_path / name, "红旗区"), READER, GuardLimits())
    return [(one.attachment, one.recognition.sure) for one in file.forms]


OTHERS = [
    ("a1", "网络安全工作联系人"), ("a1", "教育系统宣传工作联络员信息"), ("a1", "营养改善计划工作专班成员"), ("a1", "校园安全热线"), ("a1", "平安校园建设监督举报电话"),
    ("a2", "国家智慧教育平台应用存在问题"), ("a2", "学前教育普及普惠自查问题"), ("a2", "校园用字存在问题"), ("a3", "义务教育优质均衡创建问题整改"), ("a3", "爱国卫生行动"),
    ("a6", "未保工作政策依据"), ("a6", "语言文字工作文件"), ("a7", "暑期托管服务"), ("a7", "“书香校园”系列活动"), ("a7", "劳动实践课程"),
    ("a1", "防溺水工作联系人及救援电话"), ("a2", "校园劳动教育基地建设存在困难"), ("a3", "失信行为专项治理"), ("a6", "体育中考相关文件"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "title"), OTHERS)
def test_a_line_of_another_matter_makes_it_unsure(tmp_path, form, title):
    assert (form, True) not in judged(tmp_path, form, title)


OWN = [
    ("a1", "专项整治联络员信息"), ("a1", "工作联系人及投诉举报电话"), ("a1", "专项整治工作专班联系人"), ("a2", "（各县市区、市直各部门填报）"), ("a2", "红旗区教体局人事股"),
    ("a2", "第一部分：区直部门"), ("a2", "第一部分 区直单位事项"), ("a2", "请认真填写存在问题"), ("a2", "请于6月14日前报市教育局"), ("a2", "内部资料 注意保存"),
    ("a2", "红旗区洪门镇中心校问题"), ("a2", "红旗区教育局关于报送专项整治有关问题"), ("a2", "专项整治行动"), ("a2", "红旗区教育系统减负工作"), ("a2", "一、区教育局负担事项"),
    ("a2", "学校负担事项清单"), ("a2", "涉校负担事项摸底表"), ("a2", "（二）社会事务进校园问题"), ("a3", "教体局牵头整改"), ("a3", "红旗区人民政府教育督导室整改（6月）"),
    ("a3", "专项整治整改任务"), ("a3", "6月份整改"), ("a3", "市级下发问题整改"), ("a6", "减负工作文件"), ("a6", "2019年以来出台的减负文件"), ("a7", "进校园活动"), ("a7", "红旗区（第一批）"),
    ("a2", "校园值班值守类"), ("a2", "抽调借用教师情况"), ("a2", "街道社区事务"), ("a2", "区直各部门汇总"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "title"), OWN)
def test_other_lines_leave_it_sure(tmp_path, form, title):
    assert judged(tmp_path, form, title) == [(form, True)]


NAMES = [
    ("a2", "附件2 医保局.xlsx"), ("a2", "附件2 区委巡察办.xlsx"), ("a2", "招生办附件2.xlsx"), ("a2", "附件2资助管理中心.xlsx"), ("a2", "附件2 校园安全股.xlsx"),
    ("a2", "附件2（安全生产委员会办公室）.xlsx"), ("a2", "附件2 某某局反馈情况.xlsx"), ("a2", "附件2红旗区区直单位汇总（含教育局、卫健委）.xlsx"),
    ("a3", "附件3 食品药品监管所.xlsx"), ("a3", "附件3_双减办.xlsx"), ("a2", "附件2 教研室.xlsx"), ("a2", "附件2 校园值班值守.xlsx"), ("a2", "附件2 街道社区事务.xlsx"), ("a7", "附件7 学生资助中心.xlsx"), ("a7", "附件7 消防大队.xlsx"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "name"), NAMES)
def test_a_body_is_no_matter_of_another_table(tmp_path, form, name):
    assert judged(tmp_path, form, "", name, number=False) == [(form, True)]


@pytest.mark.parametrize(
    "name", ["附件2 医保参保.xlsx", "附件3 消防隐患.xlsx", "附件2 招生办法.xlsx", "附件7 学生资助.xlsx"]
)
def test_a_matter_is(tmp_path, name):
    form = f"a{name[2]}"
    assert (form, True) not in judged(tmp_path, form, "", name, number=False)


@pytest.mark.parametrize(
    ("title", "sure"),
    [
        ("禁毒宣传进校园活动安排表", False),
        ("2024年“消防安全”进校园工作计划", False),
        ("戏曲进校园演出场次安排一览表", False),
        ("社会事务进校园活动安排表", True),
        ("2024年进校园活动计划表", True),
    ],
)
def test_when_one_matter_is_done_where_is_no_list_of_matters(tmp_path, title, sure):
    book = openpyxl.Workbook()
    headings = "序号|活动名称|实施单位|活动时间|活动地点|参加对象|活动内容|活动形式"
    for line in (title, headings, "1|讲座|区禁毒办|6月|一中|七年级|讲座一场|讲座"):
        book.active.append(line.split("|"))
    book.save(tmp_path / "来件.xlsx")
    (file,) = read_source(Source("来件.xlsx", tmp_path / "来件.xlsx", "红旗区"), READER, GuardLimits())
    assert (("a7", True) in [(one.attachment, one.recognition.sure) for one in file.forms]) is sure
