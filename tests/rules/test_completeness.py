from datetime import date

import pytest
from made.forms import form, returned, shipped, source

from jianfu_cli.core.model.report import NotRun
from jianfu_cli.rules.choice import choose_rules
from jianfu_cli.rules.registry import RULES
from jianfu_cli.rules.rule import Context
from jianfu_cli.rules.runner import Checker

ROWS = [{"matter": "甲", "body": "某局"}]


def checked(unit, *files, as_of="2024-07-05", only=("JF601", "JF603", "JF604")):
    day = date.fromisoformat(as_of)
    checker = Checker(choose_rules(RULES, {}, only), Context(shipped(), day))
    [owed] = returned(files, day, [unit])
    return checker.check_unit(owed)


def judged(unit, *files, **how):
    return checked(unit, *files, **how)[0]


def sent(path, unit="红旗区", attachment="a2", *, reported="2024-07-01", received=None, rows=ROWS, **rest):
    """One filed form in a file of its own."""
    return source(
        path, form(attachment, unit=unit, rows=rows, reported=reported, received=received or reported), **rest
    )


def test_jf601_every_attachment_due_and_not_in():
    missing = judged("市公安局", sent("附件1.xlsx", "市公安局", "a1"), as_of="2024-06-15")
    assert [(f.code, f.severity, f.unit, f.attachment, f.path) for f in missing] == [
        ("JF601", "error", "市公安局", "a2", None),
        ("JF601", "error", "市公安局", "a3", None),
    ]
    assert missing[0].message == "市公安局没有报专项整治问题摸排清单（附件2），应于 2024-06-14 前（含当日）报"


@pytest.mark.parametrize(
    ("unit", "as_of", "missing"),
    [
        ("红旗区", "2024-06-05", []),
        ("红旗区", "2024-06-06", ["a1"]),
        ("红旗区", "2024-07-04", ["a1"]),
        ("红旗区", "2024-07-05", ["a1", "a2", "a3", "a4", "a5", "a6", "a7"]),
        ("市公安局", "2024-07-05", ["a1", "a2", "a3"]),
        ("市本级", "2024-12-31", []),
    ],
)
def test_jf601_only_after_the_due_date_of_its_kind(unit, as_of, missing):
    assert [finding.attachment for finding in judged(unit, as_of=as_of)] == missing


def test_jf601_an_untouched_blank_is_not_filed_and_a_nil_return_is():
    blank = source("附件1.xlsx", form("a1", unit="红旗区", header={"unit": "红旗区"}))
    assert [f.attachment for f in judged("红旗区", blank, as_of="2024-06-06")] == ["a1"]
    nil = source("附件2.xlsx", form("a2", unit="市公安局", nil=True, reported="2024-06-10"))
    assert [f.attachment for f in judged("市公安局", nil, as_of="2024-06-20")] == ["a1", "a3"]


def test_jf603_says_of_the_older_version_which_one_counts():
    older, newer = sent("6月/附件2.xlsx", reported="2024-06-20"), sent("7月/附件2.xlsx", reported="2024-07-01")
    [finding] = judged("红旗区", newer, older, only=("JF603", "JF604"))
    assert (finding.code, finding.severity, finding.path, finding.sheet) == (
        "JF603",
        "info",
        "6月/附件2.xlsx",
        "Sheet1",
    )
    assert finding.message == "红旗区的附件2：以更新的 7月/附件2.xlsx 为准"
    assert (finding.unit, finding.attachment) == ("红旗区", "a2")


def test_jf603_equal_bytes_count_once():
    [finding] = judged(
        "红旗区", sent("a/附件2.xlsx", sha="一"), sent("b/附件2.xlsx", sha="一"), only=("JF603", "JF604")
    )
    assert finding.code == "JF603"
    assert finding.message.endswith("内容完全相同，只计一次")


def test_jf604_two_versions_of_one_day_and_nothing_more_about_them():
    [finding] = judged(
        "红旗区", sent("附件2.xlsx", modified=1.0), sent("附件2（改）.xlsx", modified=2.0), only=("JF603", "JF604")
    )
    assert (finding.code, finding.severity, finding.path) == ("JF604", "error", "附件2.xlsx")
    assert (
        finding.message
        == "红旗区的附件2在同一天有两份不同的内容（采用的 1 行，此前 1 行，相同的事项 1 项）；采用的是 附件2（改）.xlsx"
    )


