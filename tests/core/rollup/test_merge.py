from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made.forms import with_fields
from made.rollups import (
    AS_OF,
    campaign,
    make_file,
    make_finding,
    make_form,
    problem,
    small_files,
    small_findings,
    small_roll_up,
)

from jianfu_cli.core.model.form import Outcome, Problem
from jianfu_cli.core.model.form_body import Match
from jianfu_cli.core.model.roles import FormRole
from jianfu_cli.core.model.rows import Rows
from jianfu_cli.core.rollup.merge import roll_up
from jianfu_cli.core.rollup.model import NO_UNIT, Tally


def merged(*files, findings=(), role="problems", **options):
    return roll_up(files, findings, campaign(), AS_OF, **options).table(role)


def matters(table):
    return [table.text(row, "matter") for row in table.rows]


def test_rows_come_in_order_of_roster_path_sheet_and_row():
    table = merged(
        make_file("z.xlsx", make_form("a2", "未知单位", [problem("六")])),
        make_file("b.xlsx", make_form("a2", "市公安局", [problem("五")])),
        make_file(
            "y.xlsx",
            make_form("a2", "红旗区", [problem("一"), problem("二")]),
            make_form("a2", "红旗区", [problem("三")]),
        ),
        make_file("a.xlsx", make_form("a2", "卫滨区", [problem("四")])),
    )
    assert matters(table) == ["一", "二", "三", "四", "五", "六"]
    assert [(row.unit, row.path, row.sheet, row.row) for row in table.rows][1] == ("红旗区", "y.xlsx", "Sheet1", 6)


def test_only_the_version_that_counts_is_merged_and_the_others_say_why():
    result = small_roll_up()
    assert [(row.path, row.reason) for row in result.unused] == [
        ("红旗区/2024-06-20/附件2.xlsx", "以更新的 红旗区/2024-07-03/附件2.xlsx 为准"),
        ("卫滨区/附件2.xlsx", "与 卫滨区/附件2副本.xlsx 内容完全相同，只计一次"),
    ]
    assert result.tally == Tally(11, 9, 2)
    assert result.tally_by_attachment["a2"] == Tally(7, 5, 2)
    assert result.tally_by_attachment["a6"] == Tally(0, 0, 0)


def test_forms_without_unit_all_count_under_a_plain_name():
    table = merged(
        make_file("a.xlsx", make_form("a2", "", [problem("甲")])),
        make_file("b.xlsx", make_form("a2", "", [problem("乙")])),
    )
    assert [row.unit for row in table.rows] == [NO_UNIT, NO_UNIT]


@pytest.mark.parametrize(
    ("code", "severity", "left_out"),
    [("JF205", "error", True), ("JF205", "warning", False), ("JF302", "error", False), ("JF401", "error", False)],
)
def test_strict_leaves_out_rows_with_an_error_of_their_own(code, severity, left_out):
    file = make_file("a.xlsx", make_form("a2", "红旗区", [problem("甲"), problem("乙")]))
    finding = make_finding(code, severity, path="a.xlsx", row=6)
    result = roll_up([file], [finding], campaign(), AS_OF, strict=True)
    assert matters(result.table("problems")) == (["甲"] if left_out else ["甲", "乙"])
    assert [row.reason for row in result.unused] == ([f"本行有须改正的错误：{code}"] if left_out else [])


def test_without_strict_the_row_is_merged_with_its_codes():
    file = make_file("a.xlsx", make_form("a2", "红旗区", [problem("甲")]))
    findings = [make_finding(code, path="a.xlsx", row=5) for code in ("JF206", "JF201", "JF206")]
    assert merged(file, findings=findings).rows[0].codes == ("JF201", "JF206")


