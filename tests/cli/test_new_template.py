"""``jianfu new-template`` as a person calls it."""

import json
from datetime import datetime

import pytest
from docx import Document
from openpyxl import load_workbook

ALL = [
    "附件1_专项整治相关信息统计表.xlsx",
    "附件2_专项整治问题摸排清单.xlsx",
    "附件3_专项整治问题整改清单.xlsx",
    "附件4_专项整治工作总结报告提纲.docx",
    "附件5_专项整治典型案例提纲.docx",
    "附件6_中小学教师减负工作相关文件目录.xlsx",
    "附件7_社会事务进校园白名单参考模板.xlsx",
]


def files(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_without_a_word_all_seven(jianfu, tmp_path):
    finished = jianfu("new-template")
    assert (finished.returncode, finished.stderr) == (0, "")
    assert files(tmp_path) == [f"空白表/{name}" for name in ALL]
    assert "已写出 7 个文件" in finished.stdout
    assert all(name in finished.stdout for name in ALL)


@pytest.mark.parametrize("name", ["2", "a2", "附件2"])
def test_an_attachment_by_any_of_its_names(jianfu, tmp_path, name):
    assert jianfu("new-template", name, "-o", "出").returncode == 0
    assert files(tmp_path) == ["出/附件2_专项整治问题摸排清单.xlsx"]


def test_units_by_name_or_alias_get_a_folder_each(jianfu, tmp_path):
    finished = jianfu("new-template", "2", "-u", "平原新区", "-u", "市公安局", "-o", "出")
    assert finished.returncode == 0
    assert files(tmp_path / "出") == [f"{unit}/{ALL[1]}" for unit in ("市公安局", "平原示范区")]


def test_what_a_unit_need_not_file_is_skipped_and_said(jianfu, tmp_path):
    finished = jianfu("new-template", "2", "4", "-u", "市公安局", "-o", "出")
    assert finished.returncode == 0
    assert files(tmp_path / "出") == [f"市公安局/{ALL[1]}"]
    skipped, contact = finished.stderr.splitlines()
    assert skipped == "注意：市直部门不需要报送附件4，已跳过（市公安局）"
    assert contact.startswith("注意：contact 里没有写科室、电话、邮箱")


def test_the_whole_roster_one_zip_a_unit(jianfu, tmp_path, campaign):
    finished = jianfu("new-template", "7", "--all-units", "--zip", "-o", "出")
    assert finished.returncode == 0
    filers = [unit for unit in campaign.roster.names if campaign.may_file("a7", campaign.roster.kind_of[unit])]
    assert files(tmp_path / "出") == sorted(f"{unit}.zip" for unit in filers)
    assert "  红旗区：1 个\n" in finished.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["9"], "没有“9”这个附件"),
        (["2", "-u", "卫宾区"], "卫滨区"),
        (["4", "-u", "市公安局"], "没有写出空白表"),
        (["--rows", "0"], "0"),
    ],
)
def test_a_wrong_call_ends_with_2_and_writes_nothing(jianfu, tmp_path, arguments, said):
    finished = jianfu("new-template", *arguments)
    assert finished.returncode == 2
    assert said in finished.stderr
    assert files(tmp_path) == []


def test_an_output_that_cannot_be_written_ends_with_2(jianfu, tmp_path):
    (tmp_path / "出").write_text("这是文件，不是文件夹", encoding="utf-8")
    finished = jianfu("new-template", "2", "-o", "出")
    assert finished.returncode == 2
    assert "写不了" in finished.stderr


def test_a_gbk_console_shows_it(jianfu):
    assert "附件2_专项整治问题摸排清单.xlsx" in jianfu("new-template", "2", encoding="gbk").stdout


@pytest.fixture
def filled(jianfu, tmp_path):
    """附件2 of 红旗区 with a matter to mend, one to keep in schools, and who filed it."""
    assert jianfu("new-template", "2", "-u", "红旗区", "-o", "发").returncode == 0
    path = tmp_path / "发" / "红旗区" / ALL[1]
    book = load_workbook(path)
    sheet = book.worksheets[0]
    sheet["E3"], sheet["I3"] = "填报时间：2024年6月12日", "填报人员及电话：甲一 0373-2000001"
    rest = ["区水利局", "2024年4—5月", "各校", "学生", "讲座一次。", "讲座"]
    for number, cells in enumerate(
        (["报表填写、调研统计", "信息采集", *rest, "清理"], ["社会事务进校园", "防溺水宣传进校园", *rest, "保留"]),
        start=5,
    ):
        for column, text in enumerate(cells, start=2):
            sheet.cell(number, column, text)
    path = tmp_path / "填好的附件2.xlsx"
    book.save(path)
    return path


