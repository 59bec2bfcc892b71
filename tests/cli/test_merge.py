import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

OUTPUTS = ["merge.json", "摘要.docx", "摘要.html", "摘要.md", "汇总.xlsx"]
PUBLIC = [
    *("白名单公布稿.docx", "白名单公布稿.html", "白名单公布稿.xlsx", "白名单公布稿.csv"),
    *("投诉举报渠道.html", "投诉举报渠道.xlsx", "投诉举报渠道.csv"),
]
HEADINGS = [
    "序号", "问题类别", "事项名称", "牵头实施单位", "开展时间", "开展地点", "实施范围", "活动主要内容（100字以内）", "开展形式",
    "意见建议", "备注",
]  # fmt: skip


def row(number, matter, disposition="清理", category="社会事务进校园"):
    return [
        number,
        category,
        matter,
        "某局",
        "每年1次",
        "全县中小学",
        "全体师生",
        "组织线上答题。",
        "答题",
        disposition,
        "",
    ]


def problem_list(unit, rows, day="2024-06-12"):
    """附件2 as a unit sends it, as bytes."""
    book = Workbook()
    sheet = book.active
    sheet.append(["专项整治问题摸排清单"])
    sheet.append([f"填报单位（盖章）：{unit}"])
    sheet.append([f"填报时间：{day}    填报人员及电话：张某某 0373-0000000"])
    sheet.append(HEADINGS)
    for cells in rows:
        sheet.append(cells)
    for cell in (cell for line in sheet.iter_rows() for cell in line if str(cell.value).startswith("=")):
        cell.data_type = "s"
    target = BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    for unit, day, rows in (
        ("红旗区", "2024-06-12", [row(1, "语音打卡"), row(2, "=1+1", "保留")]),
        ("红旗区", "2024-06-10", [row(1, "语音打卡")]),
        ("市公安局", "2024-06-16", [row(1, "线上答题", "再议")]),
    ):
        target = folder / unit / day / "附件2.xlsx"
        target.parent.mkdir(parents=True)
        target.write_bytes(problem_list(unit, rows, day))
    (folder / "市公安局" / "附件3.xlsx").write_bytes(b"no workbook")
    return folder


def test_what_nobody_sent_is_counted_apart_everywhere(jianfu, inbox, tmp_path):
    """A zip beside what is in it, and what a computer leaves in a folder, are no files of the unit."""
    (inbox / "红旗区" / "Thumbs.db").write_bytes(b"x")
    (inbox / "卫滨区").mkdir()
    (inbox / "卫滨区" / "desktop.ini").write_bytes(b"x")
    with ZipFile(inbox / "市公安局" / "材料.zip", "w") as packed:
        packed.writestr("附件2（补充）.xlsx", problem_list("市公安局", [row(1, "护苗宣传")]))
    done = jianfu("merge", inbox, "-o", "out", "--as-of", "2024-06-20")
    assert done.stdout.startswith("收到文件 5 份（另有压缩包、系统文件等3个，不计在内）：读取 4，未能读取 1，")
    text = (tmp_path / "out" / "摘要.md").read_text(encoding="utf-8")
    rows = {
        name.strip(): files.strip()
        for name, files in (
            line.strip("|").split("|")[:2]
            for line in text.partition("| 填报单位 | 文件 |")[2].splitlines()[2:]
            if "|" in line
        )
    }
    assert rows == {"红旗区": "2", "市公安局": "3", "合计": "5"}


