"""Documents among names of files: whatever both are called, found is what a search one by one would find."""

from itertools import product

import pytest

from jianfu_cli.core.matters.file_names import FileNames

TITLE = "关于进一步减轻中小学教师负担的通知"


@pytest.mark.parametrize(
    ("stem", "title", "named"),
    [
        (TITLE, TITLE, True),
        (f"1.{TITLE}(盖章)", TITLE, True),
        ("关于进一步减轻中小学教师负担", TITLE, True),
        ("减轻中小学教师负担", TITLE, True),
        ("教师负担的通知", TITLE, False),  # seven characters tell nothing
        ("通知", TITLE, False),
        ("关于进一步减轻中小学教师负担的报告", TITLE, False),
        (TITLE * 20, TITLE, True),
        (TITLE, TITLE * 900, True),
        ("", TITLE, False),
    ],
)
def test_a_file_is_named_after_a_document(stem, title, named):
    assert FileNames([stem]).named_after(title) is named


def test_as_one_by_one():
    texts = ["".join(signs) for count in (1, 2, 5, 9, 10) for signs in list(product("甲乙", repeat=count))[::7]]
    for many in (1, 3, 20):
        stems = texts[:: len(texts) // many]
        files = FileNames(stems)
        one_by_one = [any(title in stem or (len(stem) >= 8 and stem in title) for stem in stems) for title in texts]
        assert [files.named_after(title) for title in texts] == one_by_one
