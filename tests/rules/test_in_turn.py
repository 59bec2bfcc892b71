"""Units judged while files still come in: the same judgement as when all are in, whatever their order."""

from datetime import date

from builders import form, returned, shipped, source
from hypothesis import given
from hypothesis import strategies as st

from jianfu_cli.core.form import Outcome
from jianfu_cli.core.returns import Returns
from jianfu_cli.rules.in_turn import UnitsInTurn
from jianfu_cli.rules.registry import RULES
from jianfu_cli.rules.rule import Context
from jianfu_cli.rules.runner import Checker, choose_rules

AS_OF = date(2024, 7, 10)
OWING = ("红旗区", "卫滨区", "市公安局")


def lying(folder, name, attachment, unit, *, reported="2024-06-20", matter="防溺水宣传"):
    """A filed form of ``unit`` in the folder of another, or in none."""
    filed = form(attachment, unit=unit, rows=[{"matter": matter, "body": "某局"}], reported=reported, received=reported)
    return source(f"{folder or '散件'}/{name}", filed, inbox_unit=folder)


FILES = (
    lying("红旗区", "附件2.xlsx", "a2", "红旗区"),
    lying("红旗区", "附件3.xlsx", "a3", "红旗区", matter="禁毒宣传"),
    source("红旗区/附件2扫描件.pdf", inbox_unit="红旗区", seal=False),
    lying("卫滨区", "红旗区附件2.xlsx", "a2", "红旗区", reported="2024-06-25"),
    lying("卫滨区", "附件7.xlsx", "a7", "卫滨区"),
    lying(None, "凤泉区附件2.xlsx", "a2", "凤泉区"),
    lying(None, "卫滨区附件7.xlsx", "a7", "卫滨区", reported="2024-06-30"),
    source("市公安局/附件5.docx", outcome=Outcome.REFUSED, inbox_unit="市公安局"),
)


def checker():
    return Checker(choose_rules(RULES, shipped().rules), Context(shipped(), AS_OF))


@given(st.permutations(FILES))
def test_the_order_in_which_files_come_does_not_matter(files):
    in_turn = UnitsInTurn(checker(), Returns(shipped(), AS_OF, OWING), (file.inbox_unit for file in files))
    for file in files:
        in_turn.take(file.inbox_unit, [file])
    at_the_end = returned(files, AS_OF, OWING)
    judged = tuple(in_turn.all_judged())
    assert [one.unit.unit for one in judged] == ["红旗区", "卫滨区", "凤泉区", "市公安局"]
    assert tuple(one.unit for one in judged) == at_the_end
    for (_, found, not_run), unit in zip(judged, at_the_end, strict=True):
        assert found == tuple(checker().check_unit(unit))
        assert not_run == tuple(checker().not_run(unit))


def test_a_unit_is_judged_when_its_folder_is_read_and_anew_for_what_comes_later():
    seen = []

    class Watched(Checker):
        def check_unit(self, unit):
            seen.append((unit.unit, [filing.attachment for filing in unit.filings if filing.versions]))
            yield from super().check_unit(unit)

    red, late = FILES[0], FILES[3]
    in_turn = UnitsInTurn(
        Watched((), Context(shipped(), AS_OF)), Returns(shipped(), AS_OF, OWING[:2]), ["红旗区", "卫滨区", "卫滨区"]
    )
    in_turn.take("红旗区", [red])
    assert seen == [("红旗区", ["a2"])]
    in_turn.take("卫滨区", [FILES[4]])
    assert seen[1:] == []
    in_turn.take("卫滨区", [late])
    assert seen[1:] == [("卫滨区", ["a7"])]
    judged = {one.unit.unit: one.unit for one in in_turn.all_judged()}
    assert seen[2:] == [("红旗区", ["a2"])]
    assert [version.file for version in judged["红旗区"].filing("a2").versions] == [late, red]
