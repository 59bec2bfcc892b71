"""Which blanks a unit gets, under which names, and that no filled form is written over."""

import zipfile

import pytest
from openpyxl import load_workbook

from jianfu_cli.errors import UsageError
from jianfu_cli.writing.blanks.maker import BlankMaker
from jianfu_cli.writing.blanks.packs import BlankSet, forms_for, write_blanks


@pytest.mark.parametrize(
    ("unit", "wanted", "made"),
    [
        ("", [], ["a1", "a2", "a3", "a4", "a5", "a6", "a7"]),
        ("", ["a4"], ["a4"]),
        ("红旗区", [], ["a1", "a2", "a3", "a4", "a5", "a6", "a7"]),
        ("市公安局", [], ["a1", "a2", "a3"]),
        ("市公安局", ["a2", "a4"], ["a2"]),
        ("市本级", [], ["a7"]),
        ("市本级", ["a7"], ["a7"]),
        ("市本级", ["a1"], []),
    ],
)
def test_a_unit_gets_what_it_files(campaign, unit, wanted, made):
    found = forms_for(campaign, unit, tuple(campaign.attachment(name) for name in wanted))
    assert [form.id for form in found] == made


def small_set(campaign, unit="红旗区"):
    return BlankSet(unit, (campaign.attachment("a2"), campaign.attachment("a4")))


def test_files_lie_in_the_unit_s_folder(campaign, tmp_path):
    written = write_blanks(campaign, small_set(campaign), tmp_path)
    names = [path.relative_to(tmp_path).as_posix() for path in written]
    assert names == ["红旗区/附件2_专项整治问题摸排清单.xlsx", "红旗区/附件4_专项整治工作总结报告提纲.docx"]
    assert sorted(path for path in tmp_path.rglob("*.*")) == sorted(written)


@pytest.mark.parametrize(("unit", "name"), [("红旗区", "红旗区.zip"), ("", "空白表.zip")])
def test_a_zip_holds_them_all_and_is_the_same_each_time(campaign, tmp_path, unit, name):
    (first,) = write_blanks(campaign, small_set(campaign, unit), tmp_path / "1", zipped=True)
    (second,) = write_blanks(campaign, small_set(campaign, unit), tmp_path / "2", zipped=True)
    assert first.name == name
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        assert archive.namelist() == ["附件2_专项整治问题摸排清单.xlsx", "附件4_专项整治工作总结报告提纲.docx"]
        assert all(entry.flag_bits & 0x800 for entry in archive.infolist())


def test_an_untouched_blank_is_replaced(campaign, tmp_path):
    write_blanks(campaign, small_set(campaign), tmp_path)
    workbook, _ = write_blanks(campaign, small_set(campaign), tmp_path, press=BlankMaker(campaign, 3))
    assert load_workbook(workbook).worksheets[0]["A8"].value.startswith("备注")


def test_a_filled_form_is_never_written_over(campaign, tmp_path):
    workbook, _ = write_blanks(campaign, small_set(campaign), tmp_path)
    book = load_workbook(workbook)
    book.worksheets[0]["C5"] = "示例宣传活动进校园"
    book.save(workbook)
    filled = workbook.read_bytes()
    with pytest.raises(UsageError, match="已经有人填过"):
        write_blanks(campaign, small_set(campaign), tmp_path)
    assert workbook.read_bytes() == filled
