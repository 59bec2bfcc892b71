"""Mails through the commands: filed whole under their own day, seen through by all that looks into an inbox."""

import json
from email.message import EmailMessage

import pytest
from made.sent import SCAN, workbook
from openpyxl import load_workbook

FORM = workbook("a2", "红旗区", "2024-06-03", rows=3)
UNSIGNED = workbook("a2", "", "2024-06-03", rows=2)


def mail(*parts, sender="a@example.cn", sent="Wed, 12 Jun 2024 23:30:00 -0500", subject=None, text="见附件"):
    message = EmailMessage()
    message["From"], message["To"], message["Date"] = sender, "b@example.cn", sent
    if subject:
        message["Subject"] = subject
    message.set_content(text)
    for name, content in parts:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def write(folder, **files):
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


@pytest.fixture
def inbox(tmp_path):
    """One unit's mail with a form, its scan and a broken attachment."""
    data = mail(("附件2.xlsx", FORM), ("附件2扫描件.pdf", SCAN), ("附件3.xlsx", FORM[:800]))
    return write(tmp_path / "收件箱", **{"红旗区/邮件.eml": data})


def test_a_mail_is_filed_whole_under_its_own_day(jianfu, tmp_path):
    came = write(tmp_path / "来件", **{"1.eml": mail(("附件2.xlsx", FORM)), "2.eml": mail(), "3.xlsx": FORM})
    done = jianfu("receive", came, "--inbox", "收件箱")
    held = {path.relative_to(tmp_path / "收件箱").as_posix(): path for path in (tmp_path / "收件箱").rglob("*.eml")}
    assert sorted(held) == ["待认领/2024-06-12/2.eml", "红旗区/2024-06-12/1.eml"]
    assert held["红旗区/2024-06-12/1.eml"].read_bytes() == (came / "1.eml").read_bytes()
    assert "  √ 红旗区/2024-06-12/1.eml：附件2（3 行）" in done.stdout
    assert "  ! 待认领/2024-06-12/2.eml：附带的文件" in done.stdout
    assert not list((tmp_path / "收件箱").glob("红旗区/2024-06-12/*.xlsx"))


def test_a_day_that_is_given_goes_before_the_mails(jianfu, tmp_path):
    came = write(tmp_path / "来件", **{"1.eml": mail(("附件2.xlsx", FORM))})
    jianfu("receive", came, "--inbox", "收件箱", "--on", "2024-06-14")
    assert (tmp_path / "收件箱/红旗区/2024-06-14/1.eml").exists()


def test_a_sender_the_roster_knows_claims_the_mail(jianfu, tmp_path):
    jianfu("init", "行动")
    campaign = tmp_path / "行动/campaign.yaml"
    text = campaign.read_text(encoding="utf-8")
    assert "name: 红旗区" in text
    campaign.write_text(text.replace("name: 红旗区", "name: 红旗区, emails: [hq@example.cn]", 1), encoding="utf-8")
    came = write(
        tmp_path / "来件",
        **{
            "1.eml": mail(("2.xlsx", UNSIGNED), sender="HQ@example.cn"),
            "2.eml": mail(("扫描件.pdf", SCAN), sender="hq@example.cn"),
        },
    )
    done = jianfu("receive", came, "--inbox", "收件箱", "--campaign", "行动")
    assert "  √ 红旗区/2024-06-12/1.eml：附件2（2 行）" in done.stdout
    assert "  √ 红旗区/2024-06-12/2.eml：邮件，里面没有认出表" in done.stdout


@pytest.mark.parametrize(
    ("subject", "text", "unit"),
    [
        ("红旗区报送附件2", "见附件", "红旗区"),
        ("转发：获嘉县教体局减负材料", "请查收", "获嘉县"),
        ("附件2", "\n  牧野区报送的问题清单，请查收。\n\n红旗区 抄送\n", "牧野区"),
        ("报送材料", "市教育局：\n现将材料报上。", None),
        ("红旗区、卫滨区材料", "见附件", None),
        ("附件2", "红旗区公安局报送", None),
    ],
)
def test_what_a_mail_says_of_whose_it_is_is_told_and_a_person_decides(jianfu, tmp_path, subject, text, unit):
    came = write(tmp_path / "来件", **{"1.eml": mail(("2.xlsx", UNSIGNED), subject=subject, text=text)})
    done = jianfu("receive", came, "--inbox", "收件箱")
    assert [path.name for path in (tmp_path / "收件箱/待认领/2024-06-12").iterdir()] == ["1.eml"]
    advice = f"邮件主题或正文第一行写着{unit}，核实后用 -u {unit} 再收一次"
    assert (advice in done.stdout) is (unit is not None)
    assert "邮件主题" not in done.stdout or unit
    jianfu("decide", "收件箱", "--as-of", "2024-06-30")
    asked = load_workbook(tmp_path / "收件箱/处理决定.xlsx")["待定"].iter_rows(min_row=3, values_only=True)
    suggested = [row[8] for row in asked if row[1] == "是谁报的"]
    assert suggested == [unit]


