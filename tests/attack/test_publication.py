"""What leaves the office, byte by byte: no number, name, address or name of a refused file that units sent in."""

import re
from zipfile import ZipFile

import pytest
from made.forms import shipped
from openpyxl import Workbook

from jianfu_cli.workflows.outputs import CHANNELS, DRAFT, PUBLIC_OUTPUTS, SUMMARY_HTML, SUMMARY_MARKDOWN

SECRETS = (
    "13701370501",
    "137 0137 0502",
    "１３７－０１３７－０５０３",
    "410701199003075011",
    "张某乙",
    "王某丙",
    "李某丁",
    "lisi_88",
    "lisi@example.com",
    "87654321",
    "赵某",
    "周某明",
    "76543210",
    "l3701370504",
)
TEXTS = {
    "matter": "防溺水宣传 联系人：王某丙、李某丁",
    "body": "某局（张某乙13701370501）",
    "content": "报名电话137 0137 0502，微信：lisi_88，QQ 87654321",
    "manner": "邮箱lisi@example.com，请周某明老师讲课，加扣76543210或l3701370504",
    "venue": "１３７－０１３７－０５０３",
    "scope": "证件410701199003075011",
    "acceptance": "联系人由各校确定",
}


def workbook(attachment, row):
    form = shipped().attachment(attachment)
    book = Workbook()
    sheet = book.active
    sheet.append([form.title])
    sheet.append(["填报单位（盖章）：红旗区"])
    sheet.append(["填报时间：2024-06-12    填报人员及电话：张某乙 13701370501"])
    sheet.append([column.heading for column in form.columns])
    sheet.append([1, *(row.get(column.key, "") for column in form.columns[1:])])
    return book


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "收件箱" / "红旗区"
    folder.mkdir(parents=True)
    workbook("a7", TEXTS).save(folder / "附件7.xlsx")
    workbook("a2", {**TEXTS, "category": "社会事务进校园", "disposition": "清理"}).save(folder / "附件2.xlsx")
    office = {
        "organisation": "某局 联系人：张某乙",
        "hotline": "137.0137.0501、0373-1234567",
        "complaints_email": "jb@example.cn",
    }
    workbook("a1", office).save(folder / "附件1.xlsx")
    (folder / "附件3 赵某13701370501.xlsx").write_bytes(b"no workbook")
    return folder.parent


def everything(path):
    """The text of a file, of an archive that of all its members; tags taken out, so that nothing hides between runs."""
    if path.suffix == ".docx":
        with ZipFile(path) as archive:
            written = b"\n".join(archive.read(name) for name in archive.namelist())
    else:
        written = path.read_bytes()
    text = written.decode("utf-8", "replace")
    return text + re.sub("<[^>]*>", "", text).replace("\\", "")


def test_no_output_that_leaves_the_office_has_anything_of_a_person(jianfu, inbox, tmp_path):
    done = jianfu("merge", inbox, "-o", "out", "--public", "--as-of", "2024-07-05")
    for name in (*PUBLIC_OUTPUTS, SUMMARY_HTML, SUMMARY_MARKDOWN, DRAFT):
        text = everything(tmp_path / "out" / name)
        assert [secret for secret in SECRETS if secret in text] == [], name
    channels = everything(tmp_path / "out" / CHANNELS)
    assert "0373-1234567" in channels
    assert "jb@example.cn" in channels
    assert "红旗区的投诉举报热线（是手机号码）" in done.stderr
    assert re.search(
        "请人工核对（白名单公布稿）：红旗区 .*附件7.xlsx 工作表“Sheet” [A-Z]5【.*】有“联系人”", done.stderr
    )
    assert "公布前请再看一遍" in done.stderr


@pytest.mark.parametrize("kind", ["announcement", "bulletin", "casebook"])
def test_no_draft_that_leaves_the_office_has_anything_of_a_person(jianfu, inbox, tmp_path, kind):
    assert jianfu("draft", kind, inbox, "-o", "稿.docx", "--as-of", "2024-07-05").returncode == 0
    text = everything(tmp_path / "稿.docx")
    assert [secret for secret in SECRETS if secret in text] == []


def test_the_list_for_a_group_names_units_alone(jianfu, inbox, tmp_path):
    jianfu("remind", inbox, "-o", "out", "--as-of", "2024-07-05")
    text = everything(tmp_path / "out" / "群发清单.txt")
    assert "红旗区" in text
    assert [secret for secret in SECRETS if secret in text] == []