def test_merge_writes_all_outputs_and_says_what_it_did(jianfu, inbox, tmp_path):
    before = {path: path.read_bytes() for path in inbox.rglob("*") if path.is_file()}
    done = jianfu("merge", inbox, "-o", "out", "--as-of", "2024-06-20")
    assert (done.returncode, done.stderr) == (1, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "收到文件 4 份：读取 3，未能读取 1，不作为填报表 0；识别出表 3 张"
    assert lines[1] == "读取 4 行：采用 3 行，未采用 1 行"
    assert "已生成：" in lines
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == OUTPUTS
    assert {path: path.read_bytes() for path in before} == before
    sheet = load_workbook(tmp_path / "out" / "汇总.xlsx")["附件2"]
    assert [(cell.value, cell.data_type) for cell in sheet["D"][2:]] == [
        ("语音打卡", "s"),
        ("=1+1", "s"),
        ("线上答题", "s"),
    ]


def test_strict_moves_faulty_rows_aside(jianfu, inbox, tmp_path):
    jianfu("merge", inbox, "-o", "out", "--as-of", "2024-06-20", "--strict")
    totals = json.loads((tmp_path / "out" / "merge.json").read_text(encoding="utf-8"))
    assert totals["rows"] == {"read": 4, "merged": 2, "unused": 2}
    assert totals["unused"][-1]["reason"] == "本行有须改正的错误：JF205"


def test_neither_jobs_nor_the_order_of_paths_change_a_byte(jianfu, inbox, tmp_path):
    units = sorted(path for path in inbox.iterdir())
    for jobs, paths in (("1", units), ("2", units[::-1])):
        jianfu("merge", *paths, "-o", f"out{jobs}", "--as-of", "2024-06-20", "--public", "-j", jobs)
    for name in (*OUTPUTS, *PUBLIC):
        assert (tmp_path / "out1" / name).read_bytes() == (tmp_path / "out2" / name).read_bytes(), name


def test_what_may_be_published_is_written_on_demand(jianfu, inbox, tmp_path):
    done = jianfu("merge", inbox, "-o", "out", "--as-of", "2024-06-20", "--public")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted([*OUTPUTS, *PUBLIC])
    assert [name for name in PUBLIC if name not in done.stdout] == []
    paper = {
        name: load_workbook(tmp_path / "out" / name).active.page_setup.orientation
        for name in PUBLIC
        if name.endswith("xlsx")
    }
    assert paper == {"白名单公布稿.xlsx": "landscape", "投诉举报渠道.xlsx": "portrait"}  # by how wide the list is


def test_own_templates_replace_ours(jianfu, inbox, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    (own / "summary.md").write_text("{{ s.title }}", encoding="utf-8")
    jianfu("merge", inbox, "-o", "out", "--as-of", "2024-06-20", "--templates", own)
    assert (tmp_path / "out" / "摘要.md").read_text(encoding="utf-8") == "进一步减轻中小学教师负担专项整治"
    (own / "summary.md").write_text("{% if %}", encoding="utf-8")
    done = jianfu("merge", inbox, "-o", "none", "--templates", own)
    assert (done.returncode, "第 1 行" in done.stderr, (tmp_path / "none").exists()) == (2, True, False)


def test_whole_roster_is_judged_for_an_inbox_only(jianfu, inbox, tmp_path):
    jianfu("merge", inbox, "-o", "all", "--as-of", "2024-06-20")
    jianfu("merge", inbox / "红旗区" / "2024-06-12" / "附件2.xlsx", "-o", "one", "--as-of", "2024-06-20")
    sheets = {name: load_workbook(tmp_path / name / "汇总.xlsx")["报送情况"] for name in ("all", "one")}
    assert {name: sheet.max_row - 2 for name, sheet in sheets.items()} == {"all": 72, "one": 1}


@pytest.mark.parametrize("output", [".", "红旗区", "红旗区/结果"])
def test_outputs_never_go_among_the_inputs(jianfu, inbox, output):
    done = jianfu("merge", inbox, "-o", inbox / output)
    assert (done.returncode, done.stdout) == (2, "")
    assert "请放到别处" in done.stderr
    assert not list(inbox.rglob("汇总.xlsx"))


def test_an_earlier_roll_up_given_as_input_is_not_overwritten(jianfu, inbox, tmp_path):
    jianfu("merge", inbox, "-o", "out", "--as-of", "2024-06-20")
    before = (tmp_path / "out" / "汇总.xlsx").read_bytes()
    done = jianfu("merge", tmp_path / "out" / "汇总.xlsx", "-o", "out")
    assert done.returncode == 2
    assert (tmp_path / "out" / "汇总.xlsx").read_bytes() == before


@pytest.mark.parametrize("blocked", OUTPUTS)
def test_outputs_appear_all_or_not_at_all(jianfu, inbox, tmp_path, blocked):
    former = tmp_path / "out"
    (former / blocked).mkdir(parents=True)
    for name in OUTPUTS:
        if name != blocked:
            (former / name).write_bytes(b"of last week")
    done = jianfu("merge", inbox, "-o", "out", "--as-of", "2024-06-20")
    assert done.returncode == 2
    assert f"写不了 {Path('out') / blocked}" in done.stderr
    assert sorted(path.name for path in former.iterdir()) == OUTPUTS
    assert {path.read_bytes() for path in former.iterdir() if path.is_file()} == {b"of last week"}


def test_a_zip_of_forms_is_merged_on_a_gbk_console(jianfu, tmp_path):
    with ZipFile(tmp_path / "包.zip", "w") as archive:
        archive.writestr("红旗区/附件2.xlsx", problem_list("红旗区", [row(1, "䶮字比赛 √")]))
    done = jianfu("merge", "包.zip", "-o", "out", "--as-of", "2024-06-20", encoding="gbk")
    assert "读取 1 行：采用 1 行，未采用 0 行" in done.stdout
    assert json.loads((tmp_path / "out" / "merge.json").read_bytes())["files"][1]["path"] == "包.zip!/红旗区/附件2.xlsx"


def test_also_as_csv_and_as_a_database(jianfu, inbox, tmp_path):
    done = jianfu("merge", inbox, "-o", tmp_path / "out", "--as-of", "2024-07-05", "--also", "csv,sqlite")
    made = sorted(str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*") if path.is_file())
    details = [f"明细/附件{number}.csv" for number in (1, 2, 3, 6, 7)]
    assert made == sorted([*OUTPUTS, *details, "汇总.sqlite"])
    assert all(str(Path(name)) in done.stdout for name in made)


@pytest.mark.parametrize("formats", ["csv", " CSV ,csv", "csv，"])
def test_also_as_csv_alone(jianfu, inbox, tmp_path, formats):
    jianfu("merge", inbox, "-o", tmp_path / "out", "--also", formats)
    assert (tmp_path / "out/明细/附件2.csv").is_file()
    assert not (tmp_path / "out/汇总.sqlite").exists()


@pytest.mark.parametrize("formats", ["", ",", "xls", "csv,parquet"])
def test_also_names_what_there_is(jianfu, inbox, tmp_path, formats):
    done = jianfu("merge", inbox, "-o", tmp_path / "out", "--also", formats)
    assert done.returncode == 2
    assert "csv、sqlite" in done.stderr
    assert not (tmp_path / "out").exists()
