import pytest
from made.forms import form, shipped, source

from jianfu_cli.core.filings.arrivals import UNCLAIMED, arrival
from jianfu_cli.core.model.form import Outcome, Problem

ROW = {"matter": "宣传活动进校园"}


def a2(unit=""):
    return form("a2", unit=unit, rows=[ROW, ROW])


@pytest.mark.parametrize(
    ("files", "name", "given", "folder"),
    [
        ([source("附件2.xlsx", a2("红旗区"))], "附件2.xlsx", None, "红旗区"),
        ([source("附件2.xlsx", a2())], "附件2.xlsx", None, UNCLAIMED),
        ([source("附件2.xlsx", a2())], "附件2.xlsx", "卫滨区", "卫滨区"),
        ([source("附件2.xlsx", a2("红旗区"))], "附件2.xlsx", "卫滨区", "卫滨区"),
        ([source("附件2.xlsx", a2("红旗区"), inbox_unit="牧野区")], "附件2.xlsx", None, "牧野区"),
        ([source("附件2.xlsx", a2("红旗区"), a2("卫滨区"))], "附件2.xlsx", None, UNCLAIMED),
        ([source("附件2.xlsx", a2("红期区"))], "附件2.xlsx", None, UNCLAIMED),
        ([source("附件2.pdf")], "红旗区附件2扫描件.pdf", None, "红旗区"),
        ([source("附件2.pdf")], "附件2扫描件.pdf", None, UNCLAIMED),
        ([source("附件2.pdf")], "红旗区和卫滨区.pdf", None, UNCLAIMED),
        ([source("a.xlsx", outcome=Outcome.REFUSED)], "市公安局附件2.xlsx", None, "市公安局"),
        ([source("a.zip"), source("a.zip!/附件2.xlsx", a2("红旗区"))], "a.zip", None, "红旗区"),
        ([source("a.zip"), source("a.zip!/x/1.pdf", inbox_unit="红旗区")], "a.zip", None, "红旗区"),
        (
            [source("a.zip"), source("a.zip!/附件2.xlsx", a2("红旗区")), source("a.zip!/x/1.pdf", inbox_unit="卫滨区")],
            "a.zip", None, UNCLAIMED,
        ),
    ],
)  # fmt: skip
def test_whose_it_is(files, name, given, folder):
    assert arrival(tuple(files), name, shipped(), given).folder == folder


@pytest.mark.parametrize(
    ("files", "holds"),
    [
        ([source("附件2.xlsx", a2("红旗区"))], "附件2（2 行）"),
        ([source("2.xlsx", a2("红旗区"), form("a3", unit="红旗区", nil=True, reported="2024-06-10"))], "附件2（2 行）、附件3（零报告）"),
        ([source("4.docx", form("a4", unit="红旗区", sections={"一、工作情况": "正文"}))], "附件4"),
        ([source("附件2.xlsx", form("a2"))], "附件2（没有填的空白表）"),
        ([source("1.pdf")], "扫描件"),
        ([source("1.zip", type="zip")], "压缩包，里面没有认出表"),
        ([source("1.docx")], "附带的文件"),
        ([source("1.xlsx", outcome=Outcome.REFUSED, problems=(Problem("JF002", "文件设有打开密码"),))], "无法读取：文件设有打开密码"),
        ([source("1.xlsx", outcome=Outcome.REFUSED, problems=(Problem("JF006", "内容与各附件表样均不相符"),))], "没有认出：内容与各附件表样均不相符"),
    ],
)  # fmt: skip
def test_what_it_holds(files, holds):
    assert arrival(tuple(files), files[0].path, shipped()).holds == holds


def test_doubts_are_said():
    others = arrival((source("附件2.xlsx", a2("红旗区")),), "附件2.xlsx", shipped(), "卫滨区")
    assert others.note == "表内单位是红旗区"
    misspelt = arrival((source("附件2.xlsx", a2("红期区")),), "附件2.xlsx", shipped())
    assert "红期区" in misspelt.note
    assert "红旗区" in misspelt.note


def test_what_holds_several_units_forms_is_nobodys_to_claim():
    together = arrival((source("附件2.xlsx", a2("红旗区"), a2("卫滨区")),), "附件2.xlsx", shipped())
    assert (together.shared, together.unit) == (True, None)
    assert "红旗区、卫滨区" in together.note
    assert not arrival((source("附件2.xlsx", a2()),), "附件2.xlsx", shipped()).shared
