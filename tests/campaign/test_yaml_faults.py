"""A slip in a campaign's YAML is told with file, line, item and what is allowed."""

import pytest

from campaign.food_safety import write_campaign
from jianfu_cli.errors import CampaignError
from jianfu_cli.reading.campaigns import load_campaign


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("a1", "key: answerable, heading: 责任单位, type: body, role: body", "key: answerable, heading: 责任单位, type: text, role: matter",
         "a1.yaml 第 16 行，columns．第4项．role：“隐患名称”和“责任单位”的角色都是 matter"),
        ("a1", "role: problems", "role: report", "a1.yaml 第 5 行，role：report 的 kind 应为 outline"),
        ("a1", "role: problems", "role: problem", "a1.yaml 第 5 行，role：应为 contacts、problems、"),
        ("a2", "role: rectifications", "role: problems", "a2.yaml 第 5 行，role：与 a1.yaml 相同，都是 problems"),
        ("a2", "role: rectifications", "role: contacts",
         "a2.yaml 第 14 行，columns．第3项．role：role 为 contacts 的附件不能有 measures 的列（附件的 role 应为 clues、problems、rectifications 之一）"),
        ("a2", "role: rectifications", "role: whitelist", "role：role 为 whitelist 的附件不能有 measures 的列"),
        ("a1", "type: body, role: body", "type: text, role: hotline", "role：role 为 problems 的附件不能有 hotline 的列（附件的 role 应为 contacts 之一）"),
        ("a2", "number: 2", "number: 1", "a2.yaml 第 2 行，number：与 a1.yaml 相同，都是 1"),
        ("a2", "type: text, role: progress", "type: number, role: progress", "a2.yaml 第 16 行，columns．第5项．role：type 为 number 的列不能是"),
        ("a2", "type: text, role: progress", "type: text, role: state", "columns．第5项．role：应为 sequence、matter、"),
        ("a1", "type: number, min: 0", "type: text, min: 0", "columns．第5项．min：type 为 text 的列不能写 min（只能用于 number、percent）"),
        ("a1", "type: number, min: 0", "type: numbr, min: 0", "columns．第5项．type：应为 sequence、text、"),
        ("a1", 'pattern: "JY[0-9]{14}"', 'pattern: "JY[0-9"', "columns．第7项．pattern：不是合法的正则表达式"),
        ("a1", "required: false, secret: true", "role: remark, secret: true", "columns．第10项．role：secret 为 true 的列不能有 role"),
        ("campaign", "due: {school: 2026-05-10", "due: {pupil: 2026-05-10",
         "第 18 行，attachments．第2项．due．pupil：没有“pupil”这个单位类别；应为 school、township 之一"),
        ("campaign", "confirmed: true", "confirmed: [town]", "confirmed．第1项：没有“town”这个单位类别；应为 school、township 之一"),
        ("campaign", "  township: [", "  towns: [", "units．towns：没有“towns”这个单位类别"),
        ("campaign", "id: township", "id: school", "kinds：有重复的单位类别：school"),
        ("campaign", "notice_date: 2026-03-01", "notice_date: 2026-3-1", "第 5 行，notice_date：应为日期：年-月-日，月和日各两位"),
        ("campaign", "title: 学", "titel: 学", "第 2 行，titel：不认识的键（是不是 title？）"),
        ("campaign", "by: 2026-06-30", "until: 2026-06-30", "第 20 行，stages．第1项．until：不认识的键（可以写：name、by、basis、rectification、own）"),
        ("campaign", "id: shian-2026", "id: 食安", "第 1 行，id：写法不合要求：只能用英文字母、数字和 . _ -"),
        ("campaign", "confirmed: true", "confirmed: 是", "第 10 行，confirmed：应为 true 或 false"),
        ("campaign", "variants: [冷藏]", "variants: 冷藏", "categories．第1项．variants：应为列表，如 [甲, 乙]"),
        ("campaign", "issuer: 某县教育局", "issuer:", "第 3 行，issuer：空着，没有填"),
        ("campaign", "rectification: true", "rectification: true, own: [a9]", "第 20 行，stages．第1项．own．第1项：attachments 里没有 a9"),
        ("campaign", "rectification: true", "rectification: true, own: [a1]", "own．第1项：attachments 里 a1 的 may 没有 host: true 的一类单位"),
        ("campaign", "basis: {JF202:", "basis: {JF2022:", "第 21 行，basis．JF2022：没有这条规则"),
        ("a1", "decimals: 0", "decimals: 9", "第 17 行，columns．第5项．decimals：数值太大，不大于 6"),
        ("a1", "max_words: 12", "max_words: 0", "第 15 行，columns．第3项．max_words：数值太小，须大于 0"),
        ("a1", "key: fault,", "key: 隐患,", "columns．第3项．key：写法不合要求：只能用小写英文字母、数字和 _"),
        ("a1", "key: fault,", "key: kind_of_fault,", "第 15 行，columns．第3项．key：columns 里有重复的 key：kind_of_fault"),
        ("a1", "heading: 隐患名称", "heading: 隐患类别", "第 15 行，columns．第3项．heading：columns 里有重复的 heading：隐患类别"),
        ("a1", "secret: true", "secrt: true", "第 22 行，columns．第10项．secrt：不认识的键（是不是 secret？）"),
        ("a1", "id: a1", "id: A-1", "第 1 行，id：写法不合要求：只能用小写英文字母、数字和 -"),
    ],
)  # fmt: skip
def test_faults(tmp_path, file, old, new, said):
    folder = write_campaign(tmp_path / "shian")
    path = folder / f"{file}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CampaignError) as fault:
        load_campaign(str(folder), lambda: ["JF202"])
    assert said in str(fault.value)


def test_a_key_may_be_any_word(tmp_path):
    """YAML 1.1 reads no and yes as truth; a column of that key is none the worse."""
    folder = write_campaign(tmp_path / "shian")
    assert load_campaign(str(folder)).attachment("a1").columns[0].key == "no"
