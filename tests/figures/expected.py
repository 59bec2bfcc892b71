"""What a count gives for every key of ``merge.json`` and for every cell of every table that an output prints."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from functools import cache

from figures.counting import LATE, MISSING, NOT_DUE, ON_TIME, STATES, UNCLEAR, Count

PROGRESS = dict(zip(("done", "open", "overdue", "unclear"), STATES, strict=True))
# A page lists so many of what many units have, a workbook all.
LISTED = 20


def merge_json(count):
    """All of ``merge.json`` but what names a program or a file's form (see ``NOT_FIGURES``)."""
    tables = [label for label, looks in count.survey.forms.items() if not looks.outline]
    found = Counter(one["severity"] for one in count.findings())
    return {
        "format": "jianfu-merge/1",
        "campaign": count.settings["id"],
        "as_of": count.survey.as_of.isoformat(),
        "rows": count.tally(),
        "as_of_rows_left_out": sum(len(form.rows) for form in count.later),
        "by_attachment": {count.survey.forms[label].id: count.tally(attachment=label) for label in tables},
        "counts": {"files": len(count.files), "forms": len(count.forms_in)},
        "by_unit": {unit: _sent(count, unit, tables) for unit in count.folder_units},
        "figures": _figures(count),
        "findings": {name: found[name] + (count.told_missing if name == "error" else 0) for name in ("error", "warning", "info")},
        "decisions": [],
        "files": {file.path: ["" if file.litter else file.sha256, sorted(_form(count, form) for form in file.forms)] for file in count.files},
        "unused": sorted(
            (count.survey.forms[form.attachment].id, form.unit, form.path, row["row"])
            for form in (*count.superseded, *count.later) for row in form.rows
        ),
        "long_texts": [],
    }  # fmt: skip


def said_json(said):
    """``merge.json`` in the shape of the above: of files and unused rows, what is a figure."""
    files = {
        file["path"]: [file["sha256"], sorted((one["attachment"], one["unit"] or "（未注明单位）", one["rows"], one["nil"]) for one in file["forms"])]
        for file in said["files"]
    }  # fmt: skip
    unused = sorted((one["attachment"], one["unit"], one["path"], one["row"]) for one in said["unused"])
    return {**{name: value for name, value in said.items() if name != "version"}, "files": files, "unused": unused}


def _form(count, form):
    return count.survey.forms[form.attachment].id, form.unit, len(form.rows), form.nil


def _sent(count, unit, tables):
    forms = [form for form in count.forms_in if form.unit == unit]
    return {
        "files": sum(count.file_unit(file) == unit for file in count.files),
        "forms": len(forms),
        **count.tally(unit=unit),
        "by_attachment": {
            count.survey.forms[label].id: count.tally(attachment=label, unit=unit)
            for label in tables if count.tally(attachment=label, unit=unit)["read"]
        },
    }  # fmt: skip


def _figures(count):
    common = count.common()
    overlaps = count.overlaps()
    return {
        **_counts(count),
        "units_filed": len(count.units_filed),
        "units_due": len(count.units_due),
        "missing": count.missing,
        "overlaps": len(overlaps),
        "common": {
            "matters": len(count.matters),
            "common": len(common),
            "rows": sum(rows for _, rows, _ in common.values()),
            "list": [
                {"matter": matter, "units": units, "rows": rows,
                 "bodies": [{"body": body, "units": n} for body, n in sorted(asked.items(), key=lambda one: (-one[1], one[0]))]}
                for matter, (units, rows, asked) in common.items()
            ],
        },
        "by_unit": {
            unit: {**_counts(count, unit), "missing": count.states(unit=unit)[MISSING],
                   "overlaps": sum(any(unit == one for one, _ in rows) for rows in overlaps.values())}
            for unit in count.in_order({*count.senders, *count.units_due})
        },
    }  # fmt: skip


def _counts(count, unit=None):
    """The counts by class; one that nobody chose is 0, 未填或不明 is a class where somebody has it."""
    figures, whole = count.figures(None if unit is None else {unit}), count.figures()
    names = dict.fromkeys([*count.survey.category_names, *([UNCLEAR] if whole["by_category"][UNCLEAR] else [])])
    choices = [*count.survey.choices, *([UNCLEAR] if whole["by_disposition"][UNCLEAR] else [])]
    return {
        **figures,
        "by_category": {name: figures["by_category"][name] for name in names},
        "by_disposition": {name: figures["by_disposition"][name] for name in choices},
        "by_progress": {key: figures["by_progress"][state] for key, state in PROGRESS.items()},
    }


