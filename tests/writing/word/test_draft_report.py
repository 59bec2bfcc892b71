from io import BytesIO

import pytest
from docx import Document
from made.rollups import AS_OF, campaign, make_file, make_form, problem, small_files, small_findings, small_roll_up

from jianfu_cli.core.language.text import word_count
from jianfu_cli.core.rollup.merge import roll_up
from jianfu_cli.core.rollup.publication import public_whitelist
from jianfu_cli.writing.word.draft_report import draft_report
from jianfu_cli.writing.word.public_whitelist import whitelist_document


@pytest.fixture(scope="module")
def paragraphs():
    return Document(BytesIO(draft_report(small_roll_up()))).paragraphs


def texts(paragraphs):
    return [paragraph.text for paragraph in paragraphs]


def test_headings_are_those_of_the_outline(paragraphs):
    headings = [one.text for one in paragraphs if one.style.name.startswith("Heading")]
    assert headings == [
        "一、工作情况", "（一）整体情况", "（二）主要任务完成情况", "1.问题排查整改情况", "2.建立审批报备制度情况",
        "3.建立长效监管机制情况", "二、经验做法", "三、工作成效", "四、下一步工作考虑",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        (
            "（一）整体情况",
            "应报送材料的单位72个，已报送3个，其中县（市、区）2个、市直部门1个。截至2024年7月5日，收到文件8份",
        ),
        ("1.问题排查整改情况", "共摸排问题5项。按类别分：社会事务进校园1项；报表填写、调研统计2项"),
        ("1.问题排查整改情况", "清理3项、保留1项、优化1项"),
        (
            "1.问题排查整改情况",
            "列入整改清单3项：已完成1项、未到期1项、逾期未完成1项，完成率33.3%。逾期未完成的为：红旗区1项",
        ),
        ("2.建立审批报备制度情况", "市县两级社会事务进校园白名单共1项，其中红旗区1项"),
        ("3.建立长效监管机制情况", "投诉举报热线0个"),
        ("四、下一步工作考虑", "到期未报的附件271件"),
    ],
)
def test_figures_stand_under_their_heading(paragraphs, heading, said):
    lines = texts(paragraphs)
    start = lines.index(heading) + 1
    end = next(nth for nth in range(start, len(lines)) if lines[nth].startswith("【"))
    assert said in "".join(lines[start:end])


def test_what_needs_prose_is_marked(paragraphs):
    marked = [one for one in paragraphs if one.text.startswith("【此处补充：")]
    assert len(marked) == 7
    assert all(run.bold for one in marked for run in one.runs)


def test_words_are_counted_without_what_is_still_to_be_written(paragraphs):
    title, guidance, *lines = texts(paragraphs)
    end = lines.index("中共新乡市委教育工作领导小组秘书组")
    written = word_count(title) + sum(word_count(line) for line in lines[:end] if not line.startswith("【"))
    assert f"已有{written}字，不超过3000字，还可写约{3000 - written}字" in guidance


def test_the_report_begins_with_what_every_summary_answers_first(paragraphs):
    lines = texts(paragraphs)
    first = lines[lines.index("（一）整体情况") + 1]
    assert first.startswith("应报单位72个，已报3个；到期一件未报的69个")
    assert first.endswith("整改事项3项，已完成1项，完成率33.3%；未到期1项、逾期1项。逾期未完成1项：红旗区1项。")


def test_annexes_stand_in_the_order_of_the_summary():
    document = Document(BytesIO(draft_report(small_roll_up())))
    lines = texts(document.paragraphs)
    assert [lines[lines.index(f"附表{nth}") + 1] for nth in range(1, 4)] == [
        "到期未报情况", "各附件报送（单位数）和汇总核对（行数）", "各单位摸排整改情况",
    ]  # fmt: skip
    owing, filed, units = [[[cell.text for cell in row.cells] for row in one.rows] for one in document.tables]
    assert owing[1][:3] == ["县（市、区）", "附件1—7", "13"]
    assert filed[0] == ["附件", "按时", "迟报", "未报", "未到期", "零报告", "读取", "采用", "未采用"]
    assert filed[2][1:] == ["2", "1", "69", "0", "1", "7", "5", "2"]
    assert filed[4][-3:] == ["—", "—", "—"]  # 附件4 is a document
    assert units[1] == ["红旗区", "4", "2", "1", "1", "3", "1", "1", "1", "0", "1", "1", "0"]
    assert [row[0] for row in units] == ["单位", "红旗区", "卫滨区", "市公安局", "合计"]
    assert [filed[-1][0], *filed[-1][-3:]] == ["合计", "11", "9", "2"]


def test_another_outline_loses_no_figure():
    forms = tuple(
        form.model_copy(update={"sections": (form.sections[1],)}) if form.id == "a4" else form
        for form in campaign().attachments
    )
    other = campaign().model_copy(update={"attachments": forms})
    lines = texts(Document(BytesIO(draft_report(roll_up(small_files(), small_findings(), other, AS_OF)))).paragraphs)
    assert "一、经验做法" in lines
    assert any("共摸排问题5项" in line for line in lines)


def test_nothing_at_all_is_a_draft_too():
    lines = texts(Document(BytesIO(draft_report(roll_up([], [], campaign(), AS_OF)))).paragraphs)
    assert "共摸排问题0项。" in lines


@pytest.mark.parametrize("text", ["<w:p/>", "=1+1", "甲&乙", "\x0b甲\x00"])
def test_a_strange_unit_breaks_no_document(text):
    rolled = roll_up([make_file("a.xlsx", make_form("a2", text, [problem(text)]))], [], campaign(), AS_OF)
    assert Document(BytesIO(draft_report(rolled))).tables


def test_same_roll_up_gives_the_same_bytes():
    turned = roll_up(small_files()[::-1], small_findings()[::-1], campaign(), AS_OF, whole_roster=True)
    assert draft_report(turned) == draft_report(small_roll_up())
    lists = [
        whitelist_document(public_whitelist(one), "某机关", AS_OF, complaints=True) for one in (turned, small_roll_up())
    ]
    assert lists[0] == lists[1]


def test_published_whitelist_has_a_table_for_each_level():
    form = make_form("a7", "红旗区", [{"matter": "甲", "body": "某局", "remark": "内部"}])
    rolled = roll_up([make_file("a.xlsx", form)], [], campaign(), AS_OF)
    document = Document(BytesIO(whitelist_document(public_whitelist(rolled), "某机关", AS_OF, complaints=True)))
    assert texts(document.paragraphs)[:3] == [
        "新乡市2024年社会事务进校园白名单", "全市共1项。未列入白名单的事项一律不得进入中小学校园。", "一、红旗区（1项）",
    ]  # fmt: skip
    assert [cell.text for cell in document.tables[0].rows[1].cells][:3] == ["1", "甲", "某局"]
    assert document.sections[0].page_width > document.sections[0].page_height
