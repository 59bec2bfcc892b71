from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made.counted import grows_no_faster_than_rows
from made.forms import form, shipped, source, with_fields

from jianfu_cli.core.filings.returns import Returns, State, filings, versions
from jianfu_cli.core.filings.superseded import Superseded
from jianfu_cli.core.model.form import Outcome

ROW = {"matter": "宣传活动进校园"}
DUE_FOR_COUNTIES, DUE_FOR_DEPARTMENTS = date(2024, 7, 4), date(2024, 6, 14)


def a2(unit="红旗区", **rest):
    return form("a2", unit=unit, rows=[ROW], **({"reported": "2024-06-10"} | rest))


def ranked(*files):
    [those] = versions(files, ()).values()
    return [(version.file.path, version.counts) for version in those]


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (source("z.xlsx", a2(received="2024-06-10"), modified=9), source("a.xlsx", a2(received="2024-06-11"))),
        (
            source("z.xlsx", a2(reported="2024-06-09", received="2024-06-11"), modified=9),
            source("a.xlsx", a2(reported="2024-06-10", received="2024-06-11")),
        ),
        (source("z.xlsx", a2(), modified=1), source("a.xlsx", a2(), modified=2)),
        (source("a.xlsx", a2()), source("z.xlsx", a2())),
        (source("z.xlsx", a2(reported=None)), source("a.xlsx", a2())),
    ],
    ids=["received", "reported", "modified", "path", "no date at all"],
)
def test_which_version_counts(older, newer):
    for files in ((older, newer), (newer, older)):
        assert ranked(*files) == [(newer.path, True), (older.path, False)]
        [(_, replaced)] = versions(files, ()).values()
        assert replaced.replaced_by == newer.path
        assert newer.path in replaced.why


def test_equal_bytes_count_once():
    files = tuple(source(path, a2(), sha="same") for path in ("附件2.xlsx", "附件2 - 副本.xlsx"))
    [(counting, copy)] = versions(files, ()).values()
    assert counting.counts
    assert copy.replaced_by == counting.file.path
    assert "内容完全相同" in copy.why


def test_forms_of_one_file_are_parts_of_one_return():
    [(only,)] = versions((source("附件2.xlsx", a2(sheet="一"), a2(sheet="二", received="2024-06-12")),), ()).values()
    assert [part.place.sheet for part in only.forms] == ["一", "二"]
    assert only.received_on == date(2024, 6, 12)


def test_units_and_attachments_are_apart():
    files = (source("1.xlsx", a2(), a2("卫滨区")), source("2.xlsx", form("a3", unit="红旗区", rows=[ROW])))
    assert set(versions(files, ())) == {("红旗区", "a2"), ("卫滨区", "a2"), ("红旗区", "a3")}


def test_forms_without_a_unit_all_count_but_copies_do_not():
    files = (source("1.xlsx", a2("")), source("2.xlsx", a2("")), source("3.xlsx", a2(""), sha="sha of 2.xlsx"))
    assert sorted(ranked(*files)) == [("1.xlsx", True), ("2.xlsx", False), ("3.xlsx", True)]


def test_a_unit_outside_the_roster_has_versions_too():
    files = (
        source("1.xlsx", a2("丙单位", received="2024-06-10")),
        source("2.xlsx", a2("丙单位", received="2024-06-11")),
    )
    assert ranked(*files) == [("2.xlsx", True), ("1.xlsx", False)]


def test_an_untouched_blank_is_not_sent_in():
    assert versions((source("附件2.xlsx", form("a2", unit="红旗区")),), ()) == {}


DAYS = st.one_of(st.none(), st.dates(date(2024, 6, 1), date(2024, 6, 3)))
FILES = st.lists(
    st.builds(
        lambda unit, received, reported, sha, modified: source(
            "", a2(unit, received=received, reported=reported), sha=sha, modified=modified
        ),
        st.sampled_from(["红旗区", "卫滨区", ""]), DAYS, DAYS, st.sampled_from("甲乙丙丁"), st.sampled_from([0.0, 1.0]),
    ),
    max_size=7,
).map(lambda files: tuple(replace(file, path=f"{place}.xlsx") for place, file in enumerate(files)))  # fmt: skip


@given(FILES, st.randoms())
def test_versions_do_not_depend_on_the_order_of_files(files, random):
    shuffled = random.sample(files, len(files))
    assert versions(tuple(shuffled), ()) == versions(files, ())


