"""Every command that writes under names a submitter chose, for every one of ``hostile_names``."""

import os
import zipfile

import pytest
from made.sent import workbook
from made.submissions import submission

from attack.hostile_names import NAMES, PATHS, unfit
from jianfu_cli.workflows.outputs import OUTPUTS, PUBLIC_OUTPUTS

AS_OF = ("--as-of", "2024-06-20")
REPAIRABLE = submission({"category": "二"})
# Readers pass over them: they are a system's own.
SENT = tuple(name for name in NAMES if name not in {".", ".."})


@pytest.fixture
def inbox(tmp_path):
    """What lies on a disk under each name, and what lies in an archive under each: a form, and an empty file."""
    unit = tmp_path / "收" / "红旗区"
    for number, name in enumerate(SENT):
        for kind, content in (("表", REPAIRABLE), ("空", b"")):
            folder = unit / f"{kind}{number}"
            folder.mkdir(parents=True)
            if len(os.fsencode(name)) <= 255:
                (folder / name).write_bytes(content)
    (unit / "套").mkdir()
    for number, name in enumerate((*SENT, *PATHS)):
        with zipfile.ZipFile(unit / "套" / f"包{number}.zip", "w") as archive:
            archive.writestr(name, REPAIRABLE)
    return tmp_path / "收"


