"""Ways of writing a person's number, name or address, none of which may be published; and texts that stay as they are.

All are made up: numbers of nobody, names of 某 and 乙, addresses of example domains.
"""

import re
import unicodedata

import pytest

from jianfu_cli.core.language.privacy import (
    _MAY_BE_DIGIT,
    doubtful,
    is_mobile,
    masked,
    numbers_in,
    personal,
    public_text,
)
from jianfu_cli.core.language.spans import PersonalData, Span

CJK_DIGITS = dict(zip("0123456789", "〇一二三四五六七八九", strict=True))
CAPITALS = dict(zip("0123456789", "零壹贰叁肆伍陆柒捌玖", strict=True))


def styled(number, first):
    """``number`` in the digits that begin with the character ``first`` for nought."""
    return "".join(chr(ord(first) + int(sign)) if sign.isdigit() else sign for sign in number)


def spelled(number, words):
    return "".join(words.get(sign, sign) for sign in number)


def circled(number):
    return "".join("⓪" if sign == "0" else chr(ord("①") + int(sign) - 1) for sign in number)


# 1: mobile numbers, 2: how their digits are parted.
PARTED = [
    "137.0137.0101", "137 013 70102", "1370-1370-103", "13701 370104", "137　0137　0105", "137–0137–0106", "137‐0137‐0107",
    "137−0137−0108", "137~0137~0109", "137 - 0137 - 0110", "137/0137/0111", "(137)01370112", "137  0137  0113",
    "137\n0137\n0114", "137·0137·0115", "137_0137_0116", "1 3 7 0 1 3 7 0 1 1 7", "1-3-7-0-1-3-7-0-1-1-8", "137\t0137\t0119",
    "137—0137—0120", "137——0137——0121", "137\u200b0137\u200b0122", "137\u00a00137\u00a00123", "【137】0137【0124】",
    "137,0137,0125", "137、0137、0126", "1、3、7、0、1、3、7、0、1、2、7", "137|0137|0128", "137\\0137\\0129", "137…0137…0130",
    "137，0137，0131", "13701370132", "+86 137 0137 0133", "+8613701370134", "8613701370135", "0086-137-0137-0136", "(+86)13701370137",
    "013701370138", "86-13701370139", "１３７０１３７０１４０", "1370 1370 141", "13 70 13 70 14 2", "1 3701370143", "1370137014 4",
    "137\r\n01370145", "137:0137:0146", "137﹣0137﹣0147", "137～0137～0148", "137OI".replace("OI", "O137O149"), "1 37 01 37 01 50",
    "1️⃣3️⃣7️⃣0️⃣1️⃣3️⃣7️⃣0️⃣1️⃣5️⃣1️⃣", "137•0137•0152", "137*0137*0153", "13701370154转1", "13701370155共用", "电13701370156话", "tel13701370157x",
    "13701370158/13701370159", "137－0137－0160", "137\u30000137 - 0161", "1.3.7.0.1.3.7.0.1.6.2", "137'0137'0163", "“137”“0137”“0164”",
    "137;0137;0165", "137\u2028013701\u202966", "137\u202d0137\u202c0167",
]  # fmt: skip
STYLED = [
    spelled("13701370201", CJK_DIGITS), spelled("13701370202", CAPITALS), circled("13701370203"), styled("13701370204", "𝟎"),
    styled("13701370205", "𝟘"), styled("13701370206", "𝟶"), styled("13701370207", "٠"), styled("13701370208", "०"),
    styled("13701370209", "０"), "13七〇13七〇210", spelled("137-0137-0211", CJK_DIGITS), "幺三七零幺三七零两幺二",
    "一 三 七 〇 一 三 七 〇 二 一 三", "⑬⑦⓪①③⑦⓪②①④", styled("13701370215", "₀"), "㈠㈢㈦〇㈠㈢㈦〇㈡㈠㈥", "⒈⒊⒎0⒈⒊⒎0⒉⒈⒎", "一三七○一三七○二一八",
    "１３７－０１３７－０２１９", spelled("13701370220", {**CJK_DIGITS, "0": "零"}),
]  # fmt: skip
PAPERS = [
    "41070119900307101X", "41070119900307102Ｘ", "410701 19900307 1038", "410701-1990-0307-1046", "410701 1990 0307 105x",
    "410701900307106", "4107 0119 9003 0710 70", "４１０７０１１９９００３０７１０８９", spelled("410701199003071097", CJK_DIGITS),
    "4 1 0 7 0 1 1 9 9 0 0 3 0 7 1 1 0 X", "410701.19900307.1118", "410701\n199003071126", "身份证410701199003071134号",
    "410701 900307 114", "410701199003071\u200b150", "410701199003071 X".replace("1 X", "161 X"), circled("410701199003071177"),
]  # fmt: skip
CARDS = [
    "6222021700000000011", "6222 0217 0000 0000 029", "6222-0217-0000-0000-037", "６２２２０２１７０００００００００４５", "4111 1111 1111 1111",
    "6217000000000053", "6217\n0000\n0000\n0061", "卡号：6222021700000000078", "5555.5555.5555.4444",
]  # fmt: skip


