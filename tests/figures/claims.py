"""Every figure that stands in a sentence, a tile or a chart: the words around it, and what the count gives for it.

A claim is ``(pattern, expected)``: the groups of the pattern are what is said. ``expected`` is one value, a tuple of
them, a set of values that one group may have, or a function of the first group for what follows it.
"""

import re
from collections import Counter

from figures.counting import LATE, MISSING, NOT_DUE, ON_TIME, STATES
from figures.expected import LISTED, chinese, late, share, short, tables
from figures.plain import working_days

# Digits that are no figures: names of attachments and documents, headings, rules, limits of the campaign, of a rank.
_NAMES = re.compile(
    r"附件\d+(?:[、—]\d+)*|附表\d*|〔\d{4}〕\d+号|JF\d{3}|^\d\.|（\d+字以内）|不超过\d+字|通知[一二三四五六七八九十]*（[^）]*）|【[^】]*】"
)


def unclaimed(texts, known):
    """``(wrong, left)``: what is said otherwise than counted, and the texts with digits that nothing claims."""
    wrong, left = [], []
    for text in texts:
        rest = text
        for pattern, expected in known:
            wrong += [(found.group(), expected) for found in re.finditer(pattern, rest) if not _agrees(found, expected)]
            rest = re.sub(pattern, "■", rest)
        if re.search(r"\d", _NAMES.sub("", rest)):
            left.append(rest)
    return wrong, left


def _agrees(found, expected):
    said = tuple(group for group in found.groups() if group is not None)
    if callable(expected):
        expected, said = expected(said[0]), said[1:]
    if isinstance(expected, set | frozenset):
        return len(said) == 1 and said[0] in {str(one) for one in expected}
    many = expected if isinstance(expected, tuple) else (expected,)
    # What is not said need not be: a sentence may be shorter in another output.
    return len(said) <= len(many) and all(str(one) == part for one, part in zip(many, said, strict=False))


def claims(count):
    """All claims, those first that take the most words."""
    known = tables(count)
    return [*_lists(count, known), *_answers(count, known), *_draft(count), *_bulletin(count, known), *_tiles(count),
            *_charts(count, known), *_sheets(count), *_notes(count)]  # fmt: skip


def _each(numbers, between, measure="项"):
    return between.join(f"{name}{number}{measure}" for name, number in numbers.items())


def _lists(c, known):
    """Lists that must be whole: each class with its number, in the order they are said."""
    figures, whole, called = c.figures(), known["categories"], c.survey.problems_called
    classes = {name: whole[name]["项数"] for name in whole if name != "合计"}
    choices = {name: known["choices"][name]["项数"] for name in known["choices"] if name != "合计"}
    by_size = dict(sorted(classes.items(), key=lambda one: (-one[1], one[0] == "未填或不明")))
    states = {state: figures["by_progress"][state] for state in STATES}
    some = {state: n for state, n in states.items() if n}
    kept = {unit: n for unit in c.in_order(c.senders) if (n := c.figures({unit})["whitelist"])}
    late = Counter(unit for unit, *_ in c.overdue())
    unclear = {unit: n for unit in c.in_order(c.senders) if (n := c.figures({unit})["by_progress"]["看不出是否完成"])}
    in_order = {unit: late[unit] for unit in c.in_order(late)}
    return [
        (r"按\w{2,6}分：(.+?)。", {_each(classes, "；"), _each(by_size, "；"), _each(choices, "、")}),
        (r"列入整改清单(\d+)项：(.+?)(?=，完成率)", (figures["rectifications"], _each(some, "、"))),
        (r"整改事项中，(.+?)(?=，完成率)", _each(some, "，")),
        (rf"{c.survey.whitelist_called}共(\d+)项，其中(.+?)。", (figures["whitelist"], _each(kept, "、"))),
        (r"逾期未完成(?:\d+项：|的为：|的：)(.+?)。", _each(in_order, "、")),
        (r"最多的是：(.+?)。", _each(dict(list(by_size.items())[:3]), "；")),
        (rf"{called}(\d+)项，其中(.+?)；整改事项(\d+)项，(.+?)(?=；|。)",
         (figures["problems"], _each(choices, "、"), figures["rectifications"], _each(states, "、"))),
        (r"^((?:[^；=]+? \d+ 项；?)+)$", "；".join(f"{name} {number} 项" for name, number in by_size.items())),
        (r"^整改事项：(.+)$", "，".join(f"{name} {number}" for name, number in states.items())),
        (rf"^{called}：(.+)$", "，".join(f"{name} {number}" for name, number in choices.items())),
        (r"须核实的：(.+?)。", _each(unclear, "、")),
        (r"(?:最普遍的是|较普遍的有)：(.+?)。", _most_common(c, known)),
        (r"(?<=：)((?:卫|附|\S)[^。]*?收到，迟报\d+天）[^。]*)。", _late(c)),
    ]  # fmt: skip