def test_jf608_does_not_ask_again_what_jf604_asks():
    """One question of one day; which of them is void its name says, and what is void alone is said."""
    one, fewer = sent("附件2.xlsx", modified=1.0, rows=ROWS * 2), sent("附件2（改）.xlsx", modified=2.0)
    assert [f.code for f in judged("红旗区", one, fewer, only=("JF604", "JF608"))] == ["JF604"]
    void = sent("附件2（作废）.xlsx", modified=3.0, rows=ROWS * 2)
    assert [f.code for f in judged("红旗区", void, fewer, only=("JF604", "JF608"))] == ["JF608"]
    [alone] = judged("红旗区", void, only=("JF604", "JF608"))
    assert (alone.code, "名称写明作废，没有另外一份，仍然计入" in alone.message) == ("JF608", True)


@pytest.mark.parametrize(
    ("one", "other", "codes"),
    [
        ({"received": "2024-07-02"}, {"received": "2024-07-03"}, ["JF603"]),
        (
            {"received": "2024-07-03", "reported": "2024-07-01"},
            {"received": "2024-07-03", "reported": "2024-07-02"},
            ["JF603"],
        ),
        ({"received": "2024-07-03"}, {"received": "2024-07-03"}, ["JF604"]),
        ({"attachment": "a2"}, {"attachment": "a3"}, []),
    ],
)
def test_what_tells_two_versions_apart(one, other, codes):
    files = sent("a.xlsx", **one), sent("b.xlsx", **other)
    assert [f.code for f in judged("红旗区", *files, only=("JF603", "JF604"))] == codes


def test_parts_of_one_return_in_one_file_are_no_versions():
    parts = [form("a2", unit="红旗区", rows=ROWS, reported="2024-07-01", sheet=name) for name in ("一", "二")]
    assert judged("红旗区", source("附件2.xlsx", *parts), only=("JF603", "JF604")) == ()


def paper(path, unit="红旗区", **rest):
    """A scan or another document in the unit's folder."""
    return source(f"{unit}/{path}", inbox_unit=unit, **rest)


def filed(path, attachment="a2", unit="红旗区", **rest):
    given = {"rows": ROWS, "reported": "2024-07-01"} | rest
    return source(f"{unit}/{path}", form(attachment, unit=unit, **given), inbox_unit=unit)


@pytest.mark.parametrize(
    ("scans", "lacking"),
    [
        ((), ["a2", "a3"]),
        (("附件2扫描件.pdf",), ["a3"]),
        (("专项整治问题整改清单（盖章）.jpg",), ["a2"]),
        (("盖章扫描件.pdf",), []),  # names none: covers all forms of its folder
        (("另一文件夹/盖章扫描件.pdf",), ["a2", "a3"]),
        (("附件2.docx",), ["a2", "a3"]),
    ],
)
def test_jf602_no_stamped_scan_beside_the_form(scans, lacking):
    files = (filed("附件2.xlsx"), filed("附件3.xlsx", "a3"), *map(paper, scans))
    found = judged("红旗区", *files, only=("JF602",))
    assert [(f.attachment, f.path, f.severity) for f in found] == [
        (each, f"红旗区/附件{each[1]}.xlsx", "warning") for each in lacking
    ]
    assert [f.message for f in found] == [f"附件{each[1]}没有盖章扫描件" for each in lacking]


def test_jf602_only_where_the_whole_folder_is_there():
    day = date(2024, 7, 5)
    checker = Checker(choose_rules(RULES, {}, ("JF601", "JF602", "JF605", "JF607")), Context(shipped(), day))
    [lone] = returned([sent("附件2.xlsx")], day)
    assert checker.check_unit(lone) == ((), ())


def test_jf605_a_scan_without_copy():
    files = (filed("附件2.xlsx"), paper("附件2扫描件.pdf"), paper("附件5扫描件.pdf"))
    [finding] = judged("红旗区", *files, only=("JF602", "JF605"))
    assert (finding.code, finding.severity, finding.path, finding.attachment) == (
        "JF605",
        "warning",
        "红旗区/附件5扫描件.pdf",
        "a5",
    )
    assert finding.message == "附件5只有扫描件，没有电子版"


