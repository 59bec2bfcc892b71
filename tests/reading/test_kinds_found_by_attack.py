"""Kinds of tables found by an attack of inputs written down before they were read: what is right, in every format."""

import io

import openpyxl
import pytest
from made.forms import findings
from made.in_formats import FORMATS, read
from made.printed import CATEGORIES, PRINTED

PROBLEMS = (
    "专项整治问题摸排清单",
    "填报单位：获嘉县    填报时间：2024年6月5日    填报人员及电话：某甲 0373-0000001",
)
HEADINGS = list(PRINTED["a2"])
UNCLASSED = [name for name in HEADINGS if name != "问题类别"]


def row(number, matter, category="社会事务进校园", disposition="清理"):
    return [str(number), category, matter, "县水利局", "5月", "学校", "全县", "讲座", "讲座", disposition, ""]


def unclassed(number, matter):
    return [text for place, text in enumerate(row(number, matter)) if place != 1]


TWO = (row(1, "护河"), row(2, "护林"))
NAMES = ["护河", "护林"]


def errors(file):
    return [finding.code for finding in findings(file) if str(finding.severity) == "error"]


def values(file, key):
    return [text for form in file.forms for text in form.texts(key)]


COUNTED = {
    "甲乙丙 and figures": [*"甲乙丙丁", *map(str, range(1, 8))],
    "figures": [*map(str, range(1, 12))],
    "figures in brackets after a label": ["栏次", *(f"（{n}）" for n in range(1, 11))],
    "letters": [*"ABCDEFGHIJK"],
    "第1列": [f"第{n}列" for n in range(1, 12)],
}


@pytest.mark.parametrize("end", FORMATS)
@pytest.mark.parametrize("counted", COUNTED)
def test_a_row_that_counts_the_columns_is_no_row_of_data_on_any_page(counted, end, tmp_path):
    rows = [HEADINGS, COUNTED[counted], TWO[0], HEADINGS, COUNTED[counted], TWO[1]]
    file = read(tmp_path, FORMATS[end](PROBLEMS, rows, ()), end)
    assert (values(file, "matter"), errors(file)) == (NAMES, [])


DRESSED = {
    "circled numbers": [f"{sign}{name}" for sign, name in zip("①②③④⑤⑥⑦⑧⑨⑩⑪", HEADINGS, strict=True)],
    "letters": [f"{letter}.{name}" for letter, name in zip("ABCDEFGHIJK", HEADINGS, strict=True)],
    "brackets": [f"【{name}】" for name in HEADINGS],
    "arrows of a filter": [f"{name}▼" for name in HEADINGS],
}


@pytest.mark.parametrize("end", FORMATS)
@pytest.mark.parametrize("dress", DRESSED)
def test_dressed_headings_are_the_headings(dress, end, tmp_path):
    file = read(tmp_path, FORMATS[end](PROBLEMS, [DRESSED[dress], *TWO], ()), end)
    assert (values(file, "matter"), values(file, "disposition"), errors(file)) == (NAMES, ["清理"] * 2, [])


CLASSES = ["监督检查评比考核", "文件和会议"]
ABOVE = [
    "{}",
    "一、{}方面存在的问题",
    "{}领域的问题",
    "（一）{}",
    "一、{}（共1项）",
    "问题类别：{}",
    "——{}——",
    "【{}】",
    "{}类",
]


@pytest.mark.parametrize("end", FORMATS)
@pytest.mark.parametrize("written", ABOVE)
def test_a_class_over_the_headings_of_each_table_is_the_class_of_its_rows(written, end, tmp_path):
    first, second = (written.format(name).replace("一", "三" * n or "一") for n, name in enumerate(CLASSES))
    rows = [UNCLASSED, unclassed(1, "护河"), [second], UNCLASSED, unclassed(1, "护林")]
    file = read(tmp_path, FORMATS[end]((*PROBLEMS, first), rows, (2,)), end)
    assert (values(file, "matter"), values(file, "category"), errors(file)) == (NAMES, CLASSES, [])


