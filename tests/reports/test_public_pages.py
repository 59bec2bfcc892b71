import html
import re
from base64 import b64encode
from hashlib import sha256

import pytest
from made.rollups import AS_OF, campaign, make_file, make_form

from jianfu_cli.core.rollup.merge import roll_up
from jianfu_cli.reports.public_pages import channels_page, unbroken, whitelist_page


def rolled(text="某局"):
    office = {
        "organisation": text, "person": "张某某", "office_phone": "0373-0000009", "mobile": "13000000000", "wechat": "shili",
        "hotline": "0373-0000001", "complaints_email": "a@example.cn",
    }  # fmt: skip
    item = {"matter": text, "body": "某局", "remark": "只给科室看"}
    forms = [
        make_form("a1", "红旗区", [office, {**office, "hotline": "13000000001"}]),
        make_form("a7", "红旗区", [item]),
    ]
    return roll_up([make_file("a.xlsx", *forms)], [], campaign(), AS_OF)


@pytest.mark.parametrize("page", [whitelist_page, channels_page])
def test_pages_ask_for_nothing_and_run_nothing(page):
    html = page(rolled())
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL).group(1)
    pinned = b64encode(sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{pinned}'; base-uri 'none'; form-action 'none'" in html
    assert not re.search(r"<script|<img|<link|\bsrc=|https?:", html)


@pytest.mark.parametrize("page", [whitelist_page, channels_page])
def test_no_person_reaches_the_pages(page):
    html = page(rolled())
    private = ["张某某", "13000000000", "13000000001", "shili", "0373-0000009", "只给科室看"]
    assert [one for one in private if one in html] == []


@pytest.mark.parametrize("page", [whitelist_page, channels_page])
def test_no_text_becomes_markup(page):
    assert "<b>甲</b>" not in page(rolled("<b>甲</b>"))
    assert "&lt;b&gt;甲&lt;/b&gt;" in page(rolled("<b>甲</b>"))


def test_where_nobody_gave_a_channel_the_page_says_so():
    nobody = roll_up([make_file("a.xlsx", make_form("a1", "红旗区", []))], [], campaign(), AS_OF)
    assert "暂时没有单位报来投诉举报渠道。" in channels_page(nobody)
    assert "暂时没有" not in channels_page(rolled())


def test_what_is_left_out_is_said_to_the_clerk_and_not_published():
    assert "手机号码" not in channels_page(rolled())


@pytest.mark.parametrize(
    ("written", "held"),
    [
        ("2024年7月15日前", ["2024年7月15日"]),
        ("10—11月", ["10—11月"]),
        ("每学期一次", []),
        ("9月、12月", ["9月", "12月"]),
        ("<b>9月</b>", ["9月"]),
    ],
)
def test_no_line_breaks_within_a_date(written, held):
    page = unbroken(written)
    assert re.findall('<span class="day">(.*?)</span>', page) == held
    assert html.unescape(re.sub("</?span[^>]*>", "", page)) == written
