"""Names of persons in Latin letters, told by a title or form of address: Wang老师, 王laoshi, Mr. Wang, Zhang Wei校长.

A name in pinyin (a surname of ours, and syllables after it) is one; another word there may be one.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.surnames import SURNAMES


def _listed(words: str) -> list[str]:
    return words.split()


_SURNAMES = _listed(
    "ai an bai bao bi bian cai cao cen chai chang che chen cheng chi chu cui dai deng di dian ding dong dou du "
    "duan fan fang fei feng fu gan gao ge geng gong gu guan guo han hao he hou hu hua huang huo ji jia jian jiang "
    "jiao jin jing kang ke kong kuang lai lan lee lei li lian liang liao lin liu long lou lu lue luo lv lyu ma "
    "mai mao mei meng miao min ming mo mu nan ni nie ning niu ou ouyang pan pang pei peng pu qi qian qiao qin qiu "
    "qu quan rao ren rong ruan sha shang shao shen sheng shi shu si sima situ song su sun tan tang tao teng tian "
    "tong tu wan wang wei wen weng wu xi xia xiang xiao xie xin xing xiong xu xuan xue yan yang yao ye yi yin "
    "ying you yu yuan yue yun zang zeng zha zhan zhang zhao zhen zheng zhong zhou zhu zhuang zhuge zong zou zuo"
)
_SYLLABLE = (
    "(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:[iu]ang|iong|ian|iao|uai|uan|[aeio]ng|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo"
    "|ui|ue|ve|er|[aoeiuv])"
)
_SURNAME = f"(?:{'|'.join(sorted(_SURNAMES, key=len, reverse=True))})"
_PINYIN_NAME = rf"(?<![A-Za-z]){_SURNAME}(?:[ '.-]{{0,2}}(?:{_SYLLABLE}){{1,3}})?(?![A-Za-z])"
_BEGINS_WITH_ONE = pattern_of(_PINYIN_NAME, re.IGNORECASE)

_HAN_TITLES = (
    "副?校长|副?园长|[老教导]师|教师|副?主任|班主任|副?书记|教授|教官|警官|法官|医生|医师|大夫|校医|教练|副?[局股处部院所站科组队馆会经]长"
    "|同志|先生|女士|律师|护士|民警|辅警|专家|讲师|工程师"
)
_LATIN_TITLES = (
    "lao ?shi|xiao ?zhang|yuan ?zhang|zhu ?ren|ban ?zhu ?ren|shu ?ji|ju ?zhang|ke ?zhang|chu ?zhang|xian ?sheng"
    "|n[vu] ?shi|jiao ?shou|yi ?sheng|dai ?fu|jing ?guan|fa ?guan|jiao ?lian|jiao ?guan|lv ?shi|teacher|principal"
    "|professor|headmaster"
)
_ADDRESSED = "mr|mrs|ms|miss|dr|prof|professor|teacher|principal|director|coach|officer|headmaster"
_WORD = "[A-Za-z]{2,20}(?:[ .'-]{1,2}[A-Za-z]{2,20}){0,2}"
_HAN_NAME = f"[{''.join(sorted(SURNAMES))}][\u3400-\u9fff]{{0,2}}"
_PINYIN_BEFORE_TITLE = pattern_of(
    rf"(?P<name>{_PINYIN_NAME})(?= {{0,2}}(?:{_HAN_TITLES}|(?:{_LATIN_TITLES})(?![A-Za-z])))", re.IGNORECASE
)
_HAN_BEFORE_TITLE = pattern_of(
    rf"(?<![\u3400-\u9fff])(?P<name>{_HAN_NAME})(?= {{0,2}}(?:{_LATIN_TITLES})(?![A-Za-z]))", re.IGNORECASE
)
_ADDRESS = pattern_of(
    rf"(?<![A-Za-z])(?:{_ADDRESSED})(?: |\. ?)(?P<name>{_PINYIN_NAME}|{_HAN_NAME}(?![\u3400-\u9fff]))", re.IGNORECASE
)
_MAY_BE_ADDRESSED = pattern_of(r"(?<![A-Za-z])(?:Mr|Mrs|Ms|Miss|Dr|Prof)(?: |\. ?)(?P<name>[A-Z][a-z]{1,20})")
_MAY_BE_NAME = pattern_of(rf"(?<![A-Za-z])(?P<name>{_WORD})(?= {{0,2}}(?:{_HAN_TITLES}))")
# What is taught, or done; abbreviations are in capitals.
_SUBJECTS = pattern_of(
    r"english|math|maths|music|art|arts|science|chinese|python|scratch|steam|stem|office|word|excel|app|web|java|tv|nba|cba"
    r"|[A-Z]{2,5}",
)
_LATIN = pattern_of("[A-Za-z]")
_NO_NAMES = frozenset({"AI", "HE", "SHE", "AN", "YOU", "you", "MAN", "BIM", "LED"})


def romanised_names(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield ``(start, end, sure)`` of the names in ``text`` (folded) of Latin letters, or with a title in these."""
    if not _LATIN.search(text):
        return
    plain = _without_tones(text)
    sure = chain.from_iterable(
        pattern.finditer(plain) for pattern in (_PINYIN_BEFORE_TITLE, _HAN_BEFORE_TITLE, _ADDRESS)
    )
    yield from ((*match.span("name"), True) for match in sure if match["name"] not in _NO_NAMES)
    for match in chain(_MAY_BE_ADDRESSED.finditer(plain), _MAY_BE_NAME.finditer(plain)):
        name = match["name"]
        if not _SUBJECTS.fullmatch(name if name.isupper() else name.lower()):
            yield *match.span("name"), False


def pinyin_name(text: str) -> int:
    """Return where the name in pinyin ends that ``text`` begins with; 0 where it begins with none."""
    found = _BEGINS_WITH_ONE.match(_without_tones(text))
    return found.end() if found and found.group() not in _NO_NAMES else 0


def _without_tones(text: str) -> str:
    """Return ``text`` with letters without their marks, sign for sign: ``Lǐ`` is ``Li``."""
    return text if text.isascii() else text.translate(_BARE)


class _Bare(dict[int, int]):
    def __missing__(self, code: int) -> int:
        bare = unicodedata.normalize("NFD", chr(code))[0]
        self[code] = found = ord(bare) if bare.isascii() else code
        return found


_BARE = _Bare()