@cache
def tables(count):
    """``{table: {row: {column: text}}}`` of every table that an output may print."""
    return {
        "missing": {(kind, short(labels)): {"单位数": len(units), "单位": "、".join(units)}
                    for (kind, labels), units in count.gaps().items()},
        "late": {(unit, short(labels)): {"收到日期": chinese(day), "迟报天数": days} for unit, labels, day, days in late(count)},
        "corrected": {(unit, label): {"第一次收到": chinese(first), "更正、补充": f"{chinese(last)}{how}", "附件": label}
                      for (unit, label), (first, last, how) in count.corrected().items()},
        "filings": {label: _filed(count, label) for label in (*dict.fromkeys(label for _, label in count.owed), "合计")},
        "progress": {state: {"项数": count.figures()["by_progress"][state]} for state in STATES} | {"合计": {"项数": count.figures()["rectifications"]}},
        "weeks": weeks(count),
        "overdue": {unit: {**dict.fromkeys(count.headings("deadline"), due), **dict.fromkeys(count.headings("progress"), said), "见汇总.xlsx": f"{label} 序号{nth}"} for unit, due, said, label, nth in count.overdue()},
        "refused": {unit: {"文件": f"{n}份"} for unit, n in count.refused().items()},
        "categories": _classes(count, "by_category"),
        "choices": _classes(count, "by_disposition"),
        "heat": {unit: {**{name: figures["by_category"][name] for name in (*count.survey.category_names, UNCLEAR)}, "合计": figures["problems"]}
                 for unit, figures in _each(count) if figures["problems"]},
        "units": {unit: _unit(count, unit, figures) for unit, figures in _each(count)},
        "unit filings": {unit: _states(count.states(unit=unit)) | {"应报附件": count.states(unit=unit).total()} for unit in (*count.units_due, "合计")}
        | {"合计": _states(count.states()) | {"应报附件": len(count.owed)}},
        "common": {matter: {"单位数": len(units), "行数": rows, count.survey.asked_called: "、".join(f"{body}（{n}）" if n > 1 else body for body, n in sorted(asked.items(), key=lambda one: (-one[1], one[0])))}
                   for matter, (units, rows, asked) in count.common().items()},
        "overlaps": {name: {"填报单位": "、".join(unit for unit, _ in rows)} for name, rows in count.overlaps().items()},
        "areas": _areas(count),
        "tallies": {label: _tally(count.tally(attachment=None if label == "合计" else label))
                    for label in (*(one for one, looks in count.survey.forms.items() if not looks.outline), "合计")},
        "unit tallies": {unit: _unit_tally(count, unit) for unit in (*count.senders, "合计")},
        "ranking": _ranking(count),
    }  # fmt: skip


def _filed(count, label):
    """How many units stand where with an attachment, and the rows that were read of one that has rows."""
    ours = None if label == "合计" else label
    nils = sum(count.is_nil(unit, one) for unit, one in count.owed if ours in {None, one})
    states = _states(count.states(label=ours) if ours else count.states())
    rows = {} if ours and count.survey.forms[ours].outline else _tally(count.tally(attachment=ours))
    return {**states, "其中零报告": nils, "零报告": nils, **rows}


def late(count):
    """``(unit, labels, day, days)`` of what a unit sent late, what came on one day together, the latest first."""
    found = {}
    for (unit, label), (state, day, days) in count.filings.items():
        if state == LATE:
            found.setdefault((unit, day, days), []).append(label)
    ordered = sorted(found.items(), key=lambda one: -one[0][2])
    return [(unit, labels, day, days) for (unit, day, days), labels in ordered]


def _states(states):
    return {state: states[state] for state in (ON_TIME, LATE, MISSING, NOT_DUE)}


def _each(count):
    """``(unit, figures)`` of all that sent something, and of all together."""
    for unit in (*count.senders, "合计"):
        yield unit, count.figures(None if unit == "合计" else {unit})


