"""Where the results of a door go."""

import os
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

import pytest

from jianfu_cli.errors import UsageError
from jianfu_cli.workflows import results
from jianfu_cli.workflows.results import beside, make_results, temporary_within


@pytest.fixture
def roster(campaign):
    return campaign.roster


@pytest.fixture
def pack(tmp_path):
    (tmp_path / "工具").mkdir()
    return tmp_path / "工具"


def laid(folder, *files):
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    return folder


@pytest.mark.parametrize(
    ("dropped", "made"),
    [
        ("收件箱", "收件箱_查表结果"),
        ("收件箱/红旗区", "收件箱_查表结果"),
        ("收件箱/红旗区/2024-06-12", "收件箱_查表结果"),
        ("收件箱/红旗区/2024-06-12/附件2.xlsx", "收件箱_查表结果"),
        ("收件箱/散着的.xlsx", "收件箱_查表结果"),
        ("桌面/卫滨区", "桌面/卫滨区_查表结果"),
        ("桌面/卫滨区/附件3.xlsx", "桌面/卫滨区_查表结果"),
        ("桌面/材料.v2", "桌面/材料.v2_查表结果"),
        ("桌面/附件2.xlsx", "桌面/附件2_查表结果"),
    ],
)
def test_beside_what_was_dropped_and_never_among_what_was_sent(tmp_path, pack, roster, dropped, made):
    laid(
        tmp_path,
        "收件箱/红旗区/2024-06-12/附件2.xlsx",
        "收件箱/牧野区/附件2.xlsx",
        "收件箱/散着的.xlsx",
        "桌面/卫滨区/附件3.xlsx",
        "桌面/材料.v2/a.xlsx",
        "桌面/附件2.xlsx",
    )
    result = make_results([tmp_path / dropped], "查表结果", pack, roster)
    assert result.relative_to(tmp_path).as_posix() == made
    assert roster.find_folder(result.name) is None


def test_an_inbox_with_one_unit_is_known_by_its_decisions(tmp_path, roster):
    laid(tmp_path, "来件/红旗区/a.xlsx", "来件/处理决定.xlsx")
    assert beside(tmp_path / "来件/红旗区", roster) == tmp_path / "来件"


def test_a_second_run_has_a_folder_of_its_own(tmp_path, pack, roster):
    laid(tmp_path, "表/a.xlsx")
    names = [make_results([tmp_path / "表"], "汇总结果", pack, roster).name for _ in range(3)]
    assert names == ["表_汇总结果", "表_汇总结果 (2)", "表_汇总结果 (3)"]


def test_runs_at_once_never_share_a_folder(tmp_path, pack, roster):
    laid(tmp_path, "表/a.xlsx")
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: make_results([tmp_path / "表"], "查表结果", pack, roster), range(40)))
    assert len(set(made)) == 40


def test_nothing_dropped_goes_into_the_tool(pack, roster):
    assert make_results([], "空白表", pack, roster) == pack / "空白表"


def refusing(monkeypatch, *folders):
    """Make ``folders`` such that nothing can be made in them, for root too."""
    whole = results.Path.mkdir

    def mkdir(self, *arguments, **options):
        if self.parent in folders:
            raise PermissionError(13, "denied", str(self))
        return whole(self, *arguments, **options)

    monkeypatch.setattr(results.Path, "mkdir", mkdir)


def test_where_nothing_can_be_written_beside_the_tools_own_folder_takes_it(tmp_path, pack, roster, monkeypatch):
    laid(tmp_path, "光盘/表/a.xlsx")
    refusing(monkeypatch, tmp_path / "光盘")
    assert make_results([tmp_path / "光盘/表"], "查表结果", pack, roster) == pack / "查表结果"


def test_where_nothing_can_be_written_at_all_one_sentence_says_so(tmp_path, pack, roster, monkeypatch):
    laid(tmp_path, "光盘/表/a.xlsx")
    refusing(monkeypatch, tmp_path / "光盘", pack)
    with pytest.raises(UsageError, match="结果没有地方放") as refused:
        make_results([tmp_path / "光盘/表"], "查表结果", pack, roster)
    assert str(tmp_path / "光盘") in str(refused.value)
    assert str(pack) in str(refused.value)


def test_a_whole_drive_has_nothing_beside_it(pack, roster):
    assert make_results([results.Path("/")], "查表结果", pack, roster) == pack / "查表结果"


def test_a_long_path_leaves_room(tmp_path, pack, roster):
    name = f"{'深' * 70}/{'长' * 70}"
    laid(tmp_path, f"{name}/a.xlsx")
    assert make_results([tmp_path / name], "查表结果", pack, roster).name == "查表结果"


@pytest.mark.parametrize("name", ["结果", "100%结果", "结果&!^(1)"])
def test_temporary_files_lie_in_the_results_and_go(tmp_path, name):
    (tmp_path / name).mkdir()
    before = {key: os.environ.get(key) for key in ("TMPDIR", "TEMP", "TMP")}
    with temporary_within(tmp_path / name):
        handle, made = tempfile.mkstemp()
        os.close(handle)
        assert str(tmp_path / name) in made
    assert list((tmp_path / name).iterdir()) == []
    assert {key: os.environ.get(key) for key in before} == before
    os.environ.pop("OPENPYXL_LXML", None)
    assert str(tmp_path / name) not in tempfile.gettempdir()


def test_a_workbook_can_be_written_where_the_path_has_a_percent_sign_and_chinese(tmp_path):
    (tmp_path / "100%结果").mkdir()
    code = (
        "import sys; from pathlib import Path; from jianfu_cli.workflows.results import temporary_within\n"
        "with temporary_within(Path(sys.argv[1])):\n"
        "    import openpyxl; openpyxl.Workbook().save(sys.argv[1] + '/a.xlsx')\n"
    )
    import subprocess

    subprocess.run(
        [sys.executable, "-c", code, tmp_path / "100%结果"], check=True, cwd=results.Path(__file__).parents[2]
    )
    assert (tmp_path / "100%结果" / "a.xlsx").is_file()
