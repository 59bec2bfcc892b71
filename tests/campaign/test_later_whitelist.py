"""The yearly whitelist of fifteen counties, made for a later year by its dates alone."""

import json
import re
import zipfile

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from campaign.food_safety import without_hashes
from jianfu_cli.cli.app import app

AS_OF = ("--as-of", "2027-02-27")
# What the campaign of problems and rectifications would say, and years that are not this one's.
FOREIGN = re.compile("减负|市直|摸排|整改(?!报)|附件[1-6](?!\\d)|2026|问题类别|意见建议|清理/")
ROW = ("法治讲座", "区司法局", "某文件", "9—10月", "有关学校", "初中", "专题讲座一场。", "讲座", "不验收")
# What draws each 疑点 a list can draw: what is said of it must fit a list too.
DOUBTFUL = (
    "医保参保统计", "医疗保障局", "工作需要", "每月", "有关学校", "全体教师",
    "教师入户征缴，24小时值守，扫码关注公众号，在工作群打卡接龙，报送参保统计表。", "统计", "与学校考核挂钩",
)  # fmt: skip


def run(*arguments):
    done = CliRunner().invoke(app, list(map(str, arguments)))
    assert isinstance(done.exception, SystemExit | None), done.exception
    assert done.exit_code in {0, 1}, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("later")
    own = folder / "bai-2027"
    run("init", own, "--from", "whitelist-annual")
    file = own / "campaign.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("2026-", "2027-"), encoding="utf-8")
    run("--campaign", own, "new-template", "--all-units", "-o", folder / "空白表")
    for unit, day in (("红旗区", "2027-02-10"), ("获嘉县", "2027-02-20")):
        book = load_workbook(next((folder / "空白表" / unit).glob("*.xlsx")))
        sheet = book.worksheets[0]
        for cell in (cell for row in sheet.iter_rows(max_row=6) for cell in row):
            written = str(cell.value or "")
            if written.startswith("填报时间"):
                cell.value = f"填报时间：{day}"
            elif written.startswith("填报人员"):
                cell.value = "填报人员及电话：张某某 0373-0000000"
        heading = next(row for row in range(1, 12) if sheet.cell(row, 1).value == "序号")
        for nth, row in enumerate((ROW, DOUBTFUL), start=1):
            for column, text in enumerate(row, start=2):
                sheet.cell(heading + nth, column, text)
        filed = folder / "收件箱" / unit / day
        filed.mkdir(parents=True)
        book.save(filed / "附件7.xlsx")
    return folder


def test_no_word_table_or_prompt_of_the_first_campaign(folder):
    own, inbox, out = folder / "bai-2027", folder / "收件箱", folder / "输出"
    run("--campaign", own, "merge", inbox, *AS_OF, "-o", out, "--public")
    run("--campaign", own, "validate", inbox, *AS_OF, "-f", "csv", "-o", out / "检查.csv")
    run("--campaign", own, "validate", inbox, *AS_OF, "--return-to", out / "退改")
    run("--campaign", own, "status", inbox, *AS_OF, "-f", "html", "-o", out / "进度.html")
    run("--campaign", own, "remind", inbox, *AS_OF, "-o", out / "催报")
    for kind in ("announcement", "bulletin", "inspection"):
        run("--campaign", own, "draft", kind, inbox, *AS_OF, "-o", out / f"{kind}.docx")
    texts = [
        (path.name, path.read_text(encoding="utf-8-sig"))
        for path in out.rglob("*.*")
        if path.suffix not in {".xlsx", ".docx"}
    ]
    packages = [*out.rglob("*.xlsx"), *out.glob("*.docx"), next((folder / "空白表" / "卫滨区").glob("*.xlsx"))]
    for path in packages:
        with zipfile.ZipFile(path) as package:
            # A returned copy has the day on which its unit's workbook was made.
            parts = [part for part in package.namelist() if part != "docProps/core.xml"]
            texts += [(f"{path.name}:{part}", package.read(part).decode("utf-8", "replace")) for part in parts]
    # 附件13件 is a count.
    codes = set(re.findall(r"JF9\d\d", (out / "检查.csv").read_text(encoding="utf-8-sig")))
    assert codes == {"JF901", "JF902", "JF903", "JF904", "JF905", "JF906", "JF907", "JF910"}
    said = [
        (name, match.group())
        for name, text in texts
        if (match := FOREIGN.search(re.sub(r"附件\d+件", "", without_hashes(text))))
    ]
    assert said == []
    assert load_workbook(out / "汇总.xlsx").sheetnames == [
        "总览", "附件7", "报送情况", "重复交叉", "校验结果", "未采用", "来源",
    ]  # fmt: skip
    assert "全市共 4 项。未列入白名单的事项一律不得进入中小学校园。" in (out / "白名单公布稿.html").read_text(
        encoding="utf-8"
    )


def test_publication_is_among_the_dates(folder, tmp_path):
    own, inbox = folder / "bai-2027", folder / "收件箱"
    said = run("--campaign", own, "deadlines", *AS_OF, "--ics", tmp_path / "期限.ics")
    assert "春季学期开学，此前公布社会事务进校园白名单" in said
    calendar = (tmp_path / "期限.ics").read_text(encoding="utf-8").replace("\r\n ", "")
    assert "UID:bai-2027.spring-term@jianfu\nDTSTAMP" in calendar
    told = run("--campaign", own, "status", inbox, *AS_OF).replace("\n", "")
    assert "应于 2027-03-01（春季学期开学）前公布：尚未公布，还有 2 天" in told
    status = json.loads(run("--campaign", own, "status", inbox, *AS_OF, "-f", "json"))
    assert status["publication"] == {"by": "2027-03-01", "published_on": None}

    file = own / "campaign.yaml"
    text = file.read_text(encoding="utf-8")
    try:
        file.write_text(text.replace("# published_on:", "published_on:"), encoding="utf-8")
        assert "已于 2027-02-28 公布" in run("--campaign", own, "status", inbox, *AS_OF).replace("\n", "")
    finally:
        file.write_text(text, encoding="utf-8")
