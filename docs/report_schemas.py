"""JSON Schemas of the reports for programs (docs/formats/): strict, so that a key nobody wrote down is a mistake."""

from typing import Any

from jianfu_cli.core.approvals.reason import Suggestion
from jianfu_cli.core.filings.returns import State
from jianfu_cli.core.filings.versions import Use
from jianfu_cli.core.model.decision import Issue
from jianfu_cli.core.model.finding import Severity
from jianfu_cli.core.model.form import Outcome
from jianfu_cli.core.model.form_parts import EVIDENCE_LABELS, RECEIVED_LABELS
from jianfu_cli.core.model.meanings import ClueOutcome, Disposition
from jianfu_cli.core.rollup.figure_model import RectificationStatus
from jianfu_cli.core.rollup.rectified import MatterState
from jianfu_cli.reports.rules import SCOPES

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_FLAG: Schema = {"type": "boolean"}
_DAY: Schema = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_ROW: Schema = {"type": "integer", "minimum": 1}
_CELL: Schema = {"type": "string", "pattern": "^[A-Z]{1,3}[1-9][0-9]*$"}
_CODE: Schema = {"type": "string", "pattern": r"^JF\d{3}$"}
_NAME: Schema = {"type": "string", "pattern": "^[a-z]+(-[a-z]+)*$"}
_ATTACHMENT: Schema = {"type": "string", "description": "附件代号，如 a2"}
_SHA256: Schema = {"type": "string", "pattern": "^([0-9a-f]{64})?$", "description": "读不出字节的文件为空"}
_PATH: Schema = {"type": "string", "description": "从所给路径算起；压缩包里的写作 包.zip!/内层/附件2.xlsx"}


def schemas() -> dict[str, Schema]:
    """Return ``name → schema``, one for each format that a report names in its key ``format``."""
    return {
        "jianfu-report-1": _titled("jianfu-report-1", "validate -f json 的报告", _report()),
        "jianfu-merge-1": _titled("jianfu-merge-1", "merge 写出的 merge.json", _merge()),
        "jianfu-status-1": _titled("jianfu-status-1", "status -f json 的报告", _status()),
        "jianfu-progress-1": _titled("jianfu-progress-1", "progress -f json 的报告", _progress()),
        "jianfu-clues-1": _titled("jianfu-clues-1", "clues -f json：问题线索和它们涉及的事项", _clues()),
        "jianfu-receive-1": _titled("jianfu-receive-1", "receive -f json：收了什么，归到哪里", _receive()),
        "jianfu-remind-1": _titled("jianfu-remind-1", "remind -f json：提醒了谁，要什么", _remind()),
        "jianfu-review-1": _titled("jianfu-review-1", "review 写出的 review.json", _review()),
        "jianfu-rule-1": _titled("jianfu-rule-1", "rule -f json：一条规则或全部规则", _rule()),
    }


def _titled(name: str, title: str, schema: Schema) -> Schema:
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"urn:jianfu:schema:{name}"}
    return {**head, "title": title, **schema}


def _object(properties: Schema, optional: tuple[str, ...] = ()) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _or_null(schema: Schema) -> Schema:
    return {**schema, "type": [schema["type"], "null"]}


def _one_of(*values: str) -> Schema:
    return {"enum": list(values)}


def _form() -> Schema:
    return _object(
        {
            "attachment": _ATTACHMENT,
            "unit": {"type": "string", "description": "名册里的名称；名册里没有的照原样；不知道的为空"},
            "sheet": _or_null(_TEXT),
            "header_row": _or_null(_ROW),
            "rows": _COUNT,
            "nil": {**_FLAG, "description": "零报告"},
            "reported_on": _or_null(_DAY),
            "received_on": _or_null(_DAY),
            "received_from": _one_of("folder", "mail", "form", "file"),
            "sure": {**_FLAG, "description": "有别的表没有的凭据；否则见 JF010"},
            "evidence": {**_list(_one_of(*EVIDENCE_LABELS)), "description": "凭什么认出来的"},
        }
    )


