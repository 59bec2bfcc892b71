import pytest

from jianfu_cli.rules.choice import UnknownRuleError, choose_rules
from jianfu_cli.rules.registry import RULES


def chosen(severities=(), select=(), ignore=()):
    return [rule.code for rule in choose_rules(RULES, dict(severities), select, ignore)]


def test_rules_are_chosen_by_code_or_prefix():
    assert chosen(select=("JF201", "JF301")) == ["JF201", "JF301"]
    assert set(chosen(select=("JF5",))) >= {"JF501", "JF502", "JF503"}
    assert "JF201" not in chosen(ignore=("JF2",))
    assert chosen(select=("JF2",), ignore=("JF20", "JF21", "JF22")) == []
    assert chosen() == [rule.code for rule in RULES]


@pytest.mark.parametrize(
    ("select", "ignore", "unknown"),
    [
        (("JF9",), (), "JF9"),
        ((), ("JF2", "JF2O1"), "JF2O1"),
        (("JF201", "JF2011"), (), "JF2011"),
        (("X",), ("Y",), "X"),
    ],
)
def test_a_code_that_no_rule_has_is_no_clean_bill(select, ignore, unknown):
    with pytest.raises(UnknownRuleError) as raised:
        chosen(select=select, ignore=ignore)
    assert raised.value.code == unknown


@pytest.mark.parametrize(
    ("code", "setting", "severity", "may_be_error"),
    [
        ("JF505", None, "warning", True),
        ("JF505", "info", "info", False),
        ("JF505", "error", "error", True),
        ("JF202", None, "error", True),
        ("JF202", "warning", "warning", False),
        ("JF203", "error", "error", True),
    ],
)
def test_the_campaign_sets_how_grave_a_rule_is(code, setting, severity, may_be_error):
    [rule] = choose_rules(RULES, {code: setting} if setting else {}, (code,))
    assert (rule.severity, rule.may_be_error) == (severity, may_be_error)


def test_the_campaign_turns_a_rule_off():
    assert "JF302" not in chosen(severities={"JF302": "off"})
