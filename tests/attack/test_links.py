"""Every command that writes into a folder, where links that lie in the folder lead out of it: nothing is written there."""

import os
from contextlib import suppress

import pytest
from made.submissions import submission

from jianfu_cli.errors import UsageError
from jianfu_cli.workflows.outputs import OUTPUTS, PUBLIC_OUTPUTS

pytestmark = pytest.mark.skipif(os.name != "posix", reason="who may make links differs elsewhere")
AS_OF = ("--as-of", "2024-06-20")
UNIT = "红旗区"
BLANK = "附件2_专项整治问题摸排清单.xlsx"


@pytest.fixture
def inbox(tmp_path):
    (tmp_path / "收" / UNIT).mkdir(parents=True)
    (tmp_path / "收" / UNIT / "附件2.xlsx").write_bytes(submission({"category": "二"}))
    return tmp_path / "收"


WRITERS = {
    "return-to": (lambda inbox, out: ("validate", inbox, *AS_OF, "--return-to", out), [UNIT, f"{UNIT}/附件2.xlsx"]),
    "fix-to": (lambda inbox, out: ("validate", inbox, *AS_OF, "--fix-to", out), [UNIT, f"{UNIT}/附件2.xlsx"]),
    "new-template": (lambda inbox, out: ("new-template", "2", "-u", UNIT, "-o", out), [UNIT, f"{UNIT}/{BLANK}"]),
    "new-template for anyone": (lambda inbox, out: ("new-template", "2", "-o", out), [BLANK]),
    "new-template --zip": (lambda inbox, out: ("new-template", "2", "-u", UNIT, "--zip", "-o", out), [f"{UNIT}.zip"]),
    "remind": (lambda inbox, out: ("remind", inbox, *AS_OF, "-o", out), [f"{UNIT}.txt", "群发清单.txt"]),
    "receive": (
        lambda inbox, out: ("receive", inbox, "--inbox", out, "--on", "2024-06-13"),
        [UNIT, f"{UNIT}/2024-06-13"],
    ),
    "merge": (lambda inbox, out: ("merge", inbox, *AS_OF, "-o", out, "--public"), [*OUTPUTS, *PUBLIC_OUTPUTS]),
    "init": (lambda inbox, out: ("init", out, "--id", "own"), ["campaign.yaml", "a2.yaml"]),
    "decide": (lambda inbox, out: ("decide", out, *AS_OF), ["处理决定.xlsx"]),
}
CASES = [(writer, link) for writer, (_, links) in WRITERS.items() for link in links]


@pytest.mark.parametrize("kind", ["a file", "nothing", "a folder"])
@pytest.mark.parametrize(("writer", "link"), CASES)
def test_leads_out(run, inbox, tmp_path, digests, writer, link, kind):
    """links in the output folder that lead out of it × commands × what lies there"""
    command, _ = WRITERS[writer]
    away, out = tmp_path / "外", tmp_path / "出"
    (away / "夹").mkdir(parents=True)
    (away / "册").write_bytes(b"mine")
    (out / link).parent.mkdir(parents=True)
    (out / link).symlink_to({"a file": away / "册", "nothing": away / "无", "a folder": away / "夹"}[kind])
    if writer == "decide":
        (out / UNIT).mkdir(exist_ok=True)
        (out / UNIT / "附件2.xlsx").write_bytes(submission({"category": "二"}))
    before = digests(inbox)
    with suppress(UsageError):  # what has another name free takes that
        run(*command(inbox, out))
    assert (away / "册").read_bytes() == b"mine"
    assert sorted(path.name for path in away.rglob("*")) == ["册", "夹"]
    assert (out / link).is_symlink()
    assert digests(inbox) == before


@pytest.mark.parametrize(
    ("writer", "link"),
    [
        ("new-template", UNIT),
        ("new-template --zip", f"{UNIT}.zip"),
        ("remind", "群发清单.txt"),
        ("receive", UNIT),
        ("merge", "汇总.xlsx"),
        ("init", "a2.yaml"),
    ],
)
def test_says_why(run, inbox, tmp_path, writer, link):
    (tmp_path / "外").mkdir()
    (tmp_path / "出").mkdir()
    (tmp_path / "出" / link).symlink_to(tmp_path / "外" / "夹")
    with pytest.raises(UsageError, match=rf"出/{link} 是指向 .*出 之外的链接，没有写"):
        run(*WRITERS[writer][0](inbox, tmp_path / "出"))


def test_a_folder_that_is_itself_a_link_is_as_good_as_any(run, inbox, tmp_path):
    (tmp_path / "盘").mkdir()
    (tmp_path / "出").symlink_to(tmp_path / "盘")
    run("merge", inbox, *AS_OF, "-o", tmp_path / "出")
    run("new-template", "2", "-u", UNIT, "-o", tmp_path / "出")
    run("validate", inbox, *AS_OF, "--fix-to", tmp_path / "出" / "改")
    assert (tmp_path / "盘" / "汇总.xlsx").is_file()
    assert (tmp_path / "盘" / UNIT / BLANK).is_file()
    assert (tmp_path / "盘" / "改" / UNIT / "附件2.xlsx").is_file()
