"""What a form and a column are, whatever a campaign numbers, keys and calls them."""

from collections.abc import Mapping
from enum import StrEnum


class FormRole(StrEnum):
    """What a form is for; rules, figures and documents ask for it by this alone."""

    CONTACTS = "contacts"
    PROBLEMS = "problems"
    RECTIFICATIONS = "rectifications"
    REPORT = "report"
    CASE = "case"
    DOCUMENTS = "documents"
    WHITELIST = "whitelist"
    APPLICATIONS = "applications"
    CLUES = "clues"


FORM_ROLE_LABELS: Mapping[FormRole, str] = {
    FormRole.CONTACTS: "联系人和投诉举报渠道",
    FormRole.PROBLEMS: "问题清单",
    FormRole.RECTIFICATIONS: "整改清单",
    FormRole.REPORT: "总结报告",
    FormRole.CASE: "典型案例",
    FormRole.DOCUMENTS: "文件目录",
    FormRole.WHITELIST: "白名单",
    FormRole.APPLICATIONS: "审批报备申请",
    FormRole.CLUES: "问题线索台账",
}

OUTLINES = frozenset({FormRole.REPORT, FormRole.CASE})
"""The roles of outlines; all others are those of tables."""

GATHERED = frozenset({FormRole.APPLICATIONS})
"""The roles of forms of which each file is one more, and none a version of another."""


class ColumnRole(StrEnum):
    """What a column says of its row."""

    SEQUENCE = "sequence"
    MATTER = "matter"
    BODY = "body"
    CATEGORY = "category"
    DISPOSITION = "disposition"
    HELD = "held"
    VENUE = "venue"
    SCOPE = "scope"
    CONTENT = "content"
    MANNER = "manner"
    ACCEPTANCE = "acceptance"
    LEVEL = "level"
    FREQUENCY = "frequency"
    SCHOOLS = "schools"
    GROUNDS = "grounds"
    MEASURES = "measures"
    DEADLINE = "deadline"
    PROGRESS = "progress"
    DOCUMENT_NUMBER = "document_number"
    ISSUED_ON = "issued_on"
    PERSON = "person"
    OFFICE_PHONE = "office_phone"
    MOBILE = "mobile"
    HOTLINE = "hotline"
    EMAIL = "email"
    NUMBER = "number"
    SOURCE = "source"
    RECEIVED_ON = "received_on"
    CONCERNED = "concerned"
    ASSIGNED_ON = "assigned_on"
    OUTCOME = "outcome"
    HANDLING = "handling"
    CLOSED_ON = "closed_on"
    CIRCULATED = "circulated"
    REMARK = "remark"


ROLE_WORDS = frozenset(role.value for role in ColumnRole)

COLUMN_ROLE_LABELS: Mapping[ColumnRole, str] = {
    ColumnRole.SEQUENCE: "序号",
    ColumnRole.MATTER: "事项、活动或文件的名称",
    ColumnRole.BODY: "牵头、实施、责任或发文单位",
    ColumnRole.CATEGORY: "问题类别",
    ColumnRole.DISPOSITION: "处理意见",
    ColumnRole.HELD: "开展时间",
    ColumnRole.VENUE: "开展地点",
    ColumnRole.SCOPE: "实施范围、面向对象",
    ColumnRole.CONTENT: "主要内容",
    ColumnRole.MANNER: "开展形式",
    ColumnRole.ACCEPTANCE: "验收方式",
    ColumnRole.LEVEL: "层级",
    ColumnRole.FREQUENCY: "次数",
    ColumnRole.SCHOOLS: "开展学校",
    ColumnRole.GROUNDS: "依据",
    ColumnRole.MEASURES: "整改措施",
    ColumnRole.DEADLINE: "整改时限",
    ColumnRole.PROGRESS: "完成情况",
    ColumnRole.DOCUMENT_NUMBER: "公文文号",
    ColumnRole.ISSUED_ON: "发文时间",
    ColumnRole.PERSON: "负责人、联系人",
    ColumnRole.OFFICE_PHONE: "办公电话",
    ColumnRole.MOBILE: "手机号码",
    ColumnRole.HOTLINE: "投诉举报热线",
    ColumnRole.EMAIL: "投诉举报邮箱",
    ColumnRole.NUMBER: "编号",
    ColumnRole.SOURCE: "线索来源",
    ColumnRole.RECEIVED_ON: "收到日期",
    ColumnRole.CONCERNED: "涉及学校或单位",
    ColumnRole.ASSIGNED_ON: "交办日期",
    ColumnRole.OUTCOME: "核查结果",
    ColumnRole.HANDLING: "处理情况",
    ColumnRole.CLOSED_ON: "办结日期",
    ColumnRole.CIRCULATED: "是否通报",
    ColumnRole.REMARK: "备注",
}