@pytest.mark.parametrize("end", FORMATS)
def test_a_class_in_the_title_is_the_class_of_its_rows_and_no_other_matter(end, tmp_path):
    titled = (f"{PROBLEMS[0]}（文件和会议类）", PROBLEMS[1])
    file = read(tmp_path, FORMATS[end](titled, [UNCLASSED, unclassed(1, "护河"), unclassed(2, "护林")], ()), end)
    assert values(file, "category") == ["文件和会议"] * 2
    assert (errors(file), [form.recognition.sure for form in file.forms]) == ([], [True])


@pytest.mark.parametrize("end", FORMATS)
def test_a_class_in_the_header_block_is_the_class_of_all_rows(end, tmp_path):
    lines = (PROBLEMS[0], f"{PROBLEMS[1]}    问题类别：文件和会议")
    file = read(tmp_path, FORMATS[end](lines, [UNCLASSED, unclassed(1, "护河"), unclassed(2, "护林")], ()), end)
    assert (values(file, "category"), errors(file)) == (["文件和会议"] * 2, [])


@pytest.mark.parametrize("line", ["附件2", "2", "第2页", "社会事务进校园问题摸排清单", "二"])
def test_a_number_or_a_title_over_the_headings_is_no_class(line, tmp_path):
    rows = [UNCLASSED, unclassed(1, "护河"), unclassed(2, "护林")]
    file = read(tmp_path, FORMATS["xlsx"]((*PROBLEMS, line), rows, ()), "xlsx")
    assert "category" not in {column.key for form in file.forms for column in form.body.columns}


@pytest.mark.parametrize("name", ["文件和会议", "3.文件和会议", "（三）文件和会议"])
def test_the_class_that_a_sheet_is_called_is_that_of_its_rows(name, tmp_path):
    book = openpyxl.Workbook()
    book.active.title = name
    for line in ([PROBLEMS[0]], [PROBLEMS[1]], UNCLASSED, unclassed(1, "护河"), unclassed(2, "护林")):
        book.active.append(line)
    target = io.BytesIO()
    book.save(target)
    file = read(tmp_path, target.getvalue(), "xlsx")
    assert (values(file, "category"), errors(file)) == (["文件和会议"] * 2, [])
    assert ("JF117", name) in {(finding.code, finding.value) for finding in findings(file)}


def test_a_row_whose_other_cells_are_merged_with_the_row_above_is_a_row(tmp_path):
    book = openpyxl.Workbook()
    second = ["", "", "", "县教育局", *[""] * 7]
    for line in ([PROBLEMS[0]], [PROBLEMS[1]], HEADINGS, TWO[0], second, row(2, "护林")):
        book.active.append(line)
    for column in (1, 2, 3, *range(5, 12)):
        book.active.merge_cells(start_row=4, end_row=5, start_column=column, end_column=column)
    target = io.BytesIO()
    book.save(target)
    file = read(tmp_path, target.getvalue(), "xlsx")
    assert (values(file, "matter"), values(file, "body")) == (
        ["护河", "护河", "护林"],
        ["县水利局", "县教育局", "县水利局"],
    )


LEFT = HEADINGS[:9]
CHOOSING = {
    "是否清理": ("是", "否"),
    "拟清理": ("√", ""),
    "清理（打√）": ("√", ""),
    "建议清理": ("*", ""),
    "清理类": ("V", ""),
    "1.清理": ("√", ""),
}


@pytest.mark.parametrize("end", FORMATS)
@pytest.mark.parametrize("head", CHOOSING)
def test_a_choice_asked_for_in_other_words_has_a_column_of_its_own(head, end, tmp_path):
    yes, no = CHOOSING[head]
    heads = [head.replace("清理", name).replace("1", str(nth)) for nth, name in enumerate(("清理", "保留", "优化"), 1)]
    rows = [[*LEFT, *heads], [*TWO[0][:9], yes, no, no], [*TWO[1][:9], no, no, yes]]
    file = read(tmp_path, FORMATS[end](PROBLEMS, rows, ()), end)
    assert (values(file, "disposition"), errors(file)) == (["清理", "优化"], [])


EIGHT = list(CATEGORIES)
NUMBERED = [f"（{sign}）" for sign in "一二三四五六七八"]


