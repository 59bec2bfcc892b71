import json
import re
from pathlib import Path

import pytest
from docx import Document
from made.sent import SCAN, workbook

NO_CONTACT = (
    "注意：contact 里没有写科室、电话、邮箱，发出去的材料上就没有；用 jianfu init 写出专项行动文件，补上一次即可\n"
)
UNCHECKED = (
    "注意：市直部门的名册未经确认，没有报来材料的在群发清单.txt里不点名；核对名册后在专项行动文件里写 confirmed\n"
)


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "收件箱" / "市公安局" / "2024-06-05"
    folder.mkdir(parents=True)
    (folder / "附件1.xlsx").write_bytes(workbook("a1", "市公安局", "2024-06-05"))
    (folder / "扫描件.pdf").write_bytes(SCAN)
    return folder.parents[1]


def test_whoever_has_a_campaign_of_their_own_completes_that(jianfu, inbox, tmp_path):
    jianfu("init", "我市", "--id", "own-2024")
    done = jianfu("remind", inbox, "-o", "催报", "--campaign", "我市")
    assert "没有写科室、电话、邮箱，发出去的材料上就没有；在专项行动文件里补上一次即可\n" in done.stderr


def test_a_text_for_each_unit_that_owes_something(jianfu, inbox, tmp_path):
    done = jianfu("remind", inbox, "-o", "催报", "--as-of", "2024-06-07")
    assert (done.returncode, done.stderr) == (0, NO_CONTACT + UNCHECKED)
    assert done.stdout == "已给 71 个单位写出提醒，连同群发清单.txt 放在 催报。\n"
    names = {path.name for path in (tmp_path / "催报").iterdir()}
    assert len(names) == 72
    assert "市公安局.txt" not in names
    written = (tmp_path / "催报" / "红旗区.txt").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    assert b"\n" not in written.replace(b"\r\n", b"")
    text = written.decode("utf-8-sig")
    assert (
        "专项整治相关信息统计表（附件1）：应于2024年6月5日前（含当日）报送，已过 2 天（2 个工作日），尚未收到。" in text
    )
    group = (tmp_path / "催报" / "群发清单.txt").read_text(encoding="utf-8")
    assert "15 个单位：红旗区、" in group  # no department that nobody has checked is named before all others
    assert "市纪委监委" not in group
    assert "· 市直部门 56 个单位" in group
    assert not re.search("[a-z_]{4,}", group)  # it goes to all units: no key of a campaign's file


def test_texts_of_before_are_left_and_said(jianfu, inbox, tmp_path):
    (tmp_path / "催报").mkdir()
    (tmp_path / "催报" / "市公安局.txt").write_text("上次的", encoding="utf-8")
    done = jianfu("remind", inbox, "-o", "催报", "--as-of", "2024-06-07")
    assert done.stderr == NO_CONTACT + UNCHECKED + "注意：催报 里还有以前写的、这次不必再发的：市公安局.txt\n"
    assert (tmp_path / "催报" / "市公安局.txt").read_text(encoding="utf-8") == "上次的"


def test_nobody_owes_anything(jianfu, inbox, tmp_path):
    done = jianfu("remind", inbox, "-o", "催报", "--as-of", "2024-05-20")
    assert done.stdout == f"没有要提醒的单位，见 {Path('催报') / '群发清单.txt'}。\n"
    assert [path.name for path in (tmp_path / "催报").iterdir()] == ["群发清单.txt"]


def test_texts_appear_all_or_not_at_all(jianfu, inbox, tmp_path):
    (tmp_path / "催报" / "群发清单.txt").mkdir(parents=True)
    done = jianfu("remind", inbox, "-o", "催报", "--as-of", "2024-06-07")
    assert (done.returncode, done.stdout) == (2, "")
    assert [path.name for path in (tmp_path / "催报").iterdir()] == ["群发清单.txt"]


@pytest.mark.parametrize("output", [".", "市公安局", "催报"])
def test_texts_never_go_among_what_came_in(jianfu, inbox, output):
    done = jianfu("remind", inbox, "-o", inbox / output, "--as-of", "2024-06-07")
    assert (done.returncode, done.stdout) == (2, "")
    assert "请放到别处" in done.stderr
    assert not list(inbox.rglob("*.txt"))


def test_json_says_what_is_asked_of_whom_and_where_its_text_lies(jianfu, inbox, tmp_path):
    done = jianfu("remind", inbox, "-o", "催报", "--as-of", "2024-06-07", "-f", "json", encoding="gbk", raw=True)
    content = json.loads(done.stdout.decode("utf-8"))
    assert (content["format"], content["group"], len(content["units"])) == ("jianfu-remind/1", "群发清单.txt", 71)
    [county] = [unit for unit in content["units"] if unit["unit"] == "红旗区"]
    assert county["missing"] == [{"attachment": "a1", "due": "2024-06-05"}]
    assert (tmp_path / "催报" / county["text"]).is_file()


@pytest.mark.parametrize("year", ["2023", "2042"])
def test_the_day_of_copying_is_no_day_of_receipt(jianfu, tmp_path, year):
    """The year is mistyped, and the file's own time says when it was copied: nobody tells a unit that as a fact."""
    place = tmp_path / "收件箱" / "红旗区" / "附件2.xlsx"
    place.parent.mkdir(parents=True)
    place.write_bytes(workbook("a2", "红旗区", f"{year}-06-12"))
    on = ("--as-of", "2024-07-10")
    jianfu("remind", "收件箱", "-o", "催报", *on)
    assert "收到日期不明" in (tmp_path / "催报" / "红旗区.txt").read_text(encoding="utf-8-sig")
    assert "收到日期不明" in jianfu("status", "收件箱", *on, "-f", "html").stdout
    assert "不明" in jianfu("status", "收件箱", *on, "-a", "2").stdout


def test_a_letter_in_word_beside_each_text(jianfu, inbox, tmp_path):
    done = jianfu("remind", inbox, "-o", "催报", "--as-of", "2024-06-07", "--docx")
    assert done.returncode == 0
    letters = sorted(path.stem for path in (tmp_path / "催报").glob("*.docx"))
    assert letters == sorted(path.stem for path in (tmp_path / "催报").glob("*.txt") if path.stem != "群发清单")
    document = Document(str(tmp_path / "催报" / "红旗区.docx"))
    title, note, addressee, *body = (paragraph.text for paragraph in document.paragraphs)
    assert title.endswith("材料催报函")
    assert "【发文字号】" in note
    assert addressee == "红旗区："
    assert "已过报送期限，请尽快补报" in body
    assert body[-2:] == ["中共新乡市委教育工作领导小组秘书组", "2024年6月7日"]


def test_no_sign_of_a_unit_becomes_markup(jianfu, tmp_path):
    """``#``, ``>``, ``|`` and ``【`` in the name of a file that came in stand in the letter as they are."""
    folder = tmp_path / "收件箱" / "红旗区" / "2024-06-05"
    folder.mkdir(parents=True)
    for name in ("# 一.docx", "-一 二.docx", "【甲】.docx"):
        (folder / name).write_bytes(b"PK\x03\x04 not a document")
    jianfu("remind", "收件箱", "-o", "催报", "--as-of", "2024-06-07", "--docx")
    text = (tmp_path / "催报" / "红旗区.txt").read_text(encoding="utf-8-sig")
    words = "\n".join(paragraph.text for paragraph in Document(str(tmp_path / "催报" / "红旗区.docx")).paragraphs)
    for name in ("# 一.docx", "-一 二.docx", "【甲】.docx"):
        assert name in text
        assert name in words
