"""Another city's campaign, and the yearly whitelist: only files are edited, and every command runs."""

import json
import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from typer.testing import CliRunner

from jianfu_cli.cli.app import app

ROSTER = [
    ["单位名称", "类别", "别名"], ["示例市", "市本级", ""], ["东山县", "县（市、区）", "东山"], ["西河区", "县（市、区）", ""],
    ["市甲局", "市直部门", "市甲委"],
]  # fmt: skip
# Edits as a person makes them: (file, what stands there, what stands there afterwards).
EDITS = [
    ("campaign.yaml", "title: 进一步减轻中小学教师负担专项整治", "title: 示例市教师减负专项行动"),
    ("campaign.yaml", "city: 新乡", "city: 示例"),
    ("campaign.yaml", "notice_date: 2024-06-04", "notice_date: 2026-03-02"),
    ("campaign.yaml", "ends_on: 2024-12-31", "ends_on: 2026-12-31"),
    ("campaign.yaml", "due: {county: 2024-07-04, department: 2024-06-14}", "due: {county: 2026-04-10, department: 2026-03-20}"),
    ("campaign.yaml", "{number: 八, name: 其他, variants: [", "{number: 八, name: 兜底, variants: [其他, "),
    ("a2.yaml", "title: 专项整治问题摸排清单", "title: 负担事项排查表"),
]  # fmt: skip
EXTRA = '  - {key: schools, heading: 涉及学校数, type: text, width: 10, hint: 填写学校所数。, example: "12"}\n'


def run(*arguments):
    done = CliRunner().invoke(app, [str(one) for one in arguments])
    assert isinstance(done.exception, SystemExit | None), done.exception
    assert done.exit_code in {0, 1}, done.stderr
    return done


def blank(archive_or_folder, name):
    return next(path for path in archive_or_folder.rglob("*.xlsx") if path.name.startswith(name))


def fill(path, day, **cells):
    """Fill the first rows of a blank as a person does: below the headings, by their names; and the header block."""
    book = load_workbook(path)
    sheet = book.active
    heading_row = next(row for row in range(1, 12) if any(cell.value == "序号" for cell in sheet[row]))
    column_of = {str(cell.value).partition("\n")[0]: cell.column for cell in sheet[heading_row] if cell.value}
    for row in sheet.iter_rows(max_row=heading_row):
        for cell in row:
            text = str(cell.value or "")
            if text.startswith("填报时间"):
                cell.value = f"填报时间：{day}"
            elif text.startswith("填报人员"):
                cell.value = "填报人员及电话：张某某 0000-0000000"
    first = heading_row + 1
    while sheet.cell(first, 1).value in {None, ""} and sheet.cell(first, column_of["备注"]).value:
        first += 1
    for heading, value in cells.items():
        sheet.cell(first, column_of[heading], value)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.fixture
def city(tmp_path):
    book = Workbook()
    for row in ROSTER:
        book.active.append(row)
    book.save(tmp_path / "名册.xlsx")
    folder = tmp_path / "shili-2026"
    run("init", folder, "--roster", tmp_path / "名册.xlsx")
    for name, old, new in EDITS:
        file = folder / name
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    a2 = folder / "a2.yaml"
    before, notes, after = a2.read_text(encoding="utf-8").partition("notes:")
    a2.write_text(before + EXTRA + notes + after, encoding="utf-8")
    return folder


ROW = {
    "问题类别": "兜底", "事项名称": "语音打卡", "牵头实施单位": "某局", "开展时间": "每年1次", "开展地点": "全县中小学",
    "实施范围": "全体师生", "活动主要内容（100字以内）": "组织线上答题。", "开展形式": "答题", "意见建议": "保留", "涉及学校数": "12",
}  # fmt: skip


