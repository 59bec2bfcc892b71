"""What is a form of the campaign, surely or not, and what is another table."""

from datetime import date

import openpyxl
import pytest
from docx import Document
from made.printed import PRINTED
from made.unlike import unlike

from jianfu_cli.core.filings.returns import versions
from jianfu_cli.core.model.form import Outcome
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.layout.report_evidence import may_be_report
from jianfu_cli.reading.layout.setting import read_title
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import Source
from jianfu_cli.rules.registry import RULES
from jianfu_cli.rules.rule import Context
from jianfu_cli.rules.runner import Checker

CAMPAIGN = load_campaign()
READER = Reader.of(CAMPAIGN)
CHECKER = Checker(RULES, Context(CAMPAIGN, date(2024, 7, 10)))


@pytest.fixture
def sent(tmp_path):
    """Return the file of a workbook with these rows, as a unit sent it."""

    def made(*rows, name="来件.xlsx", unit="获嘉县", day=None):
        folder = tmp_path / str(day)
        folder.mkdir(exist_ok=True)
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row.split("|") if isinstance(row, str) else row)
        book.save(folder / name)
        (file,) = read_source(Source(f"{day}/{name}", folder / name, unit, day), READER, GuardLimits())
        return file

    return made


def judged(file):
    return [(form.attachment, form.recognition.sure) for form in file.forms]


def found(file, code):
    return [finding for finding in CHECKER.check_file(file) if finding.code == code]


@pytest.mark.parametrize(
    ("title", "headings", "row"),
    [
        (
            "教体系统防汛值班人员联系表",
            "序号|单位名称|负责人|办公电话|手机号码",
            "1|第一中学|某甲|0373-0000001|13000000001",
        ),
        (
            "学校责任督学名册",
            "序号|学校|姓名|职务|办公电话|手机号码|微信号",
            "1|一中|某甲|督学|0373-0000001|13000000001|a1",
        ),
        ("法治副校长名册", "序号|单位|姓名|职务|联系电话|备注", "1|一中|某甲|庭长|13000000001|"),
        ("现场会参会人员回执", "序号|单位名称|姓名|职务|手机号码|备注", "1|教体局|某甲|股长|13000000001|"),
        (
            "校舍安全隐患整改台账",
            "序号|存在问题|责任单位|整改措施|整改时限|完成情况|备注",
            "1|漏雨|一中|修|2024-06-20|已完成|",
        ),
        (
            "省委巡视反馈意见整改台账",
            "序号|问题类别|存在问题|整改措施|整改时限|责任单位|完成情况",
            "1|党建|少|学|6月|局|完成",
        ),
        ("部门权责清单", "序号|事项名称|事项类别|实施依据|责任单位|备注", "1|许可|行政|法|教体局|"),
        ("信访事项交办台账", "序号|信访事项|问题类别|责任单位|办理情况|处理意见|备注", "1|收费|收费类|一中|办结|退还|"),
        ("期末考试工作安排", "序号|活动时间|地点|对象|主要内容|责任单位", "1|7月1日|一中|初二|语文|教研室"),
        (
            "庆六一文艺活动安排表",
            "序号|活动名称|牵头单位|活动时间|活动地点|参与对象|活动内容|备注",
            "1|汇演|团委|6月1日|剧院|学生|演|",
        ),
        ("中小学教辅材料推荐目录", "序号|文件名称|发文单位|发布时间|备注", "1|语文|出版社|2024-06-01|"),
        (
            "行政规范性文件目录",
            "序号|地区|发文单位|文件标题|文号|发布时间",
            "1|县|政府办|通知|政办〔2023〕1号|2023-01-01",
        ),
        ("校外供餐单位白名单", "序号|名称|实施单位|实施范围|开展形式|备注", "1|甲公司|市监局|全县|配送|"),
        ("年度重点工作任务分解表", "序号|事项|牵头单位|责任单位|完成时限|完成情况", "1|扩建|教体局|一中|8月|推进"),
    ],
)
def test_another_table_is_no_form_and_is_named(sent, title, headings, row):
    file = sent([title], headings, row, name=f"{title}.xlsx")
    assert (judged(file), file.outcome) == ([], Outcome.SKIPPED)
    [finding] = found(file, "JF006")
    assert finding.severity == "warning"
    assert title in finding.message
    assert "空白表" not in finding.message + finding.hint


