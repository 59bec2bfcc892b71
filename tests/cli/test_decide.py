"""``jianfu decide``: what is unsure is asked once, what was decided is obeyed by every command and never lost."""

import io
import json
import re
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made.sent import SCAN, workbook
from openpyxl import Workbook, load_workbook

from jianfu_cli.core.filings.decisions import decisions_in
from jianfu_cli.core.model.decision_book import HEADINGS
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.decisions import read_book
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.workflows.deciding import gather_questions

AS_OF = ("--as-of", "2024-06-30")
NAME = "处理决定.xlsx"


@pytest.fixture
def inbox(tmp_path):
    """红旗区 sent two 附件2 of one day, and a scan that says not of what; a body that the roster lacks sent another."""
    box = tmp_path / "收件箱"
    files = {
        "红旗区/2024-06-12/附件2.xlsx": workbook("a2", "红旗区", "2024-06-12", rows=3),
        "红旗区/2024-06-12/附件2（再）.xlsx": workbook("a2", "红旗区", "2024-06-12", rows=2),
        "红旗区/2024-06-12/附件3.xlsx": workbook("a3", "红旗区", "2024-06-12", rows=2, progress="加强管理"),
        "红旗区/2024-06-12/盖章.pdf": SCAN,
        "待认领/2024-06-12/来件.xlsx": workbook("a2", "不知哪个中心", "2024-06-12", rows=1),
    }
    for path, content in files.items():
        (box / path).parent.mkdir(parents=True, exist_ok=True)
        (box / path).write_bytes(content)
    return box


def rows(inbox):
    sheet = load_workbook(inbox / NAME)["待定"]
    return [dict(zip(HEADINGS, [cell.value for cell in row], strict=False)) for row in sheet.iter_rows(min_row=3)]


def fill_in(inbox, issue, decision, file=""):
    """Decide over all questions of ``issue`` about files of that name, as 李某 on 2024-06-20."""
    book = load_workbook(inbox / NAME)
    for row in book["待定"].iter_rows(min_row=3):
        if row[1].value == issue and file in str(row[4].value):
            row[9].value, row[11].value, row[12].value = decision, "李某", "2024-06-20"
    book.save(inbox / NAME)


def merged(jianfu, inbox):
    done = jianfu("merge", inbox, *AS_OF, "-o", inbox.parent / "汇总", "-j", "1")
    assert done.returncode in {0, 1}, done.stderr
    return json.loads((inbox.parent / "汇总" / "merge.json").read_text(encoding="utf-8"))


def validated(jianfu, inbox):
    return json.loads(jianfu("validate", inbox, *AS_OF, "-f", "json", "-j", "1").stdout)


def test_a_question_about_a_row_names_its_matter(inbox, jianfu):
    jianfu("decide", inbox, *AS_OF)
    asked = [row["情况"] for row in rows(inbox) if row["事由"] == "是否完成"]
    assert len(asked) == 2
    assert all(re.match("“[^”]+”：完成情况“加强管理”，看不出", said) for said in asked)


def test_what_is_unsure_is_asked(jianfu, inbox):
    done = jianfu("decide", inbox, *AS_OF)
    assert (done.returncode, done.stderr) == (0, "")
    sheet = load_workbook(inbox / NAME)["待定"]
    assert [cell.value for cell in sheet[2]] == list(HEADINGS)
    asked = {row["事由"] for row in rows(inbox)}
    assert asked == {"补充还是代替", "是谁报的", "是哪一件的扫描件", "是否完成", "提醒", "不采用这份"}
    offered = [validation.formula1 for validation in sheet.data_validations.dataValidation]
    assert '"补充,代替,以此为准"' in offered
    assert all(len(formula) < 255 for formula in offered)
    assert len({row["编号"] for row in rows(inbox)}) == len(rows(inbox))