def test_another_city(city, tmp_path):
    own = ("--campaign", city)
    run(*own, "new-template", "2", "-u", "市甲委", "-o", tmp_path / "空白表")
    form = blank(tmp_path / "空白表" / "市甲局", "附件2_负担事项排查表")
    (tmp_path / "来件.xlsx").write_bytes(fill(form, "2026年3月18日", **ROW))

    done = run(*own, "receive", tmp_path / "来件.xlsx", "--inbox", tmp_path / "收件箱", "--on", "2026-03-19")
    assert "市甲局/2026-03-19/来件.xlsx：附件2（1 行）" in done.stdout

    status = json.loads(run(*own, "status", tmp_path / "收件箱", "--as-of", "2026-03-21", "-f", "json").stdout)
    assert [unit["unit"] for unit in status["units"]] == ["东山县", "西河区", "市甲局"]
    states = {one["attachment"]: one["state"] for one in status["units"][2]["attachments"]}
    assert states == {"a1": "missing", "a2": "on-time", "a3": "missing"}
    assert {one["attachment"]: one["errors"] for one in status["units"][2]["attachments"]}["a2"] == 0

    run(*own, "remind", tmp_path / "收件箱", "--as-of", "2026-03-21", "-o", tmp_path / "催报")
    assert "专项整治问题整改清单（附件3）：应于2026年3月20日前（含当日）报送" in (
        tmp_path / "催报" / "市甲局.txt"
    ).read_text(encoding="utf-8")
    assert "报送附件2、3" in run(*own, "deadlines", "--as-of", "2026-03-09").stdout

    run(*own, "merge", tmp_path / "收件箱", "-o", tmp_path / "汇总", "--as-of", "2026-03-21")
    sheet = load_workbook(tmp_path / "汇总" / "汇总.xlsx")["附件2"]
    merged = dict(zip([cell.value for cell in sheet[2]], [cell.value for cell in sheet[3]], strict=True))
    assert {name: merged[name] for name in ("填报单位", "问题类别", "涉及学校数")} == {
        "填报单位": "市甲局", "问题类别": "兜底", "涉及学校数": "12",
    }  # fmt: skip
    faulty = json.loads(run(*own, "validate", tmp_path / "来件.xlsx", "--as-of", "2026-03-21", "-f", "json").stdout)
    assert [finding["code"] for finding in faulty["findings"] if finding["severity"] == "error"] == []


def test_the_required_column_of_another_city_is_missed(city, tmp_path):
    run("--campaign", city, "new-template", "2", "-u", "东山", "-o", tmp_path / "空白表")
    form = blank(tmp_path / "空白表" / "东山县", "附件2")
    (tmp_path / "来件.xlsx").write_bytes(
        fill(form, "2026年3月18日", **{**ROW, "涉及学校数": None, "问题类别": "文件和会议"})
    )
    done = run("--campaign", city, "validate", tmp_path / "来件.xlsx", "--as-of", "2026-03-21", "-f", "json")
    errors = [one for one in json.loads(done.stdout)["findings"] if one["severity"] == "error"]
    assert [(one["code"], one["column"]) for one in errors] == [("JF201", "涉及学校数")]


WHITELISTED = {
    "活动名称": "法治宣传进校园", "实施单位": "某局", "开展依据": "某文件", "开展时间": "9—10月", "开展地点": "有关学校", "实施范围": "初中",
    "活动主要内容（100字以内）": "专题讲座一场。", "开展形式": "讲座", "验收方式": "不验收",
}  # fmt: skip


def test_the_yearly_whitelist(tmp_path):
    own = ("--campaign", "whitelist-annual")
    run(*own, "new-template", "--all-units", "--zip", "-o", tmp_path / "空白表")
    packs = sorted(path.stem for path in (tmp_path / "空白表").iterdir())
    assert len(packs) == 16  # 15 counties; 市本级 may file
    with zipfile.ZipFile(tmp_path / "空白表" / "红旗区.zip") as pack:
        assert [name for name in pack.namelist() if "附件" in name] == ["附件7_社会事务进校园白名单参考模板.xlsx"]
        pack.extractall(tmp_path / "红旗区表")
    (tmp_path / "附件7.xlsx").write_bytes(fill(blank(tmp_path / "红旗区表", "附件7"), "2026年2月12日", **WHITELISTED))

    run(*own, "receive", tmp_path / "附件7.xlsx", "--inbox", tmp_path / "收件箱", "--on", "2026-02-14")
    done = run(*own, "status", tmp_path / "收件箱", "--as-of", "2026-02-14")
    assert done.exit_code == 1
    lines = [line.split() for line in done.stdout.splitlines()]
    assert ["红旗区", "迟", "1", "天", "2026-02-14", "1", "无", "缺"] in lines
    run(*own, "remind", tmp_path / "收件箱", "--as-of", "2026-02-14", "-o", tmp_path / "催报")
    assert len(list((tmp_path / "催报").iterdir())) == 16  # 红旗区 owes its scan
    run(*own, "merge", tmp_path / "收件箱", "-o", tmp_path / "汇总", "--as-of", "2026-02-14")
    assert "附件7" in load_workbook(tmp_path / "汇总" / "汇总.xlsx").sheetnames
