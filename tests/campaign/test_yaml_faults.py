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
    ],
)  # fmt: skip
def test_faults(tmp_path, file, old, new, said):
    folder = write_campaign(tmp_path / "shian")
    path = folder / f"{file}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CampaignError) as fault:
        load_campaign(str(folder))
    assert said in str(fault.value)


def test_a_key_may_be_any_word(tmp_path):
    """YAML 1.1 reads no and yes as truth; a column of that key is none the worse."""
    folder = write_campaign(tmp_path / "shian")
    assert load_campaign(str(folder)).attachment("a1").columns[0].key == "no"