def test_what_is_suggested_is_what_is_done_without_an_answer(jianfu, inbox):
    later = {
        "红旗区/2024-06-13/附件2（补充）.xlsx": workbook("a2", "红旗区", "2024-06-13", matter="另外一项"),
        "红旗区/2024-06-14/附件3.xlsx": workbook("a3", "红旗区", "2024-06-14"),
    }
    for path, content in later.items():
        (inbox / path).parent.mkdir()
        (inbox / path).write_bytes(content)
    told = [one for one in validated(jianfu, inbox)["findings"] if one["code"] == "JF608" and one["path"] in later]
    assert [(one["suggestion"], "处理决定" in one["hint"]) for one in told] == [("补充", True), ("代替", True)]
    jianfu("decide", inbox, *AS_OF)
    asked = {row["文件"]: row for row in rows(inbox) if row["事由"] == "补充还是代替" and row["文件"] in later}
    assert {path: row["建议"] for path, row in asked.items()} == {
        "红旗区/2024-06-13/附件2（补充）.xlsx": "补充",
        "红旗区/2024-06-14/附件3.xlsx": "代替",
    }
    before = merged(jianfu, inbox)["by_attachment"]
    for path, row in asked.items():
        fill_in(inbox, "补充还是代替", row["建议"], path)
    assert merged(jianfu, inbox)["by_attachment"] == before


def test_asking_again_changes_nothing(jianfu, inbox):
    jianfu("decide", inbox, *AS_OF)
    first = rows(inbox)
    jianfu("decide", inbox, *AS_OF)
    assert rows(inbox) == first


def test_which_version_counts(jianfu, inbox):
    jianfu("decide", inbox, *AS_OF)
    assert "JF604" in {one["code"] for one in validated(jianfu, inbox)["findings"]}
    for name, count in (("附件2.xlsx", 3), ("附件2（再）.xlsx", 2)):
        fill_in(inbox, "补充还是代替", None)
        fill_in(inbox, "补充还是代替", "以此为准", name)
        found = merged(jianfu, inbox)
        assert found["by_attachment"]["a2"] == {"read": 6, "merged": count + 1, "unused": 5 - count}
        assert [(one["decision"], one["by"], one["on"]) for one in found["decisions"]] == [
            ("以此为准", "李某", "2024-06-20")
        ]
    report = validated(jianfu, inbox)
    assert "JF604" not in {one["code"] for one in report["findings"]}
    assert [one["decision"] for one in report["decisions"]] == ["以此为准"]


def test_whose_it_is_and_how_it_is_written_from_now_on(jianfu, inbox):
    jianfu("decide", inbox, *AS_OF)
    fill_in(inbox, "是谁报的", "卫滨区")
    ledger = json.loads(jianfu("status", inbox, *AS_OF, "-f", "json").stdout)
    assert ledger["unplaced"] == []
    assert [one["decision"] for one in ledger["decisions"]] == ["卫滨区"]
    settled = [one for one in validated(jianfu, inbox)["findings"] if one["code"] == "JF111"]
    assert [one["answered"] for one in settled] == [{"answer": "卫滨区", "by": "李某", "on": "2024-06-20"}]
    jianfu("decide", inbox, *AS_OF)
    assert [cell.value for cell in load_workbook(inbox / NAME)["别名"][3]] == ["不知哪个中心", "卫滨区"]
    (inbox / "另一件.xlsx").write_bytes(workbook("a3", "不知哪个中心", "2024-06-12"))
    forms = {file["path"]: file["forms"] for file in validated(jianfu, inbox)["files"]}
    assert forms["另一件.xlsx"][0]["unit"] == "卫滨区"