def plain(text):
    """The digits of ``text``, of whatever script."""
    said = {word: digit for words in (CJK_DIGITS, CAPITALS) for digit, word in words.items()} | {
        "幺": "1",
        "两": "2",
        "○": "0",
    }
    values = (said.get(sign) or str(unicodedata.digit(sign, "")) for sign in text)
    return "".join(values)


@pytest.mark.parametrize("before", ["", "报名电话：", "2024-06-01起，每年2次，"])
@pytest.mark.parametrize(
    ("written", "mark"),
    [(number, PersonalData.MOBILE) for number in PARTED + STYLED]
    + [(number, PersonalData.CITIZEN) for number in PAPERS]
    + [(number, PersonalData.CARD) for number in CARDS],
)
def test_no_number_of_a_person_is_published(written, mark, before):
    public = public_text(f"{before}{written}，共12课时")
    assert mark in public
    assert len(plain(public.removeprefix(before).removesuffix("，共12课时"))) <= 1
    assert public.endswith("，共12课时")
    assert not before or public.startswith(before[:-1])


# With letters that are drawn like digits, or words said for these on the telephone.
LOOK_ALIKE = [
    "l3701370401", "I3701370402", "137O137O403", "1З701370404", "137О137О405", "137ο137ο406", "l37-OI37-O4O7",
    "137 O137 O4O8", "13701З70409", "Ⅰ3701370410", "1370137OB11", "137洞137洞412", "幺三拐洞幺三拐洞四幺三", "1370I370414", "1370137041S",
    "137０137０416", "13701370Ч17".replace("Ч", "4"), "137ⅼ137".replace("ⅼ137", "О1З7О418"), "137Ο137Ο419", "13701З7О42О",
]  # fmt: skip


@pytest.mark.parametrize("written", LOOK_ALIKE)
def test_letters_drawn_like_digits_hide_no_number(written):
    assert public_text(f"报名电话：{written}，共12课时") == "报名电话：〔手机号码略〕，共12课时"


# With numerals that have their units, or the digits in pinyin or English: each group is said by itself.
SPELT = [
    "一百三十七0137五千", "一百三十七零零一三五千", "一百三十七〇一三七〇五〇〇", "137零一百三十七五千", "一三七零一三七五千", "壹佰叁拾柒0137伍仟", "百三十七0137五千",
    "一百三十七 〇一三七 五千", "137 零一三七 五千零三", "一千三百七十 零一百三十七 零零零", "十三 七十 十三 七十 五十 零", "一佰三十七0137五仟", "一百卅七0137五千", "1370137五千",
    "137零1三7五千", "137-零一三七-五千", "yi san qi ling yi san qi wu ling ling ling", "yao san guai 0137 5000",
    "one three seven 0137 5000", "YaoSanGuai01375000", "一百三十七\n0137\n五千",
]  # fmt: skip
SUMS = [
    "一百三十八人，共二千零二十四课时，一千二百元", "共计一百五十亿元", "一百五十亿一千三百万元", "一千三百八十元、一百三十八元、二千元", "十三十四十五十六十七十八", "第一百三十八0013号",
    "二〇二四年六月十三日至二〇二四年七月十五日", "138千瓦1200千米1300千克", "138所学校2024年发放8千份", "百分之十三、百分之八十", "3k-5k元，共1380人", "No one, two or three",
    "小学生一千三百八十人初中生一千二百人", "从一千三百到一千五百再到一千八百", "二十四小时三百六十五天", "拨打幺幺零、幺二零、一二三四五", "二千零二十四年一百三十八场", "er wu ba zhan",
]  # fmt: skip


