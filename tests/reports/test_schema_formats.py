"""The four renderings of a schema say what the YAML says."""

import json

import pytest
from jsonschema import Draft202012Validator
from made.printed import CATEGORIES

from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reports.formats import SchemaFormat

ROW = {
    "序号": 1,
    "问题类别": "社会事务进校园",
    "事项名称": "防溺水宣传进校园",
    "牵头实施单位": "甲县某局",
    "开展时间": "2024年4—5月",
    "开展地点": "全县中小学",
    "实施范围": "七年级师生",
    "活动主要内容（100字以内）": "观看宣传片。",
    "开展形式": "线上答题",
    "意见建议": "清理",
    "备注": "",
}


@pytest.fixture(scope="module")
def campaign():
    return load_campaign()


def schema_of(campaign, attachment, form):
    return json.loads(form.renderer(campaign, (campaign.attachment(attachment),)))


@pytest.mark.parametrize("attachment", ["a1", "a2", "a3", "a4", "a5", "a6", "a7"])
def test_json_schemas_are_schemas_with_a_stable_name(campaign, attachment):
    schema = schema_of(campaign, attachment, SchemaFormat.JSON_SCHEMA)
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:jianfu:xinxiang-2024:{attachment}:1"


@pytest.mark.parametrize(
    ("change", "fails_at"),
    [
        ({}, []),
        ({"问题类别": "值班"}, ["问题类别"]),
        ({"意见建议": "取消"}, ["意见建议"]),
        ({"事项名称": ""}, ["事项名称"]),
        ({"活动主要内容（100字以内）": "字" * 101}, ["活动主要内容（100字以内）"]),
        ({"备注": "可不填"}, []),
        ({"联系人": "多出来的列照收"}, []),
    ],
)
def test_a_row_is_checked_by_the_json_schema(campaign, change, fails_at):
    validator = Draft202012Validator(schema_of(campaign, "a2", SchemaFormat.JSON_SCHEMA))
    assert [error.path[0] for error in validator.iter_errors({**ROW, **change})] == fails_at


@pytest.mark.parametrize("heading", [name for name in ROW if name not in ("序号", "备注")])
def test_a_required_column_must_be_there(campaign, heading):
    validator = Draft202012Validator(schema_of(campaign, "a2", SchemaFormat.JSON_SCHEMA))
    row = {name: value for name, value in ROW.items() if name != heading}
    assert [heading in error.message for error in validator.iter_errors(row)] == [True]


def test_categories_come_from_the_campaign(campaign):
    assert schema_of(campaign, "a3", SchemaFormat.JSON_SCHEMA)["properties"]["问题类别"]["enum"] == list(CATEGORIES)


def test_an_outline_is_an_object_of_its_headings(campaign):
    schema = schema_of(campaign, "a4", SchemaFormat.JSON_SCHEMA)
    assert schema["required"] == ["工作情况", "经验做法", "工作成效", "下一步工作考虑"]
    inner = schema["properties"]["工作情况"]["properties"]["主要任务完成情况"]
    assert inner["required"] == ["问题排查整改情况", "建立审批报备制度情况", "建立长效监管机制情况"]
    assert schema["description"] == "全文不超过 3000 字"


@pytest.mark.parametrize(
    ("attachment", "heading", "field"),
    [
        ("a1", "序号", {"type": "integer", "constraints": {"required": False}}),
        ("a1", "投诉举报邮箱", {"type": "string", "format": "email", "constraints": {"required": True}}),
        ("a2", "意见建议", {"type": "string", "constraints": {"required": True, "enum": ["清理", "保留", "优化"]}}),
        ("a6", "公文文号", {"type": "string", "constraints": {"required": False}}),
        ("a6", "发文时间", {"type": "date", "constraints": {"required": True}}),
        ("a7", "活动主要内容（100字以内）", {"type": "string", "constraints": {"required": True, "maxLength": 100}}),
    ],
)
def test_table_schema_fields(campaign, attachment, heading, field):
    fields = {
        found.pop("name"): found for found in schema_of(campaign, attachment, SchemaFormat.TABLE_SCHEMA)["fields"]
    }
    fields[heading].pop("description", None)
    assert fields[heading] == field


def test_all_tables_are_one_data_package(campaign):
    package = json.loads(SchemaFormat.TABLE_SCHEMA.renderer(campaign, campaign.attachments))
    assert [resource["name"] for resource in package["resources"]] == ["a1", "a2", "a3", "a6", "a7", "clues"]


def test_json_says_when_and_by_whom(campaign):
    said = schema_of(campaign, "a2", SchemaFormat.JSON)
    assert said["due"] == {"county": "2024-07-04", "department": "2024-06-14"}
    assert schema_of(campaign, "a7", SchemaFormat.JSON)["may"] == ["city"]
    content = next(column for column in said["columns"] if column["key"] == "content")
    assert (content["heading"], content["max_words"]) == ("活动主要内容（100字以内）", 100)


@pytest.mark.parametrize(
    ("attachment", "line"),
    [
        ("a1", "  报送：县（市、区）于 2024-06-05 前；市直部门于 2024-06-05 前（含当日）"),
        ("a1", "  零报告：不可以"),
        ("a2", "  10. 意见建议／清理/保留/优化　［必填，选一项］"),
        ("a4", "    （二）主要任务完成情况"),
        ("a4", "      1.问题排查整改情况"),
        ("a7", "   8. 活动主要内容（100字以内）　［必填，文字，不超过 100 字］"),
    ],
)
def test_the_page_for_people(campaign, attachment, line):
    assert line in SchemaFormat.TEXT.renderer(campaign, (campaign.attachment(attachment),)).splitlines()
