import pytest

from jianfu_cli.reports.csv_text import csv_text


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+86 13000000000", "'+86 13000000000"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("=cmd|'/c calc'!A0", "'=cmd|'/c calc'!A0"),
        ("＝1+1", "'＝1+1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠x", "'＠x"),
        ("\t=1+1", "' =1+1"),
        ("\r=1+1", "' =1+1"),
        ("\n=1+1", "' =1+1"),
        (" =1+1", "' =1+1"),
        ("一，二", "一，二"),
        ("a,b", '"a,b"'),
        ('a"b', '"a""b"'),
        ("上行\r\n下行", "上行 下行"),
        ("\x1b]0;x\x07\u202eslx", "?]0;x??slx"),
        ("x=1", "x=1"),
        ("\udcff", "?"),
        (None, '""'),
        (-3, "-3"),
        (True, "true"),
        (False, "false"),
    ],
)
def test_a_cell(value, written):
    assert csv_text(["列"], [[value]]) == f"\ufeff列\r\n{written}\r\n"
