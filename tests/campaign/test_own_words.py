"""A campaign that mends nothing and lists nothing white: what its forms call things is what every output says."""

import re
import zipfile

import pytest
from typer.testing import CliRunner

from campaign.food_safety import _HEADER, without_hashes, write_form
from jianfu_cli.cli.app import app
from jianfu_cli.core.model.attachment import act_of

CAMPAIGN = """
id: yongdian
title: 用电安全检查
issuer: 某区教育局
notice_date: 2027-03-01
ends_on: 2027-12-31
spring_term_start: 2027-03-01
kinds: [{id: school, label: 学校}, {id: area, label: 区本级, host: true}]
confirmed: true
attachments:
  - {form: a1, due: {school: 2027-04-10}}
  - {form: a2, due: {school: 2027-04-10}}
  - {form: a3, due: {school: 2027-04-10}, may: [area]}
limits: {whitelist_cap: 1}
units: {school: [{name: 一小}], area: [{name: 区本级}]}
"""
LEDGER = f"""
id: a1
number: 1
version: "1"
kind: table
role: problems
title: 用电隐患表
counted_as: 用电隐患{_HEADER}
  - {{key: no, heading: 序号, type: sequence, required: false}}
  - {{key: what, heading: 隐患名目, type: text, role: matter}}
  - {{key: who, heading: 责任处室, type: text, role: body}}
  - {{key: held, heading: 检查时间, type: free-time}}
  - {{key: way, heading: 处置意见, type: choice, choices: [{{name: 拆除, meaning: abolish}}, {{name: 留用, meaning: keep}}]}}
"""
MENDING = f"""
id: a2
number: 2
version: "1"
kind: table
role: rectifications
title: 用电隐患处置表
counted_as: 处置事项{_HEADER}
  - {{key: no, heading: 序号, type: sequence, required: false}}
  - {{key: what, heading: 隐患名目, type: text, role: matter}}
  - {{key: by, heading: 处置期限, type: deadline}}
  - {{key: state, heading: 处置结果, type: text, role: progress}}
"""
LISTED = f"""
id: a3
number: 3
version: "1"
kind: table
role: whitelist
title: 大功率设备目录{_HEADER}
  - {{key: no, heading: 序号, type: sequence, required: false}}
  - {{key: what, heading: 设备名目, type: text, role: matter}}
  - {{key: who, heading: 管理处室, type: text, role: body}}
"""
FOREIGN = re.compile("减负|摸排|整改|白名单(?!公布稿)|进校园|市本级|教师|2024|学校办理|向学校|清理")


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("words")
    own, inbox, out = folder / "own", folder / "收件箱", folder / "输出"
    own.mkdir()
    for name, text in (("campaign", CAMPAIGN), ("a1", LEDGER), ("a2", MENDING), ("a3", LISTED)):
        (own / f"{name}.yaml").write_text(text.lstrip(), encoding="utf-8")
    here = inbox / "一小" / "2027-04-05"
    for number, title, headings, rows in (
        (1, "用电隐患表", ("序号", "隐患名目", "责任处室", "检查时间", "处置意见"),
         [(1, "线路老化", "总务处", "3月", "拆除"), (2, "插座松动", "教务处", "3月", "拆除")]),
        (2, "用电隐患处置表", ("序号", "隐患名目", "处置期限", "处置结果"), [(1, "线路老化", "2027-04-01", "正在推进")]),
        (3, "大功率设备目录", ("序号", "设备名目", "管理处室"), [(1, "线路老化", "总务处"), (2, "空调", "总务处")]),
    ):  # fmt: skip
        write_form(here / f"附件{number}.xlsx", title, "一小", "2027-04-05", headings, rows)
    said = []
    for command in (
        ("validate", inbox, "-v"), ("merge", inbox, "-o", out, "--public"), ("status", inbox), ("progress", inbox),
        ("progress", inbox, "-f", "html", "-o", out / "进度.html"), ("progress", inbox, "-f", "xlsx", "-o", out / "进度.xlsx"),
        ("remind", inbox, "-o", out / "通知"), ("new-template", "--all-units", "-o", out / "空白表"), ("decide", inbox),
    ):  # fmt: skip
        when = () if command[0] == "new-template" else ("--as-of", "2027-05-20")
        done = CliRunner().invoke(app, [*map(str, (*command, *when)), "--campaign", str(own)])
        assert isinstance(done.exception, SystemExit | None), done.exception
        said.append((command[0], done.stdout + done.stderr))
    for path in (one for one in out.rglob("*") if one.is_file()):
        if path.suffix in {".xlsx", ".docx"}:
            with zipfile.ZipFile(path) as package:
                said += [
                    (f"{path.name}:{part}", package.read(part).decode("utf-8", "replace"))
                    for part in package.namelist()
                ]
        else:
            said.append((path.name, path.read_text(encoding="utf-8-sig")))
    return [(name, without_hashes(text)) for name, text in said]


def test_no_word_of_another_campaign(texts):
    said = [
        (name, text[match.start() - 20 : match.end() + 10]) for name, text in texts for match in FOREIGN.finditer(text)
    ]
    assert said == []


@pytest.mark.parametrize(
    "said",
    [
        "处置事项1项", "处置完成率", "处置进度（附件2）", "列入处置清单1项", "项未列入", "逾期未完成的处置事项1项",
        "处置销号进度", "大功率设备有 2 项，超过上限 1 项", "从大功率设备删去", "大功率设备应于", "用电隐患2项",
    ],
)  # fmt: skip
def test_its_own_words_stand_there(texts, said):
    assert any(said in re.sub(r"<[^>]+>", "", text) for _, text in texts)


@pytest.mark.parametrize(
    ("rows", "act"), [("整改事项", "整改"), ("处置任务", "处置"), ("治理", "治理"), ("事项", "事项"), ("", "")]
)
def test_what_is_done_is_told_by_what_the_rows_are_called(rows, act):
    assert act_of(rows) == act
