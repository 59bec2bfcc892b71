"""Signs of the fonts that draw pictures for letters: a ☑ is the R of Wingdings 2, and no reader of texts says so.

The tables hold the signs as Unicode 7.0 and later have them (after dingbat-to-unicode by Michael Williamson).
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.reading.grid import Reword

# From U+0021 on; a blank where the font has nothing that Unicode has.
_TABLES = {
    "wingdings": (
        "🖉✂✁👓🕭🕮🕯🕿✆🖂🖃📪📫📬📭🗀🗁🗎🗏🗐🗄⌛🖮🖰🖲🖳🖴🖫🖬✇✍🖎✌🖏👍👎☜☞☝☟🖐☺😐☹💣🕱🏳🏱✈☼🌢❄🕆✞🕈✠✡☪☯🕉☸♈♉♊"
        "♋♌♍♎♏♐♑♒♓🙰🙵⚫🔾◼🞏🞐❑❒🞟⧫◆❖⬩⌧⮹⌘🏵🏶🙶🙷▯🄋➀➁➂➃➄➅➆➇➈➉🄌➊➋➌➍➎➏➐➑➒➓🙢🙠🙡🙣🙞🙜🙝🙟∙•⬝"
        "⭘🞆🞈🞊🞋🔿▪🞎🟁🟅★🟋🟏🟓🟑⯐⌖⯎⯏⯑✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛⮰⮱⮲⮳⮴⮵⮶⮷🙪🙫🙕🙔🙗🙖🙐🙑🙒🙓⌫⌦⮘⮚⮙⮛⮈⮊⮉⮋🡨🡪"
        "🡩🡫🡬🡭🡯🡮🡸🡺🡹🡻🡼🡽🡿🡾⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂🢬🢭🗶✓🗷🗹"
    ),
    "wingdings 2": (
        "🖊🖋🖌🖍✄✀🕾🕽🗅🗆🗇🗈🗉🗊🗋🗌🗍📋🗑🗔🖵🖶🖷🖸🖭🖯🖱🖒🖓🖘🖙🖚🖛👈👉🖜🖝🖞🖟🖠🖡👆👇🖢🖣🖑🗴🗸🗵☑⮽☒⮾⮿🛇⦸🙱🙴🙲🙳‽🙹🙺🙻"
        "🙦🙤🙥🙧🙚🙘🙙🙛⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿ ☉🌕☽☾⸿✝🕇🕜🕝🕞🕟🕠🕡🕢🕣🕤🕥🕦🕧🙨🙩⋅🞄⦁●○🞅🞇🞉⊙⦿🞌🞍"
        "◾■□🞑🞒🞓🞔▣🞕🞖🞗🞘⬩⬥◇🞚◈🞛🞜🞝🞞⬪⬧◊🞠◖◗⯊⯋⯀⯁⬟⯂⬣⬢⯃⯄🞡🞢🞣🞤🞥🞦🞧🞨🞩🞪🞫🞬🞭🞮🞯🞰🞱🞲🞳🞴🞵🞶🞷🞸🞹🞺🞻"
        "🞼🞽🞾🞿🟀🟂🟄🟆🟉🟊✶🟌🟎🟐🟒✹🟃🟇✯🟍🟔⯌⯍※⁂"
    ),
    "wingdings 3": (
        "⭠⭢⭡⭣⭦⭧⭩⭨⭰⭲⭱⭳⭶⭸⭻⭽⭤⭥⭪⭬⭫⭭⭍⮠⮡⮢⮣⮤⮥⮦⮧⮐⮑⮒⮓⮀⮃⭾⭿⮄⮆⮅⮇⮏⮍⮎⮌⭮⭯⎋⌤⌃⌥␣⍽⇪⮸🢠🢡🢢🢣🢤🢥🢦"
        "🢧🢨🢩🢪🢫🡐🡒🡑🡓🡔🡕🡗🡖🡘🡙▲▼△▽◀▶◁▷◣◢◤◥🞀🞂🞁 🞃⯅⯆⯇⯈⮜⮞⮝⮟🠐🠒🠑🠓🠔🠖🠕🠗🠘🠚🠙🠛🠜🠞🠝🠟🠀🠂🠁🠃🠄🠆🠅🠇"
        "🠈🠊🠉🠋🠠🠢🠤🠦🠨🠪🠬🢜🢝🢞🢟🠮🠰🠲🠴🠶🠸🠺🠹🠻🢘🢚🢙🢛🠼🠾🠽🠿🡀🡂🡁🡃🡄🡆🡅🡇⮨⮩⮪⮫⮬⮭⮮⮯🡠🡢🡡🡣🡤🡥🡧🡦🡰🡲🡱🡳🡴🡵🡷🡶"
        "🢀🢂🢁🢃🢄🢅🢇🢆🢐🢒🢑🢓🢔🢖🢕🢗"
    ),
    "webdings": (
        "🕷🕸🕲🕶🏆🎖🖇🗨🗩🗰🗱🌶🎗🙾🙼🗕🗖🗗⏴⏵⏶⏷⏪⏩⏮⏭⏸⏹⏺🗚🗳🛠🏗🏘🏙🏚🏜🏭🏛🏠🏖🏝🛣🔍🏔👁👂🏞🏕🛤🏟🛳🕬🕫🕨🔈🎔🎕🗬🙽🗭🗪🗫⮔"
        "✔🚲⬜🛡📦🛱⬛🚑🛈🛩🛰🟈🕴⬤🛥🚔🗘🗙❓🛲🚇🚍⛳⦸⊖🚭🗮⏐🗯🗲 🚹🚺🛉🛊🚼👽🏋⛷🏂🏌🏊🏄🏍🏎🚘🗠🛢💰🏷💳👪🗡🗢🗣✯🖄🖅🖃🖆🖹🖺🖻🕵"
        "🕰🖽🖾📋🗒🗓🕮📚🗞🗟🗃🗂🖼🎭🎜🎘🎙🎧💿🎞📷🎟🎬📽📹📾📻🎚🎛📺💻🖥🖦🖧🕹🎮🕻🕼📟🖁🖀🖨🖩🖿🖪🗜🔒🔓🗝📥📤🕳🌣🌤🌥🌦☁🌨🌧🌩🌪🌬🌫🌜"
        "🌡🛋🛏🍽🍸🛎🛍Ⓟ♿🛆🖈🎓🗤🗥🗦🗧🛪🐿🐦🐟🐕🐈🙬🙮🙭🙯🗺🌍🌏🌎🕊"
    ),
    "symbol": (
        "!∀#∃%&∍()*+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾"
        "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}~                                 €"
        "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊"
        "〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
    ),
}
# Of the font that draws the buttons of windows the check, the cross and the boxes: tick sheets are made with it.
_TABLES["marlett"] = "".join(
    {"a": "✓", "b": "✓", "r": "✕", "c": "□", "g": "■", "h": "●"}.get(chr(n), " ") for n in range(0x21, 0x7F)
)
_FIRST, _LAST, _PRIVATE = 0x21, 0xFF, 0xF000
# The many boxes and checks of these fonts are the few that people tick forms with.
_USUAL = str.maketrans(
    {
        **dict.fromkeys("🗸✓✔", "√"),
        **dict.fromkeys("🗹", "☑"),
        **dict.fromkeys("🗷🗵⮽⌧🞽", "☒"),
        **dict.fromkeys("🗶🗴🗙✕", "×"),
        **dict.fromkeys("◻🞏🞐❑❒⬜🞎🞑", "□"),
        **dict.fromkeys("◼⬛🞓🞒", "■"),
        **dict.fromkeys("⚫⬤", "●"),
        **dict.fromkeys("🔾⭘🞅🞆", "○"),
    }
)
_BY_FONT = {font: table.translate(_USUAL) for font, table in _TABLES.items()}
# What a font that is not said can only have meant by its private signs: boxes and checks.
_LIKELY = {0xFC: "√", 0xFE: "☑", 0xA8: "□", 0x6F: "□", 0x52: "☑", 0x50: "√", 0xA3: "□", 0x78: "☒", 0xFD: "☒", 0xFB: "×"}
# A run from its font to the end of its text; what stands between are tags of its own.
_RUN = pattern_of(
    rb"(<(?:\w+:)?rFont\s[^<>]*?val\s*=\s*[\"']([^\"'<>]*)[\"'][^<>]*>\s*"
    rb"(?:<(?!/(?:\w+:)?r>)[^<>]*>\s*){0,24}?<(?:\w+:)?t(?:\s[^<>]*)?>)([^<]*)"
)
_NAMED = pattern_of(rb"wingdings|webdings|marlett", re.IGNORECASE)


def names_symbol_font(part: bytes) -> bool:
    """Say whether an XML part speaks of a font of signs at all: most do not."""
    return (b"dings" in part or b"arlett" in part) and _NAMED.search(part) is not None


@lru_cache(maxsize=256)
def symbol_font(name: str) -> str:
    """Return the font of signs that ``name`` is, "" where it is one of letters: ``'Wingdings 2'`` → ``wingdings 2``."""
    first = re.split("[;,]", name.strip())[0].strip(" '\"").casefold()
    spaced = re.sub(r"dings(?=\d)", "dings ", first)
    return spaced if spaced in _BY_FONT else ""


@lru_cache(maxsize=1024)
def in_symbol_font(text: str, font: str) -> str:
    """Return what ``text`` shows in the font of signs ``font`` (``symbol_font``); what is in no such font stays.

    A sign that Unicode does not have is named: ``〔wingdings 3 7F〕``.
    """
    return "".join(_sign(character, font) for character in text)


@dataclass(frozen=True, slots=True)
class Signs:
    """Rewords a cell's text (first as its number format does) to the signs that its font shows."""

    font: str
    first: Reword | None = None

    def __call__(self, text: str) -> str:
        """Return what ``text`` shows."""
        return in_symbol_font(self.first(text) if self.first else text, self.font)


