from datetime import date

import pytest
from made.forms import campaign_with, findings, form, returned, shipped, source

from jianfu_cli.core.model.finding import Fault, Severity
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.rules import columns
from jianfu_cli.rules.choice import choose_rules
from jianfu_cli.rules.registry import RULES
from jianfu_cli.rules.rule import Context, RowRule, campaign_rule, cell_rule, row_rule, unit_rule
from jianfu_cli.rules.runner import Checker

AS_OF = date(2024, 7, 10)


def context():
    return Context(shipped(), AS_OF)


def test_the_campaign_sets_a_severity():
    form_ = form("a2", rows=[{"category": "值班"}])
    [finding] = findings(form_, only=("JF202",), campaign=campaign_with(rules={"JF202": "warning"}))
    assert finding.severity == "warning"


@pytest.mark.parametrize(
    ("setting", "deadline", "severity"),
    [
        (None, "待定", "error"),
        (None, "立行立改", "warning"),
        ("warning", "待定", "warning"),
        ("info", "待定", "info"),
        ("info", "立行立改", "info"),
        ("error", "立行立改", "warning"),
    ],
)
def test_no_fault_is_graver_than_the_campaign_says(setting, deadline, severity):
    campaign = campaign_with(rules={"JF207": setting} if setting else {})
    [finding] = findings(form("a3", rows=[{"deadline": deadline}]), only=("JF207",), campaign=campaign)
    assert finding.severity == severity


def test_findings_come_in_order_of_row_and_column():
    rows = [{"category": "值班", "disposition": "取消"}, {"category": "二", "matter": "XX"}]
    checked = findings(form("a2", rows=rows), only=("JF202", "JF203", "JF205", "JF214"))
    assert [(f.cell, f.code) for f in checked] == [("B5", "JF202"), ("J5", "JF205"), ("B6", "JF203"), ("C6", "JF214")]


def test_what_a_cell_rule_says_is_worked_out_once_a_text():
    asked = []

    @cell_rule("JF999", "counted", Severity.INFO, "——")
    def counted(cell, _):
        asked.append(cell.text)
        yield Fault("说明")

    rows = [{"matter": "甲"}, {"matter": "乙"}, {"matter": "甲"}]
    checker = Checker((counted,), context())
    for path in ("a.xlsx", "b.xlsx"):
        assert [f.cell for f in checker.check_file(source(path, form("a2", rows=rows)))] == ["C5", "C6", "C7"]
    assert sorted(asked) == ["乙", "甲"]


def test_a_full_memory_of_values_loses_no_fault(monkeypatch):
    monkeypatch.setattr(columns, "_MOST_VALUES", 1)
    checker = Checker(choose_rules(RULES, {}, ("JF202",)), context())
    for rows, cells in ((["值班"], ["B5"]), (["值班", "排班", "其他"], ["B5", "B6"]), (["排班", "值班"], ["B5", "B6"])):
        file = source("a.xlsx", form("a2", rows=[{"category": text} for text in rows]))
        assert [finding.cell for finding in checker.check_file(file)] == cells


def test_equal_values_of_different_types_are_told_apart():
    rows = [{"deadline": 45448}, {"deadline": True}, {"deadline": "45448"}, {"deadline": 1.0}]
    checked = findings(form("a3", rows=rows), only=("JF207", "JF208"))
    assert [(f.code, f.value) for f in checked] == [
        ("JF208", "45448"), ("JF207", "TRUE"), ("JF208", "45448"), ("JF207", "1"),
    ]  # fmt: skip


def test_an_extra_column_is_not_checked_cell_by_cell():
    columns = (*form("a2").body.columns[:3], form("a2").body.columns[3].__class__(4, "附注", None, "extra"))
    assert "D5" not in {f.cell for f in findings(form("a2", columns=columns, rows=[{"附注": "XX县"}]), only=("JF2",))}


def test_a_row_rule_reads_columns_that_there_are():
    reads = {rule.code: rule.reads for rule in RULES if isinstance(rule, RowRule)}
    campaigns = shipped(), load_campaign("access-review")  # applications are asked for there
    keys = {column.key for one in campaigns for attachment in one.attachments for column in attachment.columns}
    assert {key for those in reads.values() for key in those} <= keys
    assert reads["JF504"] == ("deadline", "progress")


def test_a_row_rule_is_asked_once_for_rows_that_say_the_same():
    asked = []

    @row_rule("JF999", "counted", Severity.INFO, "——", reads=("matter", "held"))
    def counted(row, _):
        asked.append((row["matter"], row["held"]))
        yield Fault(f"{row.text('matter')}{row.text('held')}")

    columns = tuple(column for column in form("a2").body.columns if column.key != "held")
    rows = [{"matter": "甲"}, {"matter": "乙"}, {"matter": "甲"}]
    checker = Checker((counted,), context())
    found = checker.check_file(source("a.xlsx", form("a2", rows=rows, columns=columns)))
    assert [(f.cell, f.message) for f in found] == [("C5", "甲"), ("C6", "乙"), ("C7", "甲")]
    assert sorted(asked) == [("乙", ""), ("甲", "")]
    without = tuple(column for column in columns if column.key != "matter")
    assert checker.check_file(source("a.xlsx", form("a2", rows=rows, columns=without))) == ()


def test_findings_carry_path_sheet_attachment_and_unit():
    [finding] = Checker(choose_rules(RULES, {}, ("JF202",)), context()).check_file(
        source("红旗区/附件2.xlsx", form("a2", unit="红旗区", rows=[{"category": "值班"}], sheet="摸排"))
    )
    assert (finding.path, finding.sheet, finding.attachment, finding.unit) == (
        "红旗区/附件2.xlsx",
        "摸排",
        "a2",
        "红旗区",
    )


