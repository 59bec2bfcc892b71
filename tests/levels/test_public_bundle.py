"""--public-bundle leaves out what must not leave the office; what was found in it stands all the same."""

import json
import re

import pytest
from campaign.food_safety import LEDGER_HEADINGS, fault, write_campaign, write_form
from made.sent import workbook
from openpyxl import load_workbook

from jianfu_cli.reading.campaigns import load_campaign

from .conftest import bundled, merged, parts_of

MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


@pytest.fixture
def inbox(tmp_path):
    place = tmp_path / "收件箱" / "红旗区"
    place.mkdir(parents=True)
    (place / "附件1.xlsx").write_bytes(
        workbook("a1", "红旗区", "2024-06-04", person="李建国", mobile="13800000000", wechat="lijianguo1980")
    )
    (place / "附件2.xlsx").write_bytes(
        workbook(
            "a2",
            "红旗区",
            "2024-06-10",
            content="联系人：李建国，手机13800000000，身份证11010519491231002X。",
            remark="电话 0373-3050001",
        )
    )
    (place / "李建国 13800000000 附件3.xlsx").write_bytes(b"PK\x03\x04broken")
    return tmp_path / "收件箱"


def written(bundle):
    return "\n".join(content.decode() for content in parts_of(bundle).values())


def test_numbers_names_and_accounts_stay_in_the_office(inbox, tmp_path):
    text = written(bundled(tmp_path / "公开.zip", inbox, public=True))
    for secret in ("13800000000", "李建国", "lijianguo1980", "11010519491231002X"):
        assert secret not in text
    assert "0373-3050001" in text
    assert "a@example.com" in text  # the mailbox for complaints, in its column


def test_nor_do_names_of_files_and_sheets_leave_it(inbox, tmp_path):
    place = inbox / "红旗区"
    book = load_workbook(place / "附件2.xlsx")
    book.worksheets[0].title = "李建国13800000000"
    book.save(place / "附件2 联系人李建国13800000000.xlsx")
    (place / "附件2.xlsx").unlink()
    text = written(bundled(tmp_path / "公开.zip", inbox, public=True))
    assert not {secret for secret in ("13800000000", "李建国") if secret in text}
    found, flat = merged(inbox)
    above, result = merged(bundled(tmp_path / "再.zip", inbox, public=True))
    assert result.tally == flat.tally
    assert sorted((one.code, one.order) for one in above.findings) == sorted(
        (one.code, one.order) for one in found.findings
    )


def test_the_bundle_for_the_office_has_them(inbox, tmp_path):
    text = written(bundled(tmp_path / "内部.zip", inbox))
    assert "13800000000" in text
    assert "李建国" in text


def test_rows_findings_and_standing_are_those_of_the_inbox(inbox, tmp_path):
    found, flat = merged(inbox)
    above, result = merged(bundled(tmp_path / "公开.zip", inbox, public=True))
    assert result.tally == flat.tally
    assert sorted((one.code, one.unit, one.order) for one in above.findings) == sorted(
        (one.code, one.unit, one.order) for one in found.findings
    )
    assert result.figures == flat.figures
    assert [one.state for one in result.filings] == [one.state for one in flat.filings]


@pytest.mark.parametrize("public", [True, False])
def test_a_secret_column_is_in_no_bundle_and_what_was_found_there_is(tmp_path, public):
    write_campaign(tmp_path / "shian")
    campaign = load_campaign(str(tmp_path / "shian"))
    rows = [fault(1, "冷柜温度过高", told="王某某举报"), fault(2, "餐具没有消毒", told="")]
    write_form(
        tmp_path / "收件箱" / "第一小学" / "2026-04-09" / "附件1.xlsx",
        "食堂隐患台账",
        "第一小学",
        "2026-04-09",
        LEDGER_HEADINGS,
        rows,
    )
    found, flat = merged(tmp_path / "收件箱", campaign=campaign)
    bundle = bundled(tmp_path / "第一小学.zip", tmp_path / "收件箱", campaign=campaign, public=public)
    assert "王某某" not in written(bundle)
    above, result = merged(bundle, campaign=campaign)
    assert sorted((one.code, one.row or 0) for one in above.findings) == sorted(
        (one.code, one.row or 0) for one in found.findings
    )
    assert result.tally == flat.tally


def test_it_says_what_it_is(inbox, tmp_path):
    parts = parts_of(bundled(tmp_path / "公开.zip", inbox, public=True))
    assert json.loads(parts["manifest.json"])["public"] is True
    assert not MOBILE.search(parts["manifest.json"].decode())
