from datetime import date, datetime

import pytest
from made.forms import campaign_with
from made.one_cell import codes, the_finding

from jianfu_cli.core.language.values import ErrorValue
from jianfu_cli.core.model.provisions import Limits


# One root cause gives one finding: all cell rules at once, (column, what stands in it) -> every code it gets.
@pytest.mark.parametrize(
    ("place", "value", "expected"),
    [
        ("a2.matter", "", ["JF201"]),
        ("a2.matter", None, ["JF201"]),
        ("a2.matter", " \u3000\n", ["JF201"]),
        ("a2.matter", "\u200b", ["JF201"]),
        ("a2.matter", "____", ["JF201"]),
        ("a2.category", "", ["JF201"]),
        ("a2.disposition", "", ["JF201"]),
        ("a3.deadline", "", ["JF201"]),
        ("a3.deadline", "____", ["JF201"]),
        ("a1.mobile", "", ["JF201"]),
        ("a1.complaints_email", "", ["JF201"]),
        ("a6.issued_on", "", ["JF201"]),
        ("a6.document_number", "", ["JF212"]),
        ("a2.remark", "", []),
        ("a1.wechat", "", []),
        ("a2.seq", "", []),
        ("a2.category", "XX", ["JF214"]),
        ("a2.category", "示例", ["JF214"]),
        ("a2.disposition", "××", ["JF214"]),
        ("a3.deadline", "2024年__月__日", ["JF214"]),
        ("a3.deadline", "2024年X月X日", ["JF214"]),
        ("a3.deadline", "2024年  月  日", ["JF214"]),
        ("a1.office_phone", "0373-XXXXXXX", ["JF214"]),
        ("a1.mobile", "138XXXXXXXX", ["JF214"]),
        ("a1.complaints_email", "示例邮箱", ["JF214"]),
        ("a6.document_number", "XX〔2024〕X号", ["JF214"]),
        ("a6.region", "XX 县（市、区）", ["JF214"]),
        ("a2.body", "○○县公安局", ["JF214"]),
        ("a2.body", "某某局", ["JF214"]),
        ("a2.body", "**区卫健委", ["JF214"]),
        ("a2.held", "二○○九年", []),
        ("a2.content", "由张某某拨打138****8000", []),
        ("a1.mobile", "1.38E+10", ["JF210"]),
        ("a1.mobile", "13800138000.0", ["JF210"]),
        ("a1.office_phone", 3731234567.0, ["JF210"]),
        ("a1.wechat", "1.38E+10", ["JF210"]),
        ("a2.category", "社会事务进校园、文件和会议", ["JF204"]),
        ("a2.category", "二", ["JF203"]),
        ("a2.category", "值班", ["JF202"]),
        ("a3.deadline", "2024.6.5", ["JF208"]),
        ("a3.deadline", "2024年6月", ["JF207"]),
        ("a3.deadline", "待定", ["JF207"]),
        ("a2.matter", "防溺水\u200b宣传", ["JF215"]),
        ("a2.category", "社会事务\u200b进校园", ["JF215"]),
        ("a3.deadline", "2024-06-05\u202c", ["JF215"]),
        ("a1.complaints_email", "jubao@example.cn\ufeff", ["JF215"]),
        ("a2.held", "尽快", []),
        ("a3.progress", "正在推进", []),
    ],
)
def test_one_root_cause_gives_one_finding(place, value, expected):
    assert codes(place, value) == expected


