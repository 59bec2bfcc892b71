"""``validate --return-to`` and ``--fix-to``: what is written where, and what is said of it."""

import hashlib
import json
import os
import shutil
import zipfile
from pathlib import Path

import pytest
from made.sent import workbook
from made.submissions import book_of, submission

CSV = "附件3 专项整治问题整改清单\n填报单位：红旗区\n序号,问题类别,事项名称,牵头实施单位,整改依据,整改措施,整改时限,完成情况\n1,值班,甲事项,县教体局,通知,停办,2024-06-20,已完成\n"


@pytest.fixture
def inbox(tmp_path):
    """A unit with a faulty workbook, a faulty csv, an archive with a faulty workbook, and a workbook without fault."""
    unit = tmp_path / "收件箱" / "红旗区"
    unit.mkdir(parents=True)
    (unit / "附件2.xlsx").write_bytes(submission({"category": "值班"}, {"category": "二"}))
    (unit / "附件2（续）.xlsx").write_bytes(submission({"matter": "征文"}))
    (unit / "附件3.csv").write_text(CSV, encoding="utf-8")
    later = (unit / "附件2.xlsx").stat().st_mtime + 60
    os.utime(unit / "附件2（续）.xlsx", (later, later))
    with zipfile.ZipFile(unit / "补报.zip", "w") as archive:
        archive.writestr("内层/附件2.xlsx", submission({"category": "待定"}))
    return unit.parent


