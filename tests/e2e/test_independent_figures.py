"""Every figure of every output beside one set of numbers that is counted anew from the inbox, by nothing of the product.

``figures`` counts by openpyxl, python-docx and csv. The keys are those of ``merge.json`` itself, the numbers those that
stand in the outputs: one that has no counterpart in the count fails here. What the rules find is not counted anew, but
taken from another command (``validate``), and for the messy inbox was planted there by hand.
"""

import json

import pytest
from cli.conftest import in_this_process
from figures import claims, listed
from figures.cells import compared, table_of
from figures.counting import Count
from figures.example import survey
from figures.expected import merge_json, said_json, tables
from figures.messy import made
from figures.printed import READERS, from_html, from_word


class Office:
    """One inbox, what the commands write of it, and the count."""

    def __init__(self, known, out):
        self.known, self.out = known, out
        found = self.findings(known.inbox)
        first = Count(known, found)
        idle = [form.path for form in (*first.superseded, *first.later) if "!" not in form.path]
        # Alone, a file is judged whatever came beside it: of its own faults all are told.
        alone = [
            one
            for path in idle
            for one in self.findings(known.inbox / path)
            if not one["code"].startswith(("JF6", "JF501"))
        ]
        self.count = Count(known, found, alone)
        self.run("merge", known.inbox, "-o", out)

    def run(self, *arguments):
        on = ("--as-of", self.known.as_of.isoformat())
        return in_this_process(self.out.parent, "--campaign", self.known.campaign, *arguments, *on)

    def findings(self, path):
        return json.loads(self.run("validate", path, "-f", "json").stdout)["findings"]

    def draft(self, kind, *options):
        path = self.out / f"{kind}{len(options)}.docx"
        self.run("draft", kind, self.known.inbox, "-o", path, *options)
        return path


@pytest.fixture(scope="module", params=["example", "messy"])
def office(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    return Office(survey() if request.param == "example" else made(folder), folder / "汇总")


def test_every_key_of_merge_json_is_counted_and_nothing_else_is_said(office):
    said = json.loads((office.out / "merge.json").read_text(encoding="utf-8"))
    assert said_json(said) == merge_json(office.count)


@pytest.mark.parametrize("output", READERS)
def test_every_figure_that_an_output_prints_is_counted(office, output):
    printed, known = READERS[output](office.out / output), tables(office.count)
    tiles = [
        f"{name}={number}{note}"
        for rows in printed.tables
        if table_of(rows) == "tiles"
        for name, number, note in rows[1:]
    ]
    wrong, left = claims.unclaimed([*printed.texts, *tiles], claims.claims(office.count))
    for rows in printed.tables:
        otherwise, unknown = compared(rows, known)
        wrong, left = wrong + otherwise, left + unknown
    assert (wrong, left) == ([], [])


def test_an_output_has_the_tables_and_sentences_that_are_compared(office):
    """So that the above cannot pass by reading nothing."""
    for output, least in {"摘要.md": 15, "摘要.html": 10, "摘要.docx": 3, "汇总.xlsx": 11}.items():
        printed = READERS[output](office.out / output)
        assert len(printed.tables) >= least
        assert any("到期一件未报的" in text for text in printed.texts)


def test_the_page_of_each_unit_lists_its_rows_with_where_they_stand(office):
    pages = from_html(office.out / "摘要.html").pages
    assert len(pages) >= len(office.count.units_due)
    assert listed.of_pages(office.count, pages) == []


def test_the_sheets_list_what_the_overview_counts(office):
    assert listed.of_sheets(office.count, office.out / "汇总.xlsx") == []


@pytest.mark.parametrize("options", [(), ("--ranking",)])
def test_every_figure_of_a_bulletin_is_counted(office, options):
    path = office.draft("bulletin", *options)
    wrong, left = claims.unclaimed(from_word(path).texts, claims.claims(office.count))
    assert [*wrong, *left, *listed.of_draft(office.count, path, tables(office.count))] == []


def test_an_inspection_picks_from_as_many_as_say_done(office):
    assert listed.of_inspection(office.count, office.draft("inspection")) == []


def test_an_announcement_names_no_number_that_no_unit_gave(office):
    if not office.count.rows("contacts"):
        pytest.skip("no form of contacts in this campaign")
    path = office.draft("announcement")
    assert claims.unclaimed(from_word(path).texts, claims.claims(office.count)) == ([], [])
    assert listed.of_announcement(office.count, path) == []


def test_a_casebook_has_every_case_in_the_unit_s_own_words(office):
    if not any(looks.role == "case" for looks in office.known.forms.values()):
        pytest.skip("no form of cases in this campaign")
    assert listed.of_casebook(office.count, office.draft("casebook")) == []


def test_a_figure_without_a_counterpart_is_told():
    """What the tests above would say of a sentence and of a table that nobody counts."""
    assert claims.unclaimed(["另有巡查问题12项。"], [(r"摸排问题(\d+)项", 3)]) == ([], ["另有巡查问题12项。"])
    assert claims.unclaimed(["摸排问题4项。"], [(r"摸排问题(\d+)项", 3)]) == ([("摸排问题4项", 3)], [])
    assert compared([["街道", "次数"], ["城关", "4"]], {})[1] != []
