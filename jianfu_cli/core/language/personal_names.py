"""Names of persons, found by the words that announce them: 联系人, 姓名, 校长, 老师 and their like.

What follows such a word is a name where it begins with a surname and ends where a name ends; where the text says
outright that a name comes (联系人：), rarer names count as well.
"""

import re
from collections.abc import Iterable, Iterator

from jianfu_cli.core.language.folding import Folded
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.romanised_names import pinyin_name
from jianfu_cli.core.language.surnames import COMPOUND_SURNAMES, EVERYDAY, SURNAMES, WORDS_TOO


def _listed(words: str) -> list[str]:
    return words.split()


_HAN = "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇]"
_TITLES = _listed(
    "副校长 校长 园长 老师 教师 班主任 主任 书记 负责人 科长 局长 股长 处长 部长 组长 院长 所长 站长 干事 专干 "
    "管理员 辅导员 教官 警官 法官 医生 大夫 主席 会长 校医 教练 教授 专家 讲师 工程师 同志 先生 女士 民警 辅警 律师 "
    "医师 护士 护士长 检察官 队长 馆长 经理 秘书 记者 社工 志愿者 宣讲员 指导员 讲解员 主播 安全员 值班员 "
    "科员 办事员 教研员 督学 协管员 保洁员 宿管员 驾驶员 工作人员 值班人员 带班领导 值班领导"
)
_ANNOUNCING = _listed(
    "联系人员 联系人 联络人 联络员 联系教师 联系老师 联系领导 对接人 经办人 承办人 填报人 填表人 报送人 上报人 "
    "制表人 制表 审核人 审签人 签发人 签字人 责任人 责任领导 责任教师 姓名 名字 收件人 咨询人 接待人 值班人 举报人 "
    "投诉人 反映人 当事人 经手人 复核人 校对人 组员 带队领导 借调人员 抽调人员 "
    "申请人 监护人 主讲人 带队人 带队教师 带队老师 指导教师 指导老师 分管领导 包保人 牵头人 报名找 "
    "署名 讲课人 授课人 报告人 宣讲人 主持人 信息员 通讯员 网格员"
)
# What is taught or led may stand there too.
_LEADING = _listed("主讲 授课 主持")
# With a colon only: 成员单位 and 审核方案 name nobody.
_BEFORE_COLON = _listed("带队 带班 成员 复核 审核 校对 经办 承办 对接 联系方式 联系电话")
_ASKING = _listed("联系 咨询 致电 询问 请教 报名请找 请找")


def _spaced(words: list[str]) -> str:
    return "|".join(" {0,3}".join(word) for word in sorted(words, key=len, reverse=True))