def _file(**more: Schema) -> Schema:
    properties = {
        "path": _PATH,
        "sha256": _SHA256,
        "type": {"type": "string", "description": "按内容认出的类型，如 xlsx、xls、docx、pdf、zip、unknown"},
        "outcome": _one_of(*Outcome),
        **more,
        "forms": _list(_form()),
    }
    return _object(properties, optional=tuple(more))


def _finding() -> Schema:
    return _object(
        {
            "code": _CODE,
            "name": _NAME,
            "severity": _one_of(*Severity),
            "message": _TEXT,
            "hint": _TEXT,
            "basis": {"type": "string", "description": "通知的哪一处"},
            "path": _or_null(_PATH),
            "sheet": _or_null(_TEXT),
            "cell": _or_null(_CELL),
            "row": _or_null(_ROW),
            "column": _or_null(_TEXT),
            "attachment": _or_null(_ATTACHMENT),
            "unit": _or_null(_TEXT),
            "value": _or_null(_TEXT),
            "suggestion": _or_null(_TEXT),
            "fixable": {**_FLAG, "description": "有安全的改法"},
            "answered": {
                **_or_null(_object({"answer": _TEXT, "by": _TEXT, "on": _or_null(_DAY)})),
                "description": "单位在退回意见里的说明，或处理决定.xlsx 里的决定；没有的为 null",
            },
        }
    )


def _decision() -> Schema:
    """One decision of 处理决定.xlsx that was obeyed."""
    texts = dict.fromkeys(("unit", "attachment", "path", "decision", "why", "by"), _TEXT)
    number = {"type": "string", "description": "处理决定.xlsx 里的编号"}
    return _object({"number": number, "issue": _one_of(*Issue), **texts, "on": _or_null(_DAY)})


def _change() -> Schema:
    texts = dict.fromkeys(("path", "sheet", "column", "old", "new", "message"), _TEXT)
    return _object({**texts, "cell": _CELL, "codes": _list(_CODE)})


def _report() -> Schema:
    counted = ("files", "forms", "rows", *Severity)
    return _object(
        {
            "format": {"const": "jianfu-report/1"},
            "version": _TEXT,
            "campaign": _TEXT,
            "as_of": _DAY,
            "counts": _object(
                {
                    **dict.fromkeys(map(str, counted), _COUNT),
                    "answered": {**_COUNT, "description": "有说明、决定的才有"},
                },
                optional=("answered",),
            ),
            "files": _list(_file()),
            "not_run": _list(_object({"code": _CODE, "unit": _TEXT, "why": _TEXT})),
            "findings": _list(_finding()),
            "decisions": _list(_decision()),
            "fixed": {**_list(_change()), "description": "只在用了 --fix-to 时有"},
            "not_made": {**_list(_object({"path": _TEXT, "why": _TEXT})), "description": "只在有副本没有做成时有"},
        },
        optional=("fixed", "not_made"),
    )


