import re

import pytest
import yaml

from jianfu_cli.errors import CampaignError
from jianfu_cli.reading.campaigns import DEFAULT_CAMPAIGN, load_campaign
from jianfu_cli.resources import campaign_names, folder

SMALL = """\
# 一个小的专项行动
id: small-2025
title: 小行动
issuer: 某办公室
city: 某
notice_date: 2025-03-01
ends_on: 2025-12-31
categories:
  - {number: 一, name: 甲类}
  - {number: 二, name: 乙类}
attachments:
  - {form: b1, due: {county: 2025-04-01}}
limits:
  content_words: 80
rules: {JF606: off, JF304: error}
units:
  county:
    - {name: 东县}
    - {name: 西县, aliases: [西边县]}
"""
SCHEMA = """\
id: a1
number: 1
version: "1"
kind: table
title: 一张表
columns:
  - {key: matter, heading: 事项名称, type: text}
  - {key: content, heading: 内容, type: text, limit: content_words}
"""


@pytest.fixture
def written(tmp_path):
    """Write the campaign and its schema (each with one passage replaced) and return the campaign's path."""

    def write(old="", new="", schema=("", "")):
        for name, text, change in (("small.yaml", SMALL, (old, new)), ("b1.yaml", SCHEMA, schema)):
            assert change[0] in text
            (tmp_path / name).write_text(text.replace(*change, 1) if change[0] else text, encoding="utf-8")
        return tmp_path / "small.yaml"

    return write


def fault(path):
    with pytest.raises(CampaignError) as caught:
        load_campaign(str(path))
    return str(caught.value)


def test_the_shipped_campaign():
    assert DEFAULT_CAMPAIGN in campaign_names()
    campaign = load_campaign()
    assert campaign.id == DEFAULT_CAMPAIGN
    assert [form.id for form in campaign.owed] == ["a1", "a2", "a3", "a4", "a5", "a6", "a7"]
    assert [form.id for form in campaign.attachments if form not in campaign.owed] == ["clues"]


def test_the_notes_on_categories_name_the_categories():
    campaign = load_campaign()
    listed = "；".join(f"（{category.number}）{category.name}" for category in campaign.categories)
    assert campaign.attachment("a2").notes == campaign.attachment("a3").notes == (f"备注：问题类别：{listed}。",)


def test_a_campaign_of_ones_own(written):
    campaign = load_campaign(str(written()))
    assert campaign.attachments[0].title == "一张表"
    assert campaign.limit("content_words") == 80
    assert campaign.rules == {"JF606": "off", "JF304": "error"}
    assert campaign.roster.find("某市西边县") == "西县"
    # No stage is said to be the one for it.
    assert campaign.rectification_by == campaign.ends_on


def test_a_campaign_may_use_the_shipped_forms(written):
    assert load_campaign(str(written("form: b1", "form: a2"))).attachments[0].title == "专项整治问题摸排清单"


def test_a_folder_stands_for_its_campaign_file(written):
    path = written()
    assert load_campaign(str(path.rename(path.with_name("campaign.yaml")).parent)).id == "small-2025"


