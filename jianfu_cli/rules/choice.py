"""Which rules run: as the campaign sets them, and chosen by code."""

from collections.abc import Iterable, Mapping

from jianfu_cli.core.model.finding import Severity
from jianfu_cli.rules.rule import AnyRule


class UnknownRuleError(Exception):
    """No rule has a code that begins with ``code``: a slip of the pen must not pass for a clean bill."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def choose_rules(
    rules: Iterable[AnyRule], severities: Mapping[str, str], select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> tuple[AnyRule, ...]:
    """Return the rules to run: severities as the campaign sets them, chosen by code or prefix (``JF2``).

    Raises:
        UnknownRuleError: a code or prefix that no rule has.
    """
    rules, wanted, unwanted = tuple(rules), tuple(select), tuple(ignore)
    for code in (*wanted, *unwanted):
        if not any(rule.code.startswith(code) for rule in rules):
            raise UnknownRuleError(code)
    return tuple(
        rule.with_severity(Severity(severities[rule.code])) if rule.code in severities else rule
        for rule in rules
        if severities.get(rule.code) != "off"
        and (not wanted or rule.code.startswith(wanted))
        and not (unwanted and rule.code.startswith(unwanted))
    )
