"""The words of the four drafts, from a small roll-up."""

from dataclasses import replace
from datetime import date

import pytest
from made.forms import with_fields
from made.rollups import AS_OF, campaign, make_file, make_finding, make_form, mended, problem, small_roll_up

from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.form import Form
from jianfu_cli.core.model.form_body import SectionText
from jianfu_cli.core.rollup.merge import roll_up
from jianfu_cli.reports.drafts.announcement import announcement
from jianfu_cli.reports.drafts.bulletin import bulletin
from jianfu_cli.reports.drafts.casebook import casebook
from jianfu_cli.reports.drafts.inspection import MOST_SAMPLED, MOST_WARNINGS, inspection
from jianfu_cli.writing.word.marked import document_of


def rolled_up(*forms, findings=(), of=None):
    files = (make_file(f"{form.owner.unit}/{nth}.xlsx", form, unit=form.owner.unit) for nth, form in enumerate(forms))
    return roll_up(tuple(files), findings, of or campaign(), AS_OF, whole_roster=True)


def case(unit, **written):
    sections = tuple(SectionText(heading, text) for heading, text in written.items())
    given = {"title": "一张清单管到底", "sections": sections, "unit": unit, "kind": "county", "received_on": AS_OF}
    return with_fields(Form("a5"), **given)


def test_an_announcement_names_what_is_taken_up_and_where_to_turn_but_no_mobile_number():
    contacts = make_form(
        "a1",
        "红旗区",
        [{"body": "红旗区教体局", "hotline": "0373-2000000、13800138000", "complaints_email": "jb@example.cn"}],
    )
    words = announcement(rolled_up(contacts))
    assert "社会事务进校园" in words
    assert "0373-2000000" in words
    assert "jb\\@example.cn" in words
    assert "13800138000" not in words


def test_an_announcement_without_channels_says_what_is_to_be_written():
    assert "【此处写明投诉举报热线、邮箱】" in announcement(rolled_up(make_form("a2", "红旗区", [problem("甲")])))


def test_a_bulletin_gives_the_facts_by_unit_and_ranks_nobody():
    words = bulletin(small_roll_up())
    assert "逾期未完成的：红旗区1项。" in words
    assert "名次" not in words
    assert "牧野区" in words


def test_a_bulletin_does_not_name_units_that_nobody_confirmed():
    words = bulletin(small_roll_up())
    assert "市民政局" not in words
    assert "名册为默认，未经确认" in words
    assert "市民政局" in bulletin(rolled_up(make_form("a2", "红旗区", [problem("甲")]), of=campaign_confirmed()))


def test_where_nothing_was_found_no_sentence_is_left_half():
    words = bulletin(rolled_up(make_form("a2", "红旗区", []), make_form("a3", "红旗区", [])))
    assert "\n没有报来的问题。\n" in words
    assert "\n没有报来的整改事项。\n" in words
    assert "：。" not in words
    assert "，。" not in words


def test_those_who_were_late_stand_in_the_order_of_the_roster():
    late = [make_form("a2", unit, [problem("甲")], received=AS_OF) for unit in ("卫滨区", "封丘县", "红旗区")]
    words = bulletin(rolled_up(*late))
    said = next(line for line in words.splitlines() if line.startswith("迟报的："))
    assert [said.index(unit) for unit in ("红旗区", "卫滨区", "封丘县")] == sorted(
        said.index(unit) for unit in ("红旗区", "卫滨区", "封丘县")
    )
    assert "红旗区附件2（2024年7月5日收到，迟报1天）；卫滨区附件2" in said


def test_who_was_latest_is_not_named_first():
    late = [
        make_form("a1", "卫滨区", [problem("甲")], received=date(2024, 6, 20)),
        make_form("a2", "红旗区", [problem("甲")], received=AS_OF),
    ]
    assert "迟报的：红旗区附件2（2024年7月5日收到，迟报1天）；卫滨区附件1（2024年6月20日收到，迟报15天）。" in bulletin(
        rolled_up(*late)
    )


def test_who_lacks_all_is_said_in_short():
    assert "县（市、区）缺附件1—7的：" in bulletin(small_roll_up())


def campaign_confirmed():
    fields = {name: getattr(campaign(), name) for name in Campaign.model_fields}
    return Campaign.model_validate({**fields, "confirmed": True})


def places(words):
    lines = words[words.index("名次") :].splitlines()[2:]
    return {line.split("|")[2].strip(): int(line.split("|")[1]) for line in lines if line.startswith("|")}


def test_a_ranking_goes_by_what_is_missing_then_late_then_done_and_equals_share_a_place():
    done, open_ = mended("甲"), mended("乙", "正在推进", "2024-12-01")
    forms = [
        *(make_form("a3", unit, rows, received=day)
          for unit, rows, day in (
              ("红旗区", [done], AS_OF.replace(day=1)), ("卫滨区", [done], AS_OF.replace(day=1)),
              ("凤泉区", [done, open_], AS_OF.replace(day=1)), ("牧野区", [done], AS_OF),
          )),
    ]  # fmt: skip
    ranked = places(bulletin(rolled_up(*forms), ranking=True))
    order = [ranked[unit] for unit in ("红旗区", "卫滨区", "凤泉区", "牧野区")]
    assert order == [1, 1, 3, 4]
    assert list(ranked) == ["红旗区", "卫滨区", "凤泉区", "牧野区"]


