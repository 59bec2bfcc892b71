import pytest
from hypothesis import given
from hypothesis import strategies as st
from made.forms import findings, form
from made.one_cell import codes, the_finding

from jianfu_cli.core.language.document_numbers import is_document_number, suggest_document_number


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1380013800", "“1380013800”不是电话号码（位数不对）"),
        ("138000000001", "“138000000001”不是电话号码（位数不对）"),
        ("0373-123456", "“0373-123456”不是电话号码（位数不对）"),
        ("130****0000", "“130****0000”不是电话号码（位数不对）"),
        ("0373-1234567、0373-76543", "“0373-76543”不是电话号码（位数不对）"),
        ("23000000000", "“23000000000”不是电话号码（位数不对）"),
        ("8888", "“8888”里没有电话号码"),
        ("138", "“138”里没有电话号码"),
        ("见通知", "“见通知”里没有电话号码"),
        ("无", "“无”里没有电话号码"),
        ("jubao@example.cn", "“jubao@example.cn”里没有电话号码"),
    ],
)
def test_jf209_no_telephone_number(text, message):
    finding = the_finding("a1.mobile", text, "JF209")
    assert (finding.severity, finding.message) == ("error", message)


@pytest.mark.parametrize(
    "text", ["3032628", "2234567", "223 4567", "2234567-801", "4591234、4591235", "4591234（办公室）"]
)
def test_jf209_a_number_without_the_area_code_that_the_hint_asks_for(text):
    finding = the_finding("a1.office_phone", text, "JF209")
    assert (finding.severity, finding.message) == ("warning", f"“{text}”没有区号")
    assert "区号" in finding.hint
    assert codes("a1.hotline", text) == []  # its hint asks for none


@pytest.mark.parametrize(
    "text", ["0373-2234567", "0373-2234567、2234568", "13000000000", "400-810-1234", "12345", "8008101234"]
)
def test_jf209_what_needs_no_area_code(text):
    assert codes("a1.office_phone", text) == []


@pytest.mark.parametrize(
    ("value", "repaired"),
    [
        (3731234567.0, "03731234567"),
        ("3731234567", "03731234567"),
        ("373-1234567", "0373-1234567"),
        (1066096857.0, "01066096857"),
        (2166096857.0, "02166096857"),
        ("13000000000.0", "13000000000"),
        ("1.3000000000E+10", "13000000000"),
        ("1.3000000001e10", "13000000001"),
    ],
)
def test_jf210_is_mended_where_every_digit_survives(value, repaired):
    finding = the_finding("a1.office_phone", value, "JF210")
    assert (finding.severity, finding.suggestion, finding.fixable) == ("warning", repaired, True)


@pytest.mark.parametrize("value", ["1.38E+10", "1.3800138E+10", "1.3e+10"])
def test_jf210_digits_lost_for_good_are_asked_for(value):
    finding = the_finding("a1.mobile", value, "JF210")
    assert (finding.severity, finding.suggestion, finding.fixable) == ("warning", None, False)
    assert finding.hint == "把该列设成“文本”格式后重新填写号码。"


def test_jf210_looks_for_scientific_notation_in_other_texts_too():
    assert codes("a1.wechat", "1.38E+10") == ["JF210"]
    assert codes("a1.wechat", "3731234567") == []
    assert "JF210" not in codes("a3.grounds", "1.0")


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("jytzxzz@163", None),
        ("www.example.cn", None),
        ("@163.com", None),
        ("无", None),
        ("a@163.com、b@126", None),
        ("ｊｕｂａｏ@163。com", "jubao@163.com"),
        ("jubao @163.com", "jubao@163.com"),
        ("jubao＠163．com", "jubao@163.com"),
        ("邮箱：jubao@163.com", "jubao@163.com"),
        ("jubao@163.com（工作日查看）", "jubao@163.com"),
        ("mailto:jubao@163.com", "jubao@163.com"),
    ],
)
def test_jf211_suggests_the_address_where_it_can_be_read(text, suggestion):
    finding = the_finding("a1.complaints_email", text, "JF211")
    assert (finding.severity, finding.suggestion, finding.fixable) == ("error", suggestion, "应为" in finding.message)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("湛教育[2021]1号", "湛教育〔2021〕1号"),
        ("渝中教关【2018】17号", "渝中教关〔2018〕17号"),
        ("新教（2024）2号", "新教〔2024〕2号"),
        ("新教［2024］2号", "新教〔2024〕2号"),
        ("皖宣通字【2019】21", "皖宣通字〔2019〕21号"),
        ("渑教领秘〔2025〕01号", "渑教领秘〔2025〕1号"),
        ("教基厅〔2025〕1 号", "教基厅〔2025〕1号"),
        ("黔府发〔2018〕第7号", "黔府发〔2018〕7号"),
        ("冀教财函2019年155号", "冀教财函〔2019〕155号"),
        ("筑教办发2021 42号", "筑教办发〔2021〕42号"),
        ("滨教函202011号", "滨教函〔2020〕11号"),
        ("芜政〔201836", "芜政〔2018〕36号"),
        ("新教〔24〕2号", None),
        ("浙教基〔2019〕29号 ZJSP04-2019-0002", None),
        ("滨教(…)201431号", None),
        ("12号", None),
        ("2024-06-05", None),
    ],
)
def test_jf212_suggests_the_number_where_one_reading_fits(text, suggestion):
    finding = the_finding("a6.document_number", text, "JF212")
    assert (finding.severity, finding.suggestion, finding.fixable) == ("warning", suggestion, suggestion is not None)


@pytest.mark.parametrize("text", ["", "无", "无文号", "/", "——"])
def test_jf212_a_document_may_have_no_number(text):
    finding = the_finding("a6.document_number", text, "JF212")
    assert (finding.severity, finding.message) == ("warning", "没有填写公文文号")


@given(st.text(alphabet="新教领秘〔〕[]()（）【】2019240 第年号字发…-", max_size=20))
def test_jf212_never_suggests_what_it_would_find_fault_with(text):
    suggestion = suggest_document_number(text)
    assert suggestion is None or is_document_number(suggestion)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("联系人张某 13000000000", "联系人张某 130******00"),
        ("130 0000 0000", "130******00"),
        ("１３０００００００００", "130******00"),
        ("参加的学生身份证 110101201001011231", None),
        ("2024年4—5月，每年1次，共 12 次", ""),
        ("热线 0373-1234567、12345", ""),
        ("新教领秘〔2024〕2号", ""),
    ],
)
def test_jf221_a_number_of_a_person_is_said_and_never_shown_whole(text, shown):
    found = [one for one in findings(form("a2", rows=[{"remark": text}])) if one.code == "JF221"]
    assert bool(found) is (shown != "")
    for finding in found:
        assert shown is None or shown in finding.message
        digits = "".join(sign for sign in text if sign.isdigit())
        assert digits not in finding.message + (finding.value or "")
        assert finding.severity == "warning"


def test_jf221_a_column_for_telephones_may_hold_one():
    found = findings(form("a1", rows=[{"mobile": "13000000000", "office_phone": "13000000000"}]))
    assert "JF221" not in {one.code for one in found}
