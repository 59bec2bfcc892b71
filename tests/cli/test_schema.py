"""``jianfu schema``: one attachment or all, in four formats."""

import json

import pytest
from jsonschema import Draft202012Validator

LABELS = [f"附件{number}" for number in range(1, 8)]


@pytest.mark.parametrize("name", ["2", "a2", "附件2", "附件 2"])
def test_an_attachment_has_several_names(jianfu, name):
    shown = jianfu("schema", name)
    assert shown.returncode == 0
    assert shown.stdout.startswith("附件2　专项整治问题摸排清单")


def test_all_attachments_in_order(jianfu):
    shown = jianfu("schema", encoding="gbk").stdout
    assert [line[:3] for line in shown.splitlines() if line.startswith("附件")] == LABELS


def test_json_goes_into_a_pipe_as_utf8_from_a_gbk_console(jianfu, tmp_path):
    shown = jianfu("schema", "a6", "-f", "json", encoding="gbk", environment={"PYTHONUTF8": "0"}, raw=True)
    assert json.loads(shown.stdout.decode("utf-8"))["title"] == "中小学教师减负工作相关文件目录"


def test_all_as_one_json_schema(jianfu):
    schema = json.loads(jianfu("schema", "-f", "json-schema").stdout)
    Draft202012Validator.check_schema(schema)
    assert list(schema["$defs"]) == ["a1", "a2", "a3", "a4", "a5", "a6", "a7"]


def test_an_outline_has_no_table_schema(jianfu):
    told = jianfu("schema", "4", "-f", "table-schema")
    assert (told.returncode, told.stdout) == (2, "")
    assert "附件4是提纲" in told.stderr


def test_the_campaign_may_be_another_file(jianfu, tmp_path):
    campaign = tmp_path / "另一行动.yaml"
    campaign.write_text(
        "id: other\ntitle: 另一专项行动\nissuer: 某机关\nnotice_date: 2025-03-01\nends_on: 2025-12-31\n"
        "categories: [{number: 一, name: 甲类}, {number: 二, name: 乙类}]\n"
        "attachments: [{form: a2, due: {county: 2025-04-01}}]\nunits: {county: [{name: 甲县}]}\n",
        encoding="utf-8",
    )
    before = jianfu("--campaign", campaign, "schema").stdout
    after = jianfu("schema", "--campaign", campaign).stdout
    assert before == after
    assert "县（市、区）于 2025-04-01 前" in before
    assert "可选值：甲类；乙类" in before


def test_forms_that_an_own_campaign_lacks_are_said_to_be_the_shipped_ones(jianfu, tmp_path):
    assert jianfu("init", "own", "--id", "own").returncode == 0
    assert json.loads(jianfu("schema", "--check", "-f", "json", "--campaign", "own").stdout)["borrowed"] == []
    (tmp_path / "own" / "a3.yaml").unlink()
    said = "注意：campaign.yaml 旁边没有 a3.yaml，用的是自带的表样"
    assert jianfu("schema", "--check", "--campaign", "own").stdout.count(said) == 1
    assert json.loads(jianfu("schema", "--check", "-f", "json", "--campaign", "own").stdout)["borrowed"] == ["a3"]
    blanks = jianfu("new-template", "2", "3", "-o", "表", "--campaign", "own")
    assert blanks.stderr == "注意：campaign.yaml 旁边没有 a3.yaml，附件3用的是自带的表样\n"


def test_a_shipped_campaign_borrows_nothing(jianfu):
    assert json.loads(jianfu("schema", "--check", "-f", "json").stdout)["borrowed"] == []