def test_windows_line_ends_and_byte_order_mark(written):
    path = written()
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_campaign(str(path)).id == "small-2025"


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("issuer:", "isuer:", 4, "isuer：不认识的键"),
        ("issuer: 某办公室\n", "", 2, "issuer：缺少这一项"),
        ("title: 小行动", "title: [小行动]", 3, "title：应为文字"),
        ("number: 一", "number: 1", 9, "categories．第1项．number：应为文字"),
        ("title: 小行动", "title: 小行动\ntitle: 又一个", 4, "title 写了两次"),
        ("2025-12-31", "2025-02-31", 7, "ends_on：应为日期"),
        ("2025-12-31", "2025-1-5", 7, "ends_on：应为日期"),
        ("2025-12-31", "2025", 7, "ends_on：应为日期"),
        ("2025-12-31", "2025-01-31", 7, "ends_on：早于 notice_date"),
        ("county: 2025-04-01", "couty: 2025-04-01", 12, "应为 county、department、city 之一"),
        ("content_words: 80", "content_words: 八十", 14, "limits．content_words：应为整数"),
        ("content_words: 80", "content_words: 0", 14, "limits．content_words：数值太小"),
        ("JF606: off", "JF606: no-such", 15, "rules．JF606：应为 error、warning、info、off 之一"),
        ("{name: 东县}", "{name: ../东县}", 18, "单位名称“../东县”里有文件名不能用的字符：/"),
        ("{name: 东县}", '{name: "东:县*"}', 18, "里有文件名不能用的字符：:*"),
        ("{name: 东县}", '{name: "东\\n县"}', 18, "里有文件名不能用的字符：控制字符"),
        ("{name: 东县}", "{name: ..}", 18, "“..”不能作单位名称"),
        ("{name: 东县}", "{name: con}", 18, "“con”不能作单位名称"),
        ("{name: 东县}", '{name: " "}', 18, "单位名称不能为空"),
        ("{name: 东县}", "{name: 西县}", 16, "units：有重名单位：西县"),
        ("{name: 东县}", "{name: 西边县}", 16, "units：有重名单位：西边县"),
        ("{name: 东县}", "{name: 东县, full_name: 西县}", 16, "units：有重名单位：西县"),
        ("aliases: [西边县]", "aliases: 西边县", 19, "aliases：应为列表"),
        ("name: 乙类", "name: 甲类", 8, "categories：有重复的类别：甲类"),
        ("  - {form: b1, due: {county: 2025-04-01}}", "  []", 11, "attachments：至少要有一项"),
        ("form: b1", "form: b9", 12, "attachments．第1项．form：找不到 b9.yaml"),
        ("id: small-2025", "id: 小行动", 2, "id：写法不合要求"),
        ("city: 某", 'city: "某', 5, "不是合法的 YAML"),
        ("city: 某", "city: 某\x07", 5, "不是合法的 YAML"),
        ("city: 某", "city: [某", 5, "不是合法的 YAML"),
        ("city: 某", " city: 某", 5, "不是合法的 YAML"),
        ("city: 某", "? [a, b]\n: 某", 5, "不是合法的 YAML"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_key(written, old, new, line, said):
    path = written(old, new)
    assert f"{path} 第 {line} 行" in fault(path)
    assert said in fault(path)


@pytest.mark.parametrize(
    ("change", "line", "said"),
    [
        (("heading: 内容", "heding: 内容"), 8, "columns．第2项．heding：不认识的键"),
        (("limit: content_words", "limit: words"), 8, "limits 里没有 words 这个数（可用：content_words、"),
        (("limit: content_words", "limit: documents_since"), 8, "没有 documents_since 这个数"),
        (("key: content", "key: matter"), 8, "columns．第2项．key：columns 里有重复的 key：matter"),
        (("key: content", "key: 内容"), 8, "columns．第2项．key：写法不合要求"),
        (("type: text", "type: txt"), 7, "columns．第1项．type：应为 sequence、"),
        (('version: "1"', "version: 1"), 3, "version：应为文字（数字样的文字请加引号）"),
    ],
)
def test_a_mistake_in_a_schema_is_told_as_well(written, change, line, said):
    path = written(schema=change)
    assert f"{path.with_name('b1.yaml')} 第 {line} 行" in fault(path)
    assert said in fault(path)


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("JF1: off", "第 15 行，rules．JF1：没有这条规则，要写完整的代码，如 JF101；一条一行"),
        ("jf101: off", "第 15 行，rules．jf101：没有这条规则，要写成 JF101"),
        ("JF999: error", "第 15 行，rules．JF999：没有这条规则；全部规则见 jianfu rule"),
    ],
)
def test_a_rule_that_there_is_not_cannot_be_set(written, rules, said):
    path = written("JF606: off", rules)
    with pytest.raises(CampaignError) as caught:
        load_campaign(str(path), lambda: {"JF101", "JF304", "JF606"})
    assert str(caught.value) == f"{path} {said}"


def test_rules_that_there_are_can_be_set(written):
    assert load_campaign(str(written()), lambda: {"JF304", "JF606"}).rules == {"JF606": "off", "JF304": "error"}


def test_all_mistakes_of_a_file_are_told_at_once(written):
    path = written("title: 小行动\nissuer:", "titel: 小行动\nisuer:")
    assert len(fault(path).splitlines()) == 4


@pytest.mark.parametrize("content", ["", "# 只有注释\n", "- 一\n- 二\n", "一句话\n"])
def test_a_file_that_holds_no_keys(written, content):
    path = written()
    path.write_text(content, encoding="utf-8")
    assert re.search(r"第 1 行，整个文件：应为键值对", fault(path))


def test_a_file_that_is_not_utf_8(written):
    path = written()
    path.write_bytes(SMALL.encode("gb18030"))
    assert f"{path} 第 1 行：不是 UTF-8 编码" in fault(path)


def test_two_attachments_of_one_id(written):
    path = written("attachments:\n", "attachments:\n  - {form: a1}\n")
    assert "id：与 a1.yaml 相同" in fault(path)


@pytest.mark.parametrize("name", ["no-such-campaign", "没有.yaml", "", "\0"])
def test_no_such_campaign(name):
    assert "找不到专项行动" in fault(name)
    assert DEFAULT_CAMPAIGN in fault(name)


def test_no_message_is_in_english(written):
    path = written("title: 小行动", "title: {a: 1}")
    assert not re.search("[A-Za-z]{3,} [a-z]{2,} ", fault(path).replace(str(path), ""))


@pytest.mark.parametrize("path", sorted(folder("schemas").rglob("*.yaml")), ids=lambda path: path.name)
def test_shipped_files_are_read_by_the_plain_loader_too(path):
    assert isinstance(yaml.safe_load(path.read_text(encoding="utf-8")), dict)
