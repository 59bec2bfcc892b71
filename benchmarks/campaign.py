"""Makes campaigns to measure by: N counties, one workbook of 50 rows for each unit and table, the same at every call.

Written by XlsxWriter, not by jianfu: what is measured must not have been made by it. The three tables of a unit agree
with each other, as those of a unit that did its work do; one row in fifty has a fault of the usual kinds. What is
abolished says what was wrong with it; of what stays one row in fifteen still does, and one in seven by its name
(打卡学习, 情况统计, 公众号关注), which the campaign watches for (JF9xx): of 210 published rows of whitelists none, of
eleven published problems three.
"""

import json
import random
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

import xlsxwriter
import yaml

from jianfu_cli import resources
from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.column import Column
from jianfu_cli.reading.campaigns import load_campaign

ROWS = 50
AS_OF = "2024-07-05"
HEADING_ROWS = 4
_FORMS = ("a2", "a3", "a7")
_RECTIFIED_ONLY = 10  # of a unit's rows in 附件2: abolished, hence not on its whitelist
_FAULTY_ROW = 50
_DOUBTFUL_ROW = 15

_FIRST = "安宝北长成东丰广海河洪湖华淮黄济建江金靖康兰乐临灵隆梅南宁平浦青清庆曲泉荣瑞山石双顺松泰桃天通桐同万文武西"
_SECOND = "川城东港阳口南平泉山水台田源州江河湖陵门宁岭林溪沙安昌池德定丰冈谷光化华吉济康乐理远原岳云泽镇中庄海会津坪"
_SUBJECTS = {
    "消防": "消防救援大队", "禁毒": "公安局", "反诈": "公安局", "交通安全": "交警大队", "食品安全": "市场监管局",
    "药品安全": "市场监管局", "防溺水": "应急管理局", "防震减灾": "应急管理局", "节水": "水利局", "节粮": "发改委",
    "垃圾分类": "城管局", "森林防火": "林业局", "野生动物保护": "林业局", "国防": "人武部", "征兵": "人武部",
    "税法": "税务局", "统计法": "统计局", "宪法": "司法局", "民法典": "司法局", "保密": "保密局",
    "金融知识": "人民银行",
    "艾滋病防治": "疾控中心", "结核病防治": "疾控中心", "控烟": "卫健局", "无偿献血": "卫健局", "口腔健康": "卫健局",
    "爱眼护眼": "卫健局", "气象科普": "气象局", "航天科普": "科协", "科技创新": "科技局", "知识产权": "市场监管局",
    "诚信": "发改委", "非遗": "文旅局", "戏曲": "文旅局", "全民阅读": "宣传部", "文明城市": "文明办", "家风": "妇联",
    "红十字救护": "红十字会", "助残": "残联", "拥军优属": "退役军人局", "生态环保": "生态环境局", "移风易俗": "民政局",
}  # fmt: skip
_AIMS = (
    "知识竞赛", "征文比赛", "宣传月", "宣传周", "主题演讲", "手抄报评比", "线上答题", "讲座", "签名活动",
    "示范学校创建",
    "专项检查", "情况统计", "志愿服务", "绘画展", "观影活动", "承诺书签订", "微视频征集", "公众号关注", "打卡学习",
    "小小宣传员评选",
)  # fmt: skip
TRADE = (
    "消防", "禁毒", "反诈", "交通", "食品", "药品", "溺水", "节水", "安全", "宣传", "教育",
    "知识", "竞赛", "检查", "统计", "专项", "活动", "进校园", "征文", "演讲", "讲座", "排查",
)  # fmt: skip
"""Words of the trade: titles that are drawn from few words are alike in all ways."""


Naming: TypeAlias = Callable[[int, int], tuple[str, str]]
"""Of a unit and a row, by their numbers: how a matter is named, and the organ it is of."""