# What people really write, and nothing is wrong with.
CLEAN = {
    "a1.office_phone": [
        "0373-1234567", "0913—7215996", "(0351)3032628", "（010）66096857", "0373 1234567", "03731234567",
        "0373-1234567（含传真）", "0373-1234567 （工作日上班时间）", "0373-1234567（工作日8:00-12:00，14:30-17:30）",
        "0373-1234567、7654321", "0373-1234567 0373-7654321", "0373-1234567\n13000000000", "0373-1234567/7654321",
        "0373-1234567转801", "0373-1234567-801", "０３７３－１２３４５６７", "0373-1234567，24小时", "0373-1234567 24小时",
        "办公室 0373-1234567", "400-123-4567", "+86 13000000000", 13000000000.0,
    ],
    "a1.hotline": ["12345", "12388", "12345、12388", "010-12345", "0714—12315", "110", "96315", "12345（24小时）", 12345.0],
    "a1.mobile": ["13000000000", "130 0000 0000", "130-0000-0000", "+8613000000000", "13000000000、13100000000"],
    "a1.complaints_email": [
        "jubao@163.com", "jyj-jjg@163.com", "05941725@163.com", "a.b@jy.shandong.cn", "a@163.com、b@126.com", "XXJYJ@163.com",
    ],
    "a1.wechat": ["shili-weixin", "ｗｘ．ｘｘ．１", "wxid_xx8k2", "XXJY2024", "13000000000", "无"],
    "a2.category": ["监督检查评比考核", "社会事务进校园", "文件和会议", "报表填写、调研统计", "城市创优评先和街道社区事务", "其他"],
    "a2.disposition": ["清理", "保留", "优化", " 优化\n"],
    "a2.matter": [
        "“法润心田 护航成长”主题教育", "爱国主义教育、国防教育、国家版图意识、理论宣传教育进校园", "《民法典》宣传·进校园——普法",
        "“绿书签行动”系列宣传活动", "公示例会制度", "如表示例外情况", "3×3篮球赛", "XXL号校服统计", "第20届“希望杯”",
    ],
    "a2.body": [
        "区公安分局、区人民法院、区人民检察院", "区委宣传部区文体局", "县委 宣传部", "区人民检察院\n、区司法局", "区应急管理局、", "镇政府",
    ],
    "a2.held": [
        "全年", "每年1-2次", "每学年一次", "2025年4-5月", "9-10月", "3月—11月", "2025年3月至2026年2月", "2019年下半年",
        "2020—2021学年", "2023-2025年", "与省市同步开展，每季度一场",
    ],
    "a2.content": ["红" * 100, "组织学生观看宣传片，不打卡", "共有WPS表格3项，于2024年6月4日上报"],
    "a3.deadline": ["2024-06-20", datetime.fromisoformat("2024-06-20"), date(2024, 6, 20), "2024-06-20 "],
    "a3.progress": ["√", "×", "已完成", "100%"],
    "a6.document_number": [
        "教师厅〔2025〕2号", "新教领秘〔2024〕2号", "厅字〔2019〕54号", "新教（基）〔2024〕12号", "新教〔2024〕1号、新教〔2024〕2号",
    ],
    "a6.matter": ["中共河南省委教育工委 中共河南省教育厅党组关于印发〈全省教育领域集中整治实施方案〉的通知"],
    "a6.issued_on": ["2019-12-15", datetime.fromisoformat("2023-05-16")],
}  # fmt: skip


@pytest.mark.parametrize(("place", "value"), [(place, value) for place, values in CLEAN.items() for value in values])
def test_what_people_write_rightly_stays_silent(place, value):
    assert codes(place, value) == []


def test_a_finding_says_where_what_and_why():
    finding = the_finding("a2.category", "值班", "JF202")
    assert (finding.severity, finding.name, finding.cell, finding.row, finding.column) == (
        "error", "unknown-category", "B5", 5, "问题类别",
    )  # fmt: skip
    assert (finding.value, finding.suggestion, finding.fixable) == ("值班", "校园值班值守", False)
    assert finding.message == "“值班”不是规定的问题类别"
    assert finding.hint.startswith("是不是“校园值班值守”？只能填：监督检查评比考核；社会事务进校园；")
    assert finding.basis == "附件2、附件3 备注"


