"""An archive is read member by member: one that dies, hangs or is heavy costs itself alone."""

import os
import signal
import sys
import time
from datetime import date

import pytest
from made.forms import shipped
from made.packages import package
from made.sent import workbook

from jianfu_cli.core.model.form import Outcome
from jianfu_cli.reading import files as reading
from jianfu_cli.reading import pool, scans
from jianfu_cli.workflows.inspect import InspectOptions, inspect

FORM = workbook("a2", "红旗区", "2024-06-12")
DIES, HANGS, HEAVY, FAILS = b"dies", b"hangs", b"heavy", b"fails"
DAY = date(2024, 6, 14)
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="what is put in here is known to forked workers alone")


def hostile(data, name, archive=None, sniff=reading.sniff):
    match data:
        case b"dies":
            os.kill(os.getpid(), signal.SIGKILL)
        case b"hangs":
            time.sleep(600)
        case b"heavy":
            bytearray(64 << 30)
        case b"fails":
            raise ValueError("no")
    return sniff(data, name, archive)


@pytest.fixture
def read(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "sniff", hostile)
    monkeypatch.setenv("JIANFU_LIMIT_SECONDS", "2")

    def made(members, jobs=1, **others):
        folder = tmp_path / "红旗区"
        folder.mkdir(exist_ok=True)
        (folder / "全部.zip").write_bytes(package(members))
        for name, data in others.items():
            (folder / name.replace("_", ".")).write_bytes(data)
        return inspect([tmp_path], shipped(), DAY, InspectOptions(jobs=jobs)).files

    return made


@LINUX
@pytest.mark.parametrize("bad", [DIES, HANGS, HEAVY, FAILS])
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bad_member_costs_itself_alone(read, bad, jobs):
    files = read(
        {"1/附件2.xlsx": FORM, "2/附件2.xlsx": bad, "3/附件2.xlsx": FORM, "4.zip": package({"附件2.xlsx": FORM})}, jobs
    )
    assert [(file.path.partition("!/")[2], file.outcome, len(file.forms)) for file in files] == [
        ("", Outcome.SKIPPED, 0),
        ("1/附件2.xlsx", Outcome.READ, 1),
        ("2/附件2.xlsx", Outcome.REFUSED, 0),
        ("3/附件2.xlsx", Outcome.READ, 1),
        ("4.zip", Outcome.SKIPPED, 0),
        ("4.zip!/附件2.xlsx", Outcome.READ, 1),
    ]
    assert files[2].within == ("2/附件2.xlsx",)


@LINUX
def test_within_an_archive_within_too(read):
    inner = package({"1.xlsx": DIES, "附件2.xlsx": FORM})
    outcomes = {file.path: file.outcome.value for file in read({"内.zip": inner, "附件2.xlsx": FORM}, 附件3_xlsx=FORM)}
    assert outcomes == {
        "红旗区/全部.zip": "skipped",
        "红旗区/全部.zip!/内.zip": "skipped",
        "红旗区/全部.zip!/内.zip!/1.xlsx": "refused",
        "红旗区/全部.zip!/内.zip!/附件2.xlsx": "read",
        "红旗区/全部.zip!/附件2.xlsx": "read",
        "红旗区/附件3.xlsx": "read",
    }


@LINUX
def test_an_archive_costs_so_many_workers_and_no_more(read, monkeypatch):
    monkeypatch.setattr(pool, "_MOST_DEATHS", 2)
    files = read({f"{number}.xlsx": DIES for number in range(5)}, 附件2_xlsx=FORM)
    assert [file.outcome for file in files] == [Outcome.SKIPPED, *[Outcome.REFUSED] * 5, Outcome.READ]
    assert [file.problems[0].detail.partition("，")[0] for file in files[1:6]] == [
        *["读取时程序崩溃"] * 2,
        *["同一压缩包或邮件里无法读取的文件太多"] * 3,
    ]


@LINUX
@pytest.mark.parametrize("behaviour", [DIES, HANGS, HEAVY, FAILS])
def test_a_scan_is_never_refused_and_its_seal_costs_no_form(read, monkeypatch, behaviour):
    monkeypatch.setenv("JIANFU_LIMIT_SEAL_SECONDS", "1")
    monkeypatch.setattr(scans, "has_seal", lambda data, kind: hostile(behaviour, kind))
    files = read({"扫描件1.pdf": b"%PDF-1.4", "附件2.xlsx": FORM}, 扫描件_jpg=b"\xff\xd8\xff\xe0")
    assert [(file.path.rpartition("/")[2], file.outcome, file.seal, file.problems) for file in files] == [
        ("全部.zip", Outcome.SKIPPED, None, ()),
        ("扫描件1.pdf", Outcome.SKIPPED, None, ()),
        ("附件2.xlsx", Outcome.READ, None, ()),
        ("扫描件.jpg", Outcome.SKIPPED, None, ()),
    ]


@LINUX
def test_a_seal_is_looked_for_after_the_forms_of_its_archive(read, monkeypatch, tmp_path):
    said = tmp_path / "said"
    monkeypatch.setattr(scans, "has_seal", lambda *_: said.open("a").write("seal ") > 0)
    looked = reading._read_file
    monkeypatch.setattr(reading, "_read_file", lambda *given: (said.open("a").write("form "), looked(*given))[1])
    files = read({"1.pdf": b"%PDF-1.4", "2.xlsx": FORM, "3.pdf": b"%PDF-1.4", "4.xlsx": FORM})
    assert said.read_text() == "form form seal seal "
    assert [file.seal for file in files] == [None, True, None, True, None]
