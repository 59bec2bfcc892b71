"""The table of formats: names, help and renderers in one place."""

import pytest

from jianfu_cli.reports.formats import (
    ClueFormat,
    DiffFormat,
    Format,
    ProgressFormat,
    ReportFormat,
    RuleFormat,
    SchemaFormat,
    StatusFormat,
)

TABLES = [ReportFormat, StatusFormat, ProgressFormat, ClueFormat, DiffFormat, RuleFormat, SchemaFormat]


def test_all_tables_are_tried_here():
    assert {table for table in Format.__subclasses__() if table.__module__ == Format.__module__} == set(TABLES)


@pytest.mark.parametrize(
    "form",
    [form for table in TABLES for form in table if not form.is_workbook],
    ids=lambda form: f"{type(form).__name__}-{form}",
)
def test_each_format_has_a_renderer(form):
    assert callable(form.renderer)
    assert form.renderer.__name__.startswith("as_")


@pytest.mark.parametrize("table", TABLES)
def test_the_help_names_each_format_once(table):
    said = table.help()
    assert said.startswith("给人看用 text")
    people, programs = said.removesuffix("。").removeprefix("给人看用 ").split("；给程序用 ")
    assert [name.partition("（")[0] for name in people.split("、") if name[:1].isascii()] == [
        form for form in table if form.for_people
    ]
    assert [name.partition("（")[0] for name in programs.split("、")] == [form for form in table if not form.for_people]


def test_a_format_added_is_offered_and_explained():
    class More(Format):
        TEXT = "text", "text:as_text", True
        SARIF = "sarif", "findings:as_json", False, "代码平台"

    assert More.help() == "给人看用 text；给程序用 sarif（代码平台）。"
    assert More("sarif") is More.SARIF == "sarif"
