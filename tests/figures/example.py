"""What a person knows who counts the example's inbox: its forms, folders, categories, organs."""

from datetime import date
from pathlib import Path

from figures.reading import Looks, Survey

ROOT = Path(__file__).resolve().parents[2]
CATEGORIES = (
    "监督检查评比考核", "社会事务进校园", "文件和会议", "报表填写、调研统计", "抽调借用中小学教师", "校园值班值守",
    "城市创优评先和街道社区事务", "其他",
)  # fmt: skip
NAMES = {"事项名称", "活动名称"}
BODIES = {"牵头实施单位", "实施单位", "主办单位"}


def looks(form, role, telling, title, **columns):
    return Looks(form, role, frozenset(telling), columns, title)


FORMS = {
    "附件1": looks("a1", "contacts", {"投诉举报热线", "举报电话"}, "专项整治相关信息统计表", name={"单位名称", "单位"}, hotline={"投诉举报热线", "举报电话"}, mail={"投诉举报邮箱", "邮箱"}),
    "附件2": looks("a2", "problems", {"意见建议", "处理意见"}, "专项整治问题摸排清单", name=NAMES, category={"问题类别"}, choice={"意见建议", "处理意见"}, body=BODIES),
    "附件3": looks("a3", "rectifications", {"整改措施", "整改举措"}, "专项整治问题整改清单", name=NAMES, deadline={"整改时限", "整改期限"}, progress={"完成情况", "整改情况"}, body=BODIES),
    "附件4": Looks("a4", "report", frozenset({"下一步工作考虑", "下一步工作"}), {}, "专项整治工作总结报告", outline=True),
    "附件5": Looks("a5", "case", frozenset({"经验启示", "启示", "办法举措"}), {}, "专项整治典型案例", outline=True),
    "附件6": looks("a6", "documents", {"公文文号", "文号"}, "中小学教师减负工作相关文件目录", name={"公文标题", "文件名称"}),
    "附件7": looks("a7", "whitelist", {"验收方式"}, "社会事务进校园白名单", name=NAMES, body=BODIES),
}  # fmt: skip
# Bodies by the organ they are; what is not here is called as written, without its county.
ORGANS = {
    "教育体育局": "教育局", "科学技术局": "科技局", "文化广电旅游局": "文旅局", "卫生健康委员会": "卫健委",
    "爱国卫生运动委员会办公室": "爱卫办", "市场监督管理局": "市场监管局", "委政法委": "政法委", "委宣传部": "宣传部",
    "委网信办": "网信办", "委统战部": "统战部", "禁毒委员会办公室": "禁毒办", "医疗保障局": "医保局", "人力资源和社会保障局": "人社局",
    "城市管理局": "城管局", "生态环境分局": "生态环境局", "消防救援大队": "消防救援局",
    "河长制办公室": "河长制办公室", "金融工作局": "金融局",
}  # fmt: skip


def survey():
    return Survey(
        inbox=ROOT / "examples" / "inbox",
        as_of=date(2024, 7, 5),
        notice_date=date(2024, 6, 4),
        campaign=ROOT / "schemas" / "campaigns" / "xinxiang-2024.yaml",
        forms=FORMS,
        folders={"平原新区": "平原示范区", "新乡高新区": "高新区", "市卫生健康委": "市卫健委"},
        unit_label="填报单位（盖章）",
        day_label="填报时间",
        categories={**{name: name for name in CATEGORIES}, **dict(zip("一二三四五六七八", CATEGORIES, strict=True))},
        choices=("清理", "保留", "优化"),
        mended=frozenset({"清理", "优化"}),
        names={"county": "县（市、区）", "department": "市直部门"},
        organs=ORGANS,
        areas=frozenset({"county"}),
        together=(("六五环境日作品征集", "六五环境日主题作品征集"),),
    )
