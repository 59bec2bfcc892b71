"""What the names of bodies look like: 县公安局, 团县委, 县委宣传部."""

import re

from jianfu_cli.core.language.text import key

_SEPARATORS = re.compile(r"[、,，;；/\n]+")
_NAME = re.compile(
    r"[一-鿿]{2,18}?(?:局|委员会|[县区市]委|政府|办公室|[县区市委]办|[县区市委]?(?:宣传部|统战部|组织部|政法委|网信办)|法院|检察院|妇联|团委"
    r"|科协|残联|工会|大队|街道|红十字会|联合会|中心|学校|中学|小学)|团[县区市]委|妇联|科协|残联|文联"
)


def is_body_name(text: str) -> bool:
    """Say whether ``text`` is the name of one body, or of several with 、 between, and nothing more."""
    parts = [part for part in _SEPARATORS.split(key(text)) if part]
    return bool(parts) and all(_NAME.fullmatch(part) for part in parts)