def test_who_has_nothing_to_mend_is_not_ranked_and_named_apart():
    forms = make_form("a3", "红旗区", [mended("甲")]), make_form("a2", "卫滨区", [problem("甲")])
    words = bulletin(rolled_up(*forms), ranking=True)
    assert places(words) == {"红旗区": 1}
    said = words[words.index("没有排名的") :]
    assert "没有报来整改事项的：卫滨区。" in said
    sentences = said.splitlines()[0].split("。")
    assert "新乡县" in next(one for one in sentences if "没有报来任何材料的：" in one)
    assert "没有报来任何材料，名册为默认，未经确认的：市直部门57个单位" in sentences
    assert "市民政局" not in said
    assert "没有排名" not in bulletin(rolled_up(*forms))


def test_an_inspection_samples_what_is_done_and_lists_doubts_and_unanswered_warnings():
    rows = [mended(f"事项{nth}") for nth in range(20)] + [mended("逾期", "正在推进"), mended("不明", "无")]
    warned = [
        make_finding(
            "JF403", "warning", path="红旗区/0.xlsx", row=5, unit="红旗区", attachment="a3", message=f"提醒{n}"
        )
        for n in range(MOST_WARNINGS + 3)
    ]
    doubt = make_finding(
        "JF901", "warning", path="红旗区/0.xlsx", row=6, unit="红旗区", attachment="a3", message="疑点甲"
    )
    words = inspection(rolled_up(make_form("a3", "红旗区", rows), findings=[*warned, doubt]))
    assert f"报已完成20项，抽查{MOST_SAMPLED}项" in words
    assert sum(f" 事项{nth} |" in words for nth in range(20)) == MOST_SAMPLED
    assert "、逾期未完成的事项" in words
    assert "、看不出是否完成的事项" in words
    assert "附件3第6行" in words
    assert "疑点甲" in words
    assert "另有3处" in words


def test_an_inspection_of_one_unit_visits_no_other():
    both = rolled_up(make_form("a3", "红旗区", [mended("甲")]), make_form("a3", "卫滨区", [mended("乙")]))
    assert "卫滨区" not in inspection(both, unit="红旗区")
    assert "乙" not in inspection(both, unit="红旗区")


def test_a_casebook_has_every_case_and_the_first_words_of_its_measures():
    made = rolled_up(
        case(
            "红旗区", 背景问题="报表太多。", 办法举措="一是建立清单。凡是不在清单上的不填。\n二是一次采集；多处使用。"
        ),
        case("卫滨区", 办法举措="合并检查，联系人：张三，电话13800138000。再不重复。"),
    )
    words = casebook(made)
    assert "| 1 | 红旗区 | 一张清单管到底 | 建立清单；一次采集 |" in words
    assert "合并检查" in words
    assert "张三" not in words
    assert "13800138000" not in words


@pytest.mark.parametrize("write", [announcement, bulletin, inspection, casebook])
@pytest.mark.parametrize(
    "hostile", ["# 标题", "| a | b |", "-> 某局", "---", "^ 附表 甲", "> 注", "{{ 7*7 }}", "a\\|b", "<b>"]
)
def test_what_was_sent_is_no_markup(write, hostile):
    made = rolled_up(
        make_form("a3", "红旗区", [mended(hostile, "正在推进", body=hostile)]),
        case("红旗区", 办法举措=hostile),
    )
    plain = rolled_up(make_form("a3", "红旗区", [mended("甲", "正在推进", body="甲")]), case("红旗区", 办法举措="甲"))
    assert shape(write(made)) == shape(write(plain))


def shape(words):
    """How many paragraphs and tables it has in Word."""
    from io import BytesIO

    from docx import Document

    document = Document(BytesIO(document_of(words, "题", "某局", AS_OF)))
    tables = [(len(table.rows), len(table.columns)) for table in document.tables]
    return [paragraph.style.name for paragraph in document.paragraphs], tables


@pytest.mark.parametrize(
    ("write", "name"),
    [
        (announcement, "announcement.md"),
        (bulletin, "bulletin.md"),
        (inspection, "inspection.md"),
        (casebook, "casebook.md"),
    ],
)
def test_own_templates_replace_ours(tmp_path, write, name):
    (tmp_path / name).write_text("# 本单位的\n{{ (s if s is defined else d).title }}", encoding="utf-8")
    assert write(small_roll_up(), tmp_path).startswith("# 本单位的\n进一步")


def test_another_campaign_has_no_word_of_the_first():
    bare = replace(
        small_roll_up(), campaign=campaign().model_copy(update={"title": "食品安全检查", "document_number": ""})
    )
    assert "减轻" not in announcement(bare)
    assert "减轻" not in inspection(bare)