TYPE_LABELS: Mapping[str, str] = {
    "sequence": "序号",
    "text": "文字",
    "category": "问题类别",
    "choice": "选一项",
    "body": "单位名称",
    "free-time": "时间（写法不限）",
    "date": "日期",
    "deadline": "日期",
    "phone": "电话号码",
    "email": "邮箱",
    "document-number": "公文文号",
    "number": "数字",
    "percent": "百分比",
    "code": "编码",
    "yes-no": "是或否",
}
"""What a column of each type is filled in with."""

_WORDS = frozenset({"text", "free-time", "choice", "yes-no", "body"})
_DAYS = frozenset({"date", "deadline", "text"})
_NUMBERS = frozenset({"phone", "text"})
_TYPES: Mapping[ColumnRole, frozenset[str]] = {
    ColumnRole.SEQUENCE: frozenset({"sequence"}),
    ColumnRole.BODY: frozenset({"body", "text", "choice"}),
    ColumnRole.CATEGORY: frozenset({"category"}),
    ColumnRole.DISPOSITION: frozenset({"choice"}),
    ColumnRole.HELD: frozenset({"free-time", "date", "text"}),
    ColumnRole.FREQUENCY: _WORDS | {"number"},
    ColumnRole.PROGRESS: _WORDS | {"percent"},
    ColumnRole.DEADLINE: _DAYS,
    ColumnRole.ISSUED_ON: _DAYS,
    ColumnRole.NUMBER: frozenset({"code", "text"}),
    ColumnRole.RECEIVED_ON: _DAYS,
    ColumnRole.ASSIGNED_ON: _DAYS,
    ColumnRole.CLOSED_ON: _DAYS,
    ColumnRole.OUTCOME: frozenset({"choice"}),
    ColumnRole.CIRCULATED: frozenset({"yes-no", "choice", "text"}),
    ColumnRole.DOCUMENT_NUMBER: frozenset({"document-number", "code", "text"}),
    ColumnRole.OFFICE_PHONE: _NUMBERS,
    ColumnRole.MOBILE: _NUMBERS,
    ColumnRole.HOTLINE: _NUMBERS,
    ColumnRole.EMAIL: frozenset({"email", "text"}),
}


def types_for(role: ColumnRole) -> frozenset[str]:
    """Return the types of column that can play ``role``."""
    return _TYPES.get(role, _WORDS)


_MENDING = frozenset({FormRole.PROBLEMS, FormRole.RECTIFICATIONS, FormRole.CLUES})
_FORMS: Mapping[ColumnRole, frozenset[FormRole]] = {
    ColumnRole.DISPOSITION: _MENDING | {FormRole.WHITELIST},
    ColumnRole.MEASURES: _MENDING,
    ColumnRole.PROGRESS: _MENDING,
    ColumnRole.HOTLINE: frozenset({FormRole.CONTACTS}),
    ColumnRole.OUTCOME: frozenset({FormRole.CLUES}),
    ColumnRole.CIRCULATED: frozenset({FormRole.CLUES}),
}
"""The roles of columns that would contradict other forms: no item of a list is done, no contact is found true."""


def forms_for(role: ColumnRole) -> frozenset[FormRole]:
    """Return the roles of forms that can have a column of ``role``; a form without a role can have any."""
    return _FORMS.get(role, frozenset(FormRole))