_IN_LATIN = "(?<![A-Za-z])(?i:lian ?xi ?ren|fu ?ze ?ren|xing ?ming|contact|name)(?![A-Za-z])"
_WORDS = pattern_of(
    rf"(?P<announcing>{_spaced(_ANNOUNCING)}|{_IN_LATIN})"
    rf"|(?P<title>{_spaced(_TITLES)}|(?P<leading>{_spaced(_LEADING)})"
    rf"|(?P<listing>{_spaced(_BEFORE_COLON)})(?= {{0,3}}[:=]))|(?P<asking>{_spaced(_ASKING)})"
)
# 联系人（姓名）及电话：
_TAIL = pattern_of(
    r" {0,3}(?:员|姓名|名单)?(?: {0,3}[及和与、/&] {0,3}(?:联系|办公|手机)?(?:电话|方式|手机|号码|职务|单位)){0,2}"
    r"(?: {0,3}\( {0,3}(?:姓名|签字|签名|盖章|必填|电话|手机)[^()]{0,8}\))?"
)
# 联系人：1张某 2.李某
_NUMBERED = rf"(?:[0-9]{{1,2}}[.、)]? {{0,2}}(?={_HAN}))?"
_PARTING = pattern_of(rf"(?:[^\w〔]|_){{0,8}}(?:是|为|叫|系)?(?:[^\w〔]|_){{0,4}}{_NUMBERED}")
_OUTRIGHT = pattern_of(r"[:=\-|>→(\[{<\"'【〖「『《“‘_是为叫系]")
_AFTER_NAME = _spaced(_TITLES) + (
    "|联系|电话|手机|微信|邮箱|负责|咨询|带队|等|及|和|与|或|同学|家长|主讲|来校|到校|统筹|男|女|电联|转|收"
)
_SURNAME = f"(?:{'|'.join(COMPOUND_SURNAMES)}|[小老阿]?[{''.join(sorted(SURNAMES))}])"
_NAME = pattern_of(rf"{_SURNAME}(?: {{0,3}}(?!副){_HAN}){{0,2}}(?= {{0,3}}(?:副|{_AFTER_NAME})|(?!{_HAN})|$)")
_BEGINS_LIKE_ONE = pattern_of(rf"{_SURNAME}{_HAN}{{2}}")
_RARE_NAME = pattern_of(
    rf"{_HAN}{{1,4}}(?:[·.•]{_HAN}{{1,8}}){{0,3}}(?!{_HAN})|[A-Za-z]{{2,20}}(?:[ ·.-][A-Za-z]{{2,20}}){{0,2}}"
)
_DOTTED = pattern_of(rf"{_HAN}{{1,8}}(?: {{0,2}}[·•] {{0,2}}{_HAN}{{1,8}}){{1,3}}")
_ALONE = pattern_of(rf"{_HAN}(?!{_HAN})")
# 联系人：教务处 张某某
_BODY = pattern_of(rf"{_HAN}{{1,24}}[局科室处股办校委部组院会园站队心学](?:[^\w〔]|_){{0,4}}")
_NEXT = pattern_of(rf"(?:[^\w:=(\[〔]|[和与及_]){{1,4}}{_NUMBERED}|[0-9]{{1,2}}[.、)]?(?={_HAN})")
# A name ends in none of these; bodies, roles and "none" do.
_NO_NAME_ENDS = frozenset("处室科股办局校人长员师组部院心表位会司厅委所站队班者方无略定知询系学组领导话机信号")
_PLACE_ENDS = frozenset("区县市镇乡村庄路街湖河山厂场团方政协")
_NO_NAMES = frozenset(
    _listed(
        "同上 见附件 详见 暂无 没有 保密 不详 另行 待定 已填 各校 本校 电话 手机 微信 邮箱 QQ WPS APP 职务 单位 性别 "
        "年级"
    )
)
_ENDS_IN_TITLE = pattern_of(rf"(?<=.)(?:{'|'.join(_TITLES)})$")
_TITLE = pattern_of(rf" {{0,3}}(?:{_spaced(_TITLES)})")
# Names in a row belong to the number after the last of them; bodies and words of asking may lead to them.
_BEFORE_NUMBER = pattern_of(
    rf"(?:^|(?<!{_HAN})|(?<=[局院校园处科办部委队站馆厅所中心室会镇])|(?<=咨询|联系|致电)|(?<=[由找请与和跟归让派交给问为是员]))"
    rf"(?P<name>(?:{_SURNAME}{_HAN}{{1,2}}[、,/]){{0,4}}{_SURNAME}(?: {{0,3}}{_HAN}){{1,2}})"
    rf"(?: {{0,3}}(?:{_spaced(_TITLES)}|手机|电话|微信))?[^\w〔]{{0,4}}$"
)
_AFTER_NUMBER = pattern_of(
    rf"[^\w〔]{{0,3}}(?P<name>{_SURNAME}(?: {{0,3}}{_HAN}){{1,2}})(?= {{0,3}}(?:{_AFTER_NAME})|(?!{_HAN})|$)"
)
# 请与张某某联系, 由张某某负责, 咨询张某某, 借调张某某到局里
_REACHED = pattern_of(
    rf"(?:与|和|跟|找|向|由|请) {{0,3}}(?P<name>{_SURNAME}{_HAN}{{1,2}}) {{0,3}}"
    r"(?:联系|联络|咨询|对接|沟通|报名|负责|带队|带班|主讲|授课|讲课|经办|承办|落实)"
    r"|(?:咨询|联系|致电|请找|询问|[借抽]调|借用|抽[借派]|[选委指]派)(?:教师|老师|同志)? {0,3}"
    rf"(?P<named>{_SURNAME}{_HAN}{{1,2}})"
    rf"(?= {{0,3}}(?:[到至赴去往和与及]|等|同志|老师|[0-9一二两三]{{1,2}}[人名])|[^\w]|$)"
)
# What may stand between names in a row: a landline, a subject or a number in brackets.
_MEANTIME = pattern_of(r"(?: {0,3}\([^()]{1,24}\)| {0,3}[0-9][0-9 -]{5,20}[0-9]){1,2}")
_NEAR = 32
_SHORT = 2
_LONGEST_PINYIN = 40


def personal_names(folded: Folded) -> Iterator[tuple[int, int, bool]]:
    """Yield ``(start, end, sure)`` in ``folded.text``: of what is a name, and of what may be one.

    A word that does nothing but announce a name is part of it, a title is not.
    """
    done = 0
    for match in _WORDS.finditer(folded.text):
        if match.start() < done:
            continue
        start, end = _names_after(folded.text, match)
        if end:
            yield start, end, True
            done = end
            for further, done in _names_further(folded.text, end):
                yield further, done, True
        elif match["title"] and _may_be_named(folded.text, match.end()):
            yield match.end(), match.end() + 1, False


