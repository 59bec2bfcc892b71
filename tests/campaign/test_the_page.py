"""docs/campaigns.md followed word by word: what it says to type gives what it says one gets."""

import re
from pathlib import Path

import pytest
import yaml
from openpyxl import Workbook
from typer.testing import CliRunner

from jianfu_cli.cli.app import app
from jianfu_cli.errors import CampaignError

PAGE = (Path(__file__).parents[2] / "docs" / "campaigns.md").read_text(encoding="utf-8").partition("<!--")[0]
FIRST_BLOCK, SECOND_BLOCK = (
    re.sub("^   ", "", block, flags=re.MULTILINE) for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
)
COLUMNS = [re.split("、", names) for names in re.findall(r"（列是 ([^；。]*?)）[，；]", PAGE)]


def run(*arguments):
    done = CliRunner().invoke(app, list(map(str, arguments)))
    assert isinstance(done.exception, SystemExit | None), done.exception
    return done.stdout


def sheet(path, *rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


@pytest.fixture
def office(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, headings in zip(("台账", "整改表"), COLUMNS, strict=True):
        sheet(f"{name}.xlsx", [f"学校食堂隐患{name}"], headings)
    sheet("名册.xlsx", ["单位名称", "类别"], ["第一小学", "直属学校"], ["城关镇", "乡镇"])
    command = re.search(r"jianfu (init .*--roster 名册\.xlsx)", PAGE)[1]
    run(*command.split())
    return Path("食安2026")


def edited(office):
    """The files as the page says to edit them: its columns for those of one key, its keys for those of the campaign."""
    ledger = office / "a1.yaml"
    text = ledger.read_text(encoding="utf-8")
    for line in FIRST_BLOCK.splitlines():
        key = re.search(r"key: (\w+)", line)[1]
        text = re.sub(rf"^  - \{{key: {key},.*$", lambda _, line=line: f"  {line}", text, flags=re.MULTILINE)
    ledger.write_text(text, encoding="utf-8")
    campaign = office / "campaign.yaml"
    known = yaml.safe_load(campaign.read_text(encoding="utf-8")) | yaml.safe_load(SECOND_BLOCK)
    campaign.write_text(yaml.safe_dump(known, allow_unicode=True, sort_keys=False), encoding="utf-8")


def test_each_step_does_what_the_page_says(office):
    edited(office)
    told = run("schema", "--check", "--campaign", office)
    assert "隐患类别：category" in told
    assert "数字：7 项，适用 4 项。" in told
    assert "白名单 不适用：没有 role: whitelist" in told
    run("new-template", "--all-units", "-o", "空白表", "--campaign", office)
    made = sorted(path.name for path in Path("空白表", "第一小学").iterdir())
    assert made == ["附件1_学校食堂隐患台账.xlsx", "附件2_学校食堂隐患整改表.xlsx"]
    assert "直属学校报送附件1" in run("deadlines", "--as-of", "2026-04-01", "--campaign", office)


def test_the_fault_that_it_shows_is_the_one_that_is_told(office):
    edited(office)
    ledger = office / "a1.yaml"
    ledger.write_text(ledger.read_text(encoding="utf-8").replace("role: remark", "role: matter"), encoding="utf-8")
    shown = re.search(r"^错误：(食安2026/a1\.yaml.*)$", PAGE, re.MULTILINE)[1]
    with pytest.raises(CampaignError, match=re.escape(shown)):
        CliRunner().invoke(app, ["schema", "--check", "--campaign", str(office)], catch_exceptions=False)
