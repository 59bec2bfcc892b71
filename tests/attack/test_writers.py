"""Every command that writes, with every one of ``hostile_names``: as files and members that came, and as names given."""

import os
import zipfile

import pytest
from made.forms import shipped
from made.sent import workbook
from openpyxl import Workbook, load_workbook

from attack.hostile_names import NAMES, PATHS, unfit
from jianfu_cli.core.language.folder_names import not_a_name
from jianfu_cli.core.language.text import key
from jianfu_cli.workflows.outputs import DATABASE, DETAILS, OUTPUTS, PUBLIC_OUTPUTS

AS_OF = ("--as-of", "2024-06-20")
SENT = tuple(name for name in NAMES if name not in {".", ".."} and len(os.fsencode(name)) <= 255)
LABELS = [form.label for form in shipped().owed if form.kind == "table"]


@pytest.fixture(scope="module")
def came(tmp_path_factory):
    """An inbox with a form under each name, on the disk and in one archive, two versions of it, and what is none."""
    folder = tmp_path_factory.mktemp("来") / "收"
    good = [workbook("a2", "红旗区", "2024-06-12", rows=2), workbook("a3", "红旗区", "2024-06-12", rows=2)]
    (folder / "红旗区" / "2024-06-12").mkdir(parents=True)
    for number, name in enumerate(SENT):
        (folder / "红旗区" / "2024-06-12" / f"{number}").mkdir()
        content = good[number % 2] if number % 3 else b"no workbook"
        (folder / "红旗区" / "2024-06-12" / f"{number}" / name).write_bytes(content)
    with zipfile.ZipFile(folder / "红旗区" / "包.zip", "w") as archive:
        for number, name in enumerate((*NAMES, *PATHS)):
            archive.writestr(name, good[number % 2])
    return folder


WRITERS = {
    "merge": (
        lambda inbox, out: ("merge", inbox, *AS_OF, "-o", out, "--public", "--also", "csv,sqlite"),
        {*OUTPUTS, *PUBLIC_OUTPUTS, DATABASE, DETAILS, *(f"{DETAILS}/{label}.csv" for label in LABELS)},
    ),
    "remind": (lambda inbox, out: ("remind", inbox, *AS_OF, "-o", out), None),
    "receive": (lambda inbox, out: ("receive", inbox, "--inbox", out, "--on", "2024-06-13"), None),
    "decide": (lambda inbox, out: ("decide", inbox, *AS_OF), set()),
    "new-template --from": (
        lambda inbox, out: ("new-template", "3", "-u", "红旗区", "--from", inbox, "-o", out),
        None,
    ),
    **{
        f"progress {form}": (
            lambda inbox, out, form=form: ("progress", inbox, *AS_OF, "-f", form, "-o", out / f"进度.{form}"),
            {f"进度.{form}"},
        )
        for form in ("text", "json", "csv", "html", "xlsx")
    },
    **{
        f"draft {kind}": (
            lambda inbox, out, kind=kind: ("draft", kind, inbox, *AS_OF, "-o", out / "文稿.docx"),
            {"文稿.docx"},
        )
        for kind in ("announcement", "bulletin", "inspection", "casebook")
    },
}


@pytest.mark.parametrize("writer", WRITERS)
def test_of_what_came(run, came, tmp_path, digests, writer, record_property):
    """every command that writes × names of files and members that came"""
    record_property("tries", len(SENT) + len(NAMES) + len(PATHS))
    command, expected = WRITERS[writer]
    out, before = tmp_path / "出", digests(came)
    out.mkdir()
    try:
        run(*command(came, out))
        made = {path.relative_to(out).as_posix() for path in out.rglob("*")}
        assert expected is None or made == expected
        assert unfit(out) == []
        assert {path.name for path in tmp_path.iterdir()} == {"出"}
        after = digests(came)
        decisions = {came / "处理决定.xlsx"} & after.keys()
        assert {path: held for path, held in after.items() if path not in decisions} == before
        assert len(decisions) == (writer == "decide")
    finally:
        (came / "处理决定.xlsx").unlink(missing_ok=True)