def may_name_a_contact(folded: Folded, numbers: Iterable[tuple[int, int]]) -> bool:
    """Say whether a name may stand beside one of an office's ``numbers`` (start and end), or as whom to reach."""
    text, named = folded.text, []
    for start, end in numbers:
        before = _BEFORE_NUMBER.search(text[max(0, start - _NEAR) : start])
        after = _AFTER_NUMBER.match(text[end : end + _NEAR])
        named += [found["name"] for found in (before, after) if found]
    named += [found["name"] or found["named"] for found in _REACHED.finditer(text)]
    return any(_may_be_a_name(one) for one in named)


def _may_be_a_name(word: str) -> bool:
    name = "".join(word.split())
    if name[-1] in _NO_NAME_ENDS | _PLACE_ENDS or _is_everyday(name):
        return False
    return len(name) > _SHORT or name[0] not in WORDS_TOO


def names_beside(folded: Folded, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the names that stand right before and right after a number from ``start`` to ``end``: 张某某 130…."""
    first = max(0, start - _NEAR)
    before = _BEFORE_NUMBER.search(folded.text[first:start])
    if before and not any(_is_everyday(one) or one[-1] in _NO_NAME_ENDS for one in re.split("[、,/]", before["name"])):
        yield first + before.start("name"), first + before.end("name")
    after = _AFTER_NUMBER.match(folded.text[end : end + _NEAR])
    if after and not _is_everyday(after["name"]):
        yield end + after.start("name"), end + after.end("name")


def _names_after(text: str, match: re.Match[str]) -> tuple[int, int]:
    """Return start and end of the names after the word; end is 0 where there is none."""
    announced, place = bool(match["announcing"]), match.end()
    tail = _TAIL.match(text, place) if announced or match["title"] == "负责人" else None
    parting = _PARTING.match(text, tail.end() if tail else place)
    assert parting is not None
    outright = bool(_OUTRIGHT.search(parting.group()))
    announced = announced or (outright and match["title"] == "负责人")
    begin = parting.end()
    dotted = _DOTTED.match(text, begin) if announced else None
    end = dotted.end() if dotted else _name_end(text, begin, rare=announced and outright)
    body = _BODY.match(text, begin) if announced and outright and not end else None
    end = _name_end(text, body.end(), rare=False) if body else end
    titled = bool(end) and bool(_TITLE.match(text, end))
    sure = announced or titled or (not match["asking"] and (outright or len(text[begin:end].strip()) > 1))
    if not end or not sure or (match["leading"] and text[begin] in WORDS_TOO):
        return 0, 0
    if match["listing"] and text[end - 1] in _NO_NAME_ENDS | _PLACE_ENDS:
        return 0, 0  # 承办：高新区
    return match.start() if announced else begin, _last_name_end(text, end)


def _last_name_end(text: str, end: int) -> int:
    """Where the last of several names in a row ends: 张某、李某 王某."""
    while between := _NEXT.match(text, end):
        further = _name_end(text, between.end(), rare=False)
        alone = _ALONE.match(text, between.end()) if " " in between.group() or "、" in between.group() else None
        if not further and not alone:
            break
        end = further or (alone.end() if alone else end)
    return end


def _names_further(text: str, end: int) -> Iterator[tuple[int, int]]:
    """Yield the names that go on after what stands between them: 张某(语文)、李某."""
    while (meantime := _MEANTIME.match(text, end)) and (between := _NEXT.match(text, meantime.end())):
        start = between.end()
        if not (end := _name_end(text, start, rare=False)):
            break
        end = _last_name_end(text, end)
        yield start, end


def _name_end(text: str, place: int, *, rare: bool) -> int:
    """Return where the name that begins at ``place`` ends, or 0; ``rare``: any word of a name's length will do."""
    found = _NAME.match(text, place)
    if found and not _is_everyday(found.group()):
        title = _ENDS_IN_TITLE.search(found.group())
        return place + title.start() if title else found.end()
    if pinyin := pinyin_name(text[place : place + _LONGEST_PINYIN]):
        return place + pinyin
    if not rare:
        return 0
    if begun := _BEGINS_LIKE_ONE.match(text, place):
        return 0 if _is_everyday(begun.group()) else begun.end()
    word = _RARE_NAME.match(text, place)
    return word.end() if word and not _is_no_name(word.group()) else 0


def _may_be_named(text: str, place: int) -> bool:
    begun = _BEGINS_LIKE_ONE.match(text, place)
    return bool(begun) and not _is_everyday(text[place : place + 3])


def _is_everyday(name: str) -> bool:
    return "".join(name.split())[:2] in EVERYDAY


def _is_no_name(word: str) -> bool:
    return word[-1] in _NO_NAME_ENDS or word in _NO_NAMES or word.upper() in _NO_NAMES or _is_everyday(word)
