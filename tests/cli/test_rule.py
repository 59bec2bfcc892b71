"""``jianfu rule`` as a person and a script call it."""

import json

import pytest

CAMPAIGN = (
    "id: other\ntitle: 另一专项行动\nissuer: 某机关\nnotice_date: 2025-03-01\nends_on: 2025-12-31\n"
    "categories: [{number: 一, name: 甲类}]\nattachments: [{form: a2, due: {county: 2025-04-01}}]\n"
    "units: {county: [{name: 甲县}]}\nrules: {JF202: warning, JF606: off, JF203: off}\n"
)


def test_all_rules_on_a_gbk_console(jianfu):
    shown = jianfu("rule", encoding="gbk")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "?" not in shown.stdout
    assert "  JF202  错误  问题类别不是规定的类别。                         unknown-category\n" in shown.stdout


@pytest.mark.parametrize("name", ["JF202", "jf202", "unknown-category", "Unknown-Category", "ＪＦ２０２", " JF202 "])
def test_a_rule_has_a_code_and_a_name(jianfu, name):
    shown = jianfu("rule", name)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout.startswith("JF202  unknown-category\n问题类别不是规定的类别。\n")


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        ("JF2O2", "JF202（unknown-category）"),
        ("unknown-catagory", "JF202"),
        ("JF2022", "JF202"),
        ("JF30", "JF301（"),
        ("duplicate-", "duplicate-"),
    ],
)
def test_an_unknown_code_is_a_wrong_call_and_the_nearest_is_named(jianfu, wrong, near):
    told = jianfu("rule", wrong, encoding="gbk")
    assert (told.returncode, told.stdout) == (2, "")
    assert f"没有“{wrong}”这条规则，是不是：" in told.stderr
    assert near in told.stderr


def test_where_nothing_is_near_the_list_is_named(jianfu):
    told = jianfu("rule", "〇〇〇〇")
    assert told.returncode == 2
    assert told.stderr == "错误：没有“〇〇〇〇”这条规则；全部规则：jianfu rule\n"


def test_json_into_a_pipe_is_utf8_on_any_console(jianfu):
    shown = jianfu("rule", "jf202", "-f", "json", encoding="gbk", environment={"PYTHONUTF8": "0"}, raw=True)
    rule = json.loads(shown.stdout.decode("utf-8"))
    assert (rule["code"], rule["name"], rule["basis"]) == ("JF202", "unknown-category", "附件2、附件3 备注")


def test_json_of_all(jianfu):
    rules = json.loads(jianfu("rule", "-f", "json").stdout)["rules"]
    assert {"JF001", "JF202", "JF601"} <= {rule["code"] for rule in rules}


def test_levels_are_those_of_the_campaign(jianfu, tmp_path):
    (tmp_path / "另一行动.yaml").write_text(CAMPAIGN, encoding="utf-8")
    shown = jianfu("--campaign", "另一行动.yaml", "rule").stdout
    assert "  JF202  提醒  " in shown
    assert "  JF203  关闭  " in shown
