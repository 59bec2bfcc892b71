"""What sounds done in a 完成情况 and may not be: hearsay, an end of the rectification itself, the burden carried out.

Each kind is stated, with what it looks like; where one is found the clause is unclear (JF508), so a person is asked.
"""

from jianfu_cli.core.language.completion_verbs import BROUGHT_ABOUT, PUT_UP
from jianfu_cli.core.language.patterns import pattern_of

# Of what somebody says, guesses or once wrote; of what stands on paper alone; of what was so for a time.
_HEARSAY = pattern_of(
    r"(?<![名职简俗统])称|听说|据(?:说|传|悉|闻|了解|反映|介绍|[^,]{0,8}(?:反馈|反映|报告))|传闻|表示|表态|反馈(?!良好|满意|较好)"
    r"|显示|(?<!无)误|谎|(?<!谦)虚|(?<![寒暑休节请放长])假(?!期|日)|估计|估摸|好像|似乎|仿佛|貌似|大概|大约|或许|也许|兴许|理论|当时|曾|一度|前任|上任|原任"
    r"|[纸账字表书数面][面上字](?:上|完|清|停|取|已|销)|口头|(?<!学校)(?<!教师)名义|号称|认为|认定为|觉得|以为|视同|视为|算是|算作|等于|相当于"
    r"|(?:一阵|几[天周日个]|一段|些?时间|数[天周日]|[0-9一二三两]{1,4}(?:天|周|个?星期|个月))$|停过|[约商议说]定|说好|定[于在]|[该能][^,]{1,3}[则的]|与否|笔误"
    r"|(?:标注?|标记|登记|录入|填写?|填报|勾选|注明?|写明?)(?:(?:了|为|成|的是|上)?[“\"]?已?(?:完成|销号|整改)|(?:为|成)[“\"]?已?(?:取消|停止|清退))"
    r"|(?:节假日|双休日?|周末|工作日|平时|白天|夜间|晚上|上午|下午)(?:已|均已|都已)"
    r"|(?:[0-9一二三四五六七八九十两几数某]{1,8}[所家个]?|[一-鿿]{0,3}[一二三四五六七八九十])(?:中学|小学|学校|[中幼]|园|村|乡镇?|街道)已(?!全|均|都)"
    r"|上[一1]?(?:年度?|学年|学期|季度|半年|个?月|轮|批|次)|去年|往年|历年|本[轮批次]|今年的|[该本](?:年度|学期|轮|次)的?"
)
_ENDS = "(?:停|终止|中止|暂停|取消|放弃|撤|解除|解散|退回|驳回|作罢|结束)"
_WORK = "(?:整改|清退|清理|摸排|排查|减负)"
_OF_THE_WORK = pattern_of(
    # The rectification, its group, its papers, its day or its bearer is what was ended, moved or changed.
    rf"{_ENDS}(?:止|了|开展|实施|原定|原|该|对[^,]{{1,10}}的)?{_WORK}"
    rf"|{_WORK}(?:工作|任务|程序|专班|行动|小组|报告|材料|方案|时限|期限|措施|台账|清单|要求|通知|会议)+(?:已经?|被|均|全部)*"
    rf"(?:{_ENDS}|移交|转交|交由|交给|改|调整|变更|延)"
    rf"|{_ENDS}[^,]{{0,6}}(?:停|取消|撤|禁|整改|清退|处理|处罚)[^,]{{0,2}}(?:决定|令|要求|通知|措施|意见|函)"
    r"|手续[^,]{0,6}(?:已经?|均|都|全部)*(?:完善|补|齐|更正|调整|完备)|(?:完善|补办?|健全)了?[^,]{0,8}手续"
    r"|(?:人员|教师|人选|人手|对象)(?:已经?|均|都|全部)*(?:更换|变更|调整|轮换|更改|替换)|(?:更换|变更|轮换|替换)了?[^,]{0,6}(?:人员|教师|人选)"
    r"|(?:人数|人员|数量|频次|次数|规模|范围|强度|时间|时长)(?:已经?|均|都|有所|大幅|明显)*(?:减少|压减|缩减|降低|缩小|下降|缩短)$"
    r"|(?:整改|责任|联系|经办|牵头|负责)(?:责任)?人(?:员)?(?:已经?|被)*(?:调|更换|变更|退|离|撤)|(?:更换|变更|调整|撤换)了?[^,]{0,6}责任人"
    r"|(?:投诉|举报|反映|诉求|留言|帖|评论|差评|建议)[^,]{0,6}(?:撤|删|清除|屏蔽)|(?:撤|删|清除|屏蔽)[^,]{0,6}(?:投诉|举报|诉求|留言|帖|评论|差评)"
    r"|(?:人|家长|教师|群众)[^,]{0,2}(?:撤回|撤销)|(?:申请|材料|报告|文稿|总结)[^,]{0,4}(?:退回|撤回|返回|驳回)|(?:退回|退还)[^,]{0,8}(?:重|再|修改|补充|整改|完善|申请|材料|报告)"
)
_BURDEN = (
    "(?:打卡|接龙|签到|评比|评选|评估|检查|督查|督导|考核|验收检查|答题|做题|投票|点赞|关注|转发|填报|填写|报送|上报|统计|调查|调研|问卷|征文|演讲"
    "|竞赛|比赛|培训|学习|值班|值守|执勤|巡逻|入户|走访|征缴|参保|宣讲|会议|演练|借调|抽调|活动)"
)
_SCHOOL = (
    "(?:[各该本原]?(?:中小)?学校(?!长|保安|安保|门卫|后勤|食堂|团委)|各校|本校|班主任|任课|教师|老师|教导处|德育处"
    "|政教处|级部|年级)"
)
_HANDED_TO_SCHOOLS = pattern_of(
    rf"(?:移交|转交|移送|交由|交给|交|改由|转由|(?<!原)由)(?:给|至|到|于)?[^,]{{0,4}}?{_SCHOOL}(?!.{{0,12}}(?:改为|改由|移交|转为|的))(?:承担|负责|办理|处理|完成|落实|自行|自主|组织|实施|代|填|报|统|管|$|{_BURDEN})"
    rf"|(?:改由|转由|改为由|换成由?){_SCHOOL}"
    r"|(?:问题|线索|举报|信访|投诉|案件|案卷)[^,]{0,4}(?:移交|转交|移送|交由)|(?:移交|转交|移送|交由)[^,]{0,6}(?:纪检|纪委|监委|监察|巡察|信访|司法|检察)"
)
# 打卡任务已全部完成: what was to be ended was carried out.
_CARRIED_OUT = pattern_of(
    rf"(?<![除消停撤止废免减])(?<!取消)(?<!停止)(?<!清理)(?<!精简){_BURDEN}(?:活动|任务|工作|事项|报表|数据|作品)?(?:已经?|均|都|全部|按时|按期|如期|顺利|圆满)*"
    r"(?:[0-9]{1,3}%)?(?:完成|结束|办结|报送|上报)(?!整改|清理|清退|合并|归并|优化|精简|取消|$(?<=已停)|[0-9项])(?:了|完毕|到位)?$"
    r"|(?:报送|上报|填报|录入|上传|提交|上交|填写|汇总|转发|传达|签到)(?:完成|完毕|结束|到位|完|好|齐)(?:了)?$"
)
# 问卷已发放, 平台已投入使用: what asks teachers for something is there, and so is the burden.
_ASKING = (
    "(?:app|小程序|平台|系统|软件|公众号|视频号|工作群|微信群|群|二维码|账号|问卷|试卷|通知|告知书|倡议书|明白纸|一封信|手册|读本|传单|宣传|资料|材料"
    "|表格?|报表|台账|文件|方案|任务|名单|评价|排名|通报|课程|课件|视频|作品|展板|横幅|标语|专栏)"
)
_ASKED_FOR = pattern_of(
    rf"(?:{_BURDEN}|{_ASKING})[^,]{{0,6}}?(?:已经?|均|都|全部|按时|按期|如期|统一)*(?:{BROUGHT_ABOUT}|{PUT_UP})"
    rf"|(?:{BROUGHT_ABOUT}|{PUT_UP})了?[^,]{{0,8}}{_ASKING}"
)
# 已完成整改情况汇总, 自评已完成: a paper about it, not the thing.
_OF_A_PAPER = pattern_of(
    r"完成了?[^,]{0,10}(?:汇总|总结|统计|梳理|评估|自评|登记|备案|培训|学习|传达|公示|归档|材料|报告|统计表|测算|评议)"
    r"|(?:自评|自检|互查|初评|初验|初核|预验收|汇总|总结|梳理|培训|学习|宣贯)[^,]{0,4}(?:已经?|均|全部)*(?:完成|结束|完毕)"
)
# 减为每周一次 is still often.
_STILL_OFTEN = pattern_of(
    r"(?:减|降|改|调整?|压减?|缩)(?:少|低)?(?:为|到|至|成)(?:每个?(?:天|日|[两二2]?周|星期)|隔[天日周]|[一两三1-3]天)"
)
# 不再新增, 未再跟进, 无需取消: what is given up is the mending, or more of the same.
_NOT_THE_MATTER = pattern_of(
    r"[不未]再(?:新增|增|扩大|延[长期]|追加|加码|加重|跟进|跟踪|过问|推[迟进动]|拖|督|更新|催|提及|落实|整改|清|支持|配合|处理|办理|协调|研究|上级|过|退)"
    r"|(?:无需|无须|毋需|不需要?|用不着|不用|不必)(?:再|作|做|进行){0,4}"
    r"(?:取消|停|禁|叫停|终止|中止|撤|作废|废|关|注销|卸载|下架|解散|清|退|返岗|返校|移交|减|压|优化|合并|精简|整合)"
)
# 12月完成: whether a month named without 已 is past or to come nobody knows.
_SOME_MONTH = pattern_of(r"^(?:(?:20)?[0-9]{2}年)?[0-9]{1,2}月(?:份|上旬|中旬|下旬)?(?!.*[已了均])(?![0-9])")
_EVERY = pattern_of(
    r"每(半)?个?([天日周月]|星期|季度?|学期|学?年)[^0-9一二三四五六七八九十两半,]{0,4}([0-9]{1,4}|[一二三四五六七八九十两半])?"
)
_DAYS = {"天": 1, "日": 1, "周": 7, "星期": 7, "月": 30, "季": 90, "季度": 90, "学期": 180, "年": 365, "学年": 365}
_NUMERALS = {"半": 0.5, "两": 2, **{sign: value for value, sign in enumerate("一二三四五六七八九十", start=1)}}
_CHANGED = pattern_of(
    r"(?:由|从|将|把|^已?|已)(.{1,30}?)(?:改|调整|变更|变|增加?|提高|上升|扩大?|升)(?:为|成|到|至)(.{1,20})"
)
_COUNT = pattern_of(r"([0-9]{1,6}|[一二三四五六七八九十两])(?=[项张次个份场人名次所])")
_GROWN = pattern_of(r"(?:增加?|提高|上升|扩大?|升|延长)(?:为|成|到|至)")