def test_the_title_may_be_the_name_of_the_sheet_or_of_the_file_alone(sent):
    headings, row = "序号|单位名称|负责人|办公电话|手机号码|微信号", "1|一中|某甲|0373-0000001|13000000001|a1"
    assert judged(sent(headings, row, name="教体系统通讯录.xlsx")) == []
    assert judged(sent(headings, row, name="2024年班主任花名册.xlsx")) == []


def test_what_is_named_as_a_form_and_is_none_stays_an_error(sent):
    headings, row = "序号|单位名称|姓名|职务|联系电话", "1|一中|某甲|教师|13000000001"
    for file in (sent("通讯录", headings, row, name="附件1.xlsx"), sent("教师减负专项整治问题整改清单", headings, row)):
        assert (judged(file), file.outcome) == ([], Outcome.REFUSED)
        assert [finding.severity for finding in found(file, "JF006")] == ["error"]


@pytest.mark.parametrize(
    ("rows", "attachment", "evidence"),
    [
        (["单位名称|受理部门电话|投诉举报热线", "获嘉县|0373-1|12345"], "a1", "own-columns"),
        (["序号|单位|举报邮箱", "1|获嘉县|jb@example.cn"], "a1", "own-columns"),
        (["投诉举报电话一览表", "序号|受理单位|举报电话", "1|获嘉县|12345"], "a1", "own-columns"),
        (["序号|问题类别|事项|责任单位", "1|其他|家访上传|教体局"], "a2", "own-columns"),
        (["序号|事项名称|主办部门|意见建议", "1|家访上传|教体局|清理"], "a2", "own-columns"),
        (["序号|问题类别|问题表现|整改措施|销号情况", "1|其他|家访上传|取消|已销号"], "a3", "own-columns"),
        (["活动名称|主办部门|适用范围|验收方式", "普法|司法局|全县|不验收"], "a7", "own-columns"),
        (["获嘉县社会事务进校园活动名单", "序号|活动名称|主办部门", "1|普法|司法局"], "a7", "title"),
        (["2024年进校园事项目录", "序号|事项名称|主办单位|活动周期", "1|普法|司法局|全年"], "a7", "title"),
        (["县级社会事务进校园一览表", "序号|项目名称|责任单位|频次", "1|普法|司法局|1次"], "a7", "title"),
        (["规范社会事务进校园准入清单", "序号|事项|牵头部门", "1|普法|司法局"], "a7", "title"),
        (["减轻教师负担文件目录", "序号|发文机关|文件名称|文号", "1|县委|通知|获办〔2023〕1号"], "a6", "title"),
        (
            ["专项整治问题整改清单（销号台账）", "序号|存在问题|责任部门|整改进展", "1|家访上传|教体局|已改"],
            "a3",
            "title",
        ),
    ],
)
def test_one_thing_that_other_tables_lack_is_enough(sent, rows, attachment, evidence):
    file = sent(*rows)
    assert judged(file) == [(attachment, True)]
    assert evidence in file.forms[0].recognition.evidence
    assert found(file, "JF010") == []