def _most_common(c, known):
    """The first three or five, with who asks, and of how many where that is said."""
    rows = list(known["common"].items())
    asked = c.survey.asked_called
    by = [f"，由{one[asked]}布置" if c.survey.areas is not None else "" for _, one in rows]
    said = [f"{name}（{one['单位数']}个单位{more}）" for (name, one), more in zip(rows, by, strict=True)]
    plain = [re.sub(r"（\d+）布置", "布置", one) for one in said]
    return {"；".join(way[:many]) for way in (said, plain) for many in (3, 5)}


def _late(c):
    """Who was late with what: 封丘县附件2—7（2024年7月5日收到，迟报1天）、附件1（…）."""
    found = {}
    for unit, labels, day, days in late(c):
        found.setdefault(unit, []).append(f"{short(labels)}（{chinese(day)}收到，迟报{days}天）")
    return "；".join(unit + "、".join(found[unit]) for unit in c.in_order(found))


def _answers(c, known):
    """The sentences that come first."""
    figures, progress = c.figures(), c.figures()["by_progress"]
    done, whole = progress["已完成"], figures["rectifications"]
    first = sorted(figures["by_category"].values(), reverse=True)[:3]
    rate = share(done / whole) if whole else "—"
    common = known["common"]
    return [
        (r"应报(?:送材料的)?单位(\d+)个，已报(?:送)?(\d+)个(?:，其中(.+?)(?=。))?", _filed(c)),
        (r"到期一件未报的(\d+)个：(.+?)(?=；|。)", (len(c.silent), _silent(c))),
        (r"缺报部分附件的(\d+)个：(.+?)(?=。)", _partly(c)),
        (r"到期未报(?:共|的附件|（共 |：)(?: )?(\d+) ?件", c.missing),
        (r"整改事项(\d+)项，已完成(\d+)项，完成率([\d.]+%)", (whole, done, rate)),
        (
            r"未到期(\d+)项(?:、逾期(\d+)项)?(?:、看不出是否完成(\d+)项)?",
            (progress["未到期"], progress["逾期未完成"], progress["看不出是否完成"]),
        ),
        (r"(\d+)项看不出是否完成", progress["看不出是否完成"]),
        (r"(\d+)份不能肯定是补充还是代替", sum(one["code"] == "JF608" for one in c.found)),
        (r"，完成率([\d.]+%)", rate),
        (r"这几类合计占([\d.]+%)", share(sum(first) / figures["problems"]) if figures["problems"] else ""),
        (
            r"(?<!，)(\d+)个以上单位都有的问题(\d+)件，占(\d+)行",
            (3, len(common), sum(one["行数"] for one in common.values())),
        ),
        (r"(\d+)份文件填报单位待确认", sum(file.path.startswith("待认领") for file in c.files)),
        (r"(\d+)组不同单位布置的", len(c.overlaps())),
        (rf"(?<!需整改的){c.survey.problems_called}(\d+)项", figures["problems"]),
    ]


def _filed(c):
    kinds = Counter(c.survey.names[c.kind_of[unit]] for unit in c.units_filed)
    return len(c.units_due), len(c.units_filed), _each(kinds, "、", "个")


def _silent(c):
    """By kind, the names where a person has checked the roster."""
    sure, parts = c.settings.get("confirmed", []), []
    for kind, label in c.survey.names.items():
        units = [unit for unit in c.silent if c.kind_of[unit] == kind]
        if units:
            known = sure is True or kind in sure
            parts.append(f"{label}{len(units)}个（{'、'.join(units) if known else '名册为默认，未经确认'}）")
    return "，".join(parts)


