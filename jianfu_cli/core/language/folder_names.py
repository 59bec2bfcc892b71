"""What no unit can be called: its name is that of a folder and of files, on every system."""

import re

from jianfu_cli.core.language.patterns import pattern_of

_NOT_IN_NAMES = pattern_of(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_DEVICE = pattern_of(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.IGNORECASE | re.DOTALL)
_LONGEST_NAME = 80


def not_a_name(name: str) -> str:
    """Say in Chinese why no unit can be called ``name``, since its folder could not; "" where it can.

    >>> not_a_name("红旗区"), not_a_name("../红旗区")
    ('', '单位名称“../红旗区”里有文件名不能用的字符：/')
    """
    if not name.strip() or len(name) > _LONGEST_NAME:
        return f"单位名称不能为空，也不能超过 {_LONGEST_NAME} 个字"
    forbidden = "".join(dict.fromkeys(_NOT_IN_NAMES.findall(name)))
    if forbidden:
        return f"单位名称“{name}”里有文件名不能用的字符：{forbidden if forbidden.isprintable() else '控制字符'}"
    if name.startswith(("~", ".")) or name.endswith(".") or _DEVICE.fullmatch(name):
        return f"“{name}”不能作单位名称：Windows 不能有这样命名的文件夹"
    return ""
