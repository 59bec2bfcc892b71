import csv
import io
import json

import pytest
from docx import Document
from made.sent import SCAN, workbook
from openpyxl import Workbook, load_workbook


@pytest.fixture
def versions(tmp_path):
    (tmp_path / "旧.xlsx").write_bytes(workbook("a2", "红旗区", "2024-06-10", rows=3))
    (tmp_path / "新.xlsx").write_bytes(workbook("a2", "红旗区", "2024-06-12", rows=4, venue="部分中小学"))
    return tmp_path


def test_two_versions_of_a_form(jianfu, versions):
    done = jianfu("diff", "旧.xlsx", "新.xlsx")
    assert (done.returncode, done.stderr) == (0, "")
    assert "附件2《专项整治问题摸排清单》：没有变的 0 行，改动 3，增加 1，减少 0" in done.stdout
    assert "F4【开展地点】全县中小学 → 部分中小学" in done.stdout


def test_json_is_utf_8_whatever_the_console(jianfu, versions):
    done = jianfu("diff", "旧.xlsx", "新.xlsx", "-f", "json", encoding="gbk", raw=True)
    content = json.loads(done.stdout.decode("utf-8"))
    assert content["format"] == "jianfu-diff/1"
    assert content["counts"] == {"same": 0, "changed": 3, "added": 1, "gone": 0}


def test_two_roll_ups(jianfu, versions):
    for name in ("旧", "新"):
        inbox = versions / name / "红旗区"
        inbox.mkdir(parents=True)
        (inbox / "附件2.xlsx").write_bytes((versions / f"{name}.xlsx").read_bytes())
        jianfu("merge", versions / name, "-o", f"汇总{name}", "--as-of", "2024-06-12")
    done = jianfu("diff", "汇总旧/汇总.xlsx", "汇总新/汇总.xlsx", "-f", "json")
    content = json.loads(done.stdout)
    assert content["counts"] == {"same": 0, "changed": 3, "added": 1, "gone": 0}
    [a2] = [form for form in content["forms"] if form["rows"]]
    assert {row["unit"] for row in a2["rows"]} == {"红旗区"}
    assert {cell["column"] for row in a2["rows"] if row["change"] == "changed" for cell in row["cells"]} == {"开展地点"}


def two_roll_ups(jianfu, folder, *later):
    """Roll up 红旗区's older form, and on another day its newer one with what came ``later``; return both."""
    for name, sent in (("旧", ()), ("新", later)):
        inbox = folder / f"箱{name}"
        for unit, content in (("红旗区", (folder / f"{name}.xlsx").read_bytes()), *sent):
            (inbox / unit).mkdir(parents=True)
            (inbox / unit / "附件2.xlsx").write_bytes(content)
        jianfu("merge", inbox, "-o", f"汇总{name}", "--as-of", "2024-06-13")
    return "汇总旧/汇总.xlsx", "汇总新/汇总.xlsx"


def test_two_roll_ups_say_who_filed_since(jianfu, versions):
    files = two_roll_ups(jianfu, versions, ("卫滨区", workbook("a2", "卫滨区", "2024-06-13")))
    content = json.loads(jianfu("diff", *files, "-f", "json").stdout)
    [filing] = content["filings"]
    assert (filing["unit"], filing["attachment"], filing["new"]) == ("卫滨区", "a2", "按时")
    assert "报送情况：1 处不同\n  卫滨区 附件2：未到期 → 按时\n" in jianfu("diff", *files).stdout


def test_equal_roll_ups_are_said_to_be_so_and_what_was_not_compared(jianfu, versions):
    old, _ = two_roll_ups(jianfu, versions)
    assert jianfu("diff", old, old).stdout.endswith("各附件和报送情况都没有变（校验结果不对照）。\n")


def test_csv_has_a_row_a_changed_cell(jianfu, versions):
    files = two_roll_ups(jianfu, versions, ("卫滨区", workbook("a2", "卫滨区", "2024-06-13")))
    written = jianfu("diff", *files, "-f", "csv", encoding="gbk", raw=True).stdout
    rows = list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"))))
    assert {row["change"] for row in rows} == {"changed", "added", "filing"}
    changed = [row for row in rows if row["change"] == "changed"]
    assert {(row["column"], row["old"], row["new"]) for row in changed} == {("开展地点", "全县中小学", "部分中小学")}
    assert [(row["unit"], row["attachment"], row["new"]) for row in rows if row["change"] == "filing"] == [
        ("卫滨区", "a2", "按时")
    ]


def test_the_workbook(jianfu, versions):
    files = two_roll_ups(jianfu, versions, ("卫滨区", workbook("a2", "卫滨区", "2024-06-13")))
    done = jianfu("diff", *files, "-f", "xlsx")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "已写出 对照.xlsx\n")
    book = load_workbook(versions / "对照.xlsx")
    assert book.sheetnames == ["改动", "报送情况"]
    assert [cell.value for cell in book["改动"][3]][:4] == ["附件2", "改动", "红旗区", "语音打卡第1项"]
    assert [cell.value for cell in book["报送情况"][3]] == ["附件2", "卫滨区", "未到期", "按时"]


def test_two_forms_have_no_filings(jianfu, versions):
    assert "filings" not in json.loads(jianfu("diff", "旧.xlsx", "新.xlsx", "-f", "json").stdout)