@pytest.mark.parametrize("form", ["text", "json", "csv", "xlsx"])
def test_of_two_that_are_compared(run, tmp_path, form, record_property):
    """diff × names of the two files"""
    record_property("tries", len(SENT))
    old, new = (workbook("a2", "红旗区", f"2024-06-{day}", rows=day) for day in (12, 13))
    out = tmp_path / "出"
    out.mkdir()
    for number, name in enumerate(SENT):
        for folder, content in (("旧", old), ("新", new)):
            (tmp_path / folder / str(number)).mkdir(parents=True)
            (tmp_path / folder / str(number) / name).write_bytes(content)
        given = (tmp_path / folder / str(number) / name for folder in ("旧", "新"))
        assert run("diff", *given, "-f", form, "-o", out / f"对照{number}.{form}").exit_code == 0
    assert len(list(out.iterdir())) == len(SENT)
    assert {path.name for path in tmp_path.iterdir()} == {"旧", "新", "出"}


def _named(title):
    """A workbook whose sheet and columns bear a hostile name, as far as a workbook can."""
    book = Workbook()
    sheet = book.active
    plain = "".join(sign for sign in title if sign >= " " and sign not in "\\*?:/[]")
    sheet.title = plain[:31] or "表"
    sheet.append([plain or "表"])
    sheet.append(["序号", plain[:12] or "一", f"{plain[:12]}二", "备注"])
    sheet.append([1, "甲", "乙", ""])
    return book


def test_of_forms_that_are_drafted_from(run, tmp_path, record_property):
    """init --form × names of the workbook, its sheet and its columns"""
    record_property("tries", len(SENT))
    (tmp_path / "表").mkdir()
    for number, name in enumerate(SENT):
        (tmp_path / "表" / str(number)).mkdir()
        path = tmp_path / "表" / str(number) / name
        with path.open("wb") as file:
            _named(name).save(file)
        run("init", tmp_path / f"行动{number}", "--form", path)
        written = {each.name for each in (tmp_path / f"行动{number}").iterdir()}
        assert written == {"campaign.yaml", "a1.yaml", "campaign.schema.json", "attachment.schema.json"}
    assert len(list(tmp_path.iterdir())) == len(SENT) + 1


def test_of_units_in_a_roster(run, tmp_path, record_property):
    """units named by a roster workbook × remind, new-template, merge, decide, draft, progress"""
    # A roster refuses what no folder can be called, and two units of one name, whatever their letters.
    units = list({key(name): name for name in SENT if name.isprintable() and not not_a_name(name)}.values())
    record_property("tries", len(units) * 6)
    book = Workbook()
    book.active.append(["单位名称", "类别", "别名"])
    for unit in units:
        book.active.append([unit, "单位", ""])
        book.active.cell(book.active.max_row, 1).data_type = "s"
    book.save(tmp_path / "名册.xlsx")
    run("init", tmp_path / "行动", "--blank", "--roster", tmp_path / "名册.xlsx")
    own = ("--campaign", tmp_path / "行动")
    (tmp_path / "收").mkdir()
    run("new-template", "--all-units", "-o", tmp_path / "表", *own)
    run("new-template", "--all-units", "--zip", "-o", tmp_path / "包", *own)
    run("remind", tmp_path / "收", "--as-of", "2099-01-01", "-o", tmp_path / "催", *own)
    for folder in ("表", "包", "催"):
        assert unfit(tmp_path / folder) == []
    assert len(list((tmp_path / "表").iterdir())) == len(list((tmp_path / "包").iterdir())) == len(units)
    run("validate", tmp_path / "表", "--return-to", tmp_path / "退", *own)
    run("merge", tmp_path / "表", "-o", tmp_path / "册", *own)
    run("draft", "bulletin", tmp_path / "表", "-o", tmp_path / "通报.docx", *own)
    run("receive", tmp_path / "表", "--inbox", tmp_path / "箱", "--on", "2024-06-13", *own)
    for folder in ("退", "册", "箱"):
        assert not (tmp_path / folder).exists() or unfit(tmp_path / folder) == []
    made = {path.name for path in tmp_path.iterdir()} - {"退"}
    assert made == {"名册.xlsx", "行动", "收", "表", "包", "催", "册", "通报.docx", "箱"}


def test_of_folders_that_are_named(run, tmp_path, record_property):
    """init, new-template × the folder's own name: all of it is below that folder"""
    record_property("tries", 2 * len(SENT))
    for name in SENT:
        folder = tmp_path / name
        run("init", folder)
        run("new-template", "2", "-o", folder)
        assert load_workbook(folder / "附件2_专项整治问题摸排清单.xlsx").sheetnames
    assert {path.name for path in tmp_path.iterdir()} == set(SENT)