def made(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def outside(tmp_path, *allowed):
    return {path.name for path in tmp_path.iterdir()} - set(allowed)


@pytest.mark.parametrize("option", ["--return-to", "--fix-to"])
def test_copies(run, inbox, tmp_path, digests, option, record_property):
    """names and places of copies"""
    record_property("tries", 3 * len(SENT) + len(PATHS))
    before = digests(inbox)
    done = run("validate", inbox, *AS_OF, "--select", "JF0,JF2,JF601", option, tmp_path / "出")
    assert "没有做成" not in done.output[-300:]
    assert unfit(tmp_path / "出") == []
    assert outside(tmp_path, "收", "出") == set()
    assert digests(inbox) == before
    assert all(path.is_relative_to(tmp_path / "出" / "红旗区") for path in made(tmp_path / "出"))


def test_every_repaired_form_has_its_copy(run, inbox, tmp_path):
    """names and places of copies: none is lost"""
    done = run("validate", inbox, *AS_OF, "--select", "JF203", "--fix-to", tmp_path / "出")
    on_disk = sum(len(os.fsencode(name)) <= 255 for name in SENT)
    refused = [name for name in (*SENT, *PATHS) if name[1:2] == ":" or "..\\" in name]
    expected = on_disk + len(SENT) + len(PATHS) - len(refused)
    assert len(made(tmp_path / "出")) == expected, done.output[-300:]


ENDINGS = {
    "附件2.xlsx": "附件2.xlsx", "附件2.XLS": "附件2.XLS", "附件2.et": "附件2.et", "附件2.hta": "附件2.hta.xlsx", "附件2.xlsx.lnk": "附件2.xlsx.lnk.xlsx",
    "附件2.bat": "附件2.bat.xlsx", ".profile": ".profile.xlsx", "附件2表": "附件2表.xlsx", "附件2.html": "附件2.html.xlsx", "附件2.docx": "附件2.docx.xlsx",
    "附件2.desktop": "附件2.desktop.xlsx",
}  # fmt: skip


def test_a_workbook_ends_as_one(run, tmp_path, record_property):
    """names and places of copies: nothing that we write is a program by its name"""
    record_property("tries", len(ENDINGS))
    with zipfile.ZipFile(tmp_path / "包.zip", "w") as archive:
        for name in ENDINGS:
            archive.writestr(name, REPAIRABLE)
    run("validate", tmp_path / "包.zip", *AS_OF, "--select", "JF203", "--fix-to", tmp_path / "出")
    assert {path.name for path in made(tmp_path / "出" / "包")} == set(ENDINGS.values())
    (tmp_path / "附件2.hta").write_bytes(REPAIRABLE)
    run("validate", tmp_path / "附件2.hta", *AS_OF, "--return-to", tmp_path / "退")
    assert [path.name for path in made(tmp_path / "退")] == ["附件2.hta.xlsx"]


def test_receive(run, inbox, tmp_path, record_property):
    """names of received files"""
    mail, target = tmp_path / "邮件", tmp_path / "收件箱"
    names = [name for name in SENT if len(os.fsencode(name)) <= 255]
    record_property("tries", len(names))
    for number, name in enumerate(names):
        (mail / str(number)).mkdir(parents=True)
        (mail / str(number) / name).write_bytes(workbook("a2", "红旗区", "2024-06-12", rows=1, matter=f"第{number}项"))
    run("receive", mail, "--inbox", target, "--on", "2024-06-13")
    assert len(made(target / "红旗区" / "2024-06-13")) == len(names)
    assert unfit(target) == []
    assert outside(tmp_path, "收", "邮件", "收件箱") == set()


UNITS = (
    "../../出去",
    "CON",
    "..",
    "红旗区/../..",
    "a" * 300,
    "x\u202ey",
    "群发清单",
    "=1+1",
    "\x1b]0;x\x07",
    "~",
    "C:\\",
    "%TEMP%",
)


@pytest.mark.parametrize("unit", UNITS)
def test_unit_as_written(run, tmp_path, unit, record_property):
    """hostile 填报单位 × commands"""
    record_property("tries", 6)
    (tmp_path / "收").mkdir()
    (tmp_path / "收" / "附件2.xlsx").write_bytes(
        workbook("a2", unit.replace("\x1b", "").replace("\x07", ""), "2024-06-12")
    )
    inbox = tmp_path / "收"
    run("validate", inbox, *AS_OF, "--return-to", tmp_path / "出", "--fix-to", tmp_path / "改")
    run("merge", inbox, *AS_OF, "-o", tmp_path / "册", "--public")
    assert {path.name for path in (tmp_path / "册").iterdir()} == {*OUTPUTS, *PUBLIC_OUTPUTS}
    run("status", inbox, *AS_OF)
    run("remind", inbox, *AS_OF, "-o", tmp_path / "催")
    run("receive", inbox, "--inbox", tmp_path / "箱", "--on", "2024-06-13")
    for folder in ("出", "改", "册", "催", "箱"):
        assert unfit(tmp_path / folder) == []
    assert outside(tmp_path, "收", "出", "改", "册", "催", "箱") == set()


def test_letters_blanks_and_packs(run, tmp_path, record_property):
    """units of a campaign of one's own × remind, new-template, init"""
    names = ["群发清单", "空白表", "缺报清单", "A校", "a校区", "é校", "-rf", "%TEMP%", "中~学", "长" * 60]
    record_property("tries", 4 * len(names))
    run("init", tmp_path / "行动", "--id", "own")
    text = (tmp_path / "行动" / "campaign.yaml").read_text(encoding="utf-8")
    head = text[: text.index("\nunits:")]
    units = "\n".join(f"    - {{name: {name!r}}}" for name in names)
    (tmp_path / "行动" / "campaign.yaml").write_text(f"{head}\nunits:\n  county:\n{units}\n", encoding="utf-8")
    own = ("--campaign", tmp_path / "行动")
    (tmp_path / "收").mkdir()
    run("remind", tmp_path / "收", *AS_OF, "-o", tmp_path / "催", *own)
    run("new-template", "--all-units", "-o", tmp_path / "表", *own)
    run("new-template", "--all-units", "--zip", "-o", tmp_path / "包", *own)
    for folder in ("催", "表", "包"):
        assert unfit(tmp_path / folder) == []
    assert len(list((tmp_path / "催").iterdir())) == len(names) + 1
    assert len(list((tmp_path / "表").iterdir())) == len(list((tmp_path / "包").iterdir())) == len(names)
    assert outside(tmp_path, "行动", "收", "催", "表", "包") == set()