def _merge() -> Schema:
    place = {"attachment": _ATTACHMENT, "unit": _TEXT, "path": _PATH, "sheet": _or_null(_TEXT), "row": _ROW}
    rows = {"read": _COUNT, "merged": _COUNT, "unused": _COUNT}
    tally = _object(rows)
    by_attachment = {"type": "object", "additionalProperties": tally}
    unit = _object({"files": _COUNT, "forms": _COUNT, **rows, "by_attachment": by_attachment})
    counts = _figures()
    of_unit = _object({**counts, "missing": _COUNT, "overlaps": _COUNT})
    figures = _object(
        {
            **counts,
            **dict.fromkeys(("units_filed", "units_due", "missing", "overlaps"), _COUNT),
            "common": _common(),
            "by_unit": {"type": "object", "additionalProperties": of_unit},
            "by_level": {
                "type": "object",
                "additionalProperties": _object({"units": _COUNT, **counts}),
                "description": "有下级的单位连同下级的合计（units：其中报来材料的下级）；没有下级就没有这一项",
            },
        },
        optional=("by_level",),
    )
    return _object(
        {
            "format": {"const": "jianfu-merge/1"},
            "version": _TEXT,
            "campaign": _TEXT,
            "as_of": _DAY,
            "rows": tally,
            "by_attachment": by_attachment,
            "counts": _object({"files": _COUNT, "forms": _COUNT}),
            "by_unit": {"type": "object", "additionalProperties": unit},
            "figures": figures,
            "as_of_rows_left_out": {**_COUNT, "description": "--as-of 以后收到、没有计入的行数"},
            "findings": _object(dict.fromkeys(map(str, Severity), _COUNT)),
            "answered": {**_COUNT, "description": "已有说明或决定、不计在内的；没有就没有这一项"},
            "decisions": _list(_decision()),
            "levels": {
                **_list(_level(tally)),
                "description": "各级上报包：下级的核对数（said），本级读到、采用的（here）；没有上报包就没有这一项",
            },
            "files": _list(_file(reason={"type": "string", "description": "没有读取的原因"})),
            "unused": _list(_object({**place, "reason": _TEXT, "text": _TEXT})),
            "long_texts": _list(_object({**place, "column": _TEXT, "text": _TEXT})),
            "not_compared": {
                **_list(_object({"part": _TEXT, "why": _TEXT})),
                "description": "名称相近的太多而没有比完的部分；都比完了就没有这一项",
            },
        },
        optional=("not_compared", "answered", "levels"),
    )


def _level(tally: Schema) -> Schema:
    """One of 各级核对."""
    beside = _object({"said": _or_null(tally), "here": tally})
    return _object(
        {
            "path": _PATH,
            "sha256": _TEXT,
            "as_of": _DAY,
            "ties": {**_FLAG, "description": "读到的行数与下级的核对数是否相等"},
            "by_attachment": {"type": "object", "additionalProperties": beside},
            "unused_because": {"type": "object", "additionalProperties": _COUNT},
        }
    )


def _common() -> Schema:
    """共性问题."""
    asked = _object({"body": _TEXT, "units": _COUNT})
    each = _object({"matter": _TEXT, "units": _list(_TEXT), "rows": _COUNT, "bodies": _list(asked)})
    return _object({**dict.fromkeys(("matters", "common", "rows"), _COUNT), "list": _list(each)})


def _figures() -> Schema:
    by_name = {"type": "object", "additionalProperties": _COUNT}
    sums = {"type": "object", "additionalProperties": {"type": "number"}}
    return {
        "problems": _COUNT,
        "by_category": by_name,
        "by_disposition": by_name,
        "rectifications": _COUNT,
        "by_progress": _object(dict.fromkeys(map(str, RectificationStatus), _COUNT)),
        "whitelist": _COUNT,
        "totals": {"type": "object", "additionalProperties": sums, "description": "附件代号 → 列的键名 → 合计"},
    }


