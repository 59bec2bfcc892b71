"""Mutations that keep what they change well-formed enough to reach the code behind the first look."""

import io
import random
import re
import warnings
import zipfile
from collections.abc import Callable

Bytes = Callable[[bytes], bytes]
"""libFuzzer's own mutation."""

_TOKEN = re.compile(r"<[^<>]*>|[^<>]+")
_VALUE = re.compile(r"=\"[^\"]*\"")
_MOST_TOKENS = 4000
WORDS = (
    "", " ", "0", "-1", "1", "2", "9", "16384", "1048576", "1048577", "4294967296", "99999999999999999999", "0.5", "1e999", "NaN",
    "A1", "B2", "C5", "XFD1048576", "A0", "ZZZ1", "A1:XFD1048576", "B2:B9", "A1:K3", "e", "s", "b", "str", "inlineStr", "d", "n",
    "true", "false", "collapse", "filter", "string", "float", "percentage", "date", "boolean", "void", "error", "restart", "continue",
    "hidden", "veryHidden", "#REF!", "#SPILL!", "=1+1", "2024-13-45", "2024-06-12", "45455", "2024年6月12日", "附件2", "附件7", "序号",
    "问题类别", "事项名称", "牵头实施单位", "开展时间", "意见建议", "填报单位：红旗区", "填报时间：", "合计", "无", "零报告", "备注：", "社会事务进校园",
    "总体情况", "（一）工作情况", "一、", "\u200b", "\ufffd", "_x0001_", "&#8;", "&amp;", "&lt;", "&x;", "\n", "0373-0000001", "〔2024〕1号",
)  # fmt: skip
_PARTS = ("", "（", "）", "(", ")", "[", "]", "〔", "〕", "、", "，", "。", "；", "：", "-", "—", "至", "/", ".", " ", "\u3000", "\n", "_", "x", "×", "@",
          "0", "1", "9", "12", "31", "2024", "20240605", "一", "二", "十", "十二", "廿", "两", "半", "零", "〇", "年", "月", "日", "号", "前", "底", "上旬",
          "个月", "学年", "次年", "超过", "以上", "每", "第", "至今", "0373", "13000000001", "12345", "分机", "转", "+86", "教", "党", "厅", "办发", "字",
          "完成", "已", "未", "正在", "预计", "整改", "%", "其他", "类", "及", "和", "等", "关于", "开展", "活动", "宣传", "进校园", "全国", "第三届", "教师",
          "学生", "新乡", "市", "县", "区", "局", "教育", "填报单位", "填报时间", "填报人员及电话", "盖章", "项", "\u200b", "é", "e\u0301", "①", "㈠", "Ⅳ", "１")  # fmt: skip


def package(data: bytes, chance: random.Random, by_bytes: Bytes) -> bytes:
    """Change one part of a zip, seldom the zip itself: by bytes its sum of control would refuse it."""
    parts = unpacked(data)
    if not parts or chance.random() < 0.03:
        return by_bytes(data)
    name = chance.choices(list(parts), [len(content) ** 0.5 + 1 for content in parts.values()])[0]
    odd = chance.random()
    if odd < 0.02:
        del parts[name]
    elif odd < 0.04:
        parts[chance.choice([name.upper(), "x/" + name, "..\\" + name, chance.choice(list(parts))])] = parts[name]
    elif parts[name].lstrip()[:1] in {b"<", b"\xef"} and odd < 0.85:
        parts[name] = markup(parts[name], chance)
    else:
        parts[name] = by_bytes(parts[name])
    return packed(parts)


def markup(content: bytes, chance: random.Random, _by_bytes: Bytes | None = None) -> bytes:
    """Change some tags, attributes or texts of an XML part or a page."""
    tokens = _TOKEN.findall(content.decode("utf-8", "replace"))[:_MOST_TOKENS] or [""]
    for _ in range(chance.choice((1, 1, 2, 5))):
        at, other = chance.randrange(len(tokens)), chance.randrange(len(tokens))
        length = chance.choice((1, 1, 2, 3, 8))
        match chance.randrange(7):
            case 0:
                del tokens[at : at + length]
                tokens = tokens or [""]
            case 1:
                tokens[at:at] = tokens[other : other + length]
            case 2:
                tokens[at : at + length] = tokens[other : other + length] or [""]
            case 3 | 4:
                tokens[at] = _valued(tokens[at], chance)
            case 5:
                tokens[at] = _valued(tokens[other], chance)
            case 6:
                tokens[at:at] = tokens[at : at + length] * chance.choice((2, 5, 30))
    return "".join(tokens).encode("utf-8", "surrogatepass")


def _valued(token: str, chance: random.Random) -> str:
    """Put another word for an attribute's value, or for a text."""
    if not token.startswith("<"):
        return chance.choice(WORDS) + chance.choice(("", "", token))
    places = list(_VALUE.finditer(token))
    if not places:
        return token
    place = chance.choice(places)
    return f'{token[: place.start()]}="{chance.choice(WORDS)}"{token[place.end() :]}'


def text(content: bytes, chance: random.Random, by_bytes: Bytes) -> bytes:
    """Put in, take out, repeat and move pieces of a text, in characters."""
    if chance.random() < 0.1:
        return by_bytes(content)
    letters = list(content.decode("utf-8", "replace"))
    for _ in range(chance.choice((1, 1, 2, 4))):
        at = chance.randrange(len(letters) + 1)
        end = at + chance.choice((1, 1, 2, 5, 20))
        match chance.randrange(5):
            case 0 | 1:
                letters[at:at] = chance.choice((_PARTS, WORDS))[chance.randrange(len(WORDS) // 2)]
            case 2:
                del letters[at:end]
            case 3:
                letters[at:end] = chance.choice(_PARTS)
            case 4:
                letters[at:at] = letters[at:end] * chance.choice((1, 2, 8))
    return "".join(letters).encode("utf-8", "surrogatepass")


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the parts of a zip, none where it is no sound one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # noqa: BLE001 -- whatever is wrong with it, it has no parts to change
        return {}


def packed(parts: dict[str, bytes]) -> bytes:
    """Zip the parts without compression: the fuzzer compares bytes."""
    target = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        warnings.simplefilter("ignore")
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return target.getvalue()
