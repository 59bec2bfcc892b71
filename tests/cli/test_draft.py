"""``jianfu draft`` on the example."""

from pathlib import Path

import pytest
from docx import Document

INBOX = Path(__file__).resolve().parents[2] / "examples" / "inbox"


@pytest.mark.parametrize(
    ("kind", "said"),
    [("announcement", "受理范围"), ("bulletin", "材料报送情况"), ("inspection", "抽查"), ("casebook", "个案例")],
)
def test_each_kind_is_a_document_to_go_on_from(jianfu, tmp_path, kind, said):
    done = jianfu("draft", kind, INBOX, "-o", "稿.docx", "--as-of", "2024-07-05")
    assert (done.returncode, done.stdout, done.stderr) == (0, "已生成 稿.docx\n", "")
    assert said in "\n".join(paragraph.text for paragraph in Document(tmp_path / "稿.docx").paragraphs)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["letter", INBOX, "-o", "a.docx"], "announcement"),
        (["bulletin", INBOX], "--output"),
        (["bulletin", INBOX, "-o", "a.xlsx"], "a.docx"),
        (["bulletin", INBOX, "-o", "a.docx", "-u", "红旗区"], "inspection"),
        (["casebook", INBOX, "-o", "a.docx", "--ranking"], "bulletin"),
        (["inspection", INBOX, "-o", "a.docx", "-u", "月球"], "月球"),
        (["bulletin", "nowhere", "-o", "a.docx"], "nowhere"),
        (["casebook", INBOX, "-o", "a.docx", "--campaign", "whitelist-annual"], "典型案例"),
    ],
)
def test_a_wrong_call_is_said_and_writes_nothing(jianfu, tmp_path, arguments, said):
    done = jianfu("draft", *arguments)
    assert (done.returncode, said in done.stderr) == (2, True)
    assert not list(tmp_path.iterdir())