@pytest.mark.parametrize(
    ("scan", "seal", "message"),
    [
        ("附件2扫描件.pdf", False, "附件2的扫描件上没有检出红色印章（黑白扫描显不出红色）"),
        ("盖章扫描件.pdf", False, "附件2、3的扫描件上没有检出红色印章（黑白扫描显不出红色）"),
        ("附件2扫描件.pdf", True, None),
        ("附件2扫描件.pdf", None, None),  # nobody could look
        ("红教〔2023〕12号.pdf", False, None),  # a document that 附件6 lists
    ],
)
def test_jf606_no_red_seal_on_a_scan(scan, seal, message):
    listing = filed("目录/附件6.xlsx", "a6", rows=[{"matter": "甲", "document_number": "红教〔2023〕12号"}])
    files = (filed("附件2.xlsx"), filed("附件3.xlsx", "a3"), listing, paper(scan, seal=seal))
    found = judged("红旗区", *files, only=("JF606",))
    expected = [("info", f"红旗区/{scan}", message)] if message else []
    assert [(f.severity, f.path, f.message) for f in found] == expected


def test_jf606_names_the_form_where_it_is_one():
    files = (filed("附件2.xlsx"), paper("附件2扫描件.pdf", seal=False))
    [finding] = judged("红旗区", *files, only=("JF606",))
    assert (finding.attachment, finding.unit, finding.cell) == ("a2", "红旗区", None)


TITLE = "关于进一步减轻中小学教师负担的通知"


@pytest.mark.parametrize(
    ("enclosure", "missing"),
    [
        (f"{TITLE}.pdf", False),
        (f"1.{TITLE}（盖章）.docx", False),
        ("关于进一步减轻中小学教师负担.pdf", False),  # long titles are cut short
        ("红教〔2023〕12号.pdf", False),
        ("红教[2023]12号 正文.pdf", False),
        ("附件6扫描件.pdf", True),
        ("通知.pdf", True),
        ("红教〔2023〕13号.pdf", True),
    ],
)
def test_jf607_a_document_of_the_list_lies_nowhere(enclosure, missing):
    rows = [{"matter": f"《{TITLE}》"[1:-1], "document_number": "红教〔2023〕12号"}]
    found = judged("红旗区", filed("附件6.xlsx", "a6", rows=rows), paper(enclosure), only=("JF607",))
    assert [(f.severity, f.path, f.cell, f.value) for f in found] == (
        [("info", "红旗区/附件6.xlsx", "D5", TITLE)] if missing else []
    )
    assert [f.message for f in found] == ([f"文件夹里没有找到《{TITLE}》"] if missing else [])


def test_a_unit_whose_folder_is_complete_has_no_finding():
    outlines = [
        filed(f"附件{n}.docx", f"a{n}", rows=(), sheet=None, header_row=None, columns=(), sections={"工作成效": "好"})
        for n in (4, 5)
    ]
    files = [filed(f"附件{n}.xlsx", f"a{n}") for n in (2, 3, 7)] + outlines
    listing = filed("附件6.xlsx", "a6", rows=[{"matter": TITLE}])
    early = filed("附件1.xlsx", "a1", reported="2024-06-05")
    papers = paper(f"{TITLE}.docx"), paper("盖章扫描件.pdf", seal=True)
    assert judged("红旗区", early, *files, listing, *papers, as_of="2024-07-10", only=("JF6",)) == ()


def test_jf607_of_names_of_very_many_letters_is_not_sought_and_that_is_said(monkeypatch):
    monkeypatch.setattr("jianfu_cli.rules.completeness.MOST_LETTERS_OF_FILES", 20)
    listing = filed("附件6.xlsx", "a6", rows=[{"matter": "另一份"}])
    few, many = (
        checked("红旗区", listing, *(paper(f"文件一二三四五六七{nth}.docx") for nth in range(count)), only=("JF607",))
        for count in (2, 3)
    )
    assert len(few[0]) == 1
    assert few[1] == many[0] == ()
    assert many[1] == (NotRun("JF607", "红旗区", "文件夹里的 3 个文件名共 30 字，太多，没有与附件6核对"),)


def test_jf607_of_two_thousand_documents_and_files_is_done():
    files = [paper(f"文件{nth:04}的通知.docx") for nth in range(2000)]
    rows = [{"matter": f"{'另一份' if nth % 2 else ''}文件{nth:04}的通知"} for nth in range(2000)]
    rows += [{"matter": f"文{nth}件"} for nth in range(10)]
    found, not_run = checked("红旗区", filed("附件6.xlsx", "a6", rows=rows), *files, only=("JF607",))
    assert [one.value for one in found] == [f"文{nth}件" for nth in range(10)]
    assert not_run == ()