def _partly(c):
    units = [unit for unit in c.units_due if c.lacking(unit) and unit not in c.silent]
    return len(units), "、".join(f"{unit}（{short(c.lacking(unit))}）" for unit in units)


def _draft(c):
    """What only the draft of the report says."""
    hotlines, mails, documents = c.channels()
    need, there, lacking = c.need()
    overdue, errors = c.figures()["by_progress"]["逾期未完成"], c.severities()["error"]
    return [
        (r"其中各类表格和报告(\d+)份", len(c.forms_in)),
        (r"已设立投诉举报热线(\d+)个、投诉举报邮箱(\d+)个，梳理[^\d]+(\d+)件", (hotlines, mails, documents)),
        (r"需整改的问题(\d+)项，其中(\d+)项已列入整改清单(?:，(\d+)项未列入)?", (need, there, lacking)),
        (r"列入整改清单(\d+)项", c.figures()["rectifications"]),
        (r"须改正的错误(\d+)处", errors),
        (r"逾期未完成的整改事项(\d+)项", overdue),
        (r"(?:事项|共) ?(\d+) ?组", len(c.overlaps())),
        *(
            (rf"{heading}合计(\d+)册", c.totals(None)[form][key])
            for form in c.totals(None)
            for key, heading in c.survey.sum_headings.items()
        ),
        (r"报送以后又更正、补充的(\d+)件", len(c.corrected())),
        (r"已有(?P<words>)\d+字(?:，不超过\d+字，还可写约\d+字)?", ""),
    ]


def _bulletin(c, known):
    """What only the bulletin says: who lacks what, and how many are not named."""
    unsure = [kind for kind in c.survey.names if kind not in c.settings.get("confirmed", [])]
    silent = Counter(c.kind_of[unit] for unit in c.silent)
    said = {(c.survey.names[kind], str(silent[kind])) for kind in unsure if silent[kind]}
    return [
        (r"(县（市、区）|[^。，：（）]{2,5}?)中?(?:有)?(\d+)个单位(?:没有报来材料（名册为默认|。$)", lambda kind: next((n for name, n in said if name == kind), None)),
    ]  # fmt: skip


def _tiles(c):
    figures, severities = c.figures(), c.severities()
    progress, due, filed = figures["by_progress"], len(c.units_due), len(c.units_filed)
    done, whole = progress["已完成"], figures["rectifications"]
    return [
        (r"^已报单位=(\d+)应报 (\d+) 个$", (filed, due)),
        (r"^已报单位 / 应报单位=(\d+) / (\d+)$", (filed, due)),
        (r"^到期未报(?:（件）)?=(\d+)件?$", c.missing),
        (r"^整改完成率=([\d.]+%)(\d+) / (\d+) 项$", (share(done / whole) if whole else "—", done, whole)),
        (r"^整改完成率=([\d.]+%)$", share(done / whole) if whole else "—"),
        (r"^逾期未完成(?:（项）)?=(\d+)项?$", progress["逾期未完成"]),
        (rf"^{c.survey.problems_called}(?:（项）)?=(\d+)项?$", figures["problems"]),
        (rf"^{c.survey.whitelist_called}事项(?:（项）)?=(\d+)项?$", figures["whitelist"]),
        (r"^须改正的错误=(\d+)另有提醒 (\d+) 处$", (severities["error"], severities["warning"])),
        (r"^须改正的错误（处）=(\d+)$", severities["error"]),
    ]