CLEAN = {
    "a1": {
        "seq": 1, "organisation": "红旗区教育体育局", "lead_office": "人事股", "person": "张某某", "office_phone": "0373-1234567",
        "mobile": "13000000000", "hotline": "12345", "complaints_email": "shili@example.cn",
    },
    "a2": {
        "seq": 1, "category": "社会事务进校园", "matter": "防溺水宣传进校园", "body": "县教体局、县应急局", "held": "每年1-2次",
        "venue": "全县中小学", "scope": "七年级师生", "content": "组织观看宣传片，不要求打卡。", "manner": "讲座", "disposition": "优化",
    },
    "a3": {
        "seq": 1, "category": "社会事务进校园", "matter": "防溺水宣传进校园", "body": "县教体局、县应急局", "grounds": "新教领秘〔2024〕2号",
        "measures": "取消打卡接龙。", "deadline": "2024-06-20", "progress": "已完成",
    },
    "a6": {
        "seq": 1, "region": "红旗区", "body": "红旗区教育体育局", "matter": "关于进一步减轻中小学教师负担的通知",
        "document_number": "红教〔2023〕12号", "issued_on": "2023-05-16",
    },
    "a7": {
        "seq": 1, "matter": "“法润心田”宣传活动", "body": "区司法局", "grounds": "新教领秘〔2024〕2号", "held": "9—10月", "venue": "有关学校",
        "scope": "全区初中", "content": "每校一场讲座。", "manner": "专题讲座", "acceptance": "不验收",
    },
}  # fmt: skip


@pytest.mark.parametrize("attachment", sorted(CLEAN))
def test_a_form_rightly_filled_has_no_finding_at_all(attachment):
    header = {"unit": "红旗区", "reported_on": "2024-06-05", "reporter": "张某某 0373-1234567", "declared_total": "1"}
    fields = {field.key for field in shipped().attachment(attachment).header}
    filed = form(
        attachment, unit="红旗区", rows=[CLEAN[attachment]], header={key: header[key] for key in header if key in fields},
        reported="2024-06-05", received_from="form", unit_sources=(("folder", "红旗区"), ("form", "红旗区")),
    )  # fmt: skip
    assert findings(filed) == ()


def test_unit_and_campaign_rules_place_their_findings_in_the_form_they_name():
    @unit_rule("JF997", "of-a-unit", Severity.INFO, "——")
    def of_a_unit(unit, _):
        for filing in unit.filings:
            for part in filing.counting.forms if filing.counting else ():
                row, column = part.body.rows[0].number, part.column("matter")
                yield Fault(f"{unit.unit}的", path=filing.counting.file.path, form=part, row=row, column=column)

    @campaign_rule("JF998", "of-all", Severity.WARNING, "——")
    def of_all(units, _):
        yield Fault("、".join(unit.unit for unit in units))

    files = tuple(
        source(f"{unit}.xlsx", form("a2", unit=unit, rows=[{"matter": "甲"}])) for unit in ("市公安局", "红旗区")
    )
    returns = returned(files, AS_OF)
    checker = Checker((of_a_unit, of_all), context())
    found = [finding for unit in returns for finding in checker.check_unit(unit)[0]]
    assert [(f.code, f.message, f.path, f.cell, f.unit) for f in found] == [
        ("JF997", "红旗区的", "红旗区.xlsx", "C5", "红旗区"),
        ("JF997", "市公安局的", "市公安局.xlsx", "C5", "市公安局"),
    ]
    assert [(f.message, f.path, f.unit) for f in checker.check_campaign(returns)[0]] == [
        ("红旗区、市公安局", None, None)
    ]


_TWO = (FormRole.PROBLEMS, FormRole.RECTIFICATIONS)


@pytest.mark.parametrize(
    ("sent", "why_lacking", "ran", "said"),
    [
        (["a2", "a3"], "", True, []),
        (["a2"], "", False, ["附件3 未在本次检查范围"]),
        ([], "", False, []),  # none of its forms is there: nothing to say
        (["a7"], "", False, []),
        (["a2", "a3"], "专项行动文件没有写开学日期", False, ["专项行动文件没有写开学日期"]),
        (["a2"], "专项行动文件没有写开学日期", False, ["附件3 未在本次检查范围"]),
    ],
)
def test_a_unit_rule_that_lacks_something_does_not_pass_silently(sent, why_lacking, ran, said):
    @unit_rule("JF997", "compares", Severity.INFO, "——", compares=_TWO, cannot_run=lambda *_: why_lacking)
    def compares(*_):
        yield Fault("比对了")

    checker = Checker((compares,), context())
    files = tuple(source(f"{name}.xlsx", form(name, unit="红旗区", rows=[{"matter": "甲"}])) for name in sent)
    for unit in returned(files, AS_OF, ["红旗区"]):
        found, not_run = checker.check_unit(unit)
        assert bool(found) is ran
        assert [(one.code, one.unit, one.why) for one in not_run] == [("JF997", "红旗区", why) for why in said]


def test_a_nil_return_is_there():
    files = tuple(source(f"{name}.xlsx", form(name, unit="红旗区", nil=True)) for name in ("a2", "a3"))
    [unit] = returned(files, AS_OF)
    checker = Checker(choose_rules(RULES, {}, ("JF401", "JF402", "JF403")), context())
    assert checker.check_unit(unit)[1] == ()