def test_what_was_decided_together_with_whose_it_is_is_asked_once(jianfu, inbox):
    """The unit is part of a 编号: what was settled under the old name is not listed again under the new one."""
    (inbox / "待认领/2024-06-12/整改.xlsx").write_bytes(
        workbook("a3", "不知哪个中心", "2024-06-12", rows=1, progress="加强管理")
    )
    jianfu("decide", inbox, *AS_OF)
    ours = ("待认领/2024-06-12/来件.xlsx", "待认领/2024-06-12/整改.xlsx")
    for issue, decision in (
        ("提醒", "已核实"),
        ("是否完成", "未完成"),
        ("不采用这份", "不采用"),
        ("是谁报的", "卫滨区"),
    ):
        fill_in(inbox, issue, decision, ours[1] if issue == "不采用这份" else "待认领")
    before = [row for row in rows(inbox) if row["文件"] in ours]
    for _ in range(2):  # the second time the spelling is an alias
        jianfu("decide", inbox, *AS_OF)
        after = [row for row in rows(inbox) if row["文件"] in ours]
        open_ones = [(row["事由"], row["文件"]) for row in after if not row["决定"]]
        assert open_ones == [("不采用这份", ours[0])]
        decided = {row["编号"]: row["决定"] for row in before if row["决定"]}
        assert {row["编号"]: row["决定"] for row in after if row["决定"]} == decided
    unused = merged(jianfu, inbox)["by_attachment"]["a3"]["unused"]
    assert unused == 1


@pytest.mark.parametrize("packed", [False, True])
def test_whose_it_is_answers_for_the_unit_that_nobody_wrote(jianfu, inbox, packed):
    content, name = workbook("a7", "", "2024-06-12", rows=1), "白名单.xlsx"
    if packed:
        with zipfile.ZipFile(inbox / "待认领/2024-06-12/包.zip", "w") as archive:
            archive.writestr(name, content)
    else:
        (inbox / "待认领/2024-06-12" / name).write_bytes(content)
    jianfu("decide", inbox, *AS_OF)
    fill_in(inbox, "是谁报的", "牧野区", "包.zip" if packed else name)
    [missing] = [one for one in validated(jianfu, inbox)["findings"] if one["code"] == "JF110"]
    assert (missing["unit"], missing["answered"]["answer"]) == ("牧野区", "牧野区")


def test_whether_it_is_done(jianfu, inbox):
    jianfu("decide", inbox, *AS_OF)
    assert merged(jianfu, inbox)["figures"]["by_progress"]["unclear"] == 2
    fill_in(inbox, "是否完成", "已完成")
    figures = merged(jianfu, inbox)["figures"]["by_progress"]
    assert (figures["done"], figures["unclear"]) == (2, 0)
    unclear = [one for one in validated(jianfu, inbox)["findings"] if one["code"] == "JF508"]
    assert {one["answered"]["answer"] for one in unclear} == {"已完成"}


def test_what_a_scan_is_of(jianfu, inbox):
    jianfu("decide", inbox, *AS_OF)
    fill_in(inbox, "是哪一件的扫描件", "附件3")
    ledger = json.loads(jianfu("status", inbox, *AS_OF, "-f", "json").stdout)
    (unit,) = (one for one in ledger["units"] if one["unit"] == "红旗区")
    assert {one["attachment"] for one in unit["attachments"] if one["scan"]} == {"a3"}


def test_what_is_not_used_stands_among_the_unused_rows(jianfu, inbox):
    jianfu("decide", inbox, *AS_OF)
    fill_in(inbox, "不采用这份", "不采用", "附件3.xlsx")
    found = merged(jianfu, inbox)
    assert found["by_attachment"]["a3"] == {"read": 2, "merged": 0, "unused": 2}
    assert {one["reason"] for one in found["unused"] if one["attachment"] == "a3"} == {"按处理决定：不采用"}
    book = load_workbook(inbox.parent / "汇总" / "汇总.xlsx")
    assert book.sheetnames[-1] == "处理决定"
    assert "照处理决定.xlsx办理 1 件" in (inbox.parent / "汇总" / "摘要.md").read_text(encoding="utf-8")


def test_of_a_units_own_folder_too(jianfu, inbox):
    jianfu("decide", inbox, *AS_OF)
    fill_in(inbox, "是否完成", "已完成")
    for path in (inbox / "红旗区", inbox / "红旗区" / "2024-06-12", inbox / "红旗区" / "2024-06-12" / "附件3.xlsx"):
        assert len(validated(jianfu, path)["decisions"]) == 2


