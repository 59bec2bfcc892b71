"""Words by which a name or a subject says that a file adds to what was sent before, or takes its place."""

from functools import lru_cache

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key

_NUMBER = r"[0-9一二三四五六七八九十两]+"
_ADDS = pattern_of(
    rf"补充|续报|续表|续[0-9一二三四五六七八九十)]|增补|增报|补录|追加|新增|漏报|(?:其余|剩余|余下)"
    rf"|第{_NUMBER}(?:部分|批次?|册)|[(]{_NUMBER}(?:部分|批次?)[)]|(?:补报|另报|再报|加报){_NUMBER}[项条行个]"
)
_REPLACES = pattern_of(
    "更正|修改|修订|改正|订正|勘误|重新?(?:报|填|上报|发)|最终|终稿|定稿|代替|替换|以此为准"
    r"|(?:[原前旧]|上次|上一)[^()]{0,8}作废"
)
# 作废文件目录 and 废弃物 say what is listed, 不用盖章 what need not be done.
_VOID = pattern_of(
    r"作废(?!的?(?:文件|公文|制度))|废弃(?!物)|弃用|勿[使采]?用(?!于)|不再?用了?(?=[)\].,、_\- ]|$)"
    r"|旧[版稿表]|[(]旧[)]|旧(?:[.]\w+)?$|[(]无效[)]"
)
_LONGEST_NAME = 255


@lru_cache(maxsize=1024)
def version_words(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of ``text`` that say it adds, and those that say it replaces.

    >>> version_words("附件2（补充2项，以此为准）")
    (('补充',), ('以此为准',))
    """
    folded = key(text[-_LONGEST_NAME:])
    return tuple(_ADDS.findall(folded)), tuple(_REPLACES.findall(folded))


@lru_cache(maxsize=1024)
def is_void(name: str) -> bool:
    """Say whether the ``name`` of a file or of a folder around it says that it is not to be used any more.

    >>> is_void("附件2（作废）"), is_void("附件2（更正，原表作废）")
    (True, False)
    """
    folded = key(name[-_LONGEST_NAME:])
    return bool(_VOID.search(folded)) and not (_REPLACES.search(folded) or _ADDS.search(folded))
