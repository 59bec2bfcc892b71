"""A hundred clues, as callers word them, against the example's roll-up: labelled by hand which matter each means."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from clues.ledgers import clue, hundred, write_ledger
from jianfu_cli.cli.app import app

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NONE = "—"


def run(*arguments):
    done = CliRunner().invoke(app, [*map(str, arguments)])
    assert done.exit_code == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def rolled_up(tmp_path_factory):
    folder = tmp_path_factory.mktemp("汇总")
    CliRunner().invoke(app, ["merge", str(EXAMPLES / "inbox"), "--as-of", "2024-07-10", "-q", "-o", str(folder)])
    return folder


@pytest.fixture(scope="module")
def told(rolled_up, tmp_path_factory):
    """The report of the hundred, by number."""
    rows = [
        clue(one["number"], one["content"], one["concerned"], received=one["received"], category=one["category"])
        for one in hundred()
    ]
    ledger = write_ledger(tmp_path_factory.mktemp("台账") / "问题线索台账.xlsx", rows)
    report = json.loads(run("clues", ledger, "--against", rolled_up, "--as-of", "2024-08-12", "-f", "json"))
    return {one["number"]: one for one in report["clues"]}


def links(clue):
    return [link for kind in ("problems", "rectifications", "listed") for link in clue["links"][kind]]


def is_right(one, found):
    """The likeliest is the one that is meant, and nothing else is called sure; of what means none nothing is sure."""
    sure = {(link["unit"], link["matter"]) for link in found if link["sure"]}
    meant = (one["unit"], one["matter"])
    if one["matter"] == NONE:
        return not sure
    best = max(found, key=lambda link: link["score"], default=None)
    return best is not None and (best["unit"], best["matter"]) == meant and sure <= {meant}


def test_links_are_right(told):
    wrong = [one["content"] for one in hundred() if not is_right(one, links(told[one["number"]]))]
    assert len(wrong) <= 5, wrong


def test_most_are_sure_and_say_why(told):
    meant = [told[one["number"]] for one in hundred() if one["matter"] != NONE]
    sure = [one for one in meant if any(link["sure"] for link in links(one))]
    assert len(sure) >= 0.8 * len(meant)
    assert all(link["evidence"] for one in sure for link in links(one))


def test_what_was_done_and_is_told_again_is_a_relapse(told):
    done = told["5"]  # 卫辉市 reported 禁毒平台注册学习 as done by 24 June at the latest
    assert [link["standing"] for link in done["links"]["rectifications"]] == ["done"]
    assert done["relapse"] is True
    assert told["93"]["relapse"] is False


def test_a_verbatim_name_is_sure(rolled_up, tmp_path):
    names = {"延津县": "防溺水视频观看接龙", "长垣市": "银行代发宣传折页", "辉县市": "戏曲进校园"}
    rows = [clue(area, f"学校仍在开展{name}，希望停止", f"{area}甲小学") for area, name in names.items()]
    ledger = write_ledger(tmp_path / "问题线索台账.xlsx", rows)
    report = json.loads(
        run("clues", ledger, "--against", rolled_up / "汇总.xlsx", "--as-of", "2024-08-12", "-f", "json")
    )
    found = {one["area"]: {(link["matter"], link["sure"]) for link in links(one)} for one in report["clues"]}
    assert found == {area: {(name, True)} for area, name in names.items()}
    assert {one["area"]: one["on_list"] for one in report["clues"]} == {
        "延津县": False,
        "长垣市": False,
        "辉县市": True,
    }


@pytest.mark.parametrize(
    ("area", "content"),
    [
        ("凤泉区", "水费太贵"),  # 代催缴水费
        ("红旗区", "消防队来校演练占用上课时间"),  # 消防主题手抄报征集
        ("凤泉区", "开学典礼校服太贵"),  # 开学典礼集中观摩
        ("新乡县", "社区停水三天"),  # 社区活动要求教师参加
        ("封丘县", "医保报销太慢，窗口推诿"),  # 代收城乡居民医保费
        ("卫辉市", "防溺水讲座请专家来讲课"),  # 防溺水视频观看接龙
        ("获嘉县", "家长每天要看防溺水视频并接龙"),  # reported by other counties alone
    ],
)
def test_what_only_sounds_like_it_is_not_sure(rolled_up, tmp_path, area, content):
    ledger = write_ledger(tmp_path / "问题线索台账.xlsx", [clue("1", content, f"{area}甲小学", category="其他")])
    report = json.loads(run("clues", ledger, "--against", rolled_up, "--as-of", "2024-08-12", "-f", "json"))
    [one] = report["clues"]
    assert [link["matter"] for link in links(one) if link["sure"]] == []
    assert one["relapse"] is False