def test_it_is_nobodys_submission_save_in_a_units_folder(jianfu, inbox):
    jianfu("decide", inbox, *AS_OF)
    assert NAME not in {file["path"] for file in validated(jianfu, inbox)["files"]}
    (inbox / "卫滨区").mkdir()
    (inbox / "卫滨区" / NAME).write_bytes((inbox / NAME).read_bytes())
    assert f"卫滨区/{NAME}" in {file["path"] for file in validated(jianfu, inbox)["files"]}


def test_a_decision_whose_subject_is_gone_is_kept(jianfu, inbox):
    jianfu("decide", inbox, *AS_OF)
    fill_in(inbox, "是否完成", "已完成")
    away = (inbox / "红旗区/2024-06-12/附件3.xlsx").rename(inbox.parent / "附件3.xlsx")
    assert "2 件已不适用" in jianfu("decide", inbox, *AS_OF).stdout
    kept = [row for row in rows(inbox) if row["决定"]]
    assert [row["情况"].startswith("已不适用：") for row in kept] == [True, True]
    away.rename(inbox / "红旗区/2024-06-12/整改.xlsx")
    jianfu("decide", inbox, *AS_OF)
    kept = [row for row in rows(inbox) if row["决定"]]
    assert [(row["文件"], row["情况"].startswith("已不适用")) for row in kept] == [
        ("红旗区/2024-06-12/整改.xlsx", False)
    ] * 2


@pytest.mark.parametrize(("issue", "decision"), [("是否完成", "已完成"), ("提醒", "已核实")])
def test_a_decision_on_a_value_of_a_replaced_version_is_marked_until_that_counts_again(jianfu, inbox, issue, decision):
    first = workbook("a3", "红旗区", "2024-06-12", rows=2, progress="加强管理", measures="加强领导，提高认识。")
    (inbox / "红旗区/2024-06-12/附件3.xlsx").write_bytes(first)
    jianfu("decide", inbox, *AS_OF)
    fill_in(inbox, issue, decision, file="附件3")
    mended = inbox / "红旗区/2024-06-14/附件3更正.xlsx"
    mended.parent.mkdir()
    mended.write_bytes(
        workbook("a3", "红旗区", "2024-06-14", rows=2, progress="已完成", measures="取消。", deadline="2024-06-21")
    )

    def marked():
        jianfu("decide", inbox, *AS_OF)
        return [row["情况"].startswith("已不适用：") for row in rows(inbox) if row["决定"]]

    gone = marked()
    assert set(gone) == {True}
    mended.unlink()
    assert marked() == [False] * len(gone)


def test_a_word_that_is_no_decision_is_said_and_kept(jianfu, inbox):
    jianfu("decide", inbox, *AS_OF)
    fill_in(inbox, "是否完成", "快了")
    done = jianfu("validate", inbox, *AS_OF)
    assert "“快了”不是可选的决定（已完成、未完成）" in done.stderr
    jianfu("decide", inbox, *AS_OF)
    assert [row["决定"] for row in rows(inbox) if row["事由"] == "是否完成"] == ["快了", "快了"]


def test_the_row_that_is_not_obeyed_is_that_of_the_workbook_as_written(jianfu, inbox):
    """What has to be decided stands first when it is written anew, so that every row after it moves."""
    jianfu("decide", inbox, *AS_OF)
    book = load_workbook(inbox / NAME)
    sheet = book["待定"]
    last = sheet.max_row
    for column, text in zip((1, 2, 10), ("", "是否完成", "快了"), strict=True):
        sheet.cell(last + 9, column, text or None)
    for row in sheet.iter_rows(min_row=3, max_row=last):
        row[9].value = "差不多" if row[1].value == "是否完成" else None
    book.save(inbox / NAME)
    done = jianfu("decide", inbox, *AS_OF)
    said = [int(row) for row in re.findall(r"处理决定.xlsx 第 ([0-9]+) 行的决定没有采用", done.stderr)]
    written = load_workbook(inbox / NAME)["待定"]
    faulty = [row[9].row for row in written.iter_rows(min_row=3) if row[9].value in {"快了", "差不多"}]
    assert sorted(said) == faulty
    assert len(said) == 3
    assert last + 9 not in said
    again = jianfu("validate", inbox, *AS_OF).stderr
    assert [int(row) for row in re.findall(r"第 ([0-9]+) 行的决定没有采用", again)] == said