@pytest.mark.parametrize(
    ("place", "hint"),
    [("a2.matter", "一行填一个事项，写全称。"), ("a1.mobile", "填写 11 位手机号码，本列为文本格式。")],
)
def test_jf201_an_empty_required_cell_says_what_belongs_there(place, hint):
    finding = the_finding(place, None, "JF201")
    assert (finding.severity, finding.hint, finding.value) == ("error", hint, None)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("值班", "校园值班值守"),
        ("校园值班值首", "校园值班值守"),
        ("文件会", "文件和会议"),
        ("（九）", None),
        ("9", None),
        ("无", None),
    ],
)
def test_jf202_suggests_the_nearest_category(text, suggestion):
    assert the_finding("a2.category", text, "JF202").suggestion == suggestion


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("二", "社会事务进校园"),
        ("(二)", "社会事务进校园"),
        ("（二）", "社会事务进校园"),
        ("2", "社会事务进校园"),
        (2.0, "社会事务进校园"),
        ("②", "社会事务进校园"),
        ("社会事务", "社会事务进校园"),
        ("（二）社会事务进校园", "社会事务进校园"),
        ("社会事务\n进校园", "社会事务进校园"),
        ("督查检查评比考核", "监督检查评比考核"),
        ("督评考创", "监督检查评比考核"),
        ("报表填写", "报表填写、调研统计"),
        ("报表填写，调研统计", "报表填写、调研统计"),
        ("其它", "其他"),
    ],
)
def test_jf203_other_wordings_of_a_category_are_mended(text, category):
    finding = the_finding("a2.category", text, "JF203")
    assert (finding.severity, finding.suggestion, finding.fixable) == ("info", category, True)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("社会事务进校园、文件和会议", "写了 2 个类别：社会事务进校园、文件和会议"),
        ("（一）（二）", "写了 2 个类别：监督检查评比考核、社会事务进校园"),
        ("1,2,3", "写了 3 个类别：监督检查评比考核、社会事务进校园、文件和会议"),
        ("报表填写、调研统计；其他", "写了 2 个类别：报表填写、调研统计、其他"),
    ],
)
def test_jf204_several_categories_are_named(text, message):
    finding = the_finding("a2.category", text, "JF204")
    assert (finding.severity, finding.message, finding.fixable) == ("error", message, False)


@pytest.mark.parametrize(
    ("text", "choice"), [("保 留", "保留"), ("优化。", "优化"), ("√清理 □保留 □优化", "清理"), ("清理☑ 保留□", "清理")]
)
def test_jf203_takes_what_is_ticked_for_the_choice(text, choice):
    finding = the_finding("a2.disposition", text, "JF203")
    assert (finding.severity, finding.suggestion, finding.fixable) == ("info", choice, True)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("建议取消", "清理"),
        ("停止开展", "清理"),
        ("建议保留", "保留"),
        ("继续开展", "保留"),
        ("合并优化", "优化"),
        ("整合", "优化"),
        ("清里", "清理"),
        ("清理/保留/优化", None),
        ("保留或优化", None),
        ("不再保留", None),
        ("不宜保留", None),
        ("不清理", None),
        ("☑清理 ☑保留 ☑优化", None),
        ("□清理 □保留 □优化", None),
        ("√", None),
        ("无", None),
    ],
)
def test_jf205_suggests_what_is_surely_meant(text, suggestion):
    finding = the_finding("a2.disposition", text, "JF205")
    assert (finding.severity, finding.suggestion, finding.fixable) == ("error", suggestion, False)


@pytest.mark.parametrize(
    ("text", "severity", "counts", "hint"),
    [
        ("红" * 101, "error", "101 字（按 Word 字数统计），字符数 101，", "至少删去 1 字。"),
        ("红" * 90 + "，" * 20, "error", "110 字（按 Word 字数统计），字符数 110，", "至少删去 10 字。"),
        (
            "学习 " * 10 + "https://example.cn/" + "a" * 100,
            "warning",
            "21 字（按 Word 字数统计），字符数 139，",
            "至少删去 39 字。",
        ),
        ("红" * 105 + "a" * 100, "error", "106 字（按 Word 字数统计），字符数 205，", "至少删去 6 字。"),
    ],
)
def test_jf206_gives_both_counts(text, severity, counts, hint):
    finding = the_finding("a2.content", text, "JF206")
    assert (finding.severity, finding.hint) == (severity, hint)
    assert counts in finding.message
    assert codes("a7.content", text) == ["JF206"]


def test_jf206_takes_the_limit_from_the_campaign():
    assert codes("a2.content", "红" * 60, campaign=campaign_with(limits=Limits(content_words=50))) == ["JF206"]


@pytest.mark.parametrize(
    "text", ["待定", "无", "/", "见附件", "2024年6月31日", "2024年2月30日前完成", "2024-13-01", 6.2, "12", "某时"]
)
@pytest.mark.parametrize("place", ["a3.deadline", "a6.issued_on"])
def test_jf207_what_is_no_date_is_an_error(place, text):
    assert the_finding(place, text, "JF207").severity == "error"


