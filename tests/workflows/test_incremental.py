"""Units checked while files still come in: what is found is what would be if all were in, whatever their order."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from made.forms import form, returned, shipped, source

from jianfu_cli.core.filings.returns import Returns
from jianfu_cli.core.model.form import Outcome
from jianfu_cli.rules.choice import choose_rules
from jianfu_cli.rules.registry import RULES
from jianfu_cli.rules.rule import Context
from jianfu_cli.rules.runner import Checker
from jianfu_cli.workflows.incremental import IncrementalUnitChecks

AS_OF = date(2024, 7, 10)
OWING = ("红旗区", "卫滨区", "市公安局")
CHECKER = Checker(choose_rules(RULES, shipped().rules), Context(shipped(), AS_OF))


def sent(path, attachment, unit, folder=None, *, reported="2024-06-20", matter="防溺水宣传"):
    """One filed form of ``unit``, in its folder or in none."""
    filed = form(attachment, unit=unit, rows=[{"matter": matter, "body": "某局"}], reported=reported, received=reported)
    return source(path, filed, inbox_unit=folder)


RED = sent("红旗区/附件2.xlsx", "a2", "红旗区", "红旗区")
LATER = sent("全市.zip!/红旗区/附件2.xlsx", "a2", "红旗区", "红旗区", reported="2024-06-25")
# What is read of one file on disk: in whose folder that lies, and what it holds.
READ = (
    ("红旗区", [RED]),
    ("红旗区", [sent("红旗区/附件3.xlsx", "a3", "红旗区", "红旗区", matter="禁毒宣传")]),
    ("红旗区", [source("红旗区/附件2扫描件.pdf", inbox_unit="红旗区", seal=False)]),
    ("卫滨区", [sent("卫滨区/附件7.xlsx", "a7", "卫滨区", "卫滨区")]),
    ("市公安局", [source("市公安局/附件5.docx", outcome=Outcome.REFUSED, inbox_unit="市公安局")]),
    (
        None,
        [source("全市.zip", type="zip"), LATER, sent("全市.zip!/附件7.xlsx", "a7", "卫滨区", reported="2024-06-30")],
    ),
    (None, [sent("凤泉区附件2.xlsx", "a2", "凤泉区")]),
)
FILES = [file for _, files in READ for file in files]


def checks(read, checker=CHECKER, owing=OWING):
    return IncrementalUnitChecks(checker, Returns(shipped(), AS_OF, owing), (folder for folder, _ in read))


@given(st.permutations(READ))
def test_the_order_in_which_files_come_does_not_matter(read):
    units = checks(read)
    for folder, files in read:
        units.add_file(folder, files)
    checked = tuple(units.all_checked())
    assert [one.sent.unit for one in checked] == ["红旗区", "卫滨区", "凤泉区", "市公安局"]
    assert tuple(one.sent for one in checked) == returned(FILES, AS_OF, OWING)
    for unit, found, not_run in checked:
        assert (found, not_run) == CHECKER.check_unit(unit)


def test_a_unit_is_checked_when_its_folder_is_read_and_anew_for_what_comes_later():
    seen = []

    class Watched(Checker):
        def check_unit(self, unit):
            seen.append((unit.unit, [len(filing.versions) for filing in unit.filings if filing.versions]))
            return super().check_unit(unit)

    read = [READ[0], READ[3], ("卫滨区", [source("卫滨区/说明.txt", inbox_unit="卫滨区")]), (None, [LATER])]
    units = checks(read, Watched((), Context(shipped(), AS_OF)), OWING[:2])
    units.add_file(*read[0])
    units.add_file(*read[1])
    assert seen == [("红旗区", [1])]
    units.add_file(*read[2])
    units.add_file(*read[3])
    assert seen[1:] == [("卫滨区", [1])]
    [red, _] = units.all_checked()
    assert seen[2:] == [("红旗区", [2])]
    assert [version.file for version in red.sent.filing("problems").versions] == [LATER, RED]