@given(FILES)
def test_every_file_is_a_version_once_and_one_of_a_unit_counts(files):
    found = versions(files, ())
    assert sorted(version.file.path for those in found.values() for version in those) == [file.path for file in files]
    for (unit, _), those in found.items():
        assert those[0].counts
        assert not unit or [version.counts for version in those].count(True) == 1


def one_filing(*files, unit="红旗区", attachment="a2", as_of=date(2024, 7, 5)):
    found = filings(files, shipped(), as_of, [unit])
    return next((filing for filing in found if filing.attachment == attachment), None)


@pytest.mark.parametrize(
    ("unit", "received", "state", "days_late"),
    [
        ("红旗区", DUE_FOR_COUNTIES - timedelta(9), State.ON_TIME, 0),
        ("红旗区", DUE_FOR_COUNTIES, State.ON_TIME, 0),
        ("红旗区", DUE_FOR_COUNTIES + timedelta(1), State.LATE, 1),
        ("红旗区", DUE_FOR_COUNTIES + timedelta(12), State.LATE, 12),
        ("市公安局", DUE_FOR_DEPARTMENTS, State.ON_TIME, 0),
        ("市公安局", DUE_FOR_COUNTIES, State.LATE, 20),
    ],
)
def test_on_time_or_late(unit, received, state, days_late):
    filing = one_filing(source("附件2.xlsx", a2(unit, received=received)), unit=unit)
    assert (filing.state, filing.days_late, filing.received_on) == (state, days_late, received)
    assert filing.rows == 1


@pytest.mark.parametrize(
    ("unit", "as_of", "state"),
    [
        ("红旗区", DUE_FOR_COUNTIES, State.NOT_DUE),
        ("红旗区", DUE_FOR_COUNTIES + timedelta(1), State.MISSING),
        ("市公安局", DUE_FOR_DEPARTMENTS, State.NOT_DUE),
        ("市公安局", DUE_FOR_DEPARTMENTS + timedelta(1), State.MISSING),
    ],
)
def test_missing_only_after_the_due_day(unit, as_of, state):
    assert one_filing(unit=unit, as_of=as_of).state is state


def test_what_need_not_be_filed():
    assert one_filing(unit="市公安局", attachment="a7") is None
    assert filings((), shipped(), date(2024, 12, 31), ["市本级"]) == ()
    sent = one_filing(source("7.xlsx", form("a7", unit="市本级", rows=[ROW])), unit="市本级", attachment="a7")
    assert (sent.due, sent.state) == (None, State.ON_TIME)


def test_a_unit_outside_the_roster_is_listed_with_what_it_sent():
    filing = one_filing(source("附件2.xlsx", a2("丙单位")), unit="丙单位")
    assert (filing.kind, filing.due, filing.state) == (None, None, State.ON_TIME)


def test_nil_only_where_no_part_has_rows():
    nil = form("a2", unit="红旗区", nil=True, reported="2024-06-10")
    assert one_filing(source("附件2.xlsx", nil)).nil
    assert not one_filing(source("附件2.xlsx", nil, a2())).nil


def test_the_first_version_says_whether_it_is_late_and_the_one_that_counts_when_it_was_corrected():
    files = (source("1.xlsx", a2(received="2024-07-01")), source("2.xlsx", a2(received="2024-07-06")))
    filing = one_filing(*files)
    assert (filing.state, filing.days_late, len(filing.versions)) == (State.ON_TIME, 0, 2)
    assert (filing.received_on, filing.corrected_on) == (date(2024, 7, 1), date(2024, 7, 6))
    assert (filing.counting.file.path, filing.correction) == ("2.xlsx", "更正")


def test_the_same_bytes_again_correct_nothing():
    files = tuple(source(f"{day}.xlsx", a2(received=f"2024-07-0{day}"), sha="same") for day in (1, 5))
    filing = one_filing(*files)
    assert (filing.state, filing.corrected_on, filing.correction) == (State.ON_TIME, None, "")


def test_a_file_copied_after_the_day_of_judging_makes_nobody_late():
    copied = a2(reported=None, received="2026-01-01", received_from="file")
    [filing] = [one_filing(source("1.xlsx", copied))]
    assert (filing.state, filing.days_late, filing.counting.day_unknown) == (State.ON_TIME, 0, True)
    known = a2(reported=None, received="2024-07-05", received_from="file")
    assert one_filing(source("1.xlsx", known)).days_late == 1