def test_the_workbook_says_what_becomes_of_what_is_left_empty(jianfu, inbox):
    """建议 may be 补充 where the situation says 当作代替: nothing is decided by it."""
    jianfu("decide", inbox, *AS_OF)
    head = load_workbook(inbox / NAME)["待定"]["A1"].value
    assert "不填的仍照现在的办法处理（见“情况”），“建议”只供参考" in head


@pytest.mark.parametrize("lock", ["~$处理决定.xlsx", ".~lock.处理决定.xlsx#"])
def test_it_is_not_written_while_it_lies_open(jianfu, inbox, lock):
    (inbox / lock).write_bytes(b"")
    done = jianfu("decide", inbox, *AS_OF)
    assert (done.returncode, "打开" in done.stderr, (inbox / NAME).exists()) == (2, True, False)


@pytest.mark.parametrize("place", ["红旗区", "没有这个", "红旗区/2024-06-12/附件2.xlsx"])
def test_only_over_an_inbox(jianfu, inbox, place):
    done = jianfu("decide", inbox / place, *AS_OF)
    assert (done.returncode, "收件箱" in done.stderr) == (2, True)


def test_an_empty_inbox_asks_nothing(jianfu, tmp_path):
    (tmp_path / "空").mkdir()
    done = jianfu("decide", tmp_path / "空")
    assert (done.returncode, "没有要拿主意的" in done.stdout) == (0, True)


def test_a_damaged_workbook_stops_every_command(jianfu, inbox):
    (inbox / NAME).write_bytes(b"PK\x03\x04")
    for command in (("validate", inbox), ("status", inbox), ("decide", inbox)):
        done = jianfu(*command, *AS_OF)
        assert (done.returncode, NAME in done.stderr) == (2, True)


def test_receive_says_what_a_scan_is_of(jianfu, tmp_path):
    (tmp_path / "盖章.pdf").write_bytes(SCAN)
    box = tmp_path / "收件箱"
    done = jianfu("receive", "盖章.pdf", "--inbox", box, "-u", "红旗区", "--on", "2024-06-12", "--attachment", "3")
    assert done.returncode == 0, done.stderr
    ledger = json.loads(jianfu("status", box, *AS_OF, "-f", "json").stdout)
    (unit,) = (one for one in ledger["units"] if one["unit"] == "红旗区")
    assert {one["attachment"] for one in unit["attachments"] if one["scan"]} == {"a3"}
    jianfu("decide", box, *AS_OF)
    assert [(row["决定"], row["日期"]) for row in rows(box)] == [("附件3", "2024-06-12")]


def test_a_unit_answers_beside_a_warning(jianfu, inbox):
    sent = inbox / "红旗区/2024-06-12/附件3.xlsx"
    jianfu("validate", inbox, *AS_OF, "--return-to", inbox.parent / "退")
    book = load_workbook(inbox.parent / "退" / "红旗区/2024-06-12/附件3.xlsx")
    listing = book["退回意见"]
    headings = [cell.value for cell in listing[5]]
    said = 0
    for row in listing.iter_rows(min_row=6):
        if row[headings.index("代码")].value == "JF508":
            row[headings.index("说明")].value = "长期坚持，不设完成时间"
            said += 1
    target = io.BytesIO()
    book.save(target)
    sent.write_bytes(target.getvalue())
    report = validated(jianfu, inbox)
    answered = [one["answered"] for one in report["findings"] if one["code"] == "JF508"]
    assert answered == [{"answer": "长期坚持，不设完成时间", "by": "红旗区", "on": "2024-06-12"}] * said
    assert report["counts"]["answered"] == said
    jianfu("validate", inbox, *AS_OF, "--return-to", inbox.parent / "再退")
    assert not (inbox.parent / "再退" / "红旗区/2024-06-12/附件3.xlsx").exists()
    for row in book["Sheet"].iter_rows(min_row=4):
        row[[cell.value for cell in book["Sheet"][3]].index("完成情况")].value = "继续加强管理"
    book.save(sent)
    assert not any(one["answered"] for one in validated(jianfu, inbox)["findings"] if one["code"] == "JF508")


