"""Which tables are forms, by many of each: those of others under their titles, and forms typed anew in other words."""

from pathlib import Path

import pytest

from jianfu_cli.core.model.form import Outcome
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import Source

READER = Reader.of(load_campaign())
HERE = Path(__file__).parent


def examples(name):
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("#") for line in lines if not line.startswith("# ")]


def read(folder, name, *lines):
    path = folder / f"{name}.csv"
    path.write_text("\n".join(line.replace("|", ",") for line in lines), encoding="utf-8")
    (file,) = read_source(Source(path.name, path, "获嘉县"), READER, GuardLimits())
    return file


@pytest.mark.parametrize(("title", "headings", "row"), examples("tables_of_others.txt"))
def test_tables_of_others_are_no_forms_wherever_their_title_stands(title, headings, row, tmp_path):
    over = read(tmp_path, "工作簿1", title, headings, row, row)
    named = read(tmp_path, title, headings, row, row)
    both = read(tmp_path, f"获嘉县{title}", title, headings, row, row)
    for file in (over, named, both):
        assert (file.forms, file.outcome) == ((), Outcome.SKIPPED)
        assert [problem.code for problem in file.problems] == ["JF006"]
    assert all(title in file.problems[0].detail for file in (over, both))


@pytest.mark.parametrize(("form", "title", "headings", "row"), examples("forms_retyped.txt"))
def test_forms_typed_anew_are_surely_forms(form, title, headings, row, tmp_path):
    over = read(tmp_path, "工作簿1", title, headings, row, row)
    named = read(tmp_path, title, headings, row, row)
    unit = read(tmp_path, f"获嘉县{title}", f"获嘉县{title}", "填报单位：获嘉县", headings, row, row)
    for file in (over, named, unit):
        assert [(one.attachment, one.recognition.sure, len(one.body.rows)) for one in file.forms] == [(form, True, 2)]


@pytest.mark.parametrize(
    "name", ["新建 XLSX 工作表", "工作簿1", "Book1", "新建 Microsoft Excel 工作表 (2)", "未命名", "副本"]
)
def test_a_name_that_a_program_gave_is_no_title_of_another_table(name, tmp_path):
    file = read(tmp_path, name, "单位,举报电话,举报邮箱", "教育局,12345,a@example.cn")
    assert [(form.attachment, form.recognition.sure) for form in file.forms] == [("a1", True)]


@pytest.mark.parametrize(
    ("first", "second"),
    [("甲", "乙"), ("壹", "贰"), ("类别一", "类别二")],
)
def test_classes_under_the_serial_number_are_no_rows(first, second, tmp_path):
    headings = "序号,活动名称,实施单位,开展时间,验收方式"
    rows = [f"{first},安全类", "1,普法,司法局,全年,不验收", f"{second},文艺类", "1,戏曲,文广局,全年,不验收"]
    file = read(tmp_path, "附件7", "社会事务进校园白名单", headings, *rows)
    assert [str(name) for form in file.forms for name in form.texts("matter")] == ["普法", "戏曲"]


def test_a_numbered_row_of_a_name_alone_stays_a_row(tmp_path):
    headings = "序号,活动名称,实施单位,开展时间,验收方式"
    rows = ["1,普法", "2,禁毒,公安局,全年,不验收", "3,戏曲,文广局,全年,不验收"]
    file = read(tmp_path, "附件7", "社会事务进校园白名单", headings, *rows)
    assert [str(name) for form in file.forms for name in form.texts("matter")] == ["普法", "禁毒", "戏曲"]
