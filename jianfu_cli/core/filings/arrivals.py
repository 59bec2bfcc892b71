"""What came by mail: what it is, and whose."""

from dataclasses import dataclass

from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.form import Form, Outcome, SourceFile

UNCLAIMED = "待认领"
"""The inbox's folder for what nobody can place (contract.md, receive)."""
_UNKNOWN_FORM = "JF006"
_WRAPPINGS = {"zip": "压缩包", "eml": "邮件", "msg": "邮件"}


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file that came: its unit (None: it cannot be placed), what it holds, and what a person should know of it.

    ``shared``: it holds forms of several units; each counts for its own wherever the file lies, and nobody claims it.
    """

    unit: str | None
    holds: str
    note: str = ""
    shared: bool = False

    @property
    def folder(self) -> str:
        """The folder of the inbox it goes to."""
        return self.unit or UNCLAIMED


def arrival(files: tuple[SourceFile, ...], name: str, campaign: Campaign, unit: str | None = None) -> Arrival:
    """Recognise what the reader found in one file (an archive: in all of it) named ``name``.

    Whose it is say ``unit`` (the person receiving), the folder it came from, the forms in it, the file's name, the
    address that a mail was sent from, in this order; what the mail's own words name is only told. Where the forms name
    several units, or one that the roster lacks, nobody guesses.
    """
    roster = campaign.roster
    holds = _holds(files, campaign)
    named = tuple(dict.fromkeys(form.owner.unit for file in files for form in file.forms if form.owner.unit))
    sure = unit or files[0].inbox_unit
    if sure:
        others = "、".join(name for name in named if name != sure)
        return Arrival(sure, holds, f"表内单位是{others}" if others and unit else "")
    of_members = tuple(dict.fromkeys(file.inbox_unit for file in files if file.inbox_unit))
    units = tuple(dict.fromkeys((*named, *of_members)))
    if len(units) > 1:
        note = f"里面有几个单位的：{'、'.join(units)}；放在这里就分别计入各单位，不必认领"
        return Arrival(None, holds, note, shared=True)
    found = units[0] if units else roster.find_in(name.rpartition(".")[0] or name) or files[0].mail_unit
    if found is None:
        return Arrival(None, holds, "表内和文件名都没有写明单位" + _hinted(files[0].mail_hint))
    if found not in roster.kind_of:
        near = "、".join(roster.nearest(found))
        return Arrival(None, holds, f"名册里没有“{found}”" + (f"，是不是：{near}" if near else ""))
    return Arrival(found, holds)


def _hinted(unit: str | None) -> str:
    """What the words of a mail say of whose it is: they may speak of another, so a person decides."""
    return f"；邮件主题或正文第一行写着{unit}，核实后用 -u {unit} 再收一次" if unit else ""


def _holds(files: tuple[SourceFile, ...], campaign: Campaign) -> str:
    forms = [form for file in files for form in file.forms]
    if forms:
        return "、".join(dict.fromkeys(_form(form, campaign) for form in forms))
    file = files[0]
    if file.outcome is Outcome.REFUSED:
        unknown = all(problem.code == _UNKNOWN_FORM for problem in file.problems)
        said = "；".join(problem.detail for problem in file.problems)
        return f"没有认出：{said}" if unknown else f"无法读取：{said}"
    if file.scan:
        return "扫描件"
    if len(files) == 1 and file.enclosure:
        return "附带的文件"
    return f"{_WRAPPINGS.get(file.type, '压缩包')}，里面没有认出表"


def _form(form: Form, campaign: Campaign) -> str:
    label = campaign.attachment(form.attachment).label
    if form.is_unread:
        return f"{label}（行是图片等，读不出）"
    if form.untouched:
        return f"{label}（没有填的空白表）"
    if campaign.attachment(form.attachment).kind == "outline":
        return label
    return f"{label}（零报告）" if form.body.nil else f"{label}（{len(form.body.rows)} 行）"
