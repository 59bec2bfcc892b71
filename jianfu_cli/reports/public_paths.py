"""Where a row comes from, said outside the office: the name of a file may be a person's, and then stays inside."""

import re
from functools import cache

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.privacy import public_text
from jianfu_cli.core.model.campaign import Campaign

HIDDEN = "〔文件名略〕"
# What names of forms and folders are made of beside units, attachments and numbers; no name of a person is.
_ORDINARY = (
    "专项整治|扫描件|盖章|签章|最终|终稿|定稿|正式|更正|补充|修改|重报|续报|增补|副本|汇总|台账|清单|材料|附件|报送|上报|填报"
    "|教育工作领导小组|教育和?体育局|教体局|教育局|县委|区委|市委|秘书组|办公室|人民政府|减负|中小学|教师|负担|社会事务|进校园"
    "|白名单|待认领|邮件|压缩包|工作总结|典型案例|问题|摸排|整改|目录|一览|统计|信息|总结报告|报告|表格|表|第|批|部分|份|版|稿"
    r"|\d{1,4}[项件行条个]|工作簿|[一二三四五六七八九十]|年|月|日|号|县|区|市|局|新|旧|的|和|及|与|关于|单位|工作表|sheet|copy|v"
)
_ENDING = pattern_of(r"\.[A-Za-z]{2,5}$")
_SHORTEST_BODY = 3
_LONGEST_NUMBER = pattern_of(r"\d{9,}")


class PublicPaths:
    """Says paths of one campaign as they may leave the office."""

    def __init__(self, campaign: Campaign) -> None:
        named = {name for units in campaign.units.values() for unit in units for name in unit.every_name}
        # 卫健委 for 市卫健委: what is left must still be more than a name of two.
        named |= {short for name in named if len(short := name.removeprefix("市")) >= _SHORTEST_BODY}
        titles = {campaign.title, campaign.city, *(form.title for form in campaign.attachments)}
        known = sorted(filter(None, named | titles), key=len, reverse=True)
        self._known = re.compile("|".join([*map(re.escape, known), _ORDINARY]), re.IGNORECASE)
        self._said = cache(self._part)

    def place(self, path: str, sheet: str | None, row: int) -> str:
        """Say where a row stands: ``红旗区/附件2.xlsx〔Sheet1〕第6行``."""
        shown = re.sub(r"[^/!]+", lambda part: self._said(part[0]), path)
        sheet_called = f"〔{self._said(sheet)}〕" if sheet else " "
        return f"{shown}{sheet_called}第{row}行"

    def _part(self, name: str) -> str:
        ending = _ENDING.search(name)
        stem = name[: ending.start()] if ending else name
        rest = self._known.sub("", stem)
        ordinary = not any(sign.isalpha() for sign in rest) and not _LONGEST_NUMBER.search(stem)
        return name if ordinary and public_text(name) == name else HIDDEN + (ending[0] if ending else "")