def files_in(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def digests(folder):
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


def check(jianfu, *arguments):
    return jianfu("validate", "收件箱", "--as-of", "2024-06-14", "--select", "JF2,JF3,JF6", *arguments)


def test_each_faulty_file_goes_back_and_the_inputs_stay(jianfu, inbox, tmp_path):
    before = digests(inbox)
    finished = check(jianfu, "--ignore", "JF602,JF603", "--return-to", "退改")
    assert finished.returncode == 1
    assert files_in(tmp_path / "退改") == [
        "红旗区/缺报清单.txt",
        "红旗区/补报/内层/附件2.xlsx",
        "红旗区/附件2.xlsx",
        "红旗区/附件2（续）.xlsx",
        "红旗区/附件3_退回意见.xlsx",
    ]
    assert digests(inbox) == before
    assert "标注好的原表 3 份，单列的退回意见 1 份，缺报清单 1 份" in finished.stderr


def test_what_the_unit_has_replaced_does_not_go_back(jianfu, tmp_path):
    for day, row in (("2024-06-10", {"category": "值班"}), ("2024-06-12", {"category": "二"})):
        folder = tmp_path / "收件箱" / "红旗区" / day
        folder.mkdir(parents=True)
        (folder / "附件2.xlsx").write_bytes(submission(row))
    finished = check(jianfu, "--ignore", "JF601,JF602", "--return-to", "退改")
    assert files_in(tmp_path) == ["收件箱/红旗区/2024-06-10/附件2.xlsx", "收件箱/红旗区/2024-06-12/附件2.xlsx"]
    assert "1 个文件有错误，但已经有后报的代替，不必退改" in finished.stderr


def test_the_marked_copy_names_the_cell_and_the_list_of_the_csv_too(jianfu, inbox, tmp_path):
    check(jianfu, "--ignore", "JF601,JF602,JF603", "--return-to", "退改")
    marked = book_of((tmp_path / "退改" / "红旗区" / "附件2.xlsx").read_bytes())
    assert marked.sheetnames == ["退回意见", "附件"]
    assert "值班" in marked["附件"]["B4"].comment.text
    listed = book_of((tmp_path / "退改" / "红旗区" / "附件3_退回意见.xlsx").read_bytes())["退回意见"]
    assert "B4" in listed["C6"].value


def test_what_a_unit_has_not_sent_stands_in_a_list(jianfu, inbox, tmp_path):
    check(jianfu, "--as-of", "2024-06-20", "--return-to", "退改")
    text = (tmp_path / "退改" / "红旗区" / "缺报清单.txt").read_text(encoding="utf-8-sig")
    assert "附件1" in text
    assert "JF601" in text


def test_a_returned_copy_gives_the_same_findings(jianfu, inbox, tmp_path):
    check(jianfu, "--return-to", "退改")
    first, again = (
        json.loads(jianfu("validate", path, "--as-of", "2024-06-14", "--select", "JF2,JF3", "-f", "json").stdout)
        for path in ("收件箱/红旗区/附件2.xlsx", "退改/红旗区/附件2.xlsx")
    )
    assert again["findings"] == first["findings"]
    assert again["files"][0]["forms"] == first["files"][0]["forms"]


def test_a_list_sent_back_is_no_form_and_no_error(jianfu, inbox, tmp_path):
    check(jianfu, "--return-to", "退改")
    report = json.loads(jianfu("validate", "退改/红旗区/附件3_退回意见.xlsx", "-f", "json").stdout)
    assert (report["files"][0]["outcome"], report["findings"]) == ("skipped", [])


def test_safe_repairs_are_made_in_copies_and_reported(jianfu, inbox, tmp_path):
    before = digests(inbox)
    report = json.loads(check(jianfu, "--fix-to", "改好", "-f", "json").stdout)
    assert files_in(tmp_path / "改好") == ["红旗区/附件2.xlsx"]
    assert report["fixed"] == [
        {
            "path": "红旗区/附件2.xlsx",
            "sheet": "附件",
            "cell": "B5",
            "column": "问题类别",
            "old": "二",
            "new": "社会事务进校园",
            "codes": ["JF203"],
            "message": "“二”按“社会事务进校园”汇总",
        }
    ]
    assert digests(inbox) == before
    left = json.loads(jianfu("validate", "改好", "-f", "json", "--fix-to", "再改").stdout)
    assert [one for one in left["findings"] if one["fixable"]] == left["fixed"] == []
    assert not (tmp_path / "再改").exists()


def test_the_text_report_lists_the_repairs(jianfu, inbox):
    assert "附件!B5 问题类别：二 → 社会事务进校园  JF203" in check(jianfu, "--fix-to", "改好").stdout


def test_what_must_be_mended_by_hand_is_named(jianfu, inbox):
    (inbox / "红旗区" / "附件3.csv").write_text(CSV.replace("2024-06-20", "2024年6月20日"), encoding="utf-8")
    assert (
        "另有 1 个文件的格式或公式不便自动改，请人工修改：红旗区/附件3.csv" in check(jianfu, "--fix-to", "改好").stderr
    )


def test_without_fix_to_the_report_has_no_list_of_repairs(jianfu, inbox):
    assert "fixed" not in json.loads(check(jianfu, "-f", "json").stdout)


def test_nothing_to_return_is_said(jianfu, tmp_path):
    (tmp_path / "附件2.xlsx").write_bytes(submission({}))
    finished = jianfu("validate", "附件2.xlsx", "--select", "JF2", "--return-to", "退改", "--fix-to", "改好")
    assert (finished.returncode, (tmp_path / "退改").exists(), (tmp_path / "改好").exists()) == (0, False, False)
    assert "没有要退改的" in finished.stderr
    assert "没有能自动改的地方" in finished.stderr


@pytest.mark.parametrize(
    ("path", "options"),
    [
        ("收件箱", ["--return-to", "收件箱/退改"]),
        ("收件箱", ["--fix-to", "收件箱"]),
        ("收件箱", ["--fix-to", "甲", "--return-to", "甲"]),
        ("收件箱/红旗区/附件2.xlsx", ["--fix-to", "收件箱/红旗区"]),
    ],
)
def test_copies_never_lie_among_the_submissions(jianfu, inbox, path, options):
    before = digests(inbox)
    finished = jianfu("validate", path, *options)
    assert (finished.returncode, finished.stdout) == (2, "")
    assert "错误：" in finished.stderr
    assert digests(inbox) == before


def test_the_same_call_gives_the_same_bytes(jianfu, inbox, tmp_path):
    for jobs, folder in (("1", "甲"), ("2", "乙")):
        check(jianfu, "-j", jobs, "--return-to", f"{folder}/退改", "--fix-to", f"{folder}/改好")
    first, second = (tmp_path / folder for folder in ("甲", "乙"))
    assert files_in(first) == files_in(second)
    assert all((first / name).read_bytes() == (second / name).read_bytes() for name in files_in(first))


@pytest.mark.parametrize("option", ["--return-to", "--fix-to"])
@pytest.mark.parametrize(
    "member",
    [
        "..!/..!/..!/..!/家/.profile",
        "...zip!/...zip!/...zip!/家/.profile",
        ".!/..!/家/.profile",
        "内层/..!/..!/..!/家/.profile",
    ],
)
def test_no_name_in_an_archive_leads_out_of_the_folder(jianfu, tmp_path, option, member):
    home = tmp_path / "家" / ".profile"
    home.parent.mkdir()
    home.write_text("mine")
    unit = tmp_path / "收件箱" / "红旗区"
    unit.mkdir(parents=True)
    with zipfile.ZipFile(unit / "补报.zip", "w") as archive:
        archive.writestr(member, submission({"category": "二"}, {"category": "值班"}))
    check(jianfu, option, "出/退改")
    assert home.read_text() == "mine"
    assert {path.parts[0] for path in (p.relative_to(tmp_path) for p in tmp_path.rglob("*"))} <= {"家", "收件箱", "出"}
    assert all(path.startswith("退改/") for path in files_in(tmp_path / "出"))


def test_a_whole_set_has_what_was_mended_and_what_was_not(jianfu, inbox, tmp_path):
    (inbox / "红旗区" / "附件1盖章.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    (inbox / "红旗区" / "~$附件2.xlsx").write_bytes(b"lock")
    before = digests(inbox)
    finished = check(jianfu, "--fix-all-to", "整套")
    assert files_in(tmp_path / "整套") == [
        "红旗区/补报/内层/附件2.xlsx",
        "红旗区/附件1盖章.pdf",
        "红旗区/附件2.xlsx",
        "红旗区/附件2（续）.xlsx",
        "红旗区/附件3.csv",
    ]
    assert digests(inbox) == before
    whole = tmp_path / "整套" / "红旗区"
    assert "修改记录" in book_of((whole / "附件2.xlsx").read_bytes()).sheetnames
    for name in ("附件2（续）.xlsx", "附件3.csv", "附件1盖章.pdf"):
        assert (whole / name).read_bytes() == (inbox / "红旗区" / name).read_bytes()
    assert "没有改动的 4 个文件也放在 整套" in finished.stderr


def test_what_was_mended_in_a_whole_set_is_no_longer_found_and_nothing_else_changed(jianfu, tmp_path):
    unit = tmp_path / "收件箱" / "红旗区"
    unit.mkdir(parents=True)
    rows = {"category": "值班"}, {"category": "二", "body": "同上"}, {"category": "同上", "matter": "防溺水\u200b宣传"}
    (unit / "附件2.xlsx").write_bytes(submission(*rows))

    def told(folder):
        finished = jianfu("validate", folder, "--as-of", "2024-06-14", "--select", "JF2", "-f", "json")
        found = json.loads(finished.stdout)["findings"]
        return [[(f["code"], f["cell"]) for f in found if f["fixable"] is fixable] for fixable in (True, False)]

    fixable, others = told("收件箱")
    assert {"JF203", "JF215", "JF219"} <= {code for code, _ in fixable}
    check(jianfu, "--fix-all-to", "整套", "-q")
    assert told("整套") == [[], others]


def test_one_of_the_two_ways_to_mend(jianfu, inbox):
    finished = check(jianfu, "--fix-to", "甲", "--fix-all-to", "乙")
    assert finished.returncode == 2
    assert "只用一个" in finished.stderr


def returned_for(jianfu, codes):
    shutil.rmtree("退改", ignore_errors=True)
    jianfu("validate", "收件箱", "--as-of", "2024-07-20", "--select", codes, "--return-to", "退改")
    return files_in(Path("退改")) if Path("退改").exists() else []


def test_what_a_unit_cannot_change_is_not_sent_to_it(jianfu, tmp_path, monkeypatch):
    """That it was late, what the city must settle; what its own bodies ask, or its hotline, it can change."""
    monkeypatch.chdir(tmp_path)
    rows = {
        "红旗区": [("反诈宣传", "区公安分局"), ("反诈宣传", "团区委")],
        "卫滨区": [("禁毒宣传", "市公安局"), ("禁毒宣传", "市司法局")],
        "牧野区": [("征文", "区教体局")],
    }
    for unit, asked in rows.items():
        folder = tmp_path / "收件箱" / unit / "2024-07-15"
        folder.mkdir(parents=True)
        matters = [{"matter": matter, "body": body, "disposition": "保留"} for matter, body in asked]
        (folder / "附件2.xlsx").write_bytes(submission(*matters))
        if unit != "红旗区":
            (folder / "附件1.xlsx").write_bytes(workbook("a1", unit, "2024-06-05", hotline="0373-2345678"))
    found = json.loads(jianfu("validate", "收件箱", "--as-of", "2024-07-20", "-f", "json").stdout)["findings"]
    assert {"JF501", "JF801", "JF802"} <= {finding["code"] for finding in found}
    assert len([finding for finding in found if finding["code"] == "JF801"]) == 2
    assert returned_for(jianfu, "JF501") == []
    assert returned_for(jianfu, "JF801") == ["红旗区/2024-07-15/附件2.xlsx"]
    assert returned_for(jianfu, "JF802") == ["卫滨区/2024-07-15/附件1.xlsx", "牧野区/2024-07-15/附件1.xlsx"]
