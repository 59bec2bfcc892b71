"""What a clue ledger keeps secret stands in no byte of any output of any command, wherever else the clerk wrote it."""

import itertools
import zipfile

import pytest
from typer.testing import CliRunner

from clues.ledgers import HEADINGS, clue, write_ledger
from jianfu_cli.cli.app import app

NAMES = ("欧阳守密", "令狐缄口")
NUMBERS = ("13955512345", "139 5551 2345", "139-5551-2345", "0373-8866001")
ADDRESSES = ("ouyang.mi@example.com",)
PLANTED = (*NAMES, *NUMBERS, *ADDRESSES, "weixin_shoumi")
AS_OF = ("--as-of", "2024-08-20")
# As offices head these two columns, and with a second one of the kind.
SPELLINGS = (
    HEADINGS,
    (*HEADINGS[:-2], "举报人姓名", "联系电话"),
    (*HEADINGS[:-2], "反 映 人", "联系方式（电话）", "反映人"),
)


def rows(headings):
    who, how = headings[13], headings[14]
    first = clue(
        *("X1", "欧阳守密来电（139 5551 2345）：班主任要求家长答反诈题并截图", "新乡县甲小学"),
        **{
            who: "欧阳守密",
            how: "13955512345、ouyang.mi@example.com",
            "备注": "欧阳守密要求保密",
            "牵头核查单位": "新乡县教体局",
        },
    )
    second = clue(
        *("X2", "与欧阳守密反映的相同，令狐缄口也来电0373-8866001", "新乡县乙小学"),
        **{who: "令狐缄口", how: "0373-8866001 weixin_shoumi", "处理情况": "已回复令狐缄口（139-5551-2345）"},
    )
    # Each of these breaks a rule, whose message repeats what stands in the cell.
    third = clue(
        *("X3", "\u200b欧阳守密又来电", "欧阳守密所在学校"),
        received="欧阳守密8月来电",
        category="欧阳守密反映的问题",
        **{
            who: "欧阳守密\u200b",
            how: "1.3956E+10",
            "核查结果": "令狐缄口说属实",
            "是否通报": "欧阳守密",
            "办结日期": "令狐缄口定",
        },
    )
    again = {**first, "反映内容": "同上"}
    note = {"编号": "合计", "反映内容": "其中欧阳守密反映2件"}
    extra = {headings[15]: "令狐缄口"} if len(headings) > len(HEADINGS) else {}
    return [{**row, **extra} for row in (first, second, third, again, note)]


@pytest.fixture(params=SPELLINGS, ids=["as-the-blank", "as-others-head-them", "twice"])
def inbox(request, tmp_path):
    folder = tmp_path / "收件箱"
    told = rows(request.param)
    write_ledger(folder / "市本级" / "2024-08-12" / "问题线索台账.xlsx", told[:2], headings=request.param)
    write_ledger(folder / "市本级" / "2024-08-13" / "问题线索台账.xlsx", told, headings=request.param)
    write_ledger(
        folder / "红旗区" / "2024-08-13" / "线索.xlsx", told, headings=request.param, unit="红旗区", title="线索"
    )
    # Known as no form of the campaign, by its few columns.
    few = (request.param[3], *request.param[13:])
    write_ledger(folder / "卫滨区" / "2024-08-13" / "来电.xlsx", told[:1], headings=few, unit="卫滨区", title="来电")
    return folder


def calls(inbox, out, *, every):
    """All commands that write; not ``every``: those that look at the rows themselves."""
    old, new = sorted((inbox / "市本级").rglob("*.xlsx"))
    for form in ("text", "json", "csv", "html"):
        yield "validate", inbox, *AS_OF, "-f", form, "-v", "-o", out / f"检查.{form}"
        yield "status", inbox, *AS_OF, "-f", form, "-o", out / f"进度.{form}"
        yield "progress", inbox, *AS_OF, "-f", form, "-o", out / f"销号.{form}"
    for form in ("text", "json", "html"):
        yield "clues", inbox, *AS_OF, "-f", form, "-o", out / f"线索.{form}", "--letters", out / f"交办{form}"
    for form in ("text", "json", "csv", "xlsx"):
        yield "diff", old, new, "-f", form, "-o", out / f"对照.{form}"
    for strict in ([], ["--strict"]):
        yield "merge", inbox, *AS_OF, *strict, "--public", "--also", "csv,sqlite", "-o", out / f"汇总{len(strict)}"
    yield "decide", inbox, *AS_OF
    if not every:
        return
    for kind in ("announcement", "bulletin", "inspection", "casebook"):
        yield "draft", kind, inbox, *AS_OF, "-o", out / f"{kind}.docx"
    yield "remind", inbox, *AS_OF, "-o", out / "催报", "-f", "json"
    yield "new-template", "-u", "红旗区", "--from", new, "-o", out / "空白表"
    yield "receive", new, "--inbox", out.parent / "另一个收件箱", "-f", "json"


def contents(path):
    """The bytes of a file, and of all that it packs."""
    yield f"{path.parent.name}/{path.name}", path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            yield from ((f"{path.parent.name}/{path.name}!{name}", package.read(name)) for name in package.namelist())


def leaks(told):
    written = [
        (name, spelt.encode(code))
        for name in PLANTED
        for spelt in (name, ascii(name)[1:-1])
        for code in ("utf-8", "utf-16-le", "gbk")
    ]
    return [(where, name) for (where, data), (name, spelt) in itertools.product(told, written) if spelt in data]


def test_no_output_of_any_command_tells(inbox, tmp_path, request):
    out = tmp_path / "输出"
    out.mkdir()
    said = []
    for call in calls(inbox, out, every=request.node.callspec.id == "as-the-blank"):
        done = CliRunner().invoke(app, [*map(str, call)])
        assert isinstance(done.exception, SystemExit | None), (call, done.exception)
        assert done.exit_code in {0, 1}, (call, done.stderr)
        said.append((" ".join(map(str, call[:2])), (done.stdout + done.stderr).encode()))
    files = [*out.rglob("*"), inbox / "处理决定.xlsx"]
    said += [content for path in files if path.is_file() for content in contents(path)]
    assert len(said) > 100
    assert leaks(said) == []


def test_the_rest_of_the_text_stays(inbox, tmp_path):
    CliRunner().invoke(app, ["clues", str(inbox), *AS_OF, "-f", "json", "-o", str(tmp_path / "线索.json")])
    told = (tmp_path / "线索.json").read_text(encoding="utf-8")
    assert "班主任要求家长答反诈题并截图" in told
    assert "〔保密〕" in told
