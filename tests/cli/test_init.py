import pytest
from openpyxl import Workbook

from jianfu_cli.errors import CampaignError
from jianfu_cli.reading.campaigns import load_campaign
from jianfu_cli.resources import campaign_names


def test_a_campaign_of_one_s_own_is_the_shipped_one_under_another_id(jianfu, tmp_path, campaign):
    done = jianfu("init", "my-2025")
    assert (done.returncode, done.stderr) == (0, "")
    own = load_campaign(str(tmp_path / "my-2025"))
    assert own.id == "my-2025"
    assert own.model_copy(update={"id": campaign.id}) == campaign
    text = (tmp_path / "my-2025" / "campaign.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=campaign.schema.json\n")
    assert "# 三（四）跟踪督查：2024年12月底前" in text


def test_the_roster_may_come_from_a_workbook(jianfu, tmp_path):
    book = Workbook()
    for row in (["单位名称", "类别", "别名"], ["甲县", "县（市、区）", "甲城、true"], ["市乙局", "市直部门", None]):
        book.active.append(row)
    book.save(tmp_path / "名册.xlsx")
    assert jianfu("init", "甲市", "--id", "jia-2026", "--roster", "名册.xlsx").returncode == 0
    own = load_campaign(str(tmp_path / "甲市"))
    assert (own.id, own.roster.kind_of) == ("jia-2026", {"甲县": "county", "市乙局": "department"})
    assert own.roster.find("甲城") == own.roster.find("true") == "甲县"


def test_a_broken_roster_writes_nothing(jianfu, tmp_path):
    (tmp_path / "名册.xlsx").write_bytes(b"no workbook")
    done = jianfu("init", "own", "--roster", "名册.xlsx")
    assert (done.returncode, done.stdout) == (2, "")
    assert "名册.xlsx：" in done.stderr
    assert not (tmp_path / "own").exists()


def test_what_is_there_is_never_overwritten(jianfu, tmp_path):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "a2.yaml").write_text("mine")
    done = jianfu("init", "own")
    assert done.returncode == 2
    assert "已经有 a2.yaml，没有覆盖" in done.stderr
    assert [path.name for path in (tmp_path / "own").iterdir()] == ["a2.yaml"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["own", "--from", "zhengzhou"],
            "没有自带的专项行动“zhengzhou”；可用：access-review、whitelist-annual、xinxiang-2024",
        ),
        (["own", "--id", "甲 市"], "代号“甲 市”不行"),
    ],
)
def test_wrong_calls(jianfu, arguments, said):
    done = jianfu("init", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_the_help_names_every_shipped_campaign(jianfu):
    said = "".join(jianfu("init", "--help").stdout.split())
    assert f"照哪个自带的专项行动：{'、'.join(campaign_names())}。" in said


@pytest.mark.parametrize("name", campaign_names())
def test_each_shipped_campaign_can_be_taken(jianfu, tmp_path, name):
    assert jianfu("init", "own", "--from", name).returncode == 0
    own = load_campaign(str(tmp_path / "own"))
    assert [form.id for form in own.attachments] == [form.id for form in load_campaign(name).attachments]


def test_a_fault_made_while_editing_is_named_by_file_and_line(jianfu, tmp_path):
    jianfu("init", "own")
    file = tmp_path / "own" / "campaign.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("ends_on:", "end_on:"), encoding="utf-8")
    with pytest.raises(CampaignError, match=r"campaign\.yaml 第 \d+ 行，end_on：不认识的键"):
        load_campaign(str(tmp_path / "own"))


def test_what_units_are_called_in_full_stays(jianfu, tmp_path):
    jianfu("init", "自己的")
    own = load_campaign(str(tmp_path / "自己的"))
    assert own.roster.full_name("市卫健委") == load_campaign().roster.full_name("市卫健委") == "新乡市卫生健康委员会"