@pytest.mark.parametrize("output", ["旧.xlsx", "新.xlsx"])
def test_the_result_is_never_written_over_what_is_compared(jianfu, versions, output):
    done = jianfu("diff", "旧.xlsx", "新.xlsx", "-f", "xlsx", "-o", output)
    assert (done.returncode, done.stdout) == (2, "")
    assert "请换一个位置" in done.stderr


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("没有.xlsx", None, "找不到 没有.xlsx"),
        ("坏.xlsx", b"no workbook", "坏.xlsx："),
        ("图.pdf", SCAN, "图.pdf：里面没有认出任何一个附件"),
    ],
)
def test_what_cannot_be_compared(jianfu, versions, name, content, said):
    if content:
        (versions / name).write_bytes(content)
    done = jianfu("diff", "旧.xlsx", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def campaign_of_one_column(folder):
    """A campaign whose list shows one column (the other is secret), and whose other form is a report."""
    folder.mkdir()
    (folder / "campaign.yaml").write_text(
        "id: pupils\ntitle: 资助\nissuer: 市教育局\nnotice_date: 2026-11-01\nends_on: 2026-12-31\n"
        "kinds: [{id: school, label: 学校}]\ncategories: []\nstages: []\n"
        "attachments: [{form: a1, due: {school: 2026-12-01}}, {form: a2, due: {school: 2026-12-01}}]\n"
        "units: {school: [{name: 一中}, {name: 二中}]}\n",
        encoding="utf-8",
    )
    (folder / "a1.yaml").write_text(
        'id: a1\nnumber: 1\nversion: "1"\nkind: table\ntitle: 资助事项名单\n'
        "header: [{key: unit, label: 填报单位, type: unit}, {key: reported_on, label: 填报时间, type: date}]\n"
        "columns: [{key: matter, heading: 事项名称, type: text}, {key: card, heading: 证件号, type: text, secret: true}]\n",
        encoding="utf-8",
    )
    (folder / "a2.yaml").write_text(
        'id: a2\nnumber: 2\nversion: "1"\nkind: outline\ntitle: 工作总结\n'
        "sections: [{heading: 一、工作情况}, {heading: 二、下一步打算}]\n",
        encoding="utf-8",
    )
    return folder


def list_of(*matters):
    book = Workbook()
    for row in (["资助事项名单"], ["填报单位：一中", "填报时间：2026-11-02"], ["事项名称", "证件号"]):
        book.active.append(row)
    for matter in matters:
        book.active.append([matter, "示例证件号"])
    return book


def report_of(text):
    report = Document()
    for words in ("工作总结", "填报单位：一中", "一、工作情况", text, "二、下一步打算", "继续做好。"):
        report.add_paragraph(words)
    return report


def test_a_list_that_shows_one_column_and_a_report(jianfu, tmp_path):
    campaign = campaign_of_one_column(tmp_path / "行动")
    sent = {
        "旧": (list_of("助学金", "营养餐"), report_of("做了一半。")),
        "新": (list_of("助学金", "校服"), report_of("都做了。")),
    }
    for name, (listed, report) in sent.items():
        (tmp_path / name / "一中").mkdir(parents=True)
        listed.save(tmp_path / name / "一中" / "附件1.xlsx")
        report.save(tmp_path / name / "一中" / "附件2.docx")
        jianfu("merge", name, "-o", f"汇总{name}", "--as-of", "2026-11-03", "--campaign", campaign)
    rows = json.loads(
        jianfu("diff", "汇总旧/汇总.xlsx", "汇总新/汇总.xlsx", "-f", "json", "--campaign", campaign).stdout
    )["forms"][0]
    assert (rows["attachment"], rows["same"]) == ("a1", 1)
    assert [(row["change"], row["unit"], row["matter"]) for row in rows["rows"]] == [
        ("added", "一中", "校服"),
        ("gone", "一中", "营养餐"),
    ]
    reports = jianfu("diff", "旧/一中/附件2.docx", "新/一中/附件2.docx", "--campaign", campaign)
    assert "【正文】做了一半。 → 都做了。" in reports.stdout


def test_roll_ups_of_reports_alone_say_who_filed(jianfu, tmp_path):
    campaign = campaign_of_one_column(tmp_path / "行动")
    for name, units in (("旧", ["一中"]), ("新", ["一中", "二中"])):
        for unit in units:
            (tmp_path / name / unit).mkdir(parents=True)
            report_of("都做了。").save(tmp_path / name / unit / "附件2.docx")
        jianfu("merge", name, "-o", f"汇总{name}", "--as-of", "2026-11-03", "--campaign", campaign)
    done = jianfu("diff", "汇总旧/汇总.xlsx", "汇总新/汇总.xlsx", "-f", "json", "--campaign", campaign)
    assert (done.returncode, done.stderr) == (0, "")
    assert {(one["unit"], one["attachment"]) for one in json.loads(done.stdout)["filings"]} >= {("二中", "a2")}


def test_a_roll_up_of_another_campaign_is_none(jianfu, tmp_path, versions):
    campaign = campaign_of_one_column(tmp_path / "行动")
    files = two_roll_ups(jianfu, versions)
    done = jianfu("diff", *files, "--campaign", campaign)
    assert done.returncode == 2
