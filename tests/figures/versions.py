"""Which forms of an inbox count, and the rows that were read, merged and left unused."""

from collections import defaultdict
from datetime import date
from functools import cached_property
from itertools import pairwise

from figures.reading import files_of


class Inbox:
    """The files of an inbox with their forms, judged by a person's rules of which version counts."""

    def __init__(self, survey):
        self.survey, self.settings, self.known = survey, survey.settings(), {}
        self.files = files_of(survey)
        self.forms = [form for file in self.files for form in file.forms]

    # Which versions count.

    @cached_property
    def by_owner(self):
        """``(attachment, unit) → versions`` that had come by the day, earliest first."""
        owned = defaultdict(list)
        for form in self.forms:
            if form.filed and form not in self.later:
                owned[form.attachment, form.unit].append(form)
        first = date.min
        return {owner: sorted(those, key=lambda one: (one.day or first, one.written_on or first, one.path))
                for owner, those in owned.items()}  # fmt: skip

    @cached_property
    def later(self):
        return [form for form in self.forms if form.day and form.day > self.survey.as_of]

    @cached_property
    def counting(self):
        """The last version of each, with what a later one only adds to."""
        kept = {}
        for owner, versions in self.by_owner.items():
            parts = []
            for before, form in pairwise([None, *versions]):
                supplement = before is not None and ("补充" in form.path or form.path == before.path)
                parts = [*parts, form] if supplement else [form]
            kept[owner] = parts
        return kept

    @cached_property
    def superseded(self):
        return [
            form for owner, versions in self.by_owner.items() for form in versions if form not in self.counting[owner]
        ]

    def rows(self, role):
        """``(unit, row)`` of the form that has ``role``."""
        label = next((label for label, looks in self.survey.forms.items() if looks.role == role), None)
        return [(unit, row) for (name, unit), forms in self.counting.items() if name == label
                for form in forms for row in form.rows]  # fmt: skip

    # Control totals.

    @cached_property
    def forms_in(self):
        """The forms that had come in by the day."""
        return [form for form in self.forms if form not in self.later]

    def tally(self, *, attachment=None, unit=None):
        """Rows read, merged, unused."""
        ours = [one for one in self.forms if attachment in {None, one.attachment} and unit in {None, one.unit}]
        unused = sum(len(one.rows) for one in ours if one in self.superseded or one in self.later)
        read = sum(len(one.rows) for one in ours)
        return {"read": read, "merged": read - unused, "unused": unused}

    def file_unit(self, file):
        folder = file.path.split("/")[0]
        if folder == "待认领":
            return file.forms[0].unit if file.forms else "（未注明单位）"
        return self.survey.folders.get(folder, folder)

    @cached_property
    def sent(self):
        """What somebody sent by the day: no zip beside what was in it, nothing that a computer leaves in a folder."""
        own = [file for file in self.files if not file.litter and not file.container]
        return [file for file in own if not any(form in self.later for form in file.forms)]

    @cached_property
    def senders(self):
        """The units that sent something, what a computer leaves in a folder apart."""
        return {self.file_unit(file) for file in self.files if not file.litter} | {form.unit for form in self.forms}

    @cached_property
    def folder_units(self):
        return {self.file_unit(file) for file in self.files} | self.senders
