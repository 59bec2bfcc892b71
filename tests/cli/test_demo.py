import json
import re
import shutil

import pytest
from cli.conftest import in_this_process
from openpyxl import load_workbook

RESULTS = ["演示说明.txt", "收件箱", "校验报告.json", "校验报告.txt", "汇总", "空白表"]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The finished demonstration, and the folder it made."""
    folder = tmp_path_factory.mktemp("demo")
    finished = in_this_process(folder, "demo")
    assert finished.returncode == 0, finished.stderr
    return finished.stdout, folder / "减负演示"


@pytest.fixture
def shown(made, tmp_path):
    """What the demonstration said, and a folder as it made it, to do with as one likes."""
    said, folder = made
    return said, shutil.copytree(folder, tmp_path / "减负演示")


def test_demo_walks_from_blanks_to_roll_up(shown):
    said, folder = shown
    assert sorted(path.name for path in folder.iterdir()) == sorted(RESULTS)
    assert [line[:2] for line in said.splitlines() if line[:1].isdigit()] == ["1.", "2.", "3.", "4."]

    report = json.loads((folder / "校验报告.json").read_text(encoding="utf-8"))
    assert report["as_of"] == "2024-07-05"
    assert report["counts"]["error"] > 0
    assert f"错误 {report['counts']['error']} 处" in said
    assert "JF201" in (folder / "校验报告.txt").read_text(encoding="utf-8")

    totals = json.loads((folder / "汇总" / "merge.json").read_text(encoding="utf-8"))["rows"]
    assert totals["read"] == totals["merged"] + totals["unused"] > 0
    assert "总览" in load_workbook(folder / "汇总" / "汇总.xlsx", read_only=True).sheetnames

    blanks = {path.parent.name for path in (folder / "空白表").rglob("附件*")}
    assert blanks == {"红旗区", "市公安局"}


def test_demo_counts_what_validate_counts(shown, jianfu):
    _, folder = shown
    again = jianfu("validate", folder / "收件箱", "--as-of", "2024-07-05", "-f", "json")
    assert again.stdout == (folder / "校验报告.json").read_text(encoding="utf-8")


def test_demo_may_be_run_again(shown, jianfu):
    said, folder = shown
    (folder / "收件箱" / "红旗区" / "附件2_专项整治问题摸排清单.xlsx").unlink()
    shutil.rmtree(folder / "汇总")
    again = jianfu("demo")
    assert (again.returncode, again.stdout) == (0, said)


def test_demo_keeps_what_somebody_corrected_in_its_inbox(shown, jianfu):
    _, folder = shown
    corrected = folder / "收件箱" / "红旗区" / "附件2_专项整治问题摸排清单.xlsx"
    corrected.write_bytes(b"corrected")
    again = jianfu("demo")
    assert (again.returncode, corrected.read_bytes()) == (2, b"corrected")
    assert "已经改过，没有覆盖" in again.stderr


def test_demo_says_which_errors_are_counted_apart(shown):
    said, folder = shown
    merged = json.loads((folder / "汇总" / "merge.json").read_text(encoding="utf-8"))
    report = json.loads((folder / "校验报告.json").read_text(encoding="utf-8"))
    missing, replaced = map(int, re.search(r"有 (\d+) 处是.*旧表里的 (\d+) 处不计在内", said).groups())
    mend, lacking = map(int, re.search(r"须改正的错误 (\d+) 处.*另计，(\d+) 件", said).groups())
    assert report["counts"]["error"] == missing + mend
    assert replaced == 2
    assert merged["findings"]["error"] == mend + lacking


def test_demo_leaves_a_folder_with_other_things_alone(jianfu, tmp_path):
    folder = tmp_path / "工作"
    folder.mkdir()
    (folder / "重要.txt").write_text("不要动", encoding="utf-8")
    refused = jianfu("demo", "-o", folder)
    assert refused.returncode == 2
    assert "已经有别的东西" in refused.stderr
    assert [path.name for path in folder.iterdir()] == ["重要.txt"]


def test_demo_does_not_take_a_file_for_a_folder(jianfu, tmp_path):
    (tmp_path / "占用").write_text("x")
    refused = jianfu("demo", "-o", tmp_path / "占用")
    assert refused.returncode == 2
    assert "是一个文件" in refused.stderr


def test_demo_speaks_gbk(jianfu):
    finished = jianfu("demo", encoding="gbk")
    assert finished.returncode == 0
    assert "?" not in finished.stdout
    assert "汇总成册" in finished.stdout