class Campaigns:
    """Campaigns made under ``folder``, each once: ``<case>/收件`` is the inbox, ``<case>/专项行动`` the campaign."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._forms = load_campaign()

    def workbooks(self, count: int) -> Path:
        """Return the case of ``count`` workbooks of ``ROWS`` rows, three a unit."""
        return self._made(f"{count}份", lambda case: self._fill(case, count, _matter))

    def alike(self, count: int) -> Path:
        """Return the case of as many workbooks whose matters are named by ``TRADE``: each a little like many others."""
        return self._made(f"{count}份，名称相近", lambda case: self._fill(case, count, _drawn_matter))

    def rows(self, count: int) -> Path:
        """Return the case of one workbook of ``count`` rows; over Excel's limit they go on in another sheet's file."""
        return self._made(f"{count}行", lambda case: self._fill_one(case, count))

    def frictionless_package(self, count: int) -> Path:
        """Return a data package that describes ``workbooks(count)``: the same columns, required, lists, lengths."""
        case = self.workbooks(count)
        path = case / "datapackage.json"
        resources = [
            {
                "name": f"form-{nth}-{form.id}",
                "path": f"收件/{unit}/{form.label}.xlsx",
                "dialect": {"headerRows": [HEADING_ROWS]},
                "schema": {"fields": [_described(column, self._forms) for column in form.columns]},
            }
            for form, unit, nth in self._filed(count)
        ]
        path.write_text(json.dumps({"name": "forms", "resources": resources}, ensure_ascii=False), encoding="utf-8")
        return path

    def names(self, count: int) -> Path:
        """Return a file of ``count`` names of matters, 6 to 30 characters, one a line."""
        path = self.folder / f"{count}个名称.txt"
        if not path.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            path.write_text("\n".join(matter_names(count)), encoding="utf-8")
        return path

    def _made(self, name: str, make: Callable[[Path], None]) -> Path:
        case = self.folder / name
        if not case.exists():
            making = case.with_name(f"{name}（未完）")
            shutil.rmtree(making, ignore_errors=True)
            make(making)
            making.rename(case)
        return case

    def _filed(self, count: int) -> Iterator[tuple[Attachment, str, int]]:
        units = unit_names(-(-count // len(_FORMS)))
        for number in range(count):
            nth, which = divmod(number, len(_FORMS))
            yield self._forms.attachment(_FORMS[which]), units[nth], nth

    def _fill(self, case: Path, count: int, named: Naming) -> None:
        for form, unit, nth in self._filed(count):
            rows = list(form_rows(form, unit, nth, ROWS, named))
            write_form(case / "收件" / unit / f"{form.label}.xlsx", form, unit, rows)
        make_campaign(case / "专项行动", unit_names(-(-count // len(_FORMS))))

    def _fill_one(self, case: Path, count: int) -> None:
        form, [unit] = self._forms.attachment("a2"), unit_names(1)
        write_form(case / "收件" / unit / f"{form.label}.xlsx", form, unit, form_rows(form, unit, 0, count))
        make_campaign(case / "专项行动", [unit])


_DIFFERENT = len(_SUBJECTS) * len(_AIMS)


def unit_names(count: int) -> list[str]:
    """Return ``count`` (at most 8,000) names of counties, all different."""
    names = (f"{one}{two}{kind}" for kind in "县市区" for two in _SECOND for one in _FIRST if one != two)
    return list(islice(dict.fromkeys(names), count))


def make_campaign(folder: Path, units: Sequence[str]) -> None:
    """Write the shipped campaign with ``units`` for its roster."""
    shipped = resources.folder("schemas") / "campaigns" / "xinxiang-2024.yaml"
    said = yaml.safe_load(shipped.read_text(encoding="utf-8"))
    said["units"] = {"city": [{"name": "市本级"}], "county": [{"name": name} for name in units]}
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "campaign.yaml"
    path.write_text(yaml.safe_dump(said, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _described(column: Column, campaign: Campaign) -> dict[str, Any]:
    """Return a column as frictionless describes fields: required, chosen from a list, of a length."""
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.type == "category":
        constraints["enum"] = [category.name for category in campaign.categories]
    if column.choices:
        constraints["enum"] = list(column.choice_names)
    if column.limit:
        constraints["maxLength"] = campaign.limit(column.limit)
    kind = "integer" if column.type == "sequence" else "date" if column.type == "deadline" else "string"
    return {"name": column.full_heading, "type": kind, "constraints": constraints}


def write_form(path: Path, form: Attachment, unit: str, rows: Iterable[dict[str, str | int]]) -> None:
    """Write one filled form as the notice prints it: label, title, header block, headings, rows.

    Texts are shared among cells, as Excel and WPS write them; a form of a million rows keeps them in the cells.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    in_cells = not isinstance(rows, list)
    with xlsxwriter.Workbook(path, {"constant_memory": in_cells}) as workbook:
        sheet = workbook.add_worksheet(form.label)
        sheet.write_string(0, 0, form.label)
        sheet.write_string(1, 0, form.title)
        block = [f"填报单位（盖章）：{unit}", "填报时间：2024-07-01", "填报人员及电话：甲一 0373-0000000"]
        if form.header_field("declared_total"):
            block.insert(1, f"本级社会事务进校园总量为：{ROWS}项")
        for nth, text in enumerate(block):
            sheet.write_string(2, 3 * nth, text)
        for place, column in enumerate(form.columns):
            sheet.write_string(3, place, column.full_heading)
        for number, row in enumerate(rows, start=HEADING_ROWS):
            for place, column in enumerate(form.columns):
                value = row.get(column.key, "")
                if isinstance(value, int):
                    sheet.write_number(number, place, value)
                elif value:
                    sheet.write_string(number, place, value)


