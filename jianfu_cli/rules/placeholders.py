"""What a blank leaves to be replaced: ``XX县``, ``2024 年__月__日``, 示例, ××."""

from jianfu_cli.core.language.patterns import pattern_of

_X = "[XxＸｘ×]"
_LINE = "[_＿]"
# Most texts have none of these; a pattern that begins with one set of signs is sought five times as quickly.
_SIGN = pattern_of(r"[XxＸｘ×_＿○◯*＊某示年](?:(?<=[XxＸｘ×_＿○◯*＊])|(?<=某)某|(?<=示)例|(?<=年)\s+月)")
_BODY = "(?:[县市区乡镇局委办校科股]|街道|小学|中学|学校|单位)"
# Possessive, and never from the midst of a run: a page of underscores is looked at once.
_BLANK = pattern_of(
    # XX县; not XXJYJ@163.com, XXL, nor in full-width signs
    rf"(?<![A-Za-z0-9_Ａ-Ｚａ-ｚ０-９＠@.．]){_X}{{2,}}(?![A-Za-z0-9_@.Ａ-Ｚａ-ｚ０-９＠．])"
    # ○○县, **局, 某某局; not 二○○九年, 138****8000.
    rf"|(?<![零〇一二三四五六七八九十○◯*＊\d])(?:[○◯]{{2,6}}|[*＊]{{2,6}}|某某)(?={_BODY})"
    rf"|(?<![A-Za-z0-9]){_X}\s*[县市区年月日]"  # 2024年X月X日
    rf"|\d{{1,11}}{_X}{{4,}}"  # 138XXXXXXXX
    rf"|(?:\d{{4}}\s*+年\s*+)?(?<!{_LINE}){_LINE}{{2,}}+\s*+[年月日](?:\s*+{_LINE}++\s*+[月日])*"
    rf"|年\s*+{_LINE}++\s*+月|月\s*+{_LINE}++\s*+日"
    r"|\d{4}\s*+年\s++月(?:\s*+日)?\s*+$"
    # 表示例外, 公示例会: two words that meet.
    r"|(?<![表展显演提指公批请出警揭告启标])示例"
)


def placeholder(text: str) -> str | None:
    """Return what ``text`` still holds of the blank's own filling, or None."""
    match = _BLANK.search(text) if _SIGN.search(text) else None
    return match.group().strip() if match else None
