from pathlib import Path

import pytest

from jianfu_cli.cli.outputs import refuse_inputs
from jianfu_cli.errors import UsageError


@pytest.fixture(autouse=True)
def inbox(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "收件箱" / "红旗区"
    folder.mkdir(parents=True)
    (folder / "附件2.xlsx").write_bytes(b"x")


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("收件箱", "收件箱"),
        ("收件箱/结果", "收件箱"),
        ("收件箱/红旗区/附件2.xlsx", "收件箱"),
        ("收件箱/红旗区/附件2.xlsx", "收件箱/红旗区/附件2.xlsx"),
        ("结果/../收件箱/报告.csv", "收件箱/../收件箱"),
    ],
)
def test_what_came_in_is_refused(target, path):
    with pytest.raises(UsageError, match=r"结果 .*(放到别处|换一个位置)"):
        refuse_inputs([None, Path(target)], [Path("别的"), Path(path)])


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("结果", "收件箱"),
        ("收件箱2", "收件箱"),
        ("收件箱", "收件箱/红旗区"),
        ("收件箱/红旗区", "收件箱/红旗区/附件2.xlsx"),
    ],
)
def test_all_else_is_not(target, path):
    refuse_inputs([None, Path(target)], [Path(path)])