def _edited(path, shuffled, wide, blanks):
    """What people do to the workbook: other order, other columns, blank rows; their decisions stay beside the 编号."""
    sheet = load_workbook(path)["待定"]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    order = [nth for nth in shuffled if nth < len(lines)]
    order += [nth for nth in range(len(lines)) if nth not in order]
    columns = sorted(range(len(HEADINGS)), key=lambda place: (place * 7 + wide) % 13)
    book = Workbook()
    book.active.title = "待定"
    book.active.append(["处理决定"])
    book.active.append([HEADINGS[place] for place in columns])
    for nth in order:
        book.active.append([lines[nth][place] for place in columns])
        for _ in range(blanks):
            book.active.append([])
    book.save(path)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.integers(0, 12), unique=True, max_size=6),
    st.integers(0, 12),
    st.integers(0, 2),
    st.lists(st.sampled_from(["附件2.xlsx", "附件3.xlsx", "盖章.pdf"]), unique=True),
    st.booleans(),
)
def test_decisions_stay_with_their_subject(tmp_path_factory, shuffled, wide, blanks, renamed, arrives):
    """Whatever is edited, renamed or arrives, each decision stays in force over what it was made about."""
    campaign, box = load_campaign(), tmp_path_factory.mktemp("收") / "收件箱"
    folder = box / "红旗区" / "2024-06-12"
    folder.mkdir(parents=True)
    (folder / "附件2.xlsx").write_bytes(workbook("a2", "红旗区", "2024-06-12", rows=3))
    (folder / "附件2（再）.xlsx").write_bytes(workbook("a2", "红旗区", "2024-06-12", rows=2))
    (folder / "附件3.xlsx").write_bytes(workbook("a3", "红旗区", "2024-06-12", rows=2, progress="加强管理"))
    (folder / "盖章.pdf").write_bytes(SCAN)
    as_of = campaign.ends_on
    gather_questions(box, campaign, as_of, jobs=1)
    fill_in(box, "补充还是代替", "以此为准", "附件2.xlsx")
    fill_in(box, "是否完成", "未完成")
    fill_in(box, "是哪一件的扫描件", "附件3")

    def standing():
        read = decisions_in(read_book(box / NAME, GuardLimits()), campaign)
        return {number: (one.issue, one.decision, one.by, one.on) for number, one in read.by_number.items()}

    before = standing()
    _edited(box / NAME, shuffled, wide, blanks)
    for name in renamed:
        (folder / name).rename(folder / f"新名{name.replace('附件', '')}")
    if arrives:
        (box / "卫滨区").mkdir()
        (box / "卫滨区" / "附件2.xlsx").write_bytes(workbook("a2", "卫滨区", "2024-06-13"))
    asked = gather_questions(box, campaign, as_of, jobs=1)
    assert standing() == before
    assert (asked.decided, asked.gone) == (len(before), 0)


def test_an_inbox_with_nothing_but_decisions_is_an_empty_one(jianfu, tmp_path):
    inbox = tmp_path / "收件箱"
    inbox.mkdir()
    assert jianfu("decide", inbox, *AS_OF).returncode == 0
    assert [path.name for path in inbox.iterdir()] == [NAME]
    status = jianfu("status", inbox, *AS_OF, "-f", "json")
    assert (
        status.returncode,
        {one["state"] for unit in json.loads(status.stdout)["units"] for one in unit["attachments"]},
    ) == (
        1,
        {"missing", "not-due"},
    )
    assert jianfu("remind", inbox, *AS_OF, "-o", tmp_path / "催报").returncode == 0
    assert jianfu("progress", inbox, *AS_OF).returncode == 0
    assert jianfu("validate", inbox, *AS_OF).returncode == 2
