"""A form in traditional characters is the same form; what is kept stays as it is written."""

import pytest
from made.forms import findings
from made.in_formats import FORMATS, read

LINES = ["專項整治問題摸排清單", "填報單位：獲嘉縣  填報時間：2024年6月28日  填報人員及電話：甲一 0373-2000001"]
PROBLEMS = [
    ["序號", "問題類別", "事項名稱", "牽頭實施單位", "開展時間", "開展地點", "實施範圍", "活動主要內容（100字以內）", "開展形式", "意見建議", "備註"],
    ["1", "社會事務進校園", "護河宣傳", "縣水利局", "5月", "全縣", "中小學", "講座", "講座", "清理", ""],
    ["2", "報表填寫、調研統計", "統計報送", "縣統計局", "全年", "全縣", "中小學", "報表", "報表", "優化", ""],
    ["合計", "2項"],
]  # fmt: skip
LEDGER = [
    ["序號", "問題類型", "存在問題", "責任單位", "依據文件", "整改舉措", "完成時限", "整改進展", "備註"],
    ["1", "會議", "例會", "縣某辦", "無文號", "合併會議", "2024-06-20", "已完成", ""],
]
CONTACTS = [
    ["序號", "單位名稱", "牽頭負責部門", "負責人", "辦公電話", "手機號碼", "微信賬號", "投訴舉報熱線", "投訴舉報郵箱"],
    ["1", "縣教育局", "人事股", "甲一", "0373-2000001", "13000000001", "", "12345", "jb@example.cn"],
]
LISTED = [
    ["序號", "活動名稱", "實施單位", "開展依據", "開展時間", "實施範圍", "開展形式", "驗收方式"],
    ["1", "普法", "縣司法局", "某法", "全年", "全縣", "講座", "不驗收"],
]
DOCUMENTS = [
    ["序號", "地區", "發文單位", "公文標題", "公文文號", "發文時間"],
    ["1", "縣", "縣委辦", "關於減負的通知", "", "2020-05-01"],
]


@pytest.mark.parametrize("end", FORMATS)
def test_a_list_of_problems(end, tmp_path):
    file = read(tmp_path, FORMATS[end](LINES, PROBLEMS, ()), end)
    (form,) = file.forms
    assert (form.attachment, form.recognition.sure, form.owner.unit) == ("a2", True, "获嘉县")
    assert form.texts("matter") == ["護河宣傳", "統計報送"]
    assert form.texts("category") == ["社會事務進校園", "報表填寫、調研統計"]
    assert [column.key for column in form.body.columns if column.key is None] == []
    assert form.header.text("reporter").startswith("甲一")


@pytest.mark.parametrize(
    ("title", "rows", "attachment"),
    [
        ("專項整治問題整改清單", LEDGER, "a3"),
        ("教師減負問題整改臺賬", LEDGER, "a3"),
        ("專項整治相關信息統計表", CONTACTS, "a1"),
        ("社會事務進校園白名單", LISTED, "a7"),
        ("2024年進校園活動目錄公示", LISTED, "a7"),
        ("中小學教師減負工作相關文件目錄", DOCUMENTS, "a6"),
    ],
)
def test_the_other_forms(title, rows, attachment, tmp_path):
    (form,) = read(tmp_path, FORMATS["xlsx"]([title, LINES[1]], rows, ()), "xlsx").forms
    assert (form.attachment, form.recognition.sure, len(form.body.rows)) == (attachment, True, 1)
    assert "title" in form.recognition.evidence


@pytest.mark.parametrize(("said", "nil"), [("無", True), ("暫無", True), ("無相關問題", True), ("無問題", True)])
def test_a_nil_return(said, nil, tmp_path):
    (form,) = read(tmp_path, FORMATS["xlsx"](LINES, [PROBLEMS[0], [said]], ()), "xlsx").forms
    assert (form.body.nil, len(form.body.rows)) == (nil, 0)


@pytest.mark.parametrize("title", ["教育系統通訊錄", "安全隱患整改臺賬", "課後服務機構白名單", "六月活動安排表"])
def test_another_table_stays_another(title, tmp_path):
    rows = [
        ["序號", "單位名稱", "姓名", "職務", "辦公電話", "手機號碼"],
        ["1", "一中", "某甲", "校長", "0373-0000001", "13000000001"],
    ]
    file = read(tmp_path, FORMATS["xlsx"]([title], rows, ()), "xlsx", title)
    assert [form for form in file.forms if form.recognition.sure] == []


def test_a_file_named_so_is_meant_as_the_form(tmp_path):
    (form,) = read(tmp_path, FORMATS["xlsx"]([], LEDGER, ()), "xlsx", "附件3_專項整治問題整改清單").forms
    assert (form.attachment, "file-name" in form.recognition.evidence) == ("a3", True)


def test_what_is_said_of_the_values(tmp_path):
    file = read(tmp_path, FORMATS["xlsx"](LINES, PROBLEMS, ()), "xlsx")
    said = [(f.code, f.value, f.suggestion) for f in findings(file) if f.code in {"JF202", "JF203", "JF205"}]
    assert said == [
        ("JF203", "社會事務進校園", "社会事务进校园"),
        ("JF203", "報表填寫、調研統計", "报表填写、调研统计"),
        ("JF203", "優化", "优化"),
    ]