@pytest.mark.parametrize("end", FORMATS)
@pytest.mark.parametrize("heads", [EIGHT, NUMBERED])
def test_categories_as_columns_are_ticked(heads, end, tmp_path):
    upper = ["序号", "事项名称", "问题类别", *[""] * 7, *HEADINGS[3:]]
    rows = [upper, ["", "", *heads]]
    for line, at in ((TWO[0], 1), (TWO[1], 2)):
        rows.append([line[0], line[2], *("√" if place == at else "" for place in range(8)), *line[3:]])
    file = read(tmp_path, FORMATS[end](PROBLEMS, rows, ()), end)
    assert (values(file, "category"), values(file, "matter"), errors(file)) == (EIGHT[1:3], NAMES, [])


def test_levels_are_ticked_too_and_the_total_is_that_of_the_lowest(tmp_path):
    lines = ("社会事务进校园白名单", "填报单位：获嘉县  本级社会事务进校园总量为1项  填报时间：2024年6月28日")
    heads = ["序号", "活动名称", "实施单位", "开展时间", "实施范围", "验收方式", "层级"]
    book = openpyxl.Workbook()
    for line in ([lines[0]], [lines[1]], heads, [*[""] * 6, "省级", "市级", "县级"]):
        book.active.append(line)
    for nth in range(3):
        marks = ["√" if place == nth else "" for place in range(3)]
        book.active.append([nth + 1, f"普法{nth}", "县司法局", "9月", "全县", "无", *marks])
    book.active.merge_cells("G3:I3")
    for column in "ABCDEF":
        book.active.merge_cells(f"{column}3:{column}4")
    target = io.BytesIO()
    book.save(target)
    file = read(tmp_path, target.getvalue(), "xlsx")
    columns = {
        column.heading: file.forms[0].body.rows.column(at) for at, column in enumerate(file.forms[0].body.columns)
    }
    assert columns["层级"] == ("省级", "市级", "县级")
    assert "JF303" not in errors(file)


@pytest.mark.parametrize(("answers", "ticks"), [(["已完成", "未完成"], "√"), (["已完成", "正在推进", "未启动"], "☑")])
def test_answers_under_one_heading_are_ticked(answers, ticks, tmp_path):
    lines = ("专项整治问题整改清单", "填报单位：获嘉县  填报时间：2024年6月14日")
    columns = ["序号", "问题类别", "事项名称", "牵头实施单位", "整改依据", "整改措施", "整改时限", "完成情况"]
    book = openpyxl.Workbook()
    for line in ([lines[0]], [lines[1]], columns, [*[""] * 7, *answers]):
        book.active.append(line)
    for nth, answer in enumerate(answers):
        marks = [ticks if one == answer else "" for one in answers]
        book.active.append([nth + 1, "其他", f"事项{nth}", "县水利局", "通知", "取消", "2024-12-20", *marks])
    book.active.merge_cells(start_row=3, end_row=3, start_column=8, end_column=7 + len(answers))
    for column in range(1, 8):
        book.active.merge_cells(start_row=3, end_row=4, start_column=column, end_column=column)
    target = io.BytesIO()
    book.save(target)
    assert values(read(tmp_path, target.getvalue(), "xlsx"), "progress") == answers


@pytest.mark.parametrize("end", FORMATS)
@pytest.mark.parametrize("count", [2, 3, 12])
def test_matters_side_by_side_behind_one_column_of_headings_are_rows(count, end, tmp_path):
    names = [f"事项{nth}" for nth in range(count)]
    turned = [*zip(HEADINGS, *(row(nth, name) for nth, name in enumerate(names, start=1)), strict=True)]
    file = read(tmp_path, FORMATS[end](PROBLEMS, turned, ()), end)
    assert (values(file, "matter"), errors(file)) == (names, [])
    assert [form.header.text("unit") for form in file.forms] == ["获嘉县"]


DIRECTORY = (
    "中小学教师减负工作相关文件目录",
    "填报单位：获嘉县  填报时间：2024年6月14日  填报人员及电话：某甲 0373-0000001",
)
SPLIT = {
    "under one heading": (["发文时间", "", ""], ["年", "月", "日"], ["2023", "5", "16"], "2023年5月16日"),
    "in brackets": (["发文时间（年）", "发文时间（月）", "发文时间（日）"], None, ["2023", "05", "06"], "2023年5月6日"),
    "with signs": (["发文年", "发文月", "发文日"], None, ["2023年", "5月", "16日"], "2023年5月16日"),
    "no day": (["发文时间", ""], ["年", "月"], ["2023", "5"], "2023年5月"),
    "one cell holds it": (["发文时间", "", ""], ["年", "月", "日"], ["2023-05-16", "", ""], "2023-05-16"),
}


