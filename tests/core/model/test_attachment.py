import pytest
from made.forms import shipped
from pydantic import ValidationError

from jianfu_cli.core.model.attachment import Attachment, HeaderField
from jianfu_cli.core.model.column import Column, ColumnType
from jianfu_cli.core.model.naming import labels_of, named_attachment
from jianfu_cli.core.model.roles import ColumnRole

TABLE = {"id": "a2", "number": 2, "version": "1", "kind": "table", "title": "问题清单"}
COLUMN = {"key": "matter", "heading": "事项名称", "type": "text"}


def test_names_of_an_attachment():
    a2 = shipped().attachment("a2")
    assert (a2.label, a2.file_stem) == ("附件2", "附件2_专项整治问题摸排清单")
    assert a2.titles[0] == "专项整治问题摸排清单"


def test_a_heading_may_have_a_second_line():
    columns = shipped().attachment("a2").column_by_key
    assert columns["disposition"].full_heading == "意见建议\n清理/保留/优化"
    assert columns["matter"].full_heading == "事项名称"


def test_columns_as_the_notice_has_them():
    headings = [column.heading for column in shipped().attachment("a3").columns]
    assert headings == [
        "序号",
        "问题类别",
        "事项名称",
        "牵头实施单位",
        "整改依据",
        "整改措施",
        "整改时限",
        "完成情况",
        "备注",
    ]
    required = [column.heading for column in shipped().attachment("a6").columns if column.required]
    assert required == ["地区", "发文单位", "公文标题", "发文时间"]


def test_header_field():
    assert shipped().attachment("a7").header_field("declared_total").suffix == "项"
    assert shipped().attachment("a1").header_field("reporter") is None


def test_outline_numbered_as_the_notice_does():
    numbered = [
        (level, number + section.heading) for level, number, section in shipped().attachment("a4").numbered_sections()
    ]
    assert numbered == [
        (1, "一、工作情况"),
        (2, "（一）整体情况"),
        (2, "（二）主要任务完成情况"),
        (3, "1.问题排查整改情况"),
        (3, "2.建立审批报备制度情况"),
        (3, "3.建立长效监管机制情况"),
        (1, "二、经验做法"),
        (1, "三、工作成效"),
        (1, "四、下一步工作考虑"),
    ]


def test_headings_are_numbered_in_chinese_beyond_ten():
    long = Attachment(**TABLE | {"kind": "outline", "sections": [{"heading": str(place)} for place in range(11)]})
    assert [number for _, number, _ in long.numbered_sections()][9:] == ["十、", "十一、"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "要写 columns"),
        ({"columns": [COLUMN], "sections": [{"heading": "背景"}]}, "不写 sections"),
        ({"kind": "outline"}, "要写 sections"),
        ({"columns": [COLUMN, COLUMN]}, "columns 里有重复的 key"),
        ({"columns": [COLUMN | {"choices": ["清理"]}]}, "type 为 text 的列不能写 choices"),
        ({"columns": [COLUMN | {"type": "choice"}]}, "type 为 choice 的列要写 choices"),
    ],
)
def test_shapes_that_make_no_sense(change, said):
    with pytest.raises(ValidationError, match=said):
        Attachment(**TABLE | change)


def test_values_do_not_change():
    column = Column(key="matter", heading="事项名称", type=ColumnType.TEXT)
    with pytest.raises(ValidationError):
        column.heading = "名称"


def test_a_choice_may_be_its_bare_name_and_means_nothing_more():
    said = [{"name": "清理", "meaning": "abolish", "synonyms": ["取消"]}, "其他"]
    column = Column(**COLUMN | {"type": "choice", "choices": said})
    assert column.choice_names == ("清理", "其他")
    assert [column.meaning(text) for text in ("清理", "清 理", "其他", "取消")] == ["abolish", "abolish", None, None]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("填报单位（盖章）", "填报单位"),
        ("填报时间", "填报时间"),
        ("填报人员及电话", "填报人员及电话"),
        ("本级社会事务进校园总量为", "本级社会事务进校园总量"),
        ("作为单位", "作为单位"),
    ],
)
def test_a_header_field_is_called_by_its_label_without_what_leads_to_the_value(label, name):
    assert HeaderField(key="unit", label=label, type="unit").name == name


def test_the_column_that_numbers_the_rows_is_known_by_its_type():
    columns = [
        COLUMN,
        {"key": "num", "heading": "编号", "type": "sequence"},
        {"key": "seq", "heading": "序", "type": "text"},
    ]
    assert Attachment.model_validate(TABLE | {"columns": columns}).column_by_role[ColumnRole.SEQUENCE].key == "num"
    assert ColumnRole.SEQUENCE not in Attachment.model_validate(TABLE | {"columns": [COLUMN]}).column_by_role
    assert [form.column_by_role[ColumnRole.SEQUENCE].key for form in shipped().owed if form.columns] == ["seq"] * 5


def test_what_is_no_annex_of_the_notice_goes_by_its_title():
    clues = shipped().attachment("clues")
    assert (clues.label, clues.file_stem, clues.named) == ("问题线索台账", "问题线索台账", "《问题线索台账》")
    assert labels_of([shipped().attachment("a2"), clues, shipped().attachment("a3")]) == "附件2、3、问题线索台账"
    assert shipped().find_attachment("问题线索台账") is shipped().find_attachment("clues") is clues
    assert named_attachment("2024年问题线索台账.xlsx", shipped().attachments) is clues


@pytest.mark.parametrize("title", ["一" * 26, "线索/台账"])
def test_a_title_in_the_place_of_a_number_names_a_sheet(title):
    unnumbered = {**TABLE, "number": None, "title": title, "columns": [COLUMN]}
    with pytest.raises(ValidationError, match="工作表名"):
        Attachment.model_validate(unnumbered)


@pytest.mark.parametrize(
    ("ids", "called"),
    [
        ("a1 a2 a3 a4 a5 a6 a7", "附件1—7"),
        ("a5 a1 a2 a3", "附件1—3、5"),
        ("a1 a4 a5 a7", "附件1、4、5、7"),
        ("a3", "附件3"),
        ("", ""),
    ],
)
def test_several_attachments_are_called_together_in_short(ids, called):
    assert labels_of(map(shipped().attachment, ids.split())) == called
