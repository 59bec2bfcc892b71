"""Which bodies a cell names: one, or several with marks, blanks, 和 or nothing between, with what each of them does."""

from functools import lru_cache

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key

# Longer texts are no list of bodies; the rest of a page names none.
_LONGEST_CELL = 400
# With what the name of a body ends.
_END = "[局委部会办室院联队厅所站团协司心]"
# What follows nothing but a body's name, and begins the next one.
_NEXT = "(?:[县区](?!分局|域|块)|市(?!场|政(?!府)|容|民))"
# 县委 and 宣传部 on two lines are one body.
_LINE_WITHIN = pattern_of(r"(?<=委)\s+(?=(?:宣传|组织|统战|社会工作)部|政法委|网信办|编办|办公室|老干部局)")
_MARKS = pattern_of(r"[、,，;；/|。\n\t]+|(?<!\d)\d++[.．、](?=\D)|(?<=单位)[:：]|(?<=部门)[:：]")
# 团县委 is one name.
_BETWEEN = pattern_of(rf"(?<={_END})(?:(?:以?及|[和与]|会同|联合|[ \u3000]+)(?=.{{2}})|(?<!团)(?={_NEXT}))")
_DUTY = "(?:牵头|主办|承办|协办|责任|负责|配合|实施|主管|组织|联合)"
_SAID_OF_IT = pattern_of(
    rf"^{_DUTY}{{1,2}}(?:部门|单位|科室)?:|\([^()]*\)|(?<={_END}){_DUTY}$|^{_DUTY}{{1,2}}(?:部门|单位|科室)$"
)
_COUNT = r"(?:\d+|[一二三四五六七八九十多]+)个?"
_AND_OTHERS = pattern_of(rf"等(?:有关|相关|各|{_COUNT})?(?:职能|成员)?(?:部门|单位|家|机构|科室)?$")
_NOBODY = pattern_of(
    r"[-—/\\.]*|无|略|同上|不详|不明|未定|未知|待定|暂无|没有|[xX某]+|[省市县区]"
    r"|(?:[县区市]直|[县区市镇乡]|各级?|多个?|有关|相关|上级|其他|个别|部分|地方|当地)*(?:职能)?(?:部门|单位|科室|机关)"
    r"|(?:部门|单位)?未(?:点名|写明|填写?|注明)(?:部门|单位)?"
)


@lru_cache(maxsize=8192)
def bodies_named(cell: str) -> tuple[tuple[str, ...], bool]:
    """Return the names (folded) that ``cell`` lists, and whether it names others without saying which (等部门).

    >>> bodies_named("县委宣传部县文体局和县住房和城乡建设局等部门")
    (('县委宣传部', '县文体局', '县住房和城乡建设局'), True)
    """
    parts = _MARKS.split(_LINE_WITHIN.sub("", cell[:_LONGEST_CELL]))
    names = [name for part in parts for name in map(key, _BETWEEN.split(part)) if name]
    bare = [_SAID_OF_IT.sub("", _SAID_OF_IT.sub("", name)) for name in names]
    short = [_AND_OTHERS.sub("", name) for name in bare]
    open_ended = any(len(one) < len(other) for one, other in zip(short, bare, strict=True))
    return tuple(dict.fromkeys(name for name in short if not _NOBODY.fullmatch(name))), open_ended