@pytest.mark.parametrize(
    ("headings", "row", "attachment"),
    [
        (
            "问题类别|事项名称|整改单位|整改依据|措施|完成时限|是否完成",
            "其他|家访|教体局|豫办〔2020〕1号|取消|2024-06-20|是",
            "a3",
        ),
        ("序号|问题类别|问题|责任单位|落实措施|限期|进展", "1|其他|家访|教体局|取消|2024-06-20|推进中", "a3"),
        ("问题类别|事项|责任单位|解决办法|办理时限|办结状态|备注", "其他|家访|教体局|取消|2024-06-20|已办结|", "a3"),
        ("问题类别|事项|责任单位|地点|对象|主要内容|方式|处理方式", "其他|家访|教体局|各校|教师|填表|报表|清理", "a2"),
        ("问题类别|事项名称|责任单位|时间|备注", "其他|家访|教体局|全年|", "a2"),
        ("问题类别|事项名称|责任单位", "其他|家访|教体局", "a2"),
        (
            "活动名称|单位|依据|时间|地点|范围|主要内容|形式|验收",
            "普法|司法局|文件|全年|各校|全县|讲座|讲座|不验收",
            "a7",
        ),
    ],
)
@pytest.mark.parametrize("title", ["", "红旗区上报材料"])
def test_of_forms_that_share_what_no_other_table_has_the_best_fitting_is_it(sent, title, headings, row, attachment):
    file = sent(*filter(None, (title, headings, row)))
    assert judged(file) == [(attachment, True)]
    assert "own-columns" in file.forms[0].recognition.evidence


@pytest.mark.parametrize(
    ("rows", "attachment"),
    [
        (["序号|事项名称|牵头实施单位|整改措施|整改时限|完成情况", "1|家访|教体局|取消|2024-06-20|已完成"], "a3"),
        (["序号|活动名称|实施单位|开展依据|开展时间|实施范围|开展形式", "1|普法|司法局|文件|全年|全县|讲座"], "a7"),
        (["序号|发文机关|文件标题|发文字号|成文日期", "1|县委|通知|获办〔2023〕1号|2023-01-01"], "a6"),
        (["暑期托管监督举报公示表", "序号|单位名称|负责人|举报电话", "1|甲|某甲|0373-0000001"], "a1"),
    ],
)
def test_usual_columns_alone_or_a_doubtful_title_are_unsure(sent, rows, attachment):
    file = sent(*rows)
    assert judged(file) == [(attachment, False)]
    [finding] = found(file, "JF010")
    assert (finding.severity, finding.row) == ("warning", len(rows) - 1)
    assert "但" in finding.message
    assert all(finding.severity != "error" for finding in CHECKER.check_file(file))


def test_the_blanks_own_headings_under_its_number_are_enough(sent):
    headings = "|".join(PRINTED["a6"])
    row = "1|获嘉县|县委|通知|获办〔2023〕1号|2023-01-01"
    assert judged(sent(headings, row, name="附件6.xlsx")) == [("a6", True)]
    assert judged(sent(headings, row, name="来件.xlsx")) == [("a6", False)]


@pytest.mark.parametrize(
    ("title", "form", "counts", "other"),
    [
        ("专项整治问题摸排清单", "a2", True, False),
        ("获嘉县2024年专项整治问题摸排清单（第二批）", "a2", True, False),
        ("中小学教师减负工作问题清单", "a2", True, False),
        ("问题清单", "a2", False, False),
        ("获嘉县教育体育局整改台账", "a3", False, False),
        ("安全生产专项整治问题整改清单", "a3", False, True),
        ("师德师风专项整治问题整改清单", "a3", False, True),
        ("课后服务白名单", "a7", False, True),
        ("课后服务机构进校园白名单", "a7", False, True),
        ("2024年白名单", "a7", False, False),
        ("进校园事项清单公示", "a7", True, False),
        ("教育系统通讯录", None, False, True),
        ("2024年6月统计表", None, False, False),
        ("减负工作联络员名册", None, False, False),
        ("投诉举报热线统计表", None, False, False),
        ("各县（市、区）监督举报电话公示", None, False, False),
        ("食品安全举报电话公示", None, False, True),
        ("研学旅行进校园活动清单", "a7", False, True),
    ],
)
def test_titles(title, form, counts, other):
    found = read_title(title, CAMPAIGN.attachments, CAMPAIGN.subject)
    assert (found.form, found.counts, found.other) == (form, counts, other)


