"""A roster kept in a workbook: one unit a row, with its kind and its other names."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from jianfu_cli.core.language.folder_names import not_a_name
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key
from jianfu_cli.core.language.values import Scalar, text_of
from jianfu_cli.core.model.kinds import UnitKind
from jianfu_cli.core.model.unit import Unit
from jianfu_cli.errors import CampaignError, reason
from jianfu_cli.reading.limits import limits_from
from jianfu_cli.reading.refusal import RefusedError
from jianfu_cli.reading.spreadsheet import sheets_of

_NAME = frozenset({"单位名称", "单位", "名称", "单位全称", "学校名称", "学校"})
_KIND = frozenset({"类别", "单位类别", "类型"})
_WITHIN = frozenset({"所在单位", "上级单位", "主管单位", "所属单位", "所在县区", "所属县区", "县区", "所属"})
_ALIASES = frozenset({"别名", "其他名称", "简称"})
# How people write the kinds of the default.
_ALSO_WRITTEN = {
    "county": ("县市区", "县", "区", "县区", "区县", "县级"),
    "department": ("市直", "市直单位", "市直有关部门", "部门"),
    "city": ("市", "市级", "本级"),
}
_SEPARATORS = pattern_of(r"[、,，;；\n]+")

_Row = Sequence[Scalar]


class _Places(NamedTuple):
    """Where name, kind, other names and the unit around stand."""

    name: int
    kind: int | None
    aliases: int | None
    within: int | None


def read_roster(
    path: Path, kinds: Sequence[UnitKind], *, open_ended: bool = False, only_kind: UnitKind | None = None
) -> dict[UnitKind, tuple[Unit, ...]]:
    """Return the units, by kind in the order of ``kinds``, of the first sheet with headings 单位名称 and 类别.

    It may have 别名 and 所在单位 too. With ``open_ended`` a 类别 that is none of ``kinds`` is one more of them. Where
    there is an ``only_kind``, a list of names alone will do: they are of it.

    Raises:
        CampaignError: the workbook cannot be read, has no such sheet, or a row is not as it should be; the text names
            the row.
    """
    try:
        grids = sheets_of(path, limits_from()[0])
    except OSError as error:
        raise CampaignError(f"{path}：{reason(error)}") from error
    except RefusedError as refusal:
        raise CampaignError(f"{path}：{refusal.detail}") from refusal
    for grid in grids:
        for above, headings in enumerate(grid.rows):
            places = _places(headings, with_kind=only_kind is None)
            if places:
                rows = tuple(_numbered(grid.rows, above + 1))
                if places.kind is None and only_kind:
                    return {only_kind: _units(path, rows, places, (only_kind,))[only_kind]}
                more = _further(rows, places.kind, kinds) if open_ended and places.kind is not None else ()
                return _units(path, rows, places, (*kinds, *more))
    raise CampaignError(f"{path}：找不到名册；第一行要有“单位名称”“类别”两列，可以再有一列“别名”")


def _places(headings: _Row, *, with_kind: bool) -> _Places | None:
    """Where things stand, None where this is no row of headings."""
    keys = [key(text_of(heading)) for heading in headings]
    name, kind, aliases, within = (
        next((at for at, one in enumerate(keys) if one in known), None) for known in (_NAME, _KIND, _ALIASES, _WITHIN)
    )
    return None if name is None or (kind is None and with_kind) else _Places(name, kind, aliases, within)


def _numbered(rows: Sequence[_Row], start: int) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(rows[start:], start=start + 1):
        texts = [text_of(value) for value in row]
        if any(texts):
            yield number, texts


def _units(
    path: Path, rows: Iterable[tuple[int, list[str]]], places: _Places, kinds: Sequence[UnitKind]
) -> dict[UnitKind, tuple[Unit, ...]]:
    by_name = _by_name(kinds)
    units: dict[str, list[Unit]] = defaultdict(list)
    seen: dict[str, int] = {}
    for number, texts in rows:
        name = _text(texts, places.name)
        kind = kinds[0].id if places.kind is None else by_name.get(key(_text(texts, places.kind)))
        if not name:
            raise CampaignError(f"{path} 第 {number} 行：没有写单位名称")
        if fault := not_a_name(name):
            raise CampaignError(f"{path} 第 {number} 行：{fault}")
        if kind is None:
            known = "、".join(one.label for one in kinds)
            raise CampaignError(f"{path} 第 {number} 行：类别“{_text(texts, places.kind)}”不认识；可写：{known}")
        written = _SEPARATORS.split(_text(texts, places.aliases))
        aliases = tuple(dict.fromkeys(alias.strip() for alias in written if alias.strip() and alias.strip() != name))
        for one in {key(name), *map(key, aliases)}:
            if one in seen:
                raise CampaignError(f"{path} 第 {number} 行：“{name}”的名称或别名与第 {seen[one]} 行重复")
            seen[one] = number
        units[kind].append(Unit(name=name, aliases=aliases, within=_text(texts, places.within)))
    if not units:
        raise CampaignError(f"{path}：名册是空的")
    return {kind: tuple(units[kind.id]) for kind in kinds if kind.id in units}


def _text(texts: Sequence[str], place: int | None) -> str:
    return texts[place] if place is not None and place < len(texts) else ""


def _further(rows: Iterable[tuple[int, list[str]]], kind_at: int, kinds: Sequence[UnitKind]) -> tuple[UnitKind, ...]:
    """The kinds that the rows name beyond ``kinds``, in order."""
    known = _by_name(kinds)
    written = dict.fromkeys(label for _, texts in rows if (label := texts[kind_at]) and key(label) not in known)
    return tuple(UnitKind(id=f"kind{nth}", label=label) for nth, label in enumerate(written, start=1))


def _by_name(kinds: Sequence[UnitKind]) -> dict[str, str]:
    """Every way to write each kind: its label, its id, what people write for one of the default."""
    names = {key(name): kind.id for kind in kinds for name in (*_ALSO_WRITTEN.get(kind.id, ()), kind.id, kind.label)}
    return names | {key(kind.label): kind.id for kind in kinds}