def _charts(c, known):
    figures = c.figures()
    states = {**{state: figures["by_progress"][state] for state in STATES}}
    choices = {name: one["项数"] for name, one in known["choices"].items() if name != "合计"}
    days = {day: tuple(map(int, re.findall(r"\d+", day))) for day in known["weeks"]}
    lines = [
        f"{c.survey.as_of.year}-{month:02}-{of:02}：整改事项全部 {row['全部']}，尚未完成 {row['尚未完成']}，其中逾期 {row['其中逾期']}"
        for day, (month, of) in sorted(days.items(), key=lambda one: one[1]) for row in (known["weeks"][day],)
    ]  # fmt: skip
    return [
        (r"^(附件\d+) [^=]+=(\d+)$", lambda label: c.states(label=label).total()),
        (r"^整改事项=(\d+)$", figures["rectifications"]),
        (rf"^{c.survey.problems_called}=(\d+)$", figures["problems"]),
        (r"^([^=]+)=(\d+)$", lambda name: figures["by_category"][name]),
        (r"(附件\d+) [^：；]+：按时 (\d+)，迟报 (\d+)，未报 (\d+)，未到期 (\d+)", lambda label: tuple(c.states(label=label)[name] for name in (ON_TIME, LATE, MISSING, NOT_DUE))),
        (r"^(按时 .+)$", {_parts({name: c.states(label=label)[name] for name in (ON_TIME, LATE, MISSING, NOT_DUE)}) for label in known["filings"]}),
        (r"^((?:迟报|未报|未到期) .+（100%）)$", {_parts({name: c.states(label=label)[name] for name in (ON_TIME, LATE, MISSING, NOT_DUE)}) for label in known["filings"]}),
        (r"^(\S+ \d+（\d+%）.*)$", {_parts(states), _parts(choices)}),
        (r"^([\d-]{10}：整改事项.+)$", "；".join(lines)),
        (r"^轴 (\d\d-\d\d)$", {f"{month:02}-{of:02}" for month, of in days.values()}),
        (r"^轴 (?P<tick>)\d+$", ""),
    ]  # fmt: skip


def _parts(numbers):
    """按时 24（33%）　迟报 1（1%）: what there is, with its share; what there is is not 0 %."""
    whole = sum(numbers.values())
    return "　".join(f"{name} {n}（{max(1, round(n * 100 / whole))}%）" for name, n in numbers.items() if n)


def _sheets(c):
    rows = {label: c.tally(attachment=label)["merged"] for label in c.survey.forms}
    return [
        (r"(附件\d+)（(\d+) 行）", lambda label: rows[label]),
        (r"未采用（(\d+) 行）", c.tally()["unused"]),
        (r"来源（(\d+) 个文件）", len(c.files)),
        (r"重复交叉（(\d+) 组）", len(c.overlaps())),
        (r"提示 (\d+) 处不必处理", c.infos_listed),
    ]


def _notes(c):
    stage = next((one["by"] for one in c.settings.get("stages", []) if one["name"] == "集中攻坚"), c.survey.as_of)
    common = c.common()
    files = [file for file in c.files if not file.litter and not file.container]
    aside, later = len(c.files) - len(files), sum(any(form in c.later for form in file.forms) for file in files)
    files = [file for file in files if not any(form in c.later for form in file.forms)]
    read = sum(bool(file.forms) for file in files)
    return [
        (r"截至(?:[（ ]*)(\d{4}年\d+月\d+日|[\d-]{10})", {chinese(c.survey.as_of), c.survey.as_of.isoformat()}),
        (r"^(\d{4}年\d+月\d+日)$", chinese(c.survey.as_of)),
        (r"自本公告发布之日起至(\d{4}年\d+月\d+日)", chinese(c.settings["ends_on"])),
        (r"（集中攻坚阶段，([\d-]{10}) 以前，.*已过 (\d+) 天（(\d+) 个工作日）",
         (stage.isoformat(), (c.survey.as_of - stage).days, working_days(stage, c.survey.as_of))),
        (r"合并同类后共? ?(\d+) ?件，[3三] ?个以上单位都有的(?:共性问题)? ?(\d+) ?件，占 ?(\d+) ?行", (len(c.matters), len(common), sum(rows for _, rows, _ in common.values()))),
        (r"这里列单位最多的 (\d+) 件", min(len(common), LISTED)),
        (r"收到文件(\d+)份(?:（另有(?:以后收到的(\d+)份、)?[^\d]+(\d+)个，不计在内）)?", (len(files), *([later] if later else []), aside)),
        (r"其中读取(\d+)份，识别出表(\d+)张，共(\d+)行，汇总采用(\d+)行，未采用(\d+)行", (read, len(c.forms_in), *c.tally().values())),
        (rf"{c.survey.whitelist_called}(?:共)?(\d+)项", c.figures()["whitelist"]),
        (r"重复报送 (\d+) 份", len(c.superseded)),
        (r"其中同一天收到、内容不同的 (\d+) 份", 0),
        (r"^(.+?)：(\d+)份（[^）]*）", lambda unit: c.refused()[unit]),
        (r"另有 ?(\d+) ?行[^。]*以后收到", sum(len(form.rows) for form in c.later)),
    ]  # fmt: skip