def with_signs_in_runs(part: bytes) -> bytes:
    """Return the XML of texts or cells of an xlsx with each run in a font of signs as the signs it shows (18.4.4)."""
    return _RUN.sub(_run_with_signs, part)


def _run_with_signs(run: re.Match[bytes]) -> bytes:
    font = symbol_font(unescape(run[2].decode("utf-8", "replace")))
    if not font:
        return run[0]
    return run[1] + escape(in_symbol_font(unescape(run[3].decode("utf-8", "replace")), font), quote=False).encode()


def private_sign(code: int, font: str) -> str:
    """Return the sign of number ``code`` of a font, by any name: one of no known font is named, never guessed away."""
    if code < _FIRST or 0xD800 <= code <= 0xDFFF or code >= 0xFFFE:  # noqa: PLR2004 -- no characters
        return ""
    known = symbol_font(font)
    if known:
        return in_symbol_font(chr(code), known)
    if not _PRIVATE <= code <= _PRIVATE + _LAST:
        return chr(code)
    likely = "" if font else _LIKELY.get(code - _PRIVATE, "")
    return likely or f"〔{font.strip() or '符号字体'} {code - _PRIVATE:02X}〕"


def _sign(character: str, font: str) -> str:
    code = ord(character)
    code -= _PRIVATE if _PRIVATE < code <= _PRIVATE + _LAST else 0
    if not _FIRST <= code <= _LAST:
        return character
    table = _BY_FONT[font]
    sign = table[code - _FIRST] if code - _FIRST < len(table) else " "
    return sign if sign != " " else f"〔{font.title()} {code:02X}〕"