@pytest.mark.parametrize("written", SPELT)
def test_no_number_that_is_spelt_out_is_published(written):
    assert public_text(f"报名电话：{written}，共12课时") == "报名电话：〔手机号码略〕，共12课时"
    assert numbers_in(written) == (Span(PersonalData.MOBILE, 0, len(written)),)


@pytest.mark.parametrize("text", SUMS)
def test_sums_that_are_spelt_out_stay(text):
    assert public_text(text) == text
    assert doubtful(text) == ()


# The names that must not be left, and the text they stand in.
NAMES = [
    ("张某乙", "联系人张某乙"), ("张某乙", "联系人 张某乙"), ("张某乙", "联系人(张某乙)"), ("张某乙", "联 系 人：张某乙"), ("张某乙", "联系人——张某乙"),
    ("张某乙", "联系老师：张某乙"), ("张某乙", "校长：张某乙"), ("张某乙", "姓名：张某乙"), ("某 乙", "联系人：张 某 乙"), ("李某丁", "联系人：王某丙、李某丁"),
    ("李某丁", "联系人：王某丙 李某丁"), ("李某丁", "联系人：王某丙和李某丁"), ("李某丁", "联系人：王某丙/李某丁"), ("李某丁", "联系人：王某丙，李某丁"),
    ("张某乙", "联系人为张某乙"), ("张某乙", "联系人是张某乙"), ("张某乙", "联系人【张某乙】"), ("张某乙", "联系人“张某乙”"), ("张某乙", "联系人\n张某乙"),
    ("张某乙", "联系人\u3000\u3000张某乙"), ("张某乙", "联系人;张某乙"), ("张某乙", "联系人=张某乙"), ("张某乙", "联系人→张某乙"), ("张某乙", "联系人|张某乙|"),
    ("张某乙", "联系人及电话：张某乙 0373-1234567"), ("张某乙", "联系人、电话：张某乙"), ("张某乙", "联系人（姓名）：张某乙"), ("张某乙", "联系人姓名：张某乙"),
    ("张某乙", "经办人:张某乙"), ("张某乙", "填报人 张某乙"), ("张某乙", "联络员（张某乙）"), ("张某乙", "负责人：张某乙"), ("张某乙", "负责人姓名：张某乙"),
    ("张某乙", "负责人张某乙，"), ("张某乙", "班主任张某乙"), ("张某乙", "班主任 张某乙"), ("张某乙", "主任（张某乙）"), ("张某乙", "园长-张某乙"),
    ("张某乙", "对接人：张某乙"), ("张某乙", "制表人：张某乙"), ("张某乙", "报送人：张某乙"), ("张某乙", "指导教师：张某乙"), ("张某乙", "书记：张某乙"),
    ("张某乙", "分管领导：张某乙"), ("欧阳某", "联系人：欧阳某"), ("欧阳某乙", "联系人欧阳某乙"), ("买买提", "联系人：阿不都·买买提"), ("Zhang", "联系人：Zhang San"),
    ("小李", "联系人：小李"), ("张老", "联系人：张老师"), ("张某", "请联系张某老师"), ("张某乙", "张某乙 13701370301"), ("张某乙", "13701370302（张某乙）"),
    ("张某乙", "联系人：张\u200b某\u200b乙".replace("\u200b", "")), ("某\u3000乙", "联系人：张\u3000某\u3000乙"), ("张某乙", "姓 名：张某乙"), ("张某乙", "姓　　名　张某乙"),
    ("乜某", "联系人：乜某"), ("张某乙", "联系人：张某乙负责报名"), ("张某乙", "联系人张某乙老师"), ("张某乙", "联系人：张某乙13701370303"), ("李某丁", "联系人：王某丙、李某丁、赵某戊"),
    ("赵某戊", "联系人：王某丙、李某丁、赵某戊"), ("张某乙", "联系人：\u202e张某乙"), ("䶮某", "联系人：刘䶮某"), ("张某乙", "联系人…张某乙"), ("张某乙", "联系人-张某乙"),
    ("张某乙", "联系人：市教育局人事科 张某乙"), ("张某乙", "联系人：教务处张某乙"), ("张某乙", "联系人：红旗区教体局，张某乙"), ("张某乙", "填报人员及电话：张某乙 12345"),
    # several in a row, with something between them
    ("王五", "联系人：李四(13701370303)、王五(13701370304)"), ("李娜", "联系人：张伟 13701370303，李娜 13701370304"), ("李某丁", "联系人：王某丙（语文）、李某丁（数学）"),
    ("李某丁", "联系人：王某丙 0373-1234567、李某丁 0373-1234568"), ("刘明", "校长：王建 副校长：刘明"), ("王某丙", "王某丙、李某丁 13701370303"), ("刘某", "王某丙、刘某、陈红老师"),
    ("李某丁", "咨询李某丁，13701370303"), ("李某丁", "电教馆李某丁（13701370303）"), ("赵六", "经手人：赵六"), ("王芳", "反映人：王芳"), ("王芳", "组长：李某丁，成员：王芳、刘某"),
    ("李某丁", "联系人：①王某丙②李某丁"), ("李某丁", "联系人：1.王某丙 2.李某丁"), ("李某丁", "成员：1、王芳 2、李某丁"),
    ("王芳", "信息员：王芳"), ("王芳", "经办：王芳"), ("王芳", "联系方式：王芳 3012345"), ("王芳", "联系电话：王芳0373-3012345"),
    ("李某丁", "带队：李某丁"), ("李某丁", "安全员李某丁"), ("李某丁", "值班员：李某丁"), ("李某丁", "工作人员李某丁"), ("李某丁", "教研员李某丁同志"),
    ("李某丁", "由李某丁13701370303负责"), ("王芳", "组员 王芳 刘某"), ("李某丁", "复核：李某丁"), ("丁一", "丁一 13701370303"),
]  # fmt: skip
ADDRESSES = [
    ("lisi_88", "微信：lisi_88"), ("lisi_88", "微信号lisi_88"), ("lisi88", "wx：lisi88"), ("lisi88", "WX lisi88"), ("lisi88", "V信：lisi88"),
    ("lisi88", "加微信 lisi88"), ("lisi", "微信号：lisi-wei"), ("lisi88", "VX-lisi88"), ("lisi88", "微 信：lisi88"), ("lisi88", "WeChat: lisi88"),
    ("12345678", "QQ：12345678"), ("12345678", "QQ12345678"), ("12345678", "Q Q 12345678"), ("345 678", "qq:12 345 678"), ("12345678", "ＱＱ：12345678"),
    ("12345678", "QQ群：12345678"), ("12345678", "扣扣12345678"), ("12345678", "QQ号是12345678"), ("lisi88", "抖音号：lisi88"), ("lisi88", "钉钉lisi88"),
    ("lisi", "邮箱lisi@example.com"), ("lisi", "lisi＠example。com"), ("lisi", "lisi @ example.com"), ("lisi", "lisi(at)example.com"),
    ("lisi", "lisi#163.com"), ("lisi", "lisi（a）163.com"), ("lisi", "lisi at 163 dot com"), ("lisi", "lisi艾特163点com"), ("lisi", "lisi 126.com"),
    ("12345", "12345@mail.example.com"), ("li.si", "li.si+x@a.b.example.cn"),
]  # fmt: skip


