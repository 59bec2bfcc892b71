import pytest
from made.forms import form, shipped, source

from jianfu_cli.core.filings.scans import scans

ROW = {"matter": "宣传活动进校园"}


def scanned(*names, sent=("a2", "a3")):
    forms = [source(f"红旗区/{name}.xlsx", form(name, unit="红旗区", rows=[ROW]), inbox_unit="红旗区") for name in sent]
    pictures = [source(f"红旗区/{name}", inbox_unit="红旗区") for name in names]
    return {attachment for _, attachment in scans((*forms, *pictures), shipped())}


@pytest.mark.parametrize(
    ("names", "covered"),
    [
        ((), set()),
        (("附件2扫描件.pdf",), {"a2"}),
        (("附件 2（盖章）.jpg",), {"a2"}),
        (("专项整治问题整改清单盖章版.png",), {"a3"}),
        (("附件7.pdf",), {"a7"}),
        (("附件2、附件3扫描件.pdf",), {"a2", "a3"}),
        (("扫描件.pdf",), {"a2", "a3"}),
        (("附件2.pdf", "扫描件.pdf"), {"a2", "a3"}),
        (("说明.txt",), set()),
        (("2024/扫描件.pdf",), set()),
        (("2024/附件3.pdf",), {"a3"}),
    ],
)
def test_a_scan_covers_what_its_name_says_else_its_folder(names, covered):
    assert scanned(*names) == covered


def test_a_document_that_the_unit_lists_is_no_scan():
    listed = {"matter": "关于公布社会事务进校园白名单的通知", "document_number": "示教〔2024〕12号", "region": "红旗区"}
    file = source("红旗区/附件6.xlsx", form("a6", unit="红旗区", rows=[listed]), inbox_unit="红旗区")
    pictures = [
        source(f"红旗区/{name}", inbox_unit="红旗区")
        for name in ("关于公布社会事务进校园白名单的通知.pdf", "示教[2024]12号.pdf", "附件6示教〔2024〕12号.pdf")
    ]
    assert scans((file, *pictures[:2]), shipped()) == {}
    assert scans((file, *pictures), shipped()) == {("红旗区", "a6"): (pictures[2],)}


def test_a_picture_outside_any_unit_folder_is_nobodys_scan():
    assert scans((source("附件2.pdf"), source("附件2.xlsx", form("a2", unit="红旗区", rows=[ROW]))), shipped()) == {}
