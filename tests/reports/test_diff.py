import json
from dataclasses import replace

from made.forms import form, shipped, source

from jianfu_cli.core.rollup.comparison import compare
from jianfu_cli.reports.diff import as_json, as_text


def version(path, *rows, reported):
    return (source(path, form("a2", unit="红旗区", rows=rows, header={"reported_on": reported})),)


OLD = version(
    "旧.xlsx",
    {"matter": "语音打卡", "disposition": "保留"},
    {"matter": "上街执勤"},
    {"matter": "点赞投票"},
    reported="2024-06-10",
)
NEW = version(
    "新.xlsx",
    {"matter": "语音打卡"},
    {"matter": "冰雪运动", "body": "某局"},
    {"matter": "上街执勤"},
    reported="2024-06-12",
)

TEXT = """\
旧：旧.xlsx
新：新.xlsx

附件2《专项整治问题摸排清单》：没有变的 1 行，改动 1，增加 1，减少 1
  A3【填报时间】2024-06-10 → 2024-06-12
  * 改动 “语音打卡”（第5行）
      J5【意见建议】保留 → （空）
  + 增加 “冰雪运动”（第6行）
  - 减少 “点赞投票”（第7行）
"""


def test_text():
    assert as_text(compare(OLD, NEW, shipped())) == TEXT


def test_text_of_two_equal_files():
    assert as_text(compare(OLD, OLD, shipped())).endswith("\n两份内容相同。\n")


def test_json():
    content = json.loads(as_json(compare(OLD, NEW, shipped())))
    assert {name: content[name] for name in ("format", "old", "new", "counts")} == {
        "format": "jianfu-diff/1",
        "old": "旧.xlsx",
        "new": "新.xlsx",
        "counts": {"same": 1, "changed": 1, "added": 1, "gone": 1},
    }
    [a2] = content["forms"]
    assert a2["attachment"] == "a2"
    assert a2["header"] == [
        {"column": "填报时间", "old": "2024-06-10", "new": "2024-06-12", "old_cell": "A3", "new_cell": "A3"}
    ]
    assert a2["rows"][0] == {
        "change": "changed",
        "unit": None,
        "matter": "语音打卡",
        "old_row": 5,
        "new_row": 5,
        "score": 100.0,
        "cells": [{"column": "意见建议", "old": "保留", "new": "", "old_cell": "J5", "new_cell": "J5"}],
    }
    assert [(row["change"], row["old_row"], row["new_row"], row["score"]) for row in a2["rows"][1:]] == [
        ("added", None, 6, None),
        ("gone", 7, None, None),
    ]


def test_what_was_not_compared_is_said():
    assert json.loads(as_json(compare(OLD, NEW, shipped())))["not_compared"] == []
    found = compare(OLD, NEW, shipped())
    stopped = replace(found, forms=(replace(found.forms[0], not_compared=3),))
    why = "名称相近的事项太多，有 3 行没有与另一份里的各行逐一比较（一个名称最多与 100 个比较）"
    assert json.loads(as_json(stopped))["not_compared"] == [{"attachment": "a2", "rows": 3, "why": why}]
    said = as_text(stopped).removeprefix(TEXT).replace("\n    ", "")
    assert said == f"  没有比完：{why}；上面的“增加”“减少”里可能有改了名称的同一行\n"