@pytest.mark.parametrize("end", FORMATS)
@pytest.mark.parametrize("kind", SPLIT)
def test_a_date_in_several_columns_is_one(kind, end, tmp_path):
    upper, lower, written, whole = SPLIT[kind]
    left = ["序号", "地区", "发文单位", "公文标题", "公文文号"]
    heads = [[*left, *upper], *([["", "", "", "", "", *lower]] if lower else [])]
    rows = [[str(n), "获嘉县", "县教育局", f"通知{n}", f"获教〔2023〕{n}号", *written] for n in (1, 2)]
    file = read(tmp_path, FORMATS[end](DIRECTORY, [*heads, *rows], ()), end)
    assert values(file, "issued_on") == [whole] * 2
    assert set(errors(file)) <= ({"JF207"} if kind == "no day" else set())


@pytest.mark.parametrize("end", FORMATS)
def test_a_time_from_one_column_to_the_next(end, tmp_path):
    heads = [[*HEADINGS[:5], "", *HEADINGS[5:]], ["", "", "", "", "起", "止"]]
    rows = [[*line[:4], "3月", "5月", *line[5:]] for line in TWO]
    file = read(tmp_path, FORMATS[end](PROBLEMS, [*heads, *rows], ()), end)
    assert (values(file, "held"), errors(file)) == (["3月—5月"] * 2, [])


@pytest.mark.parametrize(
    "heads", [["开始时间", "结束时间"], ["活动开始时间", "活动结束时间"], ["起始日期", "终止日期"]]
)
def test_a_time_in_two_columns_of_their_own_names(heads, tmp_path):
    rows = [[*HEADINGS[:4], *heads, *HEADINGS[5:]], *([*line[:4], "3月", "5月", *line[5:]] for line in TWO)]
    file = read(tmp_path, FORMATS["xlsx"](PROBLEMS, rows, ()), "xlsx")
    assert (values(file, "held"), errors(file)) == (["3月—5月"] * 2, [])


@pytest.mark.parametrize("end", FORMATS)
@pytest.mark.parametrize("second", ["科室", "负责股室"])
def test_departments_that_hold_bodies_are_the_bodies(second, end, tmp_path):
    lines = ("专项整治相关信息统计表", "填报单位：获嘉县  填报时间：2024年6月3日")
    heads = ["序号", "部门", second, "负责人", "办公电话", "手机号码", "微信", "举报电话", "举报邮箱"]
    line = ["1", "县教育局", "人事股", "某甲", "0373-3050001", "13000000000", "", "0373-3050002", "hz@example.cn"]
    file = read(tmp_path, FORMATS[end](lines, [heads, line], ()), end)
    assert (values(file, "body"), values(file, "lead_office"), errors(file)) == (["县教育局"], ["人事股"], [])


HINTS = [
    "填八类之一",
    "写全称",
    "规范简称",
    "年月或频次",
    "校内或校外",
    "涉及学校",
    "100字以内",
    "讲座、检查等",
    "清理、保留、优化选一项",
    "可不填",
]
UNDER = {
    "hints alone": ["", *HINTS],
    "hints with their label": ["填写说明", *HINTS],
    "an example": ["例", *row(0, "普法宣传")[1:]],
}


@pytest.mark.parametrize("end", FORMATS)
@pytest.mark.parametrize("kind", UNDER)
def test_a_row_that_teaches_how_to_fill_in_the_form_is_told_of_and_no_data(kind, end, tmp_path):
    file = read(tmp_path, FORMATS[end](PROBLEMS, [HEADINGS, UNDER[kind], *TWO], ()), end)
    assert (values(file, "matter"), errors(file)) == (NAMES, [])
    assert "JF107" in {finding.code for finding in findings(file)}


@pytest.mark.parametrize(
    "first", [row("", "规范填写材料"), row("", "请假报备"), row(1, "填写说明"), row("甲", "写春联进校园")]
)
def test_a_row_of_matters_that_sounds_like_a_hint_is_data(first, tmp_path):
    file = read(tmp_path, FORMATS["xlsx"](PROBLEMS, [HEADINGS, first, TWO[1]], ()), "xlsx")
    assert values(file, "matter") == [first[2], "护林"]


