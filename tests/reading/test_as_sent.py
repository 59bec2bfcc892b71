"""Returns in odd dress and tables of other business, in all formats, tried as they come (``as_sent/*.txt``).

None was looked at while the reading was written: of the 42, 41 were told rightly the first time; see ``docs/reading.md``.
"""

from pathlib import Path

import pytest
from made.noted import Note, notes, send, workbook

from jianfu_cli.core.model.form import SourceFile
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.reading.files import read_source
from jianfu_cli.reading.layout.forms import Reader
from jianfu_cli.reading.limits import GuardLimits
from jianfu_cli.reading.sources import Source

HERE = Path(__file__).parent / "as_sent"
RETURNS, OTHERS = (list(notes(HERE / name)) for name in ("returns.txt", "others.txt"))
READER = Reader.of(load_campaign())
_OFFICE = ("xls", "ods")


@pytest.fixture(scope="module")
def saved(tmp_path_factory, office_convert):
    """The xls and ods, saved by LibreOffice in one go each."""
    folder = tmp_path_factory.mktemp("sent")
    for end in _OFFICE:
        first = []
        for note in (*RETURNS, *OTHERS):
            if note.end == end:
                first.append(folder / f"{note.name.removesuffix(end)}xlsx")
                first[-1].write_bytes(workbook(note))
        office_convert(first[0], end, folder, *first[1:])
    return folder


def read(note: Note, unit: str, request, tmp_path: Path) -> SourceFile:
    path = request.getfixturevalue("saved") / note.name if note.end in _OFFICE else send(note, tmp_path)
    (file,) = read_source(Source(path.name, path, unit), READER, GuardLimits())
    return file


@pytest.mark.parametrize("note", RETURNS, ids=lambda note: note.name)
def test_a_return_in_odd_dress_is_read(note, request, tmp_path):
    forms = read(note, note.unit, request, tmp_path).forms
    assert {(form.attachment, form.recognition.sure, form.owner.unit) for form in forms} == {
        (note.attachment, True, note.unit)
    }
    names = "body" if note.attachment == "a1" else "matter"
    assert tuple(text for form in forms for text in form.texts(names)) == note.matters


@pytest.mark.parametrize("note", OTHERS, ids=lambda note: note.name)
def test_other_business_is_not_taken(note, request, tmp_path):
    file = read(note, "红旗区", request, tmp_path)
    assert [form.attachment for form in file.forms if form.recognition.sure] == []
    assert not any("空白表" in problem.hint for problem in file.problems if problem.hint)


# File, role, what the rows say.
VALUES = [
    ("摸排情况（县直）.xlsx", "disposition", ["优化", "清理", "优化"]),
    ("封丘县.html", "category", ["社会事务进校园", "社会事务进校园", "抽调借用中小学教师"]),
    ("问题清单汇总.ods", "category", ["社会事务进校园", "社会事务进校园", "报表填写、调研统计"]),
    ("牧野区.docx", "disposition", ["清理", "清理", "优化"]),
    ("红旗区整改台账（第二批）.xlsx", "progress", ["100%", "60%"]),
    ("红旗区整改台账（第二批）.xlsx", "deadline", ["2024-06-20", "2024年6月"]),
    ("红旗区整改台账（第二批）.xlsx", "grounds", ["豫教〔2024〕1号", "豫教〔2024〕1号"]),
    ("凤泉整改.xls", "category", ["监督检查评比考核", "文件和会议"]),
    ("整改情况.docx", "progress", ["已完成", "已解散"]),
    ("整改台账.csv", "deadline", ["2024年6月20日前", "6月底"]),
    ("整改销号.ods", "progress", ["☑是 □否", "□是 ☑否"]),
    ("减负文件目录.xlsx", "issued_on", ["2020-05-01", "2023-09-18"]),
    ("进校园清单.xlsx", "acceptance", ["不验收", "不验收", "不验收"]),
]


@pytest.mark.parametrize(("name", "role", "expected"), VALUES)
def test_what_the_rows_say(name, role, expected, request, tmp_path):
    note = next(note for note in RETURNS if note.name == name)
    forms = read(note, note.unit, request, tmp_path).forms
    assert [text for form in forms for text in form.texts(role)] == expected
