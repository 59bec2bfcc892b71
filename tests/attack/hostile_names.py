"""Names as a submitter may choose them, and what must hold of every name that is written."""

import re
from unicodedata import normalize

NAMES = (
    "附件2.xlsx",
    "附件2.XLSX",
    "..",
    "...",
    ".",
    "..!",
    ".. ",
    ". .",
    "CON",
    "con.xlsx",
    "NUL.tar.xlsx",
    "aux .xlsx",
    "PRN.",
    "COM1.xlsx",
    "COM¹.xlsx",
    "lpt9",
    "CONIN$",
    "附件2.xlsx.",
    "附件2.xlsx ",
    "附件2 . . .",
    "附件2　",
    " 附件2.xlsx",
    "附件<2>.xlsx",
    "附件2:流.xlsx",
    "C:附件2.xlsx",
    '附件"2".xlsx',
    "附件\\2.xlsx",
    "..\\..\\附件2.xlsx",
    "附件|2?.xlsx",
    "附件*.xlsx",
    "附件2\r\n√ 已收.xlsx",
    "附件2\t.xlsx",
    "\x1b]0;题\x07附件2.xlsx",
    "附件2\u202exslx.exe",
    "附\u200b件2.xlsx",
    "附件2\x7f.xlsx",
    "附件2\x85.xlsx",
    "附件2\u2028.xlsx",
    "é附件.xlsx",
    "e\u0301附件.xlsx",
    "É附件.xlsx",
    "ß附件.xlsx",
    "SS附件.xlsx",
    "长" * 83 + ".xlsx",
    "长" * 84,
    "附件2." + "扩" * 80,
    "a" * 250 + ".xlsx",
    "𠀀" * 60 + ".xlsx",
    "附件2_退回意见.xlsx",
    "缺报清单.txt",
    "群发清单.txt",
    "附件2 (2).xlsx",
    "附件2.xlsx.zip",
    ".profile",
    ".htaccess",
    "-rf",
    "$(reboot).xlsx",
    "%TEMP%.xlsx",
    "=cmd.xlsx",
)
"""None holds a slash: each is a file's name on Linux, and a member's name in an archive."""

PATHS = (
    "..!/..!/..!/出去.xlsx",
    "...zip!/...zip!/出去.xlsx",
    ".!/..!/出去.xlsx",
    "内层/..!/..!/..!/出去.xlsx",
    "~/出去.xlsx",
    "CON/附件2.xlsx",
    "a./b .xlsx",
    "名/" * 60 + "附件2.xlsx",
    "很长的一层文件夹名称/" * 25 + "附件2.xlsx",
    "x/" * 3000 + "附件2.xlsx",
    "附件2.xlsx/附件2.xlsx",
    "缺报清单.txt/附件2.xlsx",
)
"""Members of archives within folders."""

_DEVICES = {
    "con",
    "prn",
    "aux",
    "nul",
    "conin$",
    "conout$",
    *(f"{d}{n}" for d in ("com", "lpt") for n in "0123456789¹²³"),
}
_NEVER = re.compile('[<>:"\\\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]')


def unfit(folder, longest=240):
    """Say of everything below ``folder`` what a Windows computer, or a person, could not do with its name."""
    faults, seen = [], {}
    for path in sorted(folder.rglob("*")):
        shown = path.relative_to(folder).as_posix()
        name = path.name
        if _NEVER.search(name) or name[-1] in " ." or name.partition(".")[0].strip().lower() in _DEVICES:
            faults.append(f"name {name!r}")
        if len(name.encode()) > 255:
            faults.append(f"{len(name.encode())} bytes: {name!r}")
        if len(str(path).encode("utf-16-le")) // 2 > max(longest, len(str(folder)) + 121):
            faults.append(f"long path {shown!r}")
        folded = normalize("NFC", normalize("NFC", shown).casefold())
        if folded in seen:
            faults.append(f"one name on Windows or macOS: {shown!r} and {seen[folded]!r}")
        seen[folded] = shown
    return faults