OWN_WORDS = {
    "of our county": ["序号", *(f"我县{name}" for name in HEADINGS[1:10]), "备注"],
    "in two languages": ["No.序号", *(f"Word {name}" for name in HEADINGS[1:10]), "Remark 备注"],
    "as parts of a sentence": ["序", "属于哪个问题类别", "增加教师负担的事项名称", "牵头的责任单位", "活动的开展时间", "活动的开展地点", "活动的实施范围", "活动的主要内容", "活动的开展形式", "我局的意见建议", "有关备注"],
}  # fmt: skip


@pytest.mark.parametrize("end", FORMATS)
@pytest.mark.parametrize("words", OWN_WORDS)
def test_under_a_forms_own_title_headings_count_by_how_they_end(words, end, tmp_path):
    file = read(tmp_path, FORMATS[end](PROBLEMS, [OWN_WORDS[words], *TWO], ()), end)
    assert (values(file, "matter"), values(file, "disposition"), errors(file)) == (NAMES, ["清理"] * 2, [])


@pytest.mark.parametrize("title", ["校园安全隐患排查清单", "教育系统通讯录", "学生减负意见征集表"])
def test_under_another_title_they_prove_nothing(title, tmp_path):
    file = read(tmp_path, FORMATS["xlsx"]((title,), [OWN_WORDS["of our county"], *TWO], ()), "xlsx")
    assert not any(form.recognition.sure for form in file.forms)


@pytest.mark.parametrize("end", FORMATS)
def test_the_four_lists_of_a_ledger_are_its_columns(end, tmp_path):
    lines = ("专项整治问题整改清单", "填报单位：获嘉县  填报时间：2024年6月14日  填报人员及电话：某甲 0373-0000001")
    heads = ["编号", "问题类型", "问题清单", "责任清单", "整改依据", "措施清单", "时限清单", "销号清单"]
    line = ["1", "其他", "护河", "县水利局", "通知", "取消打卡", "2024-06-10", "已完成"]
    file = read(tmp_path, FORMATS[end](lines, [heads, line], ()), end)
    assert errors(file) == []
    wanted = {
        "matter": "护河",
        "body": "县水利局",
        "measures": "取消打卡",
        "deadline": "2024-06-10",
        "progress": "已完成",
    }
    assert {key: values(file, key) for key in wanted} == {key: [text] for key, text in wanted.items()}


@pytest.mark.parametrize(
    ("more", "found"), [("说明", "JF103"), ("备注", "JF105"), ("备 注：", "JF105"), ("牵头单位", "JF103")]
)
def test_another_word_for_a_column_that_is_there_is_a_column_of_its_own(more, found, tmp_path):
    rows = [[*HEADINGS, more], *([*line, "有关"] for line in TWO)]
    file = read(tmp_path, FORMATS["xlsx"](PROBLEMS, rows, ()), "xlsx")
    codes = {finding.code for finding in findings(file)} & {"JF103", "JF105"}
    assert (codes, values(file, "body")) == ({found}, ["县水利局"] * 2)


def test_the_very_heading_goes_before_another_word_for_it_to_its_left(tmp_path):
    rows = [["牵头单位", *HEADINGS], *(["县直有关单位", *line] for line in TWO)]
    file = read(tmp_path, FORMATS["xlsx"](PROBLEMS, rows, ()), "xlsx")
    assert values(file, "body") == ["县水利局"] * 2


@pytest.mark.parametrize("total", ["2", "二", "贰", "共贰项", "（二）"])
def test_a_total_in_numerals_is_one(total, tmp_path):
    lines = ("社会事务进校园白名单", f"填报单位：获嘉县  本级社会事务进校园总量为{total}项  填报时间：2024年6月28日")
    heads = ["序号", "活动名称", "实施单位", "开展依据", "开展时间", "实施范围", "验收方式"]
    rows = [[str(n), f"普法{n}", "县司法局", "通知", "9月", "全县", "无"] for n in (1, 2)]
    file = read(tmp_path, FORMATS["xlsx"](lines, [heads, *rows], ()), "xlsx")
    assert "JF303" not in {finding.code for finding in findings(file)}
