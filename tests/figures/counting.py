"""An inbox counted by hand: which version counts, the rows by unit, category, choice and state, who has filed."""

import re
from collections import Counter, defaultdict
from functools import cached_property

from figures.plain import as_date, whole
from figures.versions import Inbox

UNCLEAR = "未填或不明"
STATES = ("已完成", "未到期", "逾期未完成", "看不出是否完成")
ON_TIME, LATE, MISSING, NOT_DUE = "按时", "迟报", "未报", "未到期"


class Count(Inbox):
    """The figures of one inbox. ``found`` are the findings that ``validate -f json`` makes in it.

    ``alone`` are the findings in the files that do not count, each validated by itself.
    """

    def __init__(self, survey, found, alone=()):
        super().__init__(survey)
        self.found, self.alone = found, alone

    # What is reported.

    def category(self, row):
        return self.survey.categories.get(re.sub(r"[（()）\s]", "", str(row["category"] or "")), UNCLEAR)

    def choice(self, row):
        return row["choice"] if row["choice"] in self.survey.choices else UNCLEAR

    def state(self, row):
        said = str(row["progress"] or "")
        if re.search(r"已(整改|完成|办结)", said):
            return "已完成"
        if not said or said == "见附件":
            return "看不出是否完成"
        due = as_date(row["deadline"])
        return "逾期未完成" if due and due < self.survey.as_of else "未到期"

    def figures(self, units=None):
        """The counts of ``units``, or of all."""
        key = None if units is None else tuple(units)
        if key not in self.known:
            self.known[key] = self._figures(units)
        return self.known[key]

    def _figures(self, units):
        def ours(role):
            return [row for unit, row in self.rows(role) if units is None or unit in units]

        problems, rectified = ours("problems"), ours("rectifications")
        return {
            "problems": len(problems),
            "by_category": Counter(map(self.category, problems)),
            "by_disposition": Counter(map(self.choice, problems)),
            "rectifications": len(rectified),
            "by_progress": Counter(map(self.state, rectified)),
            "whitelist": len(ours("whitelist")),
            "totals": self.totals(units),
        }

    def totals(self, units):
        """``{form: {column: sum}}`` of the columns that are summed, of what is a number within its bounds."""
        sums = {}
        for label, looks in self.survey.forms.items():
            for key in looks.columns:
                if key.startswith("sum:"):
                    _, column, least, most = key.split(":")
                    of = sums.setdefault(looks.id, {})
                    of[column] = sum(
                        number for (name, unit), forms in self.counting.items() if name == label
                        for form in forms for row in form.rows
                        if (units is None or unit in units) and (number := whole(row[key])) is not None
                        and int(least) <= number <= int(most)
                    )  # fmt: skip
        return sums

    # Who has filed.

    @cached_property
    def owed(self):
        """``(unit, label) → due``, in the order of the roster."""
        kinds = {unit["name"] if isinstance(unit, dict) else unit: kind
                 for kind, units in self.settings["units"].items() for unit in units}  # fmt: skip
        duties = {one["form"]: one.get("due", {}) for one in self.settings["attachments"]}
        return {
            (unit, label): duties[looks.id][kind]
            for unit, kind in kinds.items() for label, looks in self.survey.forms.items()
            if kind in duties[looks.id]
        }  # fmt: skip

    @cached_property
    def kind_of(self):
        return {unit["name"] if isinstance(unit, dict) else unit: kind
                for kind, units in self.settings["units"].items() for unit in units}  # fmt: skip

    @cached_property
    def filings(self):
        """``(unit, label) → (state, first day, days late)``."""
        return {owner: self._filing(*owner, due) for owner, due in self.owed.items()}

    def _filing(self, unit, label, due):
        versions = self.by_owner.get((label, unit), [])
        if not versions:
            return (MISSING if due < self.survey.as_of else NOT_DUE), None, 0
        days = [form.day for form in versions if form.day]
        first = min(days) if days else None
        late = (first - due).days if first and first > due else 0
        return (LATE if late else ON_TIME), first, late

    def is_nil(self, unit, label):
        forms = self.counting.get((label, unit), [])
        return bool(forms) and all(form.nil for form in forms)

    def states(self, *, label=None, unit=None):
        return Counter(state for (one, name), (state, *_) in self.filings.items()
                       if label in {None, name} and unit in {None, one})  # fmt: skip

    @cached_property
    def units_due(self):
        return list(dict.fromkeys(unit for unit, _ in self.owed))

    @cached_property
    def units_filed(self):
        return [unit for unit in self.units_due if any(owner[1] == unit for owner in self.by_owner)]

    @cached_property
    def silent(self):
        """Units of which all that is due is missing, and that sent nothing."""
        return [unit for unit in self.units_due if unit not in self.units_filed and self.states(unit=unit)[MISSING]]

    def lacking(self, unit):
        return [label for (one, label), (state, *_) in self.filings.items() if one == unit and state == MISSING]

    # What many have, and what several ask.

    @cached_property
    def matters(self):
        """``{matter: [(unit, body)]}`` of the problems by a plain key of their name."""
        found = defaultdict(list)
        for unit, row in self.rows("problems"):
            found[self.plain(row["name"])].append((unit, row["body"], row["name"]))
        return found

    def plain(self, name):
        """A name without marks, year and the words that change nothing; what a person reads as one has one key."""
        text = re.sub(r"[^\w]|20\d\d年?|活动$|工作$", "", str(name))
        return next((group[0] for group in self.survey.together if text in group), text)

    def common(self):
        """``[(units, rows, {organ: units})]`` of the matters that three units or more have, by their usual name."""
        found = {}
        for rows in self.matters.values():
            units = list(dict.fromkeys(unit for unit, *_ in rows))
            names = Counter(name for *_, name in rows)
            usual = max(names, key=lambda name: (names[name], -len(name), name))
            asked = Counter(organ for organ, _ in {(self.organ(body, unit), unit) for unit, body, _ in rows})
            if len(units) >= 3:
                found[usual] = (self.in_order(units), len(rows), asked)
        return dict(sorted(found.items(), key=lambda one: (-len(one[1][0]), -one[1][1], one[0])))

    def organ(self, body, unit):
        """Which organ a body is, of whatever county: 公安局 for 红旗区公安局."""
        text = str(body)
        if text in self.survey.organs:
            return self.survey.organs[text]
        for place in (unit, unit[:-1], "市"):
            if text.startswith(place) and len(text) > len(place) + 1:
                text = text.removeprefix(place)
                break
        return self.survey.organs.get(text, text)

    def overlaps(self):
        """``{first name: [(unit, body)]}`` of the matters that two bodies or more ask of the same schools.

        None are looked for in a campaign that asks nothing of anybody (``areas`` is None).
        """
        asked = defaultdict(list)
        if self.survey.areas is None:
            return {}
        for unit, row in (*self.rows("problems"), *self.rows("whitelist")):
            area = unit if self.kind_of.get(unit) in self.survey.areas else ""
            asked[self.plain(row["name"]), area].append((unit, self.organ(row["body"], unit), row["name"]))
        return {
            rows[0][2]: [(unit, body) for unit, body, _ in rows]
            for rows in (sorted(rows, key=lambda row: self.place(row[0])) for rows in asked.values())
            if len({body for _, body, _ in rows}) > 1
        }  # fmt: skip

    # Order and lists.

    def headings(self, key):
        """How a form of rectifications may head a column."""
        return next(looks for looks in self.survey.forms.values() if looks.role == "rectifications").columns[key]

    @property
    def told_missing(self):
        """What is told as missing (JF601): not where a file bears the attachment's name and cannot be read."""
        broken = [file.path for file in self.files if not file.forms and not file.litter and not file.container]
        refused = {one["path"] for one in self.found if one["code"] == "JF001"}
        return sum(
            state == MISSING
            and not any(path in refused and path.startswith(f"{unit}/") and label in path for path in broken)
            for (unit, label), (state, *_) in self.filings.items()
        )

    def place(self, unit):
        names = list(self.kind_of)
        return names.index(unit) if unit in names else len(names) + (unit == "（未注明单位）")

    def in_order(self, units):
        return sorted(units, key=self.place)

    @property
    def missing(self):
        return self.states()[MISSING]

    def gaps(self):
        """``{(kind, labels): units}``: who lacks the same."""
        found = defaultdict(list)
        for unit in self.units_due:
            if self.lacking(unit):
                found[self.survey.names[self.kind_of[unit]], tuple(self.lacking(unit))].append(unit)
        return found

    def corrected(self):
        """``{(unit, label): (first day, last day, how)}`` of what came again."""
        found = {}
        for (label, unit), versions in self.by_owner.items():
            days = [form.day for form in versions if form.day]
            if (unit, label) in self.owed and len(set(days)) > 1:
                how = "补充" if len(self.counting[label, unit]) > 1 else "更正"
                found[unit, label] = (days[0], days[-1], how)
        return found

    def overdue(self):
        """``(unit, deadline, what is said, form, number)``: rows are numbered through the units in order."""
        label = next(label for label, looks in self.survey.forms.items() if looks.role == "rectifications")
        rows = sorted(self.rows("rectifications"), key=lambda one: self.place(one[0]))
        return [(unit, as_date(row["deadline"]).isoformat(), row["progress"], label, nth)
                for nth, (unit, row) in enumerate(rows, start=1) if self.state(row) == "逾期未完成"]  # fmt: skip

    @cached_property
    def first_day(self):
        """The day of the first list of problems or rectifications, not before the notice."""
        labels = [label for label, looks in self.survey.forms.items() if looks.role in {"problems", "rectifications"}]
        return min(form.day for form in self.forms if form.attachment in labels and form.day)

    def need(self):
        """Problems to be mended: how many, how many of them stand on the unit's list of what is mended, how many not."""
        listed = {(unit, self.plain(row["name"])) for unit, row in self.rows("rectifications")}
        mended = [
            (unit, self.plain(row["name"]))
            for unit, row in self.rows("problems")
            if row["choice"] in self.survey.mended
        ]
        there = sum(one in listed for one in mended)
        return len(mended), there, len(mended) - there

    def channels(self):
        """Hotlines and mailboxes that can be one, each once; documents."""
        contacts = [row for _, row in self.rows("contacts")]
        hotlines = {
            str(row["hotline"]) for row in contacts if re.fullmatch(r"0\d{2,3}-\d{7,8}|\d{5}", str(row["hotline"]))
        }
        mails = {str(row["mail"]) for row in contacts if re.fullmatch(r"[\w.]+@[\w.]+\.\w+", str(row["mail"]))}
        return len(hotlines), len(mails), len(self.rows("documents"))

    def refused(self):
        """How many files of each unit could not be read, or are no form though their name says so."""
        paths = {
            one["path"] for one in self.found if one["code"] in {"JF001", "JF002", "JF003", "JF004", "JF006", "JF007"}
        }
        return Counter(self.file_unit(file) for file in self.files if file.path in paths and not file.forms)

    # Errors and warnings.

    @property
    def infos_listed(self):
        """What a sheet of all findings counts as not to be minded: those of files that do not count too."""
        return Counter(one["severity"] for one in (*self.found, *self.alone))["info"]

    def findings(self):
        """Those of versions that count, and of files and units; what is missing (JF601) is counted by the filings."""
        idle = {(form.attachment, form.unit, form.path) for form in (*self.superseded, *self.later)}
        labels = {looks.id: label for label, looks in self.survey.forms.items()}
        return [one for one in self.found if one["code"] != "JF601" and (
                one["code"] >= "JF6" or (labels.get(one["attachment"], ""), one["unit"], one["path"]) not in idle)]  # fmt: skip

    def severities(self, unit=None):
        owner = {file.path: self.file_unit(file) for file in self.files}
        return Counter(
            one["severity"] for one in self.findings()
            if one["path"] and unit in {None, one["unit"] or owner[one["path"]]}
        )  # fmt: skip
