import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from made.rollups import (
    AS_OF,
    campaign,
    make_file,
    make_finding,
    make_form,
    problem,
    small_files,
    small_findings,
    small_roll_up,
)

from jianfu_cli.core.matters.budget import NotCompared
from jianfu_cli.core.model.form import Outcome, Problem
from jianfu_cli.core.rollup.merge import roll_up
from jianfu_cli.reports import merge_json
from jianfu_cli.reports.summary import render
from jianfu_cli.reports.summary_units import most_of_each
from jianfu_cli.reports.templating import markdown_text

GOLDEN = Path(__file__).parent / "golden_summary.md"


class Page(HTMLParser):
    """The elements, attributes and visible text of a page."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.texts = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.texts.append(data)


def hostile(text):
    """A roll-up in which a unit, a file and a reason are called ``text``."""
    return roll_up(
        [
            make_file("a.xlsx", make_form("a2", text, [problem(text)])),
            make_file(text, outcome=Outcome.REFUSED, problems=(Problem("JF001", text),)),
        ],
        [make_finding("JF201", path="a.xlsx", row=5, unit=text, message=text)],
        campaign(),
        AS_OF,
    )


def test_markdown_of_the_small_campaign():
    """To renew the golden file after a wanted change: write the Markdown that render returns to it and read the diff."""
    assert render(small_roll_up()).markdown == GOLDEN.read_text(encoding="utf-8")


def test_page_says_what_the_markdown_says():
    text = "".join(Page(render(small_roll_up()).html).texts)
    assert "摸排问题5项，其中清理3项、保留1项、优化1项" in text
    assert "收到文件8份，其中读取6份" in text


def test_where_every_row_is_merged_nothing_is_said_of_others():
    files = [make_file("红旗区/附件2.xlsx", make_form("a2", "红旗区", [problem("语音打卡")]), unit="红旗区")]
    assert "共1行，全部采用。" in render(roll_up(files, [], campaign(), AS_OF)).markdown


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=y>', "{{ 7*7 }}", "</style><b>"])
def test_no_text_becomes_markup_in_the_page(text):
    plain = Page(render(hostile("平常")).html)
    page = Page(render(hostile(text)).html)
    assert page.tags == plain.tags
    assert page.attributes == plain.attributes
    assert text in "".join(page.texts)


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("甲|乙", r"甲\|乙"),
        ("甲\n乙", "甲 乙"),
        ("<script>", r"\<script\>"),
        ("**粗**", r"\*\*粗\*\*"),
        ("[名](http://x)", r"\[名\](http\://x)"),
        ("=1+1", "\\=1+1"),
        ("a\\|b", r"a\\\|b"),
    ],
)
def test_no_text_becomes_markup_in_the_markdown(text, escaped):
    assert markdown_text(text) == escaped
    assert f"| {escaped} | 1 |" in render(hostile(text)).markdown


def test_page_is_one_file_with_a_strict_policy():
    html = render(small_roll_up()).html
    page = Page(html)
    assert not {"link", "img", "iframe", "object"} & set(page.tags)
    assert not {"src", "style"} & {name for name, _ in page.attributes}
    assert all(value.startswith("#") for name, value in page.attributes if name == "href")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html).group(1)
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL).group(1)
    script = re.search(r"<script>(.*?)</script>", html, re.DOTALL).group(1)
    styled, scripted = (b64encode(sha256(text.encode()).digest()).decode() for text in (style, script))
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{styled}'; script-src 'sha256-{scripted}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert not re.search(r"innerHTML|eval|fetch|import\b", script)


def test_charts_have_names_and_descriptions():
    html = render(small_roll_up()).html
    charts = re.findall(r'<svg role="img" aria-labelledby="(\S+) (\S+)"', html)
    assert [title for title, _ in charts] == [
        "filings-title", "standings-title", "days-title", "categories-title", "dispositions-title",
    ]  # fmt: skip
    for title, description in charts:
        assert f'<title id="{title}">' in html
        assert f'<desc id="{description}">' in html
    assert "报表填写、调研统计 2 项" in html


def test_without_the_roster_the_summary_says_so():
    assert "未核对全部名册" in render(small_roll_up(whole_roster=False)).html
    assert "未核对全部名册" not in render(small_roll_up()).html


def test_nothing_at_all_is_a_summary_too():
    html = render(roll_up([], [], campaign(), AS_OF)).html
    assert "没有到期未报的附件" in html
    assert "没有发现错误" in html


def test_control_totals_of_units_add_up():
    content = json.loads(merge_json.render(small_roll_up()))
    units = content["by_unit"]
    assert list(units) == ["红旗区", "卫滨区", "市公安局"]
    assert units["红旗区"] == {
        "files": 4, "forms": 4, "read": 9, "merged": 8, "unused": 1,
        "by_attachment": {
            "a2": {"read": 5, "merged": 4, "unused": 1},
            "a3": {"read": 3, "merged": 3, "unused": 0},
            "a7": {"read": 1, "merged": 1, "unused": 0},
        },
    }  # fmt: skip
    for count in ("read", "merged", "unused"):
        assert sum(unit[count] for unit in units.values()) == content["rows"][count]
    assert sum(unit["files"] for unit in units.values()) == content["counts"]["files"] == len(content["files"])
    assert sum(unit["forms"] for unit in units.values()) == content["counts"]["forms"]


def test_two_versions_of_one_day_are_named():
    conflict = make_finding("JF604", path="卫滨区/附件2.xlsx", unit="卫滨区", attachment="a2")
    rolled = roll_up(small_files(), [*small_findings(), conflict], campaign(), AS_OF)
    for text in render(rolled):
        assert "重复报送 2 份" in text
        assert "同一天收到两份、内容不同" in text
    assert rolled.unused[1].reason.endswith("；两份同一天收到、内容不同，请核实")


def test_a_number_in_the_name_of_a_file_or_unit_stays_out():
    files = [
        make_file("附件2 张某某13000000000.xlsx", outcome=Outcome.REFUSED, problems=(Problem("JF001", "损坏"),)),
        make_file("b.xlsx", make_form("a2", "某校 13000000001", [problem("甲")])),
    ]
    rolled = roll_up(files, [], campaign(), AS_OF)
    for text in render(rolled):
        assert "1300000000" not in text


def test_no_private_number_or_name_reaches_the_summary():
    persons = [{"organisation": "某局", "person": "张某某", "mobile": "13000000000", "wechat": "shili"}]
    rolled = roll_up([make_file("a.xlsx", make_form("a1", "红旗区", persons))], [], campaign(), AS_OF)
    for text in render(rolled):
        assert not [private for private in persons[0].values() if private != "某局" and private in text]


def test_merge_json_keeps_the_contract():
    content = json.loads(merge_json.render(small_roll_up()))
    assert (content["format"], content["campaign"], content["as_of"]) == (
        "jianfu-merge/1",
        "xinxiang-2024",
        "2024-07-05",
    )
    assert content["rows"] == {"read": 11, "merged": 9, "unused": 2}
    assert list(content["by_attachment"]) == ["a1", "a2", "a3", "a6", "a7"]
    assert content["by_attachment"]["a2"] == {"read": 7, "merged": 5, "unused": 2}
    outcomes = {file["path"]: file["outcome"] for file in content["files"]}
    assert (outcomes["卫滨区/附件3.xlsx"], outcomes["红旗区/2024-07-03/附件2盖章.pdf"]) == ("refused", "skipped")
    assert content["unused"][0]["text"] == (
        "问题类别：社会事务进校园；事项名称：语音打卡；牵头实施单位：某局；意见建议：清理"
    )


def test_merge_json_keeps_whole_what_the_workbook_cuts():
    long = "长" * 40_000
    rolled = roll_up([make_file("a.xlsx", make_form("a2", "红旗区", [problem(long)]))], [], campaign(), AS_OF)
    (cut,) = json.loads(merge_json.render(rolled))["long_texts"]
    assert (cut["path"], cut["row"], cut["column"], cut["text"] == long) == ("a.xlsx", 5, "事项名称", True)


def test_merge_json_says_what_was_not_compared():
    assert "not_compared" not in json.loads(merge_json.render(small_roll_up()))
    stopped = replace(small_roll_up(), not_compared=(NotCompared("重复交叉", "太多"),))
    assert json.loads(merge_json.render(stopped))["not_compared"] == [{"part": "重复交叉", "why": "太多"}]


def test_the_answers_come_first_in_page_and_markdown():
    html, text = render(small_roll_up())
    for page in (html, text.replace("|", "")):
        places = [
            page.index(said) for said in ("结论", "应报单位72个", "谁还没有报", "分单位情况", "汇总核对", "收到文件8份")
        ]
        assert places == sorted(places)


def test_every_link_leads_to_something_in_the_page():
    page = Page(render(small_roll_up()).html)
    names = [value for name, value in page.attributes if name == "id"]
    assert len(names) == len(set(names))
    assert {value[1:] for name, value in page.attributes if name == "href"} <= set(names)


def test_a_figure_leads_to_the_rows_that_it_counts_and_these_to_their_source():
    html = render(small_roll_up()).html
    lead = re.search(r'<th scope="row"><a href="#(u\d+)">红旗区</a></th><td class="n"><a href="#(\S+)">4</a>', html)
    assert lead.group(2) == f"{lead.group(1)}-a2"
    rows = html[html.index(f'<h4 id="{lead.group(2)}">') :].split("</table>")[0]
    assert re.findall(r'<td class="source">(.*?)</td>', rows) == [
        f"红旗区/2024-07-03/附件2.xlsx〔Sheet1〕第{row}行" for row in (5, 6, 7, 8)
    ]


def test_a_long_list_of_a_unit_says_how_much_is_left_out():
    rows = [problem(f"第{nth}项") for nth in range(70)]
    files = [make_file("红旗区/附件2.xlsx", make_form("a2", "红旗区", rows), unit="红旗区")]
    html = render(roll_up(files, [], campaign(), AS_OF)).html
    assert html.count('<td class="source">') == 60
    assert "另有 10 行，见 汇总.xlsx。" in html


def test_of_a_nation_each_unit_shows_as_many_rows_as_the_page_can_hold():
    assert most_of_each([70, 3]) == 60
    assert most_of_each([50] * 600) == 60
    assert most_of_each([50] * 3 * 2_843) == 3
    assert most_of_each([1] * 8_000 + [50] * 1_000) == 22
    assert most_of_each([5] * 40_000) == 1


@pytest.mark.parametrize(
    ("units", "said"),
    [
        (["红旗区"], ""),
        (["红旗区", "市园林绿化中心"], "市园林绿化中心不在名册里，都计在合计里。"),
        (["市园林绿化中心", None], "市园林绿化中心不在名册里，没有写明单位的另列一行，都计在合计里。"),
        ([None], "没有写明单位的另列一行，都计在合计里。"),
    ],
)
def test_whose_rows_are_in_the_totals_without_a_place_on_the_roster_is_said(units, said):
    files = [make_file(f"{nth}.xlsx", make_form("a2", unit, [problem("甲")])) for nth, unit in enumerate(units)]
    rolled = roll_up(files, [], campaign(), AS_OF)
    for text in render(rolled):
        assert f"本表只列已报送材料的单位。{said}整改进度" in text


def overdue_roll_up(count, without=()):
    rows = [
        {"matter": f"事项{nth}", "body": "某局", "category": "其他", "progress": "未完成", "deadline": "2024-06-20"}
        for nth in range(count)
    ]
    own = campaign().model_dump(by_alias=True)
    for form in own["attachments"]:
        form["columns"] = [one for one in form["columns"] if form["id"] != "a3" or one["key"] not in without]
    own = type(campaign()).model_validate(own)
    kept = [{key: value for key, value in row.items() if key not in without} for row in rows]
    return roll_up([make_file("a.xlsx", make_form("a3", "红旗区", kept, leave_out=without))], [], own, AS_OF)


@pytest.mark.parametrize(("count", "left"), [(3, ""), (100, ""), (103, "另有 3 项，见 汇总.xlsx。")])
def test_overdue_matters_that_are_not_listed_are_counted(count, left):
    whole = overdue_roll_up(count)
    for text in render(whole):
        assert text.count("附件3 序号") == min(count, 100)
        assert (left in text) if left else ("项，见 汇总.xlsx。" not in text)


def test_a_day_is_not_broken_and_a_narrow_screen_scrolls():
    page = render(overdue_roll_up(1)).html
    assert '<td class="keep">2024-06-20</td>' in page
    assert '<table class="overdue"' in page


def test_a_form_without_a_body_has_no_empty_column_of_it():
    page, text = render(overdue_roll_up(1, without=("body",)))
    assert '<th scope="col"></th>' not in page
    assert "| 逾期未完成的单位 | 事项名称 | 整改时限 | 完成情况 | 见汇总.xlsx |" in text