@pytest.mark.parametrize(("secret", "text"), NAMES + ADDRESSES)
def test_no_name_or_private_address_is_published(secret, text):
    public = public_text(f"{text}。欢迎参加")
    assert secret not in public
    assert not set(secret) & set(re.sub("〔.*?〕|欢迎参加", "", public)) - set(" 老")
    assert public.endswith("欢迎参加")


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("联系人（张某乙）负责报名", "〔姓名略〕负责报名"),
        ("电话(138)37310001。", "电话〔手机号码略〕。"),
        ("【联系人】张某乙", "〔姓名略〕"),
        ("（联系人：张某乙）", "（〔姓名略〕）"),  # both stand outside
    ],
)
def test_no_half_of_a_pair_of_brackets_is_left(text, public):
    assert public_text(text) == public


PLATES = ["豫G12345", "豫G·A1234", "豫GD12345", "豫G 3X8P2", "豫g1234学", "豫GA123警", "豫G-8K5T6", "京ＡＦ０２３６"]


@pytest.mark.parametrize("plate", PLATES)
def test_no_plate_of_a_car_is_published(plate):
    assert public_text(f"接送车（{plate}）到校") == "接送车（〔车牌号略〕）到校"


HARMLESS = [
    "京A股票", "沪A123", "新QC小组2024", "新C919大飞机", "晋A级景区", "云VPN12345678", "新GB/T 9704", "新5G基站", "访问 www.163.com", "网易 163.com",
    "", "各学校自行安排", "2024-06-01 2024-06-30", "2024-06-15 2024-06-30 3天", "2024年6月1日至2024年6月30日", "2023.12.15-2024.01.31", "2024/6/15～2024/7/15",
    "2019、2020、2021、2022年", "2019 2020 2021 2022", "15 2019 2020 2021", "新教领秘〔2024〕2号", "豫教办〔2023〕138号", "示教〔2023〕12号、〔2024〕13号",
    "1,380,013,800元", "13,800,138,000元", "金额138.5万元", "每生150元、180元、200元", "15.5 16.5 17.5 18.5", "0373-1234567", "(0373)1234567", "0373 1234567",
    "0371-12345678转8", "12345", "拨打12345、12315或110", "400-123-4567", "4001234567", "96110", "8:00-11:30 14:00-17:30", "13:30-15:00，共200人",
    "301、302、303室", "1301、1302、1303教室", "13、15、17、19、201教室", "13 14 15 16 17 18周", "第1、3、5、7、9、11周", "200人", "1-9年级", "每学期1次，每次40分钟",
    "一、加强领导。二、完善机制", "学校负责人参加", "校长、教师代表", "校长和教师", "老师、家长", "老师安排时间", "老师高度重视", "老师杜绝使用", "主任、任课老师", "教师管理办法",
    "班主任和任课教师", "班主任全体参加", "校长负责制", "家长和老师", "教师职务", "与单位联系", "联系实际", "密切联系群众", "家校联系", "微信公众号", "微信群打卡", "QQ群打卡",
    "微信扫码答题", "加强教师队伍建设", "教师应当遵守", "老师和学生", "全体教师、学生", "书记、校长双组长", "主席团", "防溺水宣传进校园", "党组织书记",
    "校园广播13:00", "100字以内", "ISBN 9787107000000", "2407050001", "12点30分", "第二十三条", "三十三人", "负责人员名单", "姓名不公开",
    "小学1—6年级，初中7—9年级", "邮编453000", "学校代码41010203", "校医 护士", "校长 园长", "主任\n书记", "要求教师向家长核实参保", "教师向学生宣传", "微信公众号jianfu2024", "微信工作群、公众号、APP", "联系社区", "咨询台",
    "成员单位：教育局、公安局", "成员由各校选派", "审核程序", "复核方案", "组员单位", "语文、数学、英语老师参加", "合同金额138373012.34元", "高中、高校教师",
    "承办：高新区", "承办：司法局、公安局", "经办：石家庄", "联系电话：教育局 0373-3012345", "联系人：1人", "校长2人参加", "信息员由各校指定", "对接：各县区",
]  # fmt: skip


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_nobodys_stays(text):
    assert public_text(text) == text


