"""Old Word files go by way of an office program where there is one; here a small script stands in for it."""

import os
import sys
import time

import pytest
from made.printed import PRINTED
from made.word_files import p, tbl, tr, word

from jianfu_cli.core.model.form import Outcome
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.formats import office
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits, WorkLimits
from jianfu_cli.reading.pool import run_in_workers
from jianfu_cli.reading.sources import Source

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the script is one for a POSIX shell")

CAMPAIGN = load_campaign()
READER = Reader.of(CAMPAIGN)
OLE = bytes.fromhex("D0CF11E0A1B11AE1")
RTF = rb"{\rtf1 }"
ROW = tr("1", "其他", "普法", "县司法局", "全年", "校园", "师生", "讲座", "讲座", "保留", "")
FILLED = word(p("填报单位：红旗区"), tbl(tr(*PRINTED["a2"]), ROW))
_GIVES = 'while [ "$1" != --outdir ]; do shift; done\nmkdir -p "$2"\ncp "{made}" "$2/document.docx"\n'


@pytest.fixture
def program(tmp_path, monkeypatch):
    """``program(script)`` puts an office program of that script on the search path, the only one there is."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setattr(office, "_NAMES", ("stand-in",))

    def made(script):
        (folder / "stand-in").write_text(f"#!/bin/sh\n{script}", encoding="utf-8")
        (folder / "stand-in").chmod(0o755)

    return made


@pytest.fixture
def read(tmp_path):
    def made(name, **about):
        (tmp_path / name).write_bytes(RTF)
        (file,) = read_source(Source(name, tmp_path / name, **about), READER, GuardLimits())
        return file

    return made


def gives(tmp_path, content):
    (tmp_path / "made.docx").write_bytes(content)
    return _GIVES.format(made=tmp_path / "made.docx")


def test_what_the_program_made_is_read(program, read, tmp_path):
    program(gives(tmp_path, FILLED))
    file = read("附件2.rtf")
    assert (file.outcome, file.type, [(form.owner.unit, len(form.body.rows)) for form in file.forms]) == (
        Outcome.READ, "rtf", [("红旗区", 1)],
    )  # fmt: skip
    assert [(problem.code, "LibreOffice" in problem.detail) for problem in file.problems] == [("JF006", True)]


@pytest.mark.parametrize(
    ("headings", "outcome"),
    [
        (("背景问题", "主要做法", "工作成效", "启示"), Outcome.READ),
        (("工作情况", "工作成效", "下一步打算"), Outcome.READ),
        (("工作成效",), Outcome.SKIPPED),  # any report's heading: not worth the time
        (("总体要求", "重点任务", "保障措施"), Outcome.SKIPPED),  # a document that 附件6 lists
    ],
)
def test_an_old_report_is_known_by_its_headings_whatever_its_name(program, tmp_path, headings, outcome):
    program(
        gives(
            tmp_path,
            word(
                p("减轻教师负担专项整治材料"),
                *(p(f"{sign}、{text}") for sign, text in zip("一二三四", headings, strict=False)),
            ),
        )
    )
    path = tmp_path / "材料.doc"
    path.write_bytes(OLE + "WordDocument".encode("utf-16-le") + "\r".join(headings).encode("utf-16-le"))
    (file,) = read_source(Source("红旗区/材料.doc", path, inbox_unit="红旗区"), READER, GuardLimits())
    assert (file.outcome, len(file.forms)) == (outcome, outcome is Outcome.READ)


@pytest.mark.parametrize("script", ["exit 1", "exit 0", "kill -9 $$"])
def test_where_it_fails_a_docx_is_asked_for(program, read, script):
    program(script)
    (problem,) = read("附件2.rtf").problems
    assert (problem.code, "另存为 docx" in problem.hint) == ("JF006", True)


@pytest.mark.parametrize("content", [word(p("情况说明")), b"PK\x03\x04"], ids=["no form in it", "damaged"])
def test_what_it_made_is_not_trusted(program, read, tmp_path, content):
    program(gives(tmp_path, content))
    assert read("附件2.rtf").outcome is Outcome.REFUSED


@pytest.mark.parametrize(
    ("name", "about", "outcome"),
    [
        ("红旗教〔2022〕8号.rtf", {"inbox_unit": "红旗区"}, Outcome.SKIPPED),
        ("来件.rtf", {}, Outcome.REFUSED),
    ],
)
def test_it_is_not_started_for_every_document(program, read, tmp_path, name, about, outcome):
    program(f'touch "{tmp_path}/started"')
    assert read(name, **about).outcome is outcome
    assert not (tmp_path / "started").exists()


def test_one_that_hangs_is_ended_with_all_it_started(program, read, tmp_path, monkeypatch):
    monkeypatch.setattr(office, "_SECONDS", 0.3)
    program(f'(sleep 2; touch "{tmp_path}/lives") & wait')
    started = time.monotonic()
    assert read("附件2.rtf").outcome is Outcome.REFUSED
    assert time.monotonic() - started < 2
    time.sleep(2)
    assert not (tmp_path / "lives").exists()


def test_it_is_never_taken_from_the_folder_one_is_in(program, tmp_path, monkeypatch):
    program("exit 0")
    found = office.office_program()
    assert found == tmp_path / "bin" / "stand-in"
    monkeypatch.chdir(tmp_path / "bin")
    assert office.office_program() is None
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f".{os.pathsep}bin")
    assert office.office_program() is None


@pytest.mark.skipif(sys.platform != "linux", reason="only here can memory be capped")
def test_the_cap_of_a_worker_is_not_that_of_the_program(program, tmp_path):
    program(f'ulimit -v > "{tmp_path}/cap"')
    list(run_in_workers(_convert, [RTF], 1, WorkLimits()))
    cap = (tmp_path / "cap").read_text().strip()
    assert cap == "unlimited" or int(cap) >= 8 << 20  # in KiB


def _convert(data):
    return office.to_docx(data, "rtf")