def form_rows(
    form: Attachment, unit: str, nth: int, count: int, named: Naming | None = None
) -> Iterator[dict[str, str | int]]:
    """Yield the rows of the ``nth`` unit's ``form``, the same in each of its forms where they name one matter."""
    named = named or _matter
    chance = random.Random(f"{form.id} {unit}")
    whitelist = form.id == "a7"
    for number in range(count):
        matter, organ = named(nth, number)
        abolished = number % ROWS < _RECTIFIED_ONLY
        if whitelist and abolished:
            matter, organ = named(nth + 1, number + ROWS)
        # Longer than any real form: each of the county's townships asks the same.
        nth_second, nth_first = divmod(number // _DIFFERENT, len(_FIRST))
        township = f"{_FIRST[nth_first]}{_SECOND[nth_second % len(_SECOND)]}镇"
        body = f"{township if number >= _DIFFERENT else unit}{organ}"
        row = _row(form.id, number, matter, body, abolished=abolished and not whitelist)
        if chance.randrange(_FAULTY_ROW) == 0:
            _spoil(row, chance)
        yield row


def _matter(nth: int, number: int) -> tuple[str, str]:
    """Return a matter's name and the organ it is of: all different in a unit's form, some the same in others."""
    subjects = list(_SUBJECTS)
    turn = nth * 17 + number * 11
    subject, aim = subjects[turn % len(subjects)], _AIMS[(turn // len(subjects) + nth) % len(_AIMS)]
    return f"{subject}{aim}进校园", _SUBJECTS[subject]


def _drawn_matter(nth: int, number: int) -> tuple[str, str]:
    """The same, named by some words of the trade."""
    chance = random.Random(f"{nth} {number}")
    return "".join(chance.choices(TRADE, k=chance.randrange(3, 7))), chance.choice(list(_SUBJECTS.values()))


def _row(form: str, number: int, matter: str, body: str, *, abolished: bool) -> dict[str, str | int]:
    if abolished or number % _DOUBTFUL_ROW == 0:
        asked = f"组织学生参加{matter}，由班主任统计参加人数并上传照片，每月报送一次进展情况，年底汇总打分排名"
    else:
        asked = f"组织学生参加{matter}，由主办单位派人讲解、布置展板，每学期一次，安排在综合实践课，不占用其他课时"
    row: dict[str, str | int] = {
        "seq": number + 1,
        "category": "监督检查评比考核" if "检查" in matter else "社会事务进校园",
        "matter": matter,
        "body": body,
        "held": f"{2023 + number % 2}年{number % 12 + 1}月",
        "venue": "全县中小学校",
        "scope": ("小学", "初中", "七至九年级师生", "高中学生")[number % 4],
        "content": f"{asked}（第{number + 1}项）。",
        "manner": ("现场讲座", "线上答题", "作品征集", "入校检查")[number % 4],
        "disposition": "清理" if abolished else "优化",
        "grounds": "新教领秘〔2024〕2号",
        "measures": f"取消{matter}的打卡和照片报送要求，不再列入考核。",
        "deadline": f"2024-06-{number % 20 + 5:02}",
        "progress": "已完成",
        "acceptance": "不验收",
    }
    return {key: value for key, value in row.items() if key != "category" or form != "a7"}


def _spoil(row: dict[str, str | int], chance: random.Random) -> None:
    fault = chance.randrange(4)
    if fault == 0 and "category" in row:
        row["category"] = "（二）社会事务"
    elif fault == 1:
        row["body"] = ""
    elif fault == 2 and "deadline" in row:  # noqa: PLR2004
        row["deadline"] = "尽快"
    else:
        row["content" if "content" in row else "progress"] = ""


def matter_names(count: int) -> Iterator[str]:
    """Yield names such as units give their matters: many alike, most not."""
    chance = random.Random(count)
    places, openings = unit_names(3000), ("", "", "关于开展", "2024年", "2024年度", "全县", "中小学")
    for _ in range(count):
        matter, _organ = _matter(chance.randrange(1 << 20), chance.randrange(100))
        place = chance.choice(places) if chance.randrange(3) else ""
        yield f"{chance.choice(openings)}{place}{matter}"[:30]