def _classes(count, name):
    figures = count.figures()
    return {one: {"项数": number} for one, number in _counts(count)[name].items()} | {
        "合计": {"项数": figures["problems"]}
    }


def _unit(count, unit, figures):
    severities = count.severities(None if unit == "合计" else unit)
    sums = {
        count.survey.sum_headings[key]: number for form in figures["totals"].values() for key, number in form.items()
    }
    return {
        count.survey.problems_called: figures["problems"], **{name: figures["by_disposition"][name] for name in (*count.survey.choices, UNCLEAR)},
        "整改事项": figures["rectifications"], **{state: figures["by_progress"][state] for state in STATES},
        count.survey.whitelist_called: figures["whitelist"], **sums, "错误": severities["error"], "提醒": severities["warning"],
    }  # fmt: skip


def _tally(rows):
    return {"读取": rows["read"], "采用": rows["merged"], "未采用": rows["unused"]}


def _unit_tally(count, unit):
    ours = None if unit == "合计" else unit
    labels = [label for label, looks in count.survey.forms.items() if not looks.outline]
    return {
        "文件": sum(ours in {None, count.file_unit(file)} for file in count.sent),
        "表": sum(ours in {None, form.unit} for form in count.forms_in),
        **_tally(count.tally(unit=ours)),
        **{f"{label}采用": count.tally(attachment=label, unit=ours)["merged"] for label in labels},
    }


AREAS = {
    "JF0": "文件（损坏、加密、认不出表）", "JF1": "版式和表头", "JF2": "单元格内容", "JF3": "同一张表内", "JF4": "各附件之间",
    "JF5": "时间", "JF6": "报送齐全", "JF7": "总结报告和典型案例", "JF8": "单位之间、进校园申请", "JF9": "内容疑点",
}  # fmt: skip


def _areas(count):
    """By the hundreds of the rules; what is missing is told elsewhere."""
    found = Counter((one["code"][:3], one["severity"]) for one in count.findings())
    return {
        called: {"错误": found[area, "error"], "提醒": found[area, "warning"], "提示": found[area, "info"]}
        for area, called in AREAS.items() if any(found[area, level] for level in ("error", "warning", "info"))
    }  # fmt: skip


def _ranking(count):
    """Place by what is missing, late, done, wrong; who has nothing to mend has no place."""
    placed = []
    for unit in count.units_filed:
        figures, states = count.figures({unit}), count.states(unit=unit)
        if figures["rectifications"]:
            done = figures["by_progress"]["已完成"] / figures["rectifications"]
            placed.append((unit, (states[MISSING], states[LATE], -done, count.severities(unit)["error"])))
    return {
        unit: {"名次": 1 + sum(other < own for _, other in placed), "到期未报": own[0], "迟报": own[1],
               "整改完成率": share(-own[2]), "错误": own[3]}
        for unit, own in placed
    }  # fmt: skip


def weeks(count):
    """Each week back to the first return: what the inbox of that day holds."""
    rows, day = {}, count.survey.as_of
    while True:
        then = Count(replace(count.survey, as_of=day), count.found)
        progress, whole = then.figures()["by_progress"], then.figures()["rectifications"]
        rows[f"{day.month}月{day.day}日"] = {
            "全部": whole, "已完成": progress["已完成"], "未到期": progress["未到期"], "逾期": progress["逾期未完成"], "看不出": progress["看不出是否完成"],
            "尚未完成": whole - progress["已完成"], "其中逾期": progress["逾期未完成"],
            "完成率": share(progress["已完成"] / whole) if whole else "—",
        }  # fmt: skip
        day -= timedelta(days=7)
        if day < count.first_day:
            return rows


def share(part):
    """A share with one digit; not 100 % while something is open."""
    return f"{min(100 * part, 99.9) if part < 1 else 100:.1f}%"


def chinese(day):
    return f"{day.year}年{day.month}月{day.day}日"


def short(labels):
    """附件1—3、5 for the labels 附件1, 附件2, 附件3, 附件5."""
    numbers = sorted(int(label.removeprefix("附件")) for label in labels)
    runs = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "附件" + "、".join("、".join(map(str, run)) if len(run) < 3 else f"{run[0]}—{run[-1]}" for run in runs)