def test_filings_come_in_order_of_units_asked_and_attachments():
    found = filings((), shipped(), date(2024, 7, 5), ["市公安局", "红旗区"])
    assert [filing.unit for filing in found] == ["市公安局"] * 3 + ["红旗区"] * 7
    assert [filing.attachment for filing in found[:3]] == ["a1", "a2", "a3"]


def test_refused_and_skipped_files_have_no_versions():
    assert versions((source("坏.xlsx", outcome=Outcome.REFUSED), source("图.png")), ()) == {}


@given(FILES, st.lists(st.sampled_from(["红旗区", "卫滨区", None]), min_size=7, max_size=7), st.randoms())
def test_units_have_of_all_files_what_they_would_have_if_all_were_asked_at_once(files, folders, random):
    """In whose folder a file lies decides whose its forms are, as in reading."""
    lying = tuple(
        replace(
            file,
            inbox_unit=folder,
            forms=tuple(with_fields(form, unit=folder or form.owner.unit) for form in file.forms),
        )
        for file, folder in zip(files, folders, strict=False)
    )
    papers = tuple(source(f"{unit}/附件2扫描件.pdf", inbox_unit=unit, seal=False) for unit in ("红旗区", "卫滨区"))
    as_of = date(2024, 7, 5)
    returns = Returns(shipped(), as_of, ["卫滨区"])
    for file in random.sample((*lying, *papers), len(lying) + 2):
        returns.enter(file)
    sent = [returns.of(unit) for unit in returns.units]
    assert tuple(filing for one in sent for filing in one.filings) == filings(
        (*lying, *papers), shipped(), as_of, returns.units
    )
    for one in sent:
        assert one.judged is (one.unit == "卫滨区")
        assert one.enclosures == one.unsealed == (f"{one.unit}/附件2扫描件.pdf",)


def test_a_workbook_of_a_whole_city_is_asked_once_for_each_unit():
    units = [f"第{number}县" for number in range(40)]
    city = source("全市.xlsx", *(a2(unit) for unit in units))
    returns = Returns(shipped(), date(2024, 7, 5))
    assert returns.enter(city) == set(units)
    for unit in units:
        [filing] = returns.of(unit).filings
        assert [form.owner.unit for form in filing.counting.file.forms] == [unit]


def test_a_refused_file_and_other_papers_of_a_folder():
    returns = Returns(shipped(), date(2024, 7, 5), ["红旗区"])
    for file in (
        source("红旗区/说明.txt", inbox_unit="红旗区"),
        source("红旗区/附件5.docx", outcome=Outcome.REFUSED, inbox_unit="红旗区"),
        source("红旗区/~$附件2.xlsx", inbox_unit="红旗区", type="litter"),
        source("散件/附件3.pdf"),
    ):
        returns.enter(file)
    red = returns.of("红旗区")
    assert (red.enclosures, red.refused, red.judged) == (("红旗区/说明.txt",), {"a5"}, True)
    assert returns.units == ["红旗区"]


@pytest.mark.parametrize("sha", [None, "equal"], ids=["different", "equal"])
def test_the_cost_grows_with_the_versions_not_with_their_square(sha):
    def check(count):
        files = tuple(source(f"{nth}.xlsx", a2(received="2024-06-11"), sha=sha) for nth in range(count))
        return lambda: versions(files, ())

    assert grows_no_faster_than_rows(check, 50)


@pytest.mark.parametrize("received", ["2024-06-09", "2024-06-10", "2024-06-30"])
def test_what_is_not_surely_the_form_never_replaces_what_is(received):
    sure, unsure = source("甲.xlsx", a2(received="2024-06-10")), source("乙.xlsx", a2(received=received, sure=False))
    assert ranked(sure, unsure) == [("甲.xlsx", True), ("乙.xlsx", False)]
    assert ranked(unsure) == [("乙.xlsx", True)]
    assert ranked(unsure, source("丙.xlsx", a2(received="2024-07-30", sure=False)))[0] == ("丙.xlsx", True)


def test_of_one_file_the_sure_sheet_counts_and_the_other_does_not():
    file = source("甲.xlsx", a2(), a2(sheet="另一张", sure=False))
    [(first, second)] = versions((file,), ()).values()
    assert ([form.place.sheet for form in first.forms], first.counts) == (["Sheet1"], True)
    assert ([form.place.sheet for form in second.forms], second.counts) == (["另一张"], False)
    assert "不能肯定" in second.why
    superseded = Superseded.among((file,), ())
    assert (superseded.forms, superseded.files) == (frozenset(), frozenset())