def _status() -> Schema:
    by_state = _object(dict.fromkeys(map(str, State), _COUNT))
    version = _object(
        {
            "path": _PATH,
            "received_on": _DAY,
            "received_from": _one_of(*RECEIVED_LABELS),
            "counts": {**_FLAG, "description": "采用的有没有这一份"},
            "use": _one_of(*Use),
        }
    )
    attachment = _object(
        {
            "attachment": _ATTACHMENT,
            "due": _or_null(_DAY),
            "state": _one_of(*State),
            "received_on": {**_or_null(_DAY), "description": "第一次收到的日期"},
            "corrected_on": {**_or_null(_DAY), "description": "算数的一份晚于第一次的，它的日期"},
            "days_late": _COUNT,
            "nil": _FLAG,
            "errors": _COUNT,
            "scan": {**_FLAG, "description": "有没有盖章扫描件"},
            "unsure": {**_list(_PATH), "description": "像是这个附件、不能肯定的（JF010），或看得见、读不出的（JF011）"},
            "versions": _list(version),
        }
    )
    unit = _object(
        {
            "unit": _TEXT,
            "kind": {
                "type": "string",
                "pattern": "^[a-z][a-z0-9_-]*$",
                "description": "单位类别的代号，见专项行动文件的 kinds",
            },
            "attachments": _list(attachment),
            "refused": _list(_PATH),
            "enclosures": _list(_PATH),
        }
    )
    return _object(
        {
            "format": {"const": "jianfu-status/1"},
            "campaign": _TEXT,
            "as_of": _DAY,
            "counts": by_state,
            "units": _list(unit),
            "publication": {
                **_or_null(_object({"by": _DAY, "published_on": _or_null(_DAY)})),
                "description": "白名单应在哪一天以前公布、哪天公布的；没有白名单或没有写开学日期时为 null",
            },
            "own_missing": {
                **_list(_object({"unit": _TEXT, "attachment": _ATTACHMENT, "stage": _TEXT, "by": _DAY})),
                "description": "组织单位自己应在某一阶段形成而没有的附件（如市本级的白名单）；不算在 counts 里",
            },
            "roster_confirmed": {"type": "boolean", "description": "应报的各类单位是否都确认过名册"},
            "clues": {
                **_object(dict.fromkeys(("clues", "open", "late"), _COUNT)),
                "description": "收件箱里的问题线索台账：几件、没有办结的、其中超期的；没有台账就没有这一项",
            },
            "unplaced": _list(_PATH),
            "levels": {
                **_list(_object({"unit": _TEXT, "units": _COUNT, "heard": _COUNT, "counts": by_state})),
                "description": "下级单位按所在单位合计（units 个，报来 heard 个）；没有下级单位就没有这一项",
            },
            "bundles": {
                **_list(_object({"path": _PATH, "as_of": _DAY, "units": _list(_TEXT)})),
                "description": "收到的上报包，里面有哪些单位；没有就没有这一项",
            },
            "decisions": _list(_decision()),
        },
        optional=("clues", "levels", "bundles"),
    )


def _progress() -> Schema:
    counted = ("problems", "rectifications", *(state for state in MatterState if state is not MatterState.GONE))
    matter = _object(
        {
            "unit": _TEXT,
            "matter": {"type": "string", "description": "最近一版里的名称"},
            "body": _TEXT,
            "first_seen": {**_or_null(_DAY), "description": "首次列出它的那一版的收到日期；不明的为 null"},
            "deadline": {**_or_null(_DAY), "description": "整改时限，认不出日期的为 null"},
            "state": _one_of(*MatterState),
            "closed_on": {**_or_null(_DAY), "description": "首次报已完成的那一版的收到日期；不明的、又改回的为 null"},
            "reopened_on": {**_or_null(_DAY), "description": "由已完成改回的那一版的收到日期"},
            "path": _PATH,
        }
    )
    return _object(
        {
            "format": {"const": "jianfu-progress/1"},
            "campaign": _TEXT,
            "dates": _list(_object({"as_of": _DAY, **dict.fromkeys(map(str, counted), _COUNT)})),
            "matters": _list(matter),
            "decisions": _list(_decision()),
        }
    )