def test_a_safe_repair_is_made_and_nothing_else_is_changed():
    file = make_file("a.xlsx", make_form("a2", "红旗区", [problem("甲（一）", "二", held="２０２４年４—５月")]))
    repair = make_finding("JF203", "info", path="a.xlsx", row=5, cell="B5", suggestion="社会事务进校园", fixable=True)
    advice = make_finding("JF205", path="a.xlsx", row=5, cell="J5", suggestion="保留", fixable=False)
    table = merged(file, findings=[repair, advice])
    row = table.rows[0]
    got = {key: table.text(row, key) for key in ("category", "matter", "held", "disposition", "remark")}
    assert got == {
        "category": "社会事务进校园", "matter": "甲（一）", "held": "２０２４年４—５月", "disposition": "清理", "remark": "",
    }  # fmt: skip


def test_the_number_of_a_document_is_quoted_as_the_unit_wrote_it():
    """Only the unit has the document: its copy is mended (``--fix-to``), the roll-up quotes and says JF212."""
    file = make_file("a.xlsx", make_form("a6", "红旗区", [{"matter": "通知", "document_number": "湛教育[2021]1号"}]))
    cell = make_form("a6", "红旗区", [{"document_number": ""}]).column("document_number")
    advice = make_finding(
        "JF212", "warning", path="a.xlsx", row=5, cell=f"{'ABCDEFGHIJ'[cell.number - 1]}5",
        suggestion="湛教育〔2021〕1号", fixable=True,
    )  # fmt: skip
    table = roll_up([file], [advice], campaign(), AS_OF).table("documents")
    assert table.text(table.rows[0], "document_number") == "湛教育[2021]1号"
    assert table.rows[0].codes == ("JF212",)


def test_extra_columns_are_carried_in_order_of_first_appearance():
    table = merged(
        make_file("a.xlsx", make_form("a2", "红旗区", [problem("甲", 频次=2.0)], extra=["频次", "空列"])),
        make_file("b.xlsx", make_form("a2", "卫滨区", [problem("乙", 联系股室="某股")], extra=["联系股室", "频次"])),
    )
    assert table.extra == ("频次", "联系股室")
    assert [row.extra for row in table.rows] == [("2", ""), ("", "某股")]


def test_two_columns_of_one_heading_are_both_kept():
    form = make_form("a2", "红旗区", [problem("甲", remark="首列")], extra=["备注", "备注"])
    columns = tuple(
        column._replace(match=Match.DUPLICATE, key="remark") if nth >= len(form.body.columns) - 2 else column
        for nth, column in enumerate(form.body.columns)
    )
    row = form.body.rows[0]._replace(values=(*form.body.rows[0].values[:-2], "次列", "末列"))
    table = merged(make_file("a.xlsx", with_fields(form, columns=columns, rows=Rows.of([row]))))
    assert table.text(table.rows[0], "remark") == "首列"
    assert (table.extra, table.rows[0].extra) == (("备注", "备注"), ("次列", "末列"))


def test_a_missing_column_leaves_its_cells_empty():
    table = merged(make_file("a.xlsx", make_form("a2", "红旗区", [problem("甲")], leave_out=["body"])))
    assert table.text(table.rows[0], "body") == ""
    assert table.text(table.rows[0], "matter") == "甲"


def test_refused_files_are_listed_with_their_reason():
    damaged = make_file("a.xlsx", outcome=Outcome.REFUSED, problems=(Problem("JF001", "压缩包不完整"),))
    locked = make_file("b.xlsx", outcome=Outcome.REFUSED)
    finding = make_finding("JF002", path="b.xlsx", message="需要密码")
    result = roll_up([damaged, locked], [finding], campaign(), AS_OF)
    assert [(one.path, one.reason) for one in result.refused] == [("a.xlsx", "压缩包不完整"), ("b.xlsx", "需要密码")]


def test_filings_cover_the_roster_or_only_who_sent_something():
    assert {one.unit for one in small_roll_up().filings} > {"牧野区", "市财政局"}
    assert {one.unit for one in small_roll_up(whole_roster=False).filings} == {"红旗区", "卫滨区", "市公安局"}