def sounds_done_only(clause: str) -> bool:
    """Say whether ``clause`` (folded), which has words of what is done, may not mean that the matter is done."""
    patterns = (
        _HEARSAY,
        _OF_THE_WORK,
        _HANDED_TO_SCHOOLS,
        _CARRIED_OUT,
        _ASKED_FOR,
        _OF_A_PAPER,
        _STILL_OFTEN,
        _NOT_THE_MATTER,
        _SOME_MONTH,
    )
    return any(pattern.search(clause) for pattern in patterns) or _is_no_less(clause)


def _is_no_less(clause: str) -> bool:
    """Whether what was changed has become more: 由每月1次改为每周1次, 由1张增为3张."""
    if _GROWN.search(clause):
        return True
    found = _CHANGED.search(clause)
    if not found:
        return False
    before, after = (_a_year(part) for part in found.groups())
    if before and after:
        return after >= before
    counts = [_COUNT.search(part) for part in found.groups()]
    if all(counts):
        first, then = (_number(count[1]) for count in counts if count)
        return then >= first
    return False


def _a_year(text: str) -> float | None:
    """How many times a year ``text`` says, None where it does not say."""
    every = _EVERY.search(text)
    if not every:
        return None
    days = _DAYS[every[2]] * (0.5 if every[1] else 1)
    return 365 / days * _number(every[3] or "1")


def _number(text: str) -> float:
    return float(text) if text.isdigit() else _NUMERALS[text]
