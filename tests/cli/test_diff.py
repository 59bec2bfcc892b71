import json

import pytest
from forms_sent import SCAN, workbook


@pytest.fixture
def versions(tmp_path):
    (tmp_path / "旧.xlsx").write_bytes(workbook("a2", "红旗区", "2024-06-10", rows=3))
    (tmp_path / "新.xlsx").write_bytes(workbook("a2", "红旗区", "2024-06-12", rows=4, venue="部分中小学"))
    return tmp_path


def test_two_versions_of_a_form(jianfu, versions):
    done = jianfu("diff", "旧.xlsx", "新.xlsx")
    assert (done.returncode, done.stderr) == (0, "")
    assert "附件2《专项整治问题摸排清单》：没有变的 0 行，改动 3，增加 1，减少 0" in done.stdout
    assert "F4【开展地点】全县中小学 → 部分中小学" in done.stdout


def test_json_is_utf_8_whatever_the_console(jianfu, versions):
    done = jianfu("diff", "旧.xlsx", "新.xlsx", "-f", "json", encoding="gbk", raw=True)
    content = json.loads(done.stdout.decode("utf-8"))
    assert content["format"] == "jianfu-diff/1"
    assert content["counts"] == {"same": 0, "changed": 3, "added": 1, "gone": 0}


def test_two_roll_ups(jianfu, versions):
    for name in ("旧", "新"):
        inbox = versions / name / "红旗区"
        inbox.mkdir(parents=True)
        (inbox / "附件2.xlsx").write_bytes((versions / f"{name}.xlsx").read_bytes())
        jianfu("merge", versions / name, "-o", f"汇总{name}", "--as-of", "2024-06-12")
    done = jianfu("diff", "汇总旧/汇总.xlsx", "汇总新/汇总.xlsx", "-f", "json")
    content = json.loads(done.stdout)
    assert content["counts"] == {"same": 0, "changed": 3, "added": 1, "gone": 0}
    [a2] = [form for form in content["forms"] if form["rows"]]
    assert {row["unit"] for row in a2["rows"]} == {"红旗区"}
    assert {cell["column"] for row in a2["rows"] if row["change"] == "changed" for cell in row["cells"]} == {"开展地点"}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("没有.xlsx", None, "找不到 没有.xlsx"),
        ("坏.xlsx", b"no workbook", "坏.xlsx："),
        ("图.pdf", SCAN, "图.pdf：里面没有认出任何一个附件"),
    ],
)
def test_what_cannot_be_compared(jianfu, versions, name, content, said):
    if content:
        (versions / name).write_bytes(content)
    done = jianfu("diff", "旧.xlsx", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