@pytest.mark.parametrize(
    "text",
    [
        "2024年6月", "2024年", "6月", "6月底", "6月底前", "6月中旬", "即日起至2024年12月底", "年底前",
        "2024年6月3日-6月9日", "立行立改，6月20日前",
        "立行立改", "即日起", "适时", "择期", "立即整改", "即知即改", "边查边改", "长期坚持", "长期", "持续推进", "常态化", "尽快", "近期", "下周", "30天", "每年6月", "已整改", "已完成",
        "随时整改", "本学期内", "2024年秋季学期", "暑假前", "一个月内", "10个工作日内", "2024年第三季度", "专项整治期间", "整改完成",
        "立行立改\n长期坚持",
    ],
)  # fmt: skip
def test_jf207_a_deadline_without_a_day_is_a_warning(text):
    assert the_finding("a3.deadline", text, "JF207").severity == "warning"


@pytest.mark.parametrize(("length", "severity"), [(11, "warning"), (40, "warning"), (41, "error")])
def test_jf207_a_phrase_of_a_deadline_has_forty_characters_at_most(length, severity):
    assert the_finding("a3.deadline", "长期坚持" + "并" * (length - 4), "JF207").severity == severity


def test_jf207_says_whether_the_day_lacks_or_the_month_too():
    assert "只写到月" in the_finding("a3.deadline", "2024年6月", "JF207").message
    assert "只写到年" in the_finding("a3.deadline", "2024年", "JF207").message


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("2023年5月", "warning"),
        ("2023", "warning"),
        ("2024年3月3日-3月9日", "warning"),
        ("立行立改", "error"),
        ("长期坚持", "error"),
    ],
)
def test_jf207_the_phrases_are_no_excuse_for_a_date_of_issue(text, severity):
    assert the_finding("a6.issued_on", text, "JF207").severity == severity


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024.6.5", "2024-06-05"),
        ("2024年6月5日", "2024-06-05"),
        ("2024/6/5", "2024-06-05"),
        ("2024-6-5", "2024-06-05"),
        ("6月5日", "2024-06-05"),
        ("6月5日前", "2024-06-05"),
        ("２０２４年６月５日", "2024-06-05"),
        ("二〇二四年六月五日", "2024-06-05"),
        ("20240605", "2024-06-05"),
        ("45448", "2024-06-05"),
        (45448.0, "2024-06-05"),
        ("2025/10/30 17:31:54", "2025-10-30"),
        ("2023- 11- 17", "2023-11-17"),
    ],
)
def test_jf208_other_ways_to_write_a_day_are_mended(value, day):
    for place in ("a3.deadline", "a6.issued_on"):
        finding = the_finding(place, value, "JF208")
        assert (finding.severity, finding.suggestion, finding.fixable) == ("info", day, True)


@pytest.mark.parametrize(
    "text",
    [
        "XX县",
        "××县",
        "某XX局",
        "XXX学校",
        "X年X月",
        "示例县教育局",
        "（示例）",
        "示例：防溺水",
        "2024年__月__日",
        "____年____月",
        "教×××",
    ],
)
def test_jf214_what_the_blank_leaves_to_be_replaced(text):
    finding = the_finding("a2.matter", text, "JF214")
    assert (finding.severity, finding.fixable) == ("error", False)


def test_jf214_names_what_is_left():
    assert the_finding("a2.matter", "XX县教育局 2024 年__月__日", "JF214").message == "还有空白表的占位内容“XX”"
    assert the_finding("a3.deadline", "2024 年__月__日", "JF214").message == "还有空白表的占位内容“2024 年__月__日”"


def test_jf215_takes_them_out():
    finding = the_finding("a2.matter", "防溺水\u200b宣\u202e传\x07", "JF215")
    assert (finding.severity, finding.suggestion, finding.fixable) == ("warning", "防溺水宣传", True)


def test_an_error_value_is_no_bad_value_too():
    assert codes("a2.category", ErrorValue("#REF!")) == []
    assert codes("a1.mobile", ErrorValue("#N/A")) == []


@pytest.mark.parametrize(
    ("place", "code"),
    [("a2.category", "JF202"), ("a2.disposition", "JF205"), ("a3.deadline", "JF207"), ("a1.mobile", "JF209")],
)
def test_a_page_of_text_in_a_cell_is_not_repeated_whole(place, code):
    finding = the_finding(place, "某段话\n" * 500, code)
    assert len(finding.message) < 60
    assert "\n" not in finding.message
