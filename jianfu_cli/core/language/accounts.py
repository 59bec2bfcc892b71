"""Accounts of persons in services of messages, as texts give them: 微信：…, 加扣12345678, vx-…."""

import re
from collections.abc import Iterator

_SERVICES = (
    r"[微威薇](?: {0,3}信|[^\w\s]{1,3}信?)|[徽围维]信|加[➕+ ]?(?:卫星|[微薇威徽围]信?)|weixin|we[ -]?chat|v信"
    r"|[vw][ .]?x|q {0,3}q|扣扣|企鹅号?|绿泡泡|抖音|快手|钉钉|支付宝|微博|飞书|电报|小红书|哔哩哔哩|B站|知乎"
    r"|贴吧|陌陌|telegram|whatsapp|skype|[加➕] ?[vq]|[vq][\u2600-\u27bf\U0001f300-\U0001faff]"
)
_GAP = r"(?:[^\w〔]|_){0,4}"
# 微信号：…, 微信是…; said outright, an account may be letters alone, else it has a digit.
_SAID = rf"(?:{_GAP}[:=\-(\[>]{_GAP}|{_GAP}(?:是|为|号|id){_GAP}|(?<=[号d]) {{0,4}})"
_DIGITS = r"[0-9](?:[ .-]?[0-9]){4,11}"
_TELLING = rf"(?:(?=[A-Za-z_-]{{0,20}}[0-9])[A-Za-z][A-Za-z0-9_-]{{4,30}}|{_DIGITS})"
# How QQ is called; deducted sums are called so too (扣10000元).
_SOUNDS_LIKE_QQ = rf"加?(?:[扣抠叩蔻寇]{{1,2}}|口口|[球秋丘]{{2}}|企鹅|腾讯)[号群]{{0,2}}{_GAP}"
_NO_SUM = r"(?![0-9]|[.,][0-9]| {0,3}[元分万千块角%人次个件])"
_ACCOUNT = re.compile(
    rf"(?<![A-Za-z])(?:{_SERVICES})群?(?:号码?|账号|帐号|昵称|id)?"
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
