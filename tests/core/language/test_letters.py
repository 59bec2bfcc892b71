"""Official documents as offices lay them out: what they say of themselves."""

from datetime import date

import pytest

from jianfu_cli.core.language.letters import Letter, letter_in

RED_HEAD = """
000012
红旗区教育体育局文件
红旗教体〔2022〕18号
关于精简涉校报表和文件会议的通知
各学校：
    现将有关要求通知如下，请遵照执行。
红旗区教育体育局
2022年5月6日
"""
JOINT = """
中共甲县县委组织部
甲县教育体育局 文件
甲县人力资源和社会保障局
"""
SIGNED = """
特急
甲教 [2020] 7 号          签发人：某某某
甲县教育局  甲县公安局关于印发
《校园周边秩序整治实施方案》的通知
各乡镇人民政府：
2019年11月1日印发的方案同时废止。
附件：实施方案
甲县教育局
甲县公安局
二〇二〇年十二月三十一日
甲县教育局办公室    2021年1月4日印发
"""
BARE = """
甲县教育系统减轻教师负担若干措施（试行）
为减轻中小学教师负担，制定本措施。
一、严格控制检查
甲县教育局
2023年9月1日
"""
PRINTED = """
甲县教育局文件
甲教〔2021〕3号
关于规范进校园活动的通知
各学校：
请遵照执行。
甲县教育局办公室2021年3月8日印发
"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (RED_HEAD, Letter("关于精简涉校报表和文件会议的通知", "红旗区教育体育局", "红旗教体〔2022〕18号", date(2022, 5, 6))),
        (
            SIGNED,
            Letter(
                "甲县教育局甲县公安局关于印发《校园周边秩序整治实施方案》的通知",
                "甲县教育局、甲县公安局",
                "甲教〔2020〕7号",
                date(2020, 12, 31),
            ),
        ),
        (BARE, Letter("甲县教育系统减轻教师负担若干措施（试行）", "甲县教育局", "", date(2023, 9, 1))),
        (PRINTED, Letter("关于规范进校园活动的通知", "甲县教育局", "甲教〔2021〕3号", date(2021, 3, 8))),
        (RED_HEAD.replace("2022年5月6日", ""), Letter("关于精简涉校报表和文件会议的通知", "红旗区教育体育局", "红旗教体〔2022〕18号", None)),
    ],
)  # fmt: skip
def test_what_a_document_says_of_itself(text, said):
    assert letter_in(text.splitlines()) == said


def test_a_head_of_several_offices_of_which_one_bears_the_word_names_nobody_for_sure():
    """The word stands beside the middle of the heads in print: those below it are heads or not, nobody can tell."""
    letter = letter_in((JOINT + "甲教〔2021〕3号\n关于规范进校园活动的通知\n各学校：\n请遵照执行。").splitlines())
    assert letter == Letter("关于规范进校园活动的通知", "", "甲教〔2021〕3号", None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "今天开会。\n请准时参加。",
        "红旗区教育局\n2022年5月6日",  # no title
        "关于开展活动的通知\n各学校：\n请参加。",  # nobody's
        "序号\n事项名称\n2022年1号",
        "关于" * 200 + "通知",
    ],
)
def test_other_texts_are_no_documents(text):
    assert letter_in(text.splitlines()) is None