_units = st.sampled_from(["红旗区", "卫滨区", "市公安局", "外来单位", ""])
_text = st.sampled_from(["甲", "乙", "", "=1+1", "清理", "二"])
_forms = st.builds(
    lambda attachment, unit, texts, day, extra: make_form(
        attachment,
        unit,
        [{"matter": text, "body": text, "其他列": text} for text in texts],
        received=day,
        extra=["其他列"] if extra else [],
        nil=not texts,
    ),
    st.sampled_from(["a1", "a2", "a3", "a6", "a7"]),
    _units,
    st.lists(_text, max_size=4),
    st.dates(date(2024, 6, 1), date(2024, 6, 3)),
    st.booleans(),
)


@st.composite
def _returns(draw):
    count = draw(st.integers(1, 6))
    files = [
        make_file(f"{nth}.xlsx", *draw(st.lists(_forms, max_size=3)), sha=draw(st.sampled_from(["x", "y", f"{nth}"])))
        for nth in range(count)
    ]
    findings = draw(
        st.lists(
            st.builds(
                lambda code, severity, nth, row: make_finding(
                    code, severity, path=f"{nth}.xlsx", row=row, cell=f"B{row}"
                ),
                st.sampled_from(["JF201", "JF205", "JF302"]),
                st.sampled_from(["error", "warning"]),
                st.integers(0, 5),
                st.integers(5, 8),
            ),
            max_size=6,
        )
    )
    return files, findings


@settings(max_examples=60, deadline=None)
@given(_returns(), st.booleans(), st.randoms(use_true_random=False))
def test_every_row_is_merged_or_listed_once_whatever_the_order(returns, strict, random):
    files, findings = returns
    result = roll_up(files, findings, campaign(), AS_OF, strict=strict)
    read = sorted(
        (file.path, form.attachment, row.number) for file in files for form in file.forms for row in form.body.rows
    )
    kept = [(row.path, table.attachment.id, row.row) for table in result.tables for row in table.rows]
    left = [(row.path, row.attachment, row.row) for row in result.unused]
    assert sorted(kept + left) == read
    assert result.tally == Tally(len(read), len(kept), len(left))
    assert all(tally.read == tally.merged + tally.unused for tally in result.tally_by_attachment.values())
    assert all(row.reason for row in result.unused)
    units = [unit.rows for unit in result.tally_by_unit]
    assert Tally(*(sum(getattr(one, name) for one in units) for name in ("read", "merged", "unused"))) == result.tally
    assert sum(unit.files for unit in result.tally_by_unit) == len(files)
    assert sum(unit.forms for unit in result.tally_by_unit) == result.figures.forms
    random.shuffle(files)
    random.shuffle(findings)
    assert roll_up(files, findings, campaign(), AS_OF, strict=strict) == result


def test_small_campaign_does_not_depend_on_the_order_of_files():
    assert roll_up(small_files()[::-1], small_findings()[::-1], campaign(), AS_OF, whole_roster=True) == small_roll_up()


def test_rows_that_stand_on_two_sheets_are_merged_once_and_none_is_lost():
    part = make_form("a2", "红旗区", [{"matter": "甲"}, {"matter": "乙"}], sheet="一中")
    summary = make_form("a2", "红旗区", [{"matter": "甲"}, {"matter": "乙"}, {"matter": "丙"}], sheet="汇总")
    twice = with_fields(summary, twice=frozenset({5, 6}), twice_on=("一中",))
    rolled = roll_up([make_file("甲.xlsx", part, twice)], [], campaign(), AS_OF)
    assert [(row.sheet, row.row) for row in rolled.table(FormRole.PROBLEMS).rows] == [
        ("一中", 5),
        ("一中", 6),
        ("汇总", 7),
    ]
    assert [(row.row, row.reason) for row in rolled.unused] == [
        (5, "工作表“一中”里已有这一行，只计一次"),
        (6, "工作表“一中”里已有这一行，只计一次"),
    ]
    assert (rolled.tally.read, rolled.tally.merged, rolled.tally.unused) == (5, 3, 2)
