import pytest
from made.forms import findings, form

FILLED = {"unit": "红旗区", "reported_on": "2024-06-12", "reporter": "张某某 0373-1234567"}


def filed(attachment="a2", *, header=None, rows=({"matter": "甲"},), unit="红旗区", **rest):
    given = {"reported": "2024-06-12", "received_from": "form"} | rest
    return form(attachment, unit=unit, rows=rows, header=FILLED if header is None else header, **given)


def found(checked_form, code="JF11"):
    return findings(checked_form, only=(code,))


@pytest.mark.parametrize("attachment", ["a1", "a2", "a3", "a6", "a7"])
def test_a_filled_header_is_silent(attachment):
    assert found(filed(attachment)) == ()


def test_jf110_an_empty_unit():
    header = FILLED | {"unit": ""}
    [finding] = found(filed(header=header, unit=""), "JF110")
    assert (finding.severity, finding.cell, finding.column, finding.value) == ("error", "A3", "填报单位", None)


@pytest.mark.parametrize(
    ("named", "unit", "suggestion"),
    [((), "", None), ((("file", "红旗区"),), "红旗区", "红旗区")],
)
def test_jf110_beside_an_empty_label_the_file_name_is_a_suggestion_only(named, unit, suggestion):
    [finding] = found(filed(header=FILLED | {"unit": ""}, unit_sources=named, unit=unit), "JF110")
    assert (finding.suggestion, finding.cell) == (suggestion, "A3")


def test_jf110_where_there_is_no_label_the_file_name_says_it():
    assert found(filed(header={}, unit_sources=(("file", "红旗区"),), unit="红旗区"), "JF110") == ()
    assert len(found(filed(header={}, unit=""), "JF110")) == 1


def test_jf110_the_folder_says_it_well_enough():
    assert found(filed(header=FILLED | {"unit": ""}, unit_sources=(("folder", "红旗区"),)), "JF110") == ()


def test_jf110_a_document_has_no_place_for_the_unit():
    report = {"sheet": None, "header_row": None, "columns": (), "sections": {"工作情况": "好"}, "rows": ()}
    assert found(filed("a4", header={}, unit_sources=(("file", "红旗区"),), **report), "JF110") == ()
    assert len(found(filed("a4", header={}, unit="", **report), "JF110")) == 1


@pytest.mark.parametrize(
    ("written", "nearest"),
    [("红旗区第一小学", "红旗区"), ("洪旗区", "红旗区"), ("市公安厅", "市公安局"), ("某某集团有限责任公司", None)],
)
def test_jf111_a_unit_not_in_the_roster(written, nearest):
    [finding] = found(filed(header=FILLED | {"unit": written}, unit=written))
    assert (finding.code, finding.severity, finding.cell, finding.suggestion) == ("JF111", "error", "A3", nearest)
    assert finding.message == f"填报单位“{written}”不在名册里"


@pytest.mark.parametrize(
    "written",
    ["新乡市红旗区", "红旗区教育体育局", "中共红旗区委教育工作领导小组秘书组", "红旗区（盖章）", "红旗区 教体局"],
)
def test_jf111_other_names_of_a_unit(written):
    assert found(filed(header=FILLED | {"unit": written})) == ()


def test_jf112_folder_form_and_file_name_disagree():
    [finding] = found(filed(unit_sources=(("folder", "红旗区"), ("form", "卫滨区"), ("file", "卫滨区"))))
    assert (finding.code, finding.severity, finding.cell) == ("JF112", "error", "A3")
    assert finding.message == "单位不一致：文件夹是“红旗区”，表内填报单位是“卫滨区”，文件名是“卫滨区”；按“红旗区”读取"
    assert found(filed(unit_sources=(("folder", "红旗区"), ("form", "红旗区")))) == ()


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("", "没有填写填报时间"),
        ("____", "没有填写填报时间"),
        ("2024年6月", "填报时间“2024年6月”看不出是哪一天"),
        ("近日", "填报时间“近日”看不出是哪一天"),
        ("2024年6月31日", "填报时间“2024年6月31日”看不出是哪一天"),
    ],
)
def test_jf113_no_day_of_report(written, message):
    [finding] = found(filed(header=FILLED | {"reported_on": written}, reported=None))
    assert (finding.code, finding.severity, finding.cell, finding.message) == ("JF113", "error", "B3", message)


@pytest.mark.parametrize(
    ("field", "left", "cell", "column"),
    [
        ("reported_on", "2024 年__月__日", "B3", "填报时间"),
        ("reported_on", "2024年  月  日", "B3", "填报时间"),
        ("unit", "XX县（市、区）", "A3", "填报单位"),
        ("reporter", "XXX", "C3", "填报人员及电话"),
    ],
)
def test_the_blanks_own_filling_is_jf214_and_nothing_else(field, left, cell, column):
    changed = {"reported": None} if field == "reported_on" else {}
    checked = findings(filed(header=FILLED | {field: left}, **changed), only=("JF11", "JF214"))
    assert [(f.code, f.severity, f.cell, f.column) for f in checked] == [("JF214", "error", cell, column)]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("", "没有填写填报人员及电话"),
        ("张某某", "填报人员“张某某”后面没有电话号码"),
        ("张某某 1380013800", "填报人员“张某某 1380013800”后面没有电话号码"),
    ],
)
def test_jf114_nobody_to_call(written, message):
    [finding] = found(filed(header=FILLED | {"reporter": written}))
    assert (finding.code, finding.severity, finding.cell, finding.message) == ("JF114", "warning", "C3", message)


@pytest.mark.parametrize(
    "written", ["张某某 0373-1234567", "张某某13000000000", "张某某（电话：1234567）7654321", "13000000000"]
)
def test_jf114_somebody_to_call(written):
    assert found(filed(header=FILLED | {"reporter": written})) == ()


def test_jf114_attachment_1_has_no_such_field():
    assert found(filed("a1", header={"unit": "红旗区", "reported_on": "2024-06-12"})) == ()


@pytest.mark.parametrize(
    ("attachment", "unit", "message"),
    [
        ("a6", "市公安局", "市直部门不必报附件6，已照样汇总"),
        ("a2", "市本级", "市本级不必报附件2，已照样汇总"),
        ("a7", "市本级", None),
        ("a7", "红旗区", None),
        ("a2", "市公安局", None),
        ("a7", "不在册的单位", None),
    ],
)
def test_jf115_what_a_unit_need_not_file(attachment, unit, message):
    checked = found(filed(attachment, unit=unit, header=FILLED | {"unit": unit}), "JF115")
    assert [(f.severity, f.message) for f in checked] == ([("info", message)] if message else [])


def test_an_untouched_blank_is_told_of_as_a_whole_only():
    blank = filed(header={"unit": "红旗区", "reported_on": "2024 年__月__日"}, rows=(), reported=None)
    assert [f.code for f in findings(blank)] == ["JF009"]