@pytest.mark.parametrize("text", [*PARTED, *STYLED, *PAPERS, *CARDS, *(text for _, text in NAMES + ADDRESSES)])
def test_what_was_taken_out_once_is_not_taken_out_again_nor_doubted(text):
    public = public_text(text)
    assert public_text(public) == public
    assert doubtful(public) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("编号 1370137013", ("有 9 位以上的号码",)),
        ("一三七零一三七零一三", ("有 9 位以上的号码",)),
        ("137013701370137", ("有 9 位以上的号码",)),
        ("1370(移动)1370137 01", ("有 9 位以上的号码",)),
        ("联系人由各校确定", ("有“联系人”",)),
        ("填写姓名、班级", ("有“姓名”",)),
        ("加微信报名", ("有“微信”",)),
        ("请留手机", ("有“手机”",)),
        ("电话报名", ("有“电话”",)),
        ("班主任张某乙统一组织", ("可能有人名",)),
        ("电话：0373-1234567", ()),
        ("联系电话 12345", ()),
        ("2024-06-01 2024-06-30", ()),
        ("13,800,138,000元", ()),
        ("微信公众号、微信群", ()),
        ("电话会议", ()),
        ("13:30-15:00，2024年6月1日", ()),
        ("0373-1234567、0373-7654321", ()),
    ],
)
def test_what_cannot_be_told_is_said(text, said):
    assert public_text(text) == text
    assert doubtful(text) == said