def values(path):
    return [[cell for cell in row if cell is not None] for row in load_workbook(path).worksheets[0].values]


def test_what_was_typed_goes_on_into_the_other_forms(jianfu, tmp_path, filled):
    finished = jianfu("new-template", "--from", filled, "-o", "出")
    assert (finished.returncode, finished.stderr) == (0, "")
    assert files(tmp_path / "出") == [f"红旗区/{name}" for name in ALL if name != ALL[1]]
    folder = tmp_path / "出" / "红旗区"
    laid_down = ["新教领秘〔2024〕2号", datetime(2024, 6, 24)]  # noqa: DTZ001 -- a cell's day has no zone
    assert [1, "报表填写、调研统计", "信息采集", "区水利局", *laid_down] in values(folder / ALL[2])
    assert any(row[:3] == [1, "防溺水宣传进校园", "区水利局"] for row in values(folder / ALL[6]))
    assert any("填报人员及电话：甲一 0373-2000001" in row for row in values(folder / ALL[5]))
    report = json.loads(jianfu("validate", "出", "--as-of", "2024-06-12", "-f", "json").stdout)
    rows = {form["attachment"]: form["rows"] for file in report["files"] for form in file["forms"]}
    assert rows == {"a1": 0, "a3": 1, "a4": 0, "a5": 0, "a6": 0, "a7": 1}
    assert {one["code"] for one in report["findings"] if one["attachment"] == "a3" and one["cell"]} == {
        "JF113",
        "JF201",
    }


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["3", "-u", "市公安局"], 0, "没有市公安局的表，没有带入"),
        (["3", "--from", "没有.xlsx"], 2, "找不到"),
        (["2", "-u", "红旗区"], 0, ""),
        (["--from", "发/红旗区/附件2_专项整治问题摸排清单.xlsx", "3"], 0, ""),
    ],
)
def test_what_cannot_be_carried_is_said(jianfu, filled, arguments, code, said):
    finished = jianfu("new-template", *arguments, "--from", filled, "-o", "出")
    assert (finished.returncode, said in finished.stderr) == (code, True)


def test_a_blank_has_nothing_to_carry(jianfu, tmp_path):
    assert jianfu("new-template", "2", "-o", "发").returncode == 0
    finished = jianfu("new-template", "3", "--from", f"发/{ALL[1]}", "-o", "出")
    assert (finished.returncode, "没有填过的表" in finished.stderr) == (2, True)
    assert not (tmp_path / "出").exists()


def letter(path, *lines):
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))


def test_documents_to_be_attached_are_listed_of_themselves(jianfu, tmp_path):
    """Every office's own folder; what is no official document is left alone."""
    for unit, number in (("红旗区", 18), ("卫滨区", 7)):
        said = f"{unit}教育体育局", f"某教体〔2022〕{number}号", "关于精简涉校报表的通知", "各学校：", "请遵照执行。"
        letter(tmp_path / "收" / unit / "文件.docx", f"{said[0]}文件", *said[1:], said[0], "2022年5月6日")
    letter(tmp_path / "收" / "红旗区" / "便条.docx", "今天下午开会。")
    finished = jianfu("new-template", "6", "--from", "收", "-o", "出")
    assert finished.returncode == 0
    assert "红旗区附件6：由附上的文件带入 1 份的标题、文号、单位、时间，请核对" in finished.stderr
    day = datetime(2022, 5, 6)  # noqa: DTZ001 -- a cell's day has no zone
    for unit, number in (("红旗区", 18), ("卫滨区", 7)):
        listed = [1, unit, f"{unit}教育体育局", "关于精简涉校报表的通知", f"某教体〔2022〕{number}号", day]
        assert listed in values(tmp_path / "出" / unit / ALL[5])
    report = json.loads(jianfu("validate", "出", "--as-of", "2024-06-12", "-f", "json").stdout)
    # When, and by whom; and the documents are not beside it yet.
    assert {one["code"] for one in report["findings"] if one["cell"]} == {"JF113", "JF114", "JF607"}


def test_documents_in_no_unit_s_folder_are_the_named_unit_s(jianfu, tmp_path):
    letter(tmp_path / "文件" / "甲.docx", "甲教〔2022〕1号", "关于减负的意见", "各校：", "甲局", "2022年5月6日")
    assert jianfu("new-template", "6", "-u", "红旗区", "--from", "文件", "-o", "出").returncode == 0
    assert any(row[1:4] == ["红旗区", "甲局", "关于减负的意见"] for row in values(tmp_path / "出" / "红旗区" / ALL[5]))
