"""What forms and columns are goes by what is written, then by the key, then by a type that tells; never by numbers."""

import pytest
from pydantic import ValidationError

from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.roles import ColumnRole

TABLE = {"id": "a9", "number": 9, "version": "1", "kind": "table", "title": "某表"}
DISPOSED = {"choices": [{"name": "停办", "meaning": "abolish"}, "照旧"]}


def table(*columns, **rest):
    return Attachment.model_validate(
        {
            **TABLE,
            "columns": [{"key": key, "heading": key, "type": kind, **more} for key, kind, more in columns],
            **rest,
        }
    )


@pytest.mark.parametrize(
    ("column", "role"),
    [
        (("what", "text", {"role": "matter"}), "matter"),
        (("deadline", "date", {"role": "issued_on"}), "issued_on"),  # what is written goes before the key
        (("measures", "text", {}), "measures"),
        (("due", "deadline", {}), "deadline"),
        (("n", "sequence", {}), "sequence"),
        (("sort", "category", {}), "category"),
        (("advice", "choice", DISPOSED), "disposition"),
        (("grade", "choice", {"choices": ["好", "差"]}), None),  # choices without meanings tell nothing
        (("content", "number", {}), None),  # a key that its column cannot play is only a key
        (("mail", "email", {}), None),  # an address is not the one for complaints
        (("remark", "text", {"secret": True}), None),
    ],
)
def test_the_role_of_a_column(column, role):
    assert table(column).role_by_key.get(column[0]) == role


def test_two_columns_of_a_type_tell_nothing_unless_one_says_which():
    due, done = ("due", "deadline", {}), ("done", "deadline", {})
    assert table(due, done).role_by_key == {}
    named = table(due, ("done", "deadline", {"role": "deadline"}))
    assert named.role_by_key == {"done": ColumnRole.DEADLINE}


def test_a_key_is_never_taken_for_another_column_s_role():
    form = table(("content", "number", {}), ("told", "text", {"role": "content"}))
    asked = [form.asked_by(column.key) for column in form.columns]
    assert (asked[1], len(set(asked))) == ("content", 2)


@pytest.mark.parametrize(
    ("columns", "rest", "said"),
    [
        ([("a", "text", {"role": "matter"}), ("b", "text", {"role": "matter"})], {}, "“a”和“b”的角色都是 matter"),
        ([("a", "text", {"role": "matter"}), ("matter", "text", {})], {}, "的角色都是 matter"),
        ([("a", "text", {"role": "category"})], {}, "type 为 text 的列不能是 category"),
        ([("a", "number", {"role": "deadline"})], {}, "不能是 deadline"),
        ([("a", "text", {"role": "remark", "secret": True})], {}, "secret 为 true 的列不能有 role"),
        ([("a", "text", {})], {"role": "report"}, "report 的 kind 应为 outline"),
        ([("a", "text", {"min": 1})], {}, "type 为 text 的列不能写 min"),
        ([("a", "percent", {"total": True})], {}, "不能写 total"),
        ([("a", "number", {"min": 2, "max": 1})], {}, "min 大于 max"),
        ([("a", "code", {})], {}, "要写 pattern"),
        ([("a", "code", {"pattern": "["})], {}, "不是合法的正则表达式"),
        ([("a", "text", {"limit": "content_words", "max_words": 5})], {}, "只写一个"),
    ],
)
def test_contradictions_are_errors(columns, rest, said):
    with pytest.raises(ValidationError, match=said):
        table(*columns, **rest)