@pytest.mark.parametrize(
    ("number", "mobile"),
    [
        ("13000000000", True),
        ("１３０００００００００", True),
        ("130 0000 0000", True),
        ("+86 130-0000-0000", True),
        ("13000000000转1", True),
        ("0373-0000000", False),
        ("12345", False),
        ("130000000001", False),
        ("12000000000", False),
    ],
)
def test_a_mobile_number_is_a_persons(number, mobile):
    assert is_mobile(number) is mobile


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("13000000000", "130******00"),
        ("电话130 0000 0000或12345", "电话130******00或12345"),
        ("41070019900101001X", "410*************1X"),
        ("6222020000000000000", "622**************00"),
        ("张某某，12345", "张某某，12345"),
    ],
)
def test_a_number_is_never_shown_whole_to_the_one_who_wrote_it(text, shown):
    assert masked(text) == shown


@pytest.mark.parametrize(
    ("digits", "taken"),
    [
        ("410700199001010011", True),
        ("410700199013010011", False),
        ("990700199001010011", False),
        ("124107004172345678", False),
        ("4111111111111111", True),
        ("4111111111111112", False),
        ("6222020000000000", True),
        ("2024060120240630", False),
        ("410700900101001", True),
        ("410700901301001", False),
    ],
)
def test_long_numbers_are_told_by_what_they_say(digits, taken):
    assert bool(numbers_in(digits)) is taken


