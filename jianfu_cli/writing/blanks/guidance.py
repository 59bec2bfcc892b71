"""What a blank says of how to fill in a column whose schema has no ``hint``: its type asks for something as well."""

from jianfu_cli.core.model.attachment import Attachment
from jianfu_cli.core.model.campaign import Campaign
from jianfu_cli.core.model.column import Column, ColumnType

_BY_TYPE = {
    ColumnType.SEQUENCE: "已预先编号，增加的行接着编。",
    ColumnType.CATEGORY: "从下拉列表中选一个类别。",
    ColumnType.BODY: "写单位的规范名称，可从下拉列表中选。",
    ColumnType.FREE_TIME: "写明时间，没有固定写法。",
    ColumnType.PHONE: "写电话号码，固定电话带区号；多个号码用顿号隔开。",
    ColumnType.EMAIL: "写完整的邮箱地址。",
    ColumnType.DOCUMENT_NUMBER: "写发文机关代字、年份、序号，年份用六角括号〔〕。",
}


def guidance(campaign: Campaign, column: Column) -> str:
    """Return how ``column`` is filled in, in one or two sentences; "" where anything may stand in it."""
    if column.hint:
        return column.hint
    match column.type:
        case ColumnType.CHOICE | ColumnType.YES_NO:
            return f"从下拉列表中选：{'、'.join(column.choice_names)}。"
        case ColumnType.DATE | ColumnType.DEADLINE:
            return f"写年月日，如 {campaign.sample_day.isoformat()}。"
        case ColumnType.NUMBER:
            unit = f"（单位：{column.unit}）" if column.unit else ""
            return "，".join((f"只填数字{unit}", *column.asks)) + "。"
        case ColumnType.PERCENT:
            return "，".join(("填百分数，如 95%", *column.asks)) + "。"
        case ColumnType.CODE:
            return f"{column.pattern_says}。" if column.pattern_says else ""
    most = campaign.most_words(column)
    return _BY_TYPE.get(column.type, f"不超过 {most} 字（按 Word 字数统计）。" if most else "")


def has_example(attachment: Attachment) -> bool:
    """Say whether the schema gives any example: without, a sheet 示例 would show an empty row."""
    return any(column.example for column in attachment.columns)
