"""Accounts of persons in services of messages, as texts give them: 微信：…, 加扣12345678, vx-…, tengxun 12345678."""

import re
from collections.abc import Iterator

from jianfu_cli.core.language.patterns import pattern_of


def _spaced(words: str) -> str:
    """``words`` of pinyin, whose syllables (joined by ``_``) may stand apart."""
    return "|".join(word.replace("_", "[ '-]?") for word in words.split())


_IN_PINYIN = _spaced(
    "wei_xin teng_xun qi_e kou_kou qiu_qiu dou_yin kuai_shou ding_ding zhi_fu_bao wei_bo fei_shu xiao_hong_shu tie_ba "
    "mo_mo jia_wei_xin jia_wei jia_q jia_v jia_kou jia_vx"
)
_BY_HALVES = "(?:wei?|v)[信xX]|[微威薇](?:xin|x)|(?:teng|t)讯|腾(?:xun|x)|企e|鹅号|(?:kou|qiu|q)[扣抠球秋]"
_SERVICES = (
    r"[微威薇](?: {0,3}信|[^\w\s]{1,3}信?)|[徽围维]信|加[➕+ ]?(?:卫星|[微薇威徽围]信?)|weixin|we[ -]?chat|v信"
    r"|[vw][ .]?x|q {0,3}q|扣扣|企鹅号?|绿泡泡|抖音|快手|钉钉|支付宝|微博|飞书|电报|小红书|哔哩哔哩|B站|知乎"
    r"|贴吧|陌陌|telegram|whatsapp|skype|tencent|tiktok|dingtalk|alipay|instagram|facebook|twitter|bilibili|snapchat"
    rf"|[加➕] ?[vq]|[vq][\u2600-\u27bf\U0001f300-\U0001faff]|{_IN_PINYIN}|{_BY_HALVES}"
)
_GAP = r"(?:[^\w〔]|_){0,4}"
# 微信号：…, 微信是…; said outright, an account may be letters alone, else it has a digit.
_SAID = rf"(?:{_GAP}[:=\-(\[>]{_GAP}|{_GAP}(?:是|为|号|id){_GAP}|(?<=[号d]) {{0,4}})"
_DIGITS = r"[0-9](?:[ .-]?[0-9]){4,11}"
_NO_SUM = r"(?![0-9]|[.,][0-9]| {0,3}[元分万千块角%人次个件条份名课节])"
_TELLING = rf"(?:(?=[A-Za-z_-]{{0,20}}[0-9])[A-Za-z][A-Za-z0-9_-]{{4,30}}|{_DIGITS}{_NO_SUM})"
# How QQ is called; deducted sums are called so too (扣10000元).
_SOUNDS_LIKE_QQ = rf"加?(?:[扣抠叩蔻寇]{{1,2}}|口口|[球秋丘]{{2}}|企鹅|腾讯)[号群]{{0,2}}{_GAP}"
_ACCOUNT = pattern_of(
    rf"(?<![A-Za-z])(?:{_SERVICES})群?(?:号码?|账号|帐号|昵称|id| ?hao)?"
    rf"(?:{_SAID}(?:[A-Za-z][A-Za-z0-9_-]{{4,30}}|{_DIGITS})"
    rf"|{_GAP}{_TELLING})"
    # One letter alone is a service only where a colon or 号 follows, and an account with digits.
    rf"|(?<![A-Za-z])[vq](?:号| ?:){_GAP}{_TELLING}"
    rf"|{_SOUNDS_LIKE_QQ}[1-9][0-9]{{5,11}}{_NO_SUM}",
    re.IGNORECASE,
)


def accounts(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every account in ``text`` (folded, with its digits), with the word that tells it."""
    return (match.span() for match in _ACCOUNT.finditer(text))


# What numbers of things begin with, and telephones of offices.
_OF_THINGS = (
    "tel|fax|isbn|issn|cssn|gb|gbt|db|iso|no|nr|ip|pm|version|ver|http|https|www|covid|win|windows|office|python|ph"
)
_WORD_AND_NUMBER = pattern_of(
    rf"(?<![A-Za-z0-9])(?!(?:{_OF_THINGS})(?![A-Za-z]))[A-Za-z]{{2,20}}(?:[^\w〔,;]|_){{0,3}}(?:号|hao)?(?:[^\w〔,;]|_){{0,3}}"
    rf"[1-9][0-9]{{5,11}}{_NO_SUM}",
    re.IGNORECASE,
)
_PAGE = pattern_of(r"(?:https?://|www\.)[!-~]+", re.IGNORECASE)
_LIKE_ONE = pattern_of(
    rf"(?<![A-Za-z0-9_@./-])(?!(?i:{_OF_THINGS})(?![A-Za-z]))(?=[A-Za-z0-9_]{{0,30}}[a-z_])[A-Za-z][A-Za-z_]{{2,20}}"
    r"(?!(?:19|20)[0-9]{2}(?![0-9]))[0-9]{2,12}" + _NO_SUM
)


def may_hold_account(text: str) -> bool:
    """Say whether ``text`` (folded, with its digits, without office numbers) may hold an account that no word tells."""
    bare = _PAGE.sub(" ", text)
    return bool(_WORD_AND_NUMBER.search(bare) or _LIKE_ONE.search(bare))