def test_spans_stand_where_the_data_stand():
    text = "①③⑧、张某乙 137𝟎1370101 lisi@example.com"
    assert [(span.kind, text[span.start : span.end]) for span in personal(text)] == [
        (PersonalData.NAME, "张某乙"),
        (PersonalData.MOBILE, "137𝟎1370101"),
        (PersonalData.EMAIL, "lisi@example.com"),
    ]


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "text", ["13800138000 ", "联系人：张 ", "a1", "1-", "1-3-", "校长王", "QQ:", "a@", "张、", "①", "6222 "]
)
def test_a_text_of_any_length_is_soon_done(text):
    """A search that grows with the square takes minutes here; growth itself is compared in tests/attack."""
    assert doubtful(public_text(text * (300_000 // len(text)))) is not None


@pytest.mark.parametrize(
    "written",
    [
        "138ー0013ー8000",
        "138ｰ0013ｰ8000",
        "微❤zhangwei89",
        "威❤信zhangwei89",
        "薇❤️：zhangwei89",
        "加V zhangwei89",
        "加v：zhangwei89",
        "v：zhangwei89",
        "V号zhangwei89",
        "Q:87654321",
        "q号87654321",
        "飞书zhangwei89",
        "电报@zhangwei89",
        "扣12345678",
        "加扣12345678",
        "扣：12345678",
        "扣号12345678",
        "抠抠 12345678",
        "口口12345678",
        "球球12345678",
        "秋秋：12345678",
        "叩叩12345678",
        "蔻蔻12345678",
        "扣群12345678",
        "企鹅12345678",
        "腾讯号12345678",
        "加Q12345678",
        "加q 12345678",
        "➕V zhangwei89",
        "V❤zhangwei89",
        "加微zhangwei89",
        "加薇 zhangwei89",
        "徽信zhangwei89",
        "围信：zhangwei89",
        "绿泡泡zhangwei89",
        "we chat zhangwei89",
        "w x：zhangwei89",
        "v.x.zhangwei89",
        "小红书zhangwei89",
        "B站：zhangwei89",
        "加卫星zhangwei89",
    ],
)
def test_written_in_further_ways(written):
    public = public_text(f"活动报名 {written} 详情")
    assert public.startswith("活动报名 〔")
    assert public.endswith("略〕 详情")


# Services in pinyin, in English, by halves; the word before a number is taken out with it.
SERVICES = [
    "tengxun 12345678", "teng xun：12345678", "tencent 12345678", "Tengxun号 12345678", "腾xun 12345678", "teng讯 12345678", "qie 12345678",
    "qiehao12345678", "企e 12345678", "鹅号 12345678", "koukou 12345678", "kou kou 12345678", "qiuqiu12345678", "qiu扣12345678", "wei xin lisi88",
    "WeiXin：lisi88", "weixinhao: lisiwei", "微xin lisi88", "wei信 lisi88", "We信 lisi88", "dou yin: lisi88", "tiktok lisi88", "kuaishou lisi88",
    "dingding 12345678", "dingtalk: 12345678", "zhifubao 12345678", "alipay: lisi88", "xiao hong shu lisi88", "feishu lisi88", "twitter @lisi88",
    "jia wei lisi88", "jiaq 12345678", "JIA V lisi88", "instagram lisi88",
]  # fmt: skip
MAYBE_ACCOUNTS = [
    "TX 12345678", "tx:12345678", "TIM 12345678", "dh 12345678", "kouk 12345678", "line: lisi_88", "ins lisi88", "signal lisi88", "V-X: lisi88", "vvx lisi88",
]  # fmt: skip
NO_ACCOUNTS = [
    "微信公众号jianfu2024", "CN41-1234", "GB18030编码", "GB/T 9704—2012", "Tel: 0373-2234567", "tel 2234567", "COVID-19", "Windows10", "CCTV13", "No.20240601",
    "http://www.example.gov.cn/2024/t20240601_123456.html", "tengxun huiyi", "腾讯视频", "APP 120000人次", "抖音播放30000次", "抖音 30000次", "weibo 30000条", "English12课时",
    "PM2.5", "H5N1", "STEAM课程200000元",
]  # fmt: skip


@pytest.mark.parametrize("written", SERVICES)
def test_a_service_in_latin_letters_tells_an_account(written):
    assert public_text(f"活动报名 {written} 详情") == "活动报名 〔联系方式略〕 详情"


@pytest.mark.parametrize("written", MAYBE_ACCOUNTS)
def test_what_may_be_an_account_is_said(written):
    assert public_text(written) == written
    assert "可能有账号" in doubtful(written)


@pytest.mark.parametrize("text", NO_ACCOUNTS)
def test_what_is_no_account_stays(text):
    assert public_text(text) == text
    assert doubtful(text) == ()


@pytest.mark.parametrize(
    "written",
    [
        "138和0013和8000",
        "138=0013=8000",
        "138<br>0013<br>8000",
        "138&nbsp;0013&nbsp;8000",
        "一三八和〇〇一三和八〇〇〇",
        "138年0013月8000",
        "138年0013月8000日",
        "138元0013元8000",
        "138A0013B8000",
        "138后接0013再接8000",
        "138，中间0013，最后8000",
        "前三位138中间0013末四位8000",
        "138后面00138000",
        "138=00138000",
        "<b>138</b>0013<b>8000</b>",
        "138<span>0013</span>8000",
        "138%200013%208000",
        "138又0013又8千",
        "138 0013 8k",
        "1380013转8000",
        "138001，38000".replace("，", "然后"),
        "138后接1234再接5678",
        "138元1234元5678",
        "1380后013后8000",
        "13800后138000",
    ],
)
def test_groups_with_words_between_them_are_shown_to_the_person_who_publishes(written):
    assert "可能有隔开写的号码" in doubtful(public_text(written))


@pytest.mark.parametrize(
    "written",
    [
        "Q：什么时候报名",
        "V: english corner",
        "微课程English2024",
        "参加V字操",
        "150人、1200人、130人",
        "150人、1200人、1300人",
        "138所学校2024年发放1200份",
        "135名教师、1200名学生，2024—2025学年",
        "1380元、补助138元、共1500元",
        "第138页第1200行第1300条",
        "扣12345元",
        "代扣200000元",
        "折扣123456件",
        "口口相传",
        "企鹅馆2024",
        "加Q版图案10000份",
        "卫星TV2024",
        "B1301、S101、201室",
        "5月1日至S2023班",
        "维信科技2024",
        "2024年6月1日至2024年6月30日",
    ],
)
def test_what_only_looks_like_it_stays(written):
    assert public_text(written) == written
    assert "可能有隔开写的号码" not in doubtful(written)


def test_whatever_is_a_number_may_be_a_digit():
    """What is looked at first leaves out no sign that a digit can be written with, of any script."""
    missed = [sign for sign in map(chr, range(0x110000)) if sign.isnumeric() and not _MAY_BE_DIGIT.match(sign)]
    assert missed == []


@pytest.mark.parametrize(
    "text",
    [
        "请与冯程程联系", "冯程程（0373-1234567）", "红旗区教体局冯程程 0373-1234567", "报名找冯程程报名", "冯程 3051234",
        "由冯程程 0373-1234567", "由冯程程0373-1234567负责", "由欧阳程 0373-1234567", "具体由冯程程负责", "0373-1234567（冯程程）",
        "0373-1234567 冯程程", "0373-1234567，联系冯程程", "咨询冯程程", "报名请找冯程程", "借调冯程程到县委办", "抽调冯程程、李明阳2人",
        "抽调教师冯程程和李明阳", "报给冯程程 3051234",
    ],
)  # fmt: skip
def test_a_name_beside_an_office_s_number_or_to_be_reached_is_looked_at(text):
    assert "可能有人名" in doubtful(text)


@pytest.mark.parametrize(
    "text",
    [
        "请与学校联系", "与单位联系", "与高校对接", "安监科（0373-1234567）", "高新区 0373-1234567", "文化宫 0373-1234567",
        "金融办 0373-1234567", "牧野公园 0373-1234567", "教育热线 12345", "常务副主任 0373-1234567",
        "由司法局 0373-1234567", "由安监股0373-1234567负责", "由胡桥乡 0373-1234567", "由文明办 0373-1234567", "由安保负责", "由林场负责",
        "由路政负责", "由相关人员负责", "由党支部负责", "由双方负责", "由康养中心负责", "0373-1234567（全天）", "0373-1234567 周一至周五",
        "12345（热线）", "咨询时间", "联系单位", "联系方式见附件", "抽调高中教师到县", "借用车辆到县", "选派骨干教师", "抽调党员等", "委派律师",
    ],
)  # fmt: skip
def test_an_office_beside_its_number_or_to_be_reached_is_none(text):
    assert "可能有人名" not in doubtful(text)