def _clues() -> Schema:
    link = {
        "attachment": _ATTACHMENT,
        "unit": _TEXT,
        "matter": _TEXT,
        "body": _TEXT,
        "path": {"type": "string", "description": "原来报送的文件；对照的是汇总.xlsx 的，就是其中的来源文件"},
        "row": {"type": "integer", "minimum": 0},
        "score": {"type": "number", "minimum": 0, "maximum": 1},
        "sure": {**_FLAG, "description": "只有这一件对得上；否则请人核对"},
        "evidence": _list(_TEXT),
    }
    links = _object(
        {
            "problems": _list(_object({**link, "disposition": {"enum": [*Disposition, None]}})),
            "rectifications": _list(
                _object({**link, "standing": _one_of(*RectificationStatus), "done_by": _or_null(_DAY)})
            ),
            "listed": _list(_object(link)),
        }
    )
    clue = _object(
        {
            "path": _PATH,
            "sheet": _or_null(_TEXT),
            "row": _ROW,
            "unit": {"type": "string", "description": "台账的填报单位"},
            **dict.fromkeys(("number", "source"), _TEXT),
            "received_on": _or_null(_DAY),
            **dict.fromkeys(("content", "category"), _TEXT),
            "schools": _list(_TEXT),
            "area": {**_or_null(_TEXT), "description": "学校所在的县（市、区），看不出的为 null"},
            "body": {"type": "string", "description": "牵头核查单位"},
            "assigned_on": _or_null(_DAY),
            "outcome": _one_of(*ClueOutcome),
            "handling": _TEXT,
            "closed_on": {**_or_null(_DAY), "description": "--as-of 以后的不算办结"},
            "circulated": _TEXT,
            "open": _FLAG,
            "days_open": {**_or_null(_COUNT), "description": "从收到到办结（没有办结的到 --as-of）的天数"},
            "due": _or_null(_DAY),
            "late": {**_FLAG, "description": "超过期限；办结了的，是超过期限才办结"},
            "links": links,
            "on_list": {"type": ["boolean", "null"], "description": "在不在白名单；不是进校园事项、看不出的为 null"},
            "relapse": {**_FLAG, "description": "整改清单报已完成以后又有反映（只算对得上的）"},
        }
    )
    named = _object({"path": _PATH, "row": _ROW, "number": _TEXT})
    counted = ("clues", "open", "late", "closed_late", *map(str, ClueOutcome), "relapses", "on_list", "not_on_list")
    return _object(
        {
            "format": {"const": "jianfu-clues/1"},
            "version": _TEXT,
            "campaign": _TEXT,
            "as_of": _DAY,
            "term_days": {**_COUNT, "description": "几天内核查办结（limits.clue_days）"},
            "compared": {**_FLAG, "description": "有没有可以对照的各表"},
            "counts": _object(dict.fromkeys((*counted, "groups", "later"), _COUNT)),
            "clues": _list(clue),
            "groups": {
                **_list(_object({"matter": _TEXT, "schools": _list(_TEXT), "clues": _list(named)})),
                "description": "三所以上学校反映的同一件事",
            },
            "errors": {**_COUNT, "description": "台账里的错误处数，逐处见 validate"},
            "refused": _list(_object({"path": _PATH, "why": _TEXT})),
            "decisions": _list(_decision()),
        }
    )


def _receive() -> Schema:
    file = _object(
        {
            "path": _PATH,
            "unit": {**_or_null(_TEXT), "description": "认不出单位的为 null，归在待认领"},
            "holds": {"type": "string", "description": "里面是什么，没有收的写明原因"},
            "note": _TEXT,
            "filed": {**_or_null(_TEXT), "description": "从收件箱算起的路径；没有收的为 null"},
            "new": {**_FLAG, "description": "以前没有收过"},
        }
    )
    return _object(
        {
            "format": {"const": "jianfu-receive/1"},
            "campaign": _TEXT,
            "inbox": _TEXT,
            "counts": _object(dict.fromkeys(("new", "known", "refused"), _COUNT)),
            "files": _list(file),
        }
    )


