"""Templates of the user's own (``merge --templates``)."""

from dataclasses import fields
from pathlib import Path

import pytest
from made.rollups import small_roll_up

from jianfu_cli.errors import UsageError
from jianfu_cli.reports.public_pages import channels_page, whitelist_page
from jianfu_cli.reports.summary import render
from jianfu_cli.reports.summary_view import Summary
from jianfu_cli.reports.templating import REPLACEABLE, check_own_templates

DOCUMENTED = (Path(__file__).resolve().parents[2] / "docs" / "templates.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("summary.html", lambda *given: render(*given).html),
        ("summary.md", lambda *given: render(*given).markdown),
        ("whitelist.html", whitelist_page),
        ("channels.html", channels_page),
    ],
)
def test_own_template_replaces_ours(tmp_path, name, written):
    (tmp_path / name).write_text("\ufeff本单位的样子", encoding="utf-8")
    assert written(small_roll_up(), tmp_path) == "本单位的样子"


def test_own_template_is_told_the_figures(tmp_path):
    (tmp_path / "summary.md").write_text(
        "{{ s.title }}：{% for n, v in s.categories %}{{ n }}{{ v }} {% endfor %}", encoding="utf-8"
    )
    assert render(small_roll_up(), tmp_path).markdown.startswith(
        "进一步减轻中小学教师负担专项整治：报表填写、调研统计2 "
    )


def test_a_page_of_ours_stands_in_an_own_frame_and_an_own_page_in_our_frame(tmp_path):
    (tmp_path / "page.html").write_text("本单位：{% block title %}{% endblock %}", encoding="utf-8")
    assert render(small_roll_up(), tmp_path).html == "本单位：进一步减轻中小学教师负担专项整治汇总摘要"
    (tmp_path / "page.html").unlink()
    (tmp_path / "summary.html").write_text(
        '{% extends "page.html" %}{% block title %}一页{% endblock %}{% block content %}{{ s.as_of }}{% endblock %}',
        encoding="utf-8",
    )
    html = render(small_roll_up(), tmp_path).html
    assert "<title>一页</title>" in html
    assert "Content-Security-Policy" in html


def test_own_style_is_pinned_and_the_rest_stays_ours(tmp_path):
    (tmp_path / "summary.css").write_text("h1 { color: teal }", encoding="utf-8")
    html = render(small_roll_up(), tmp_path).html
    assert "h1 { color: teal }" in html
    assert "分单位情况" in html


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("一\n{% if %}", "第 2 行"),
        ("{{ s.nothing }}", "nothing"),
        ("{{ s.units.append(1) }}", "append"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
        ("{% include '../../secret.txt' %}", "secret.txt"),
        ("{{ 1 / 0 }}", "division"),
        ("{{ '中文'.encode('gbk') }}\xff".encode("latin-1", "ignore"), "UTF-8"),
    ],
)
def test_a_faulty_template_is_a_plain_message(tmp_path, text, said):
    (tmp_path.parent / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "summary.md").write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(UsageError, match=said):
        render(small_roll_up(), tmp_path)


def test_values_are_escaped_in_own_pages(tmp_path):
    (tmp_path / "whitelist.html").write_text("{{ '<b>' }}{{ w.title }}", encoding="utf-8")
    assert whitelist_page(small_roll_up(), tmp_path).startswith("&lt;b&gt;新乡市")


def test_a_folder_without_templates_is_refused(tmp_path):
    with pytest.raises(UsageError, match=r"summary\.html"):
        check_own_templates(tmp_path)
    with pytest.raises(UsageError, match="找不到"):
        check_own_templates(tmp_path / "nowhere")


@pytest.mark.parametrize("name", [*REPLACEABLE, *(f"s.{field.name}" for field in fields(Summary))])
def test_everything_a_template_may_use_is_documented(name):
    assert f"`{name}`" in DOCUMENTED