def test_the_form_goes_before_the_mails_words(jianfu, tmp_path):
    came = write(tmp_path / "来件", **{"1.eml": mail(("附件2.xlsx", FORM), subject="卫滨区报送附件2")})
    done = jianfu("receive", came, "--inbox", "收件箱")
    assert "√ 红旗区/2024-06-12/1.eml" in done.stdout


def test_validate_names_the_place_in_the_mail(jianfu, inbox):
    report = json.loads(jianfu("validate", inbox, "-f", "json", "--as-of", "2024-06-14").stdout)
    files = {file["path"]: file for file in report["files"]}
    assert list(files) == [
        "红旗区/邮件.eml",
        "红旗区/邮件.eml!/附件2.xlsx",
        "红旗区/邮件.eml!/附件2扫描件.pdf",
        "红旗区/邮件.eml!/附件3.xlsx",
    ]
    [form] = files["红旗区/邮件.eml!/附件2.xlsx"]["forms"]
    assert (form["received_on"], form["received_from"]) == ("2024-06-12", "mail")
    of_files = [(one["code"], one["path"]) for one in report["findings"] if one["code"].startswith("JF0")]
    assert of_files == [("JF001", "红旗区/邮件.eml!/附件3.xlsx")]
    assert "文件名像是附件" not in json.dumps(report, ensure_ascii=False)


def test_status_counts_by_the_mails_day(jianfu, inbox):
    for day, state in (("2024-06-11", None), ("2024-06-14", "2024-06-12")):
        report = json.loads(jianfu("status", inbox, "-f", "json", "--as-of", day).stdout)
        unit = next(unit for unit in report["units"] if unit["unit"] == "红旗区")
        entry = next(entry for entry in unit["attachments"] if entry["attachment"] == "a2")
        assert entry["received_on"] == state
        assert entry["scan"] is (state is not None)
        assert [version["path"] for version in entry["versions"]] == ["红旗区/邮件.eml!/附件2.xlsx"]
        assert report["unplaced"] == []


def test_merge_names_the_place_in_the_mail(jianfu, inbox, tmp_path):
    jianfu("merge", inbox, "-o", "结果", "--as-of", "2024-06-14")
    sheet = load_workbook(tmp_path / "结果/汇总.xlsx", data_only=True)["附件2"]
    headings = [cell.value for cell in sheet[2]]
    assert sheet.cell(3, headings.index("来源文件") + 1).value == "红旗区/邮件.eml!/附件2.xlsx"


def test_copies_to_send_back_lie_in_a_folder_called_like_the_mail(jianfu, tmp_path):
    faulty = workbook("a2", "红旗区", "2024-06-03", rows=3, disposition="")
    write(
        tmp_path / "收件箱",
        **{"红旗区/2024-06-12/邮件.eml": mail(("附件2.xlsx", faulty), ("附件3.xlsx", faulty[:800]))},
    )
    jianfu("validate", "收件箱", "--as-of", "2024-06-14", "--return-to", "退回")
    held = sorted(path.relative_to(tmp_path / "退回").as_posix() for path in (tmp_path / "退回").rglob("*.xlsx"))
    assert held == ["红旗区/2024-06-12/邮件/附件2.xlsx", "红旗区/2024-06-12/邮件/附件3_退回意见.xlsx"]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_same_whatever_the_number_of_processes(jianfu, inbox, jobs):
    write(inbox, **{f"卫滨区/{number}.eml": mail(("附件2.xlsx", FORM)) for number in range(3)})
    options = ("-f", "json", "--as-of", "2024-06-14")
    assert jianfu("validate", inbox, *options, "-j", jobs).stdout == jianfu("validate", inbox, *options).stdout
