"""What the names of bodies look like: 县公安局, 团县委, 县委宣传部."""

from difflib import SequenceMatcher

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key

_SEPARATORS = pattern_of(r"[、,，;；/\n]+")
_NAME = pattern_of(
    r"[一-鿿]{2,18}?(?:局|委员会|[县区市]委|政府|办公室|[县区市委]办|[县区市委]?(?:宣传部|统战部|组织部|政法委|网信办)|法院|检察院|妇联|团委"
    r"|科协|残联|工会|大队|街道|红十字会|联合会|中心|学校|中学|小学)|团[县区市]委|妇联|科协|残联|文联"
)


def is_body_name(text: str) -> bool:
    """Say whether ``text`` is the name of one body, or of several with 、 between, and nothing more."""
    parts = [part for part in _SEPARATORS.split(key(text)) if part]
    return bool(parts) and all(_NAME.fullmatch(part) for part in parts)


# What kind of body it is, of which level: most names share it, so that it tells none from another.
_KIND = pattern_of(
    r"(?:(?:管理|监督|服务){0,3}(?:委员会|办公室|联合会|协会|公司|中心|支队|大队|总队|学校|中学|小学|[局委办厅处站所院部会县区市])){1,6}$"
)
_LEVEL = pattern_of(r"^(?:[市县区]委|[市县区](?=.))")
_LIKE = 0.5


def telling_part(name: str) -> str:
    """Return what in the name of a body tells it from others, all of it where nothing would be left.

    >>> telling_part("市疾控中心"), telling_part("市园林绿化中心"), telling_part("红旗区"), telling_part("市委办")
    ('疾控', '园林绿化', '红旗', '市委办')
    """
    return _KIND.sub("", _LEVEL.sub("", name)) or name


def are_alike(written: str, known: str) -> bool:
    """Say whether what tells ``written`` from others is like that of ``known``, or holds it; level and kind aside.

    Names of one length differ by slips of the pen (洪旗区, 红旗区): half of their characters stand in the same place.
    """
    one, other = telling_part(written), telling_part(known)
    if len(one) == len(other):
        return sum(a == b for a, b in zip(one, other, strict=True)) >= len(one) * _LIKE
    held = min(one, other, key=len)
    return (len(held) > 1 and (held in one and held in other)) or SequenceMatcher(None, one, other).ratio() > _LIKE