def test_what_is_unsure_never_takes_the_place_of_a_sure_one(sent):
    real = sent(
        "专项整治问题整改清单",
        "序号|问题类别|事项名称|整改措施|整改时限",
        "1|其他|家访|取消|2024-06-20",
        day=date(2024, 7, 1),
    )
    later = sent(
        "序号|事项名称|牵头实施单位|整改措施|整改时限|完成情况",
        "1|家访|教体局|改|2024-06-20|完成",
        day=date(2024, 7, 3),
    )
    first, second = versions((real, later), ())["获嘉县", "a3"]
    assert (first.file, first.counts) == (real, True)
    assert (second.file, second.counts, second.replaced_by) == (later, False, real.path)
    assert "不能肯定" in second.why
    [alone] = versions((later,), ())["获嘉县", "a3"]
    assert alone.counts


@pytest.fixture
def report(tmp_path):
    def made(*lines, name="来件.docx"):
        document = Document()
        for line in lines:
            document.add_paragraph(line)
        document.save(tmp_path / name)
        (file,) = read_source(Source(name, tmp_path / name, "获嘉县"), READER, GuardLimits())
        return file

    return made


TOPS = ["一、工作开展情况", "二、主要做法", "三、取得的成效", "四、下一步打算"]
CASE = ["一、背景问题", "二、办法举措", "三、工作成效", "四、经验启示"]
WITH_TEXT = [line for top in TOPS for line in (top, "已经按要求落实。")]


@pytest.mark.parametrize(
    ("lines", "name", "expected"),
    [
        (["获嘉县中小学教师减负专项整治工作总结", *WITH_TEXT], "总结.docx", [("a4", True)]),
        (["获嘉县减轻中小学教师负担工作情况报告", *WITH_TEXT], "报告.docx", [("a4", True)]),
        (["获嘉县教育体育局工作情况汇报", "一、高位推动", "二、精准施策"], "附件4.docx", [("a4", True)]),
        (["让教师静心教书", "建强组织领导。", "深化问题排查。"], "附件5 典型案例.docx", [("a5", True)]),
        (
            ["教师减负典型案例", "一、案例背景", "甲", "二、主要做法", "乙", "三、启示", "丙"],
            "案例.docx",
            [("a5", True)],
        ),
        (
            [
                "获嘉县教师减负案例",
                "一、工作背景",
                "甲",
                "二、具体做法",
                "乙",
                "三、取得成效",
                "丙",
                "四、几点启示",
                "丁",
            ],
            "材料.docx",
            [("a5", True)],
        ),
        # Under a slogan: all top headings as the notice words them, or those of any case.
        (["让教师安心从教", *(f"{one}\n甲" for one in CASE)], "来件.docx", [("a5", True)]),
        (
            ["让教师安心从教", "一、背景", "甲", "二、举措", "乙", "三、成效", "丙", "四、启示", "丁"],
            "来件.docx",
            [("a5", False)],
        ),
        (["双减工作典型案例", *(f"{one}\n甲" for one in CASE)], "来件.docx", []),
        (["获嘉县“双减”工作总结", *WITH_TEXT], "总结.docx", []),
        (["第一中学2024年上半年工作总结", *WITH_TEXT], "总结.docx", []),
        (["局党组2023年度党建工作总结", *WITH_TEXT], "党建.docx", []),
        (["校园安全工作情况报告", *WITH_TEXT], "报告.docx", []),
        (["我县概况", "经济发展。"], "材料.docx", []),
        (WITH_TEXT, "来件.docx", [("a4", False)]),
    ],
)
def test_reports_by_their_title_their_top_headings_and_the_number(report, lines, name, expected):
    assert judged(report(*lines, name=name)) == expected