def _remind() -> Schema:
    asked = _list(_object({"attachment": _ATTACHMENT, "due": _DAY}))
    unit = _object(
        {
            "unit": _TEXT,
            "text": {"type": "string", "description": "给它的那一份的文件名"},
            "missing": {**asked, "description": "到期未报"},
            "near": {**asked, "description": "三个工作日以内到期"},
            "mend": _list(_object({"attachment": _ATTACHMENT, "file": _TEXT, "errors": _COUNT})),
            "unreadable": _list(_TEXT),
            "scanless": {**_list(_ATTACHMENT), "description": "缺加盖公章的扫描件的附件"},
            "clues": {**_list(_TEXT), "description": "由它核查、超期没有办结的问题线索的编号；没有的不写"},
        },
        optional=("clues",),
    )
    return _object(
        {
            "format": {"const": "jianfu-remind/1"},
            "campaign": _TEXT,
            "as_of": _DAY,
            "group": {"type": "string", "description": "群发清单的文件名"},
            "units": _list(unit),
            "decisions": _list(_decision()),
        }
    )


def _review() -> Schema:
    application = _object(
        {
            "unit": _TEXT,
            "matter": _TEXT,
            "suggestion": {**_one_of(*Suggestion), "description": "台账里有决定的，就是那个决定"},
            "listed": {**_or_null(_TEXT), "description": "清单上对应的一项；没有的为 null"},
            "days_before": {"type": ["integer", "null"], "description": "提前几天；看不出哪一天开始的为 null"},
            "reasons": _list(_object({"code": _CODE, "message": _TEXT})),
            "path": _PATH,
            "row": _ROW,
        }
    )
    decision = _object(
        {
            "number": {"type": "string", "description": "台账里的编号"},
            **dict.fromkeys(("unit", "matter"), _TEXT),
            "proposed": _one_of(*Suggestion),
            "decision": _one_of(*Suggestion),
            **dict.fromkeys(("why", "by"), _TEXT),
            "on": _or_null(_DAY),
        }
    )
    return _object(
        {
            "format": {"const": "jianfu-review/1"},
            "campaign": _TEXT,
            "as_of": _DAY,
            "counts": _object(dict.fromkeys((*map(str, Suggestion), "decided"), _COUNT)),
            "lists": {**_list(_TEXT), "description": "对照了哪些清单"},
            "applications": _list(application),
            "load": {
                "type": "object",
                "description": "学校 → 学期 → 项数；没有学校名册的，全市小学之类也各算一个",
                "additionalProperties": {"type": "object", "additionalProperties": _COUNT},
            },
            "decisions": _list(decision),
            "not_run": _list(_object({"code": _CODE, "why": _TEXT})),
            "later": {**_list(_PATH), "description": "--as-of 以后收到、没有计入的"},
            "unread": _list(_object({"path": _PATH, "why": _TEXT})),
            "amend": _amend(),
        },
        optional=("amend",),
    )


def _amend() -> Schema:
    item = {"unit": _TEXT, "matter": _TEXT, "body": _TEXT}
    room = {"area": {"type": "string", "description": "哪一级的清单，市级的为空"}, "total": _COUNT}
    added = {"unit": _TEXT, "matter": _TEXT, "suggestion": _one_of(*Suggestion), "fits": _FLAG}
    changes = _object(
        {
            "new": _list(_object(item)),
            "gone": _list(_object(item)),
            "frequency": _list(_object({**item, "before": _COUNT, "after": _COUNT})),
            "same": _COUNT,
        }
    )
    return _object(
        {
            "lists": _list(_object({**room, **dict.fromkeys(("cap", "left"), _or_null(_COUNT))})),
            "additions": _list(_object(added)),
            "changes": {**_or_null(changes), "description": "与上年清单相比（--last）；没有给的为 null"},
        }
    )


def _rule() -> Schema:
    described = {
        "code": _CODE,
        "name": _NAME,
        "severity": _one_of(*Severity, "off"),
        "scope": _one_of(*SCOPES),
        **dict.fromkeys(("basis", "finds", "why", "bad", "good", "fix"), _TEXT),
    }
    top = {"format": {"const": "jianfu-rule/1"}}
    return {"oneOf": [_object({**top, **described}), _object({**top, "rules": _list(_object(described))})]}