@pytest.mark.parametrize(
    ("title", "headings", "forms"),
    [
        ("获嘉县社会事务进校园白名单", "序号|活动名称|实施单位|开展时间", [("a7", True)]),
        ("2026年进校园活动目录", "序号|事项名称|主办单位|活动周期", [("a7", True)]),
        ("", "序号|活动名称|实施单位|验收方式", [("a7", True)]),
        ("", "序号|活动名称|实施单位|开展时间|实施范围|开展形式", [("a7", False)]),
        ("校外培训机构白名单", "序号|名称|实施单位|实施范围|开展形式", []),
        ("庆元旦活动安排", "序号|活动名称|牵头单位|活动时间|活动地点|参与对象", []),
        ("中小学教师培训计划", "序号|项目名称|组织单位|时间|地点|对象|内容", []),
        ("课后服务项目清单", "序号|项目名称|实施单位|活动时间|面向对象|活动形式", []),
        ("双随机抽查事项清单", "序号|事项名称|牵头单位|实施范围|方式|备注", []),
    ],
)
def test_a_campaign_of_one_form_is_no_easier(tmp_path, title, headings, forms):
    reader = Reader.of(load_campaign("whitelist-annual"))
    book = openpyxl.Workbook()
    for row in ([title], headings.split("|"), ["1", *["甲"] * headings.count("|")]):
        book.active.append(row)
    book.save(tmp_path / "来件.xlsx")
    (file,) = read_source(Source("来件.xlsx", tmp_path / "来件.xlsx", "获嘉县"), reader, GuardLimits())
    assert judged(file) == forms


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("一、背景\r甲\r二、举措\r乙\r三、成效\r丙\r四、启示\r", True),
        ("一、背景问题\r甲\r二、办法举措\r", True),
        ("会议的背景、举措和成效，给人以启示。\r", False),
    ],
)
def test_an_old_word_file_is_looked_into_where_it_has_such_headings(text, held):
    assert may_be_report(text.encode("utf-16-le"), READER.index) is held


def test_what_a_number_and_a_bare_title_say_together_is_a_title(sent):
    file = sent("附件7", "白名单", "序号|活动名称|实施单位", "1|普法|司法局")
    assert (judged(file), file.forms[0].recognition.evidence) == ([("a7", True)], ("title",))


@pytest.mark.parametrize(
    ("line", "own"),
    [
        ("库房隐患排查台账", True),
        ("附件4 库房隐患排查台账", True),
        ("附件四：库房隐患排查台账", True),
        ("东山县库房隐患排查台账", True),
        ("校车库房隐患排查台账", False),
        ("库房隐患排查台账值班表", False),
    ],
)
def test_what_a_campaign_calls_its_own_form_is_no_other_table(line, own):
    """隐患 is what other tables of schools speak of, unless the campaign's own form is called so."""
    title = read_title(line, unlike().attachments, unlike().subject)
    assert (title.form, title.counts, title.surely_other) == ("g4", own, not own)


def test_a_campaign_may_be_about_what_other_tables_speak_of():
    assert read_title("各校食品安全检查汇总表", unlike().attachments, ("食品安全",)).on_subject
    assert not read_title("为基层减负汇总表", unlike().attachments, ("减负",)).on_subject


@pytest.mark.parametrize(
    ("title", "on_subject", "surely_other"),
    [
        ("隐患排查情况表", True, False),
        ("东山县隐患自查台账", True, False),
        ("校车隐患排查台账", True, True),
        ("隐患整改值班表", True, True),
        ("食堂卫生检查台账", False, True),
    ],
)
def test_what_the_campaigns_own_titles_speak_of_is_its_subject(title, on_subject, surely_other):
    read = read_title(title, unlike().attachments, ())
    assert (read.on_subject, read.surely_other) == (on_subject, surely_other)
