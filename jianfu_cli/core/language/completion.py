"""Whether a 完成情况 says that a rectification is done, is not done, or says neither (附件3; JF504, JF508).

A closed vocabulary, with stated patterns for each side; what it does not know is unclear, never done. One clause that
says something is still to be done outweighs all that are done. A clause is done only if, beside what says so and what
is harmless there, nothing qualifies it; and only clauses of a stated kind may stand beside it.
"""

import re
from enum import StrEnum
from functools import lru_cache

from jianfu_cli.core.language.choices import TICKED, picked
from jianfu_cli.core.language.completion_doubts import sounds_done_only
from jianfu_cli.core.language.completion_verbs import BROUGHT_ABOUT, ENDING, IN_PLACE, VERB
from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key


class Completion(StrEnum):
    """What a 完成情况 says."""

    DONE = "done"
    OPEN = "open"
    UNCLEAR = "unclear"


COMPLETION_WORDS = ("已完成", "正在推进", "未完成")
"""What a blank offers to choose from; it forbids no other."""

# 并 begins a clause, but neither in 合并 nor in 并入.
_CLAUSES = pattern_of(
    r"[,;。!()\n]|、(?![^,;。、]{1,8}(?:负责|承担|接管)|[^,;。、]{1,10}(?:均|都)已)|(?<![合归兼])并(?!入)"
)
# Where none of their characters stands no verb begins: seen at a glance, before sixty are tried at each place.
_VERB_HERE = f"(?=[立即{''.join(sorted({sign for sign in VERB if not sign.isascii()}))}])"
# One word of how it was done; more than a few in a row nobody writes.
_HOW = (
    "(?:全部|全面|全|按时|按期|如期|提前|及时|同时|一并|相应|全额|均"
    "|都|彻底|完全|整体|统一|能|予以?|给予|得到|进行|整改|的)"
)
_MANNER = f"{_HOW}{{0,8}}"
_WHOLLY = "(?:全部|全面|均|都|彻底|完全)"
# 按期整改 is what is meant, 按期完成 what was done.
_IN_TIME = "(?:如期|按期|按时|提前)(?:全部|全面)?(?:完成|办结|到位|销号|办毕)"
# What is ended, where a text says no more: 问题清零.
_WHAT = (
    "(?:(?:该|此|原|校内)?[项个]?(?:问题|台账|名单|人员|教师|工作群|微信群|群聊?|平台|app|小程序|项目|活动|事项|检查"
    "|评比|报表|文件|费用|经费|任务)|校内)"
)
# What comes before a rectification: to have finished it leaves the rectification to be done.
_PREPARING = (
    "(?:摸排|摸底|自查|排查|梳理|核查|调研|研究|讨论|论证|动员|部署|安排|启动|谋划|方案|台账|清单|措施|时限|通知"
    "|会议|开会|请示|汇报|报告|上报|申请|建议|初步|前期|初稿|草案|草稿|征求意见)"
)
# No sign of what is still to be done: checks and upkeep after it, and what did not come back.
_UPKEEP = pattern_of(
    r"未(?:再)?(?:发现|出现|发生|反弹|接到)[^,;。]*|无反弹|(?:正在?|在|待|将|需|拟|计划|下一?步)?(?:持续|长期|继续)?"
    r"(?:巩固|推进常态化|坚持(?!整改)|保持|跟踪|关注|督查|监督|防止反弹|建立长效|健全长效|完善长效|建立健全)[^,;。]*"
    r"|(?:只|仅)保留[0-9一二三四五六七八九十两]+[项张个份次][^,;。]*|等?待[^,;。]{0,4}(?:复核|复查|验收|核验|销号|审核|公示|检查|评估)[^,;。]*|无遗留[^,;。]*|剩余0[项个]?"
)
_HARDLY = (
    "(?:(?:绝?大)?部分|大部|大?多数|大多|一部分|少数|个别|基本|大体|大致|初步|阶段性|半|分批|分步|分期|逐步|陆续|逐项)"
)
_DIGITS = "[0-9一二三四五六七八九十两]"
_OPEN = pattern_of(
    # Denied, or not possible.
    rf"未(?!来|成年|再|到.{{0,4}}(?:期|时限)|(?:列|纳)入.{{0,6}}的|经.{{0,6}}的)|未能|没能|没有?{_MANNER}{VERB}|还没|尚未(?!到)|尚(?:在|需|待|有)|仍"
    rf"|暂(?:未|不|难)|率[为是:]?0(?![.0-9])|(?:完成|整改|清退)0[项个人]"
    r"|无法|无权|没有权限|不够|不佳|欠佳|尚无|不能|不宜|不便|不同意|不允许|不可能|难以|难于|不予|拒不|拒绝|不具备|权限不足|条件不足|没(?:办)?法"
    rf"|不到位|不力|不彻底|不完全|不理想|不明显|不及时|滞后|缓慢|失败|没完|没改|不改|做不到|(?:{VERB}|{BROUGHT_ABOUT})不(?:了|掉|到|下)|停不[了下]"
    # Not yet whole.
    rf"|{_HARDLY}的?(?:已经?)?{_MANNER}(?:{VERB}|{BROUGHT_ABOUT})|[一首]期[^,]{{0,4}}已|没有?(?:{BROUGHT_ABOUT}|[建装修换买配发](?:$|[成好完到]))|(?:{VERB}|{BROUGHT_ABOUT})(?:了)?(?:一?部分|一半|大半|大部分|过半|近半|不少)"
    rf"|(?:剩余|其余(?!.{{0,3}}[已均全都])|余下|还有|尚有|还差|还剩|剩|[余差缺欠]{_DIGITS})|(?:大部分?|大多数?|多数|多半|一半|半数|大半).{{0,12}}(?:已|{VERB})"
    rf"|(?:仅|只)(?:已?{VERB})"
    rf"|过半|近半|{_DIGITS}成(?![立员效果为功绩长品])|分之{_DIGITS}|个别.{{0,4}}扫尾|(?:接近|临近|将近|快要?){VERB}|可以?{_MANNER}{VERB}|试点|有望"
    rf"|(?:检查|验收|复[查核])[^,]{{0,2}}(?:不合格|[未没不]通过|不达标)|^部分[^,]{{1,10}}已|(?:施工|建设)(?:中|阶段)"
    rf"|(?:采购|招标|招投标|审核|审批|受理|调查|侦办|审理|设计|规划|调试|安装|流程|程序|{BROUGHT_ABOUT})中$|(?<![修新])在建|停工(?!令|通知)|暂停施工|封顶|不达标"
    r"|(?:主体|基础)(?:工程|结构)?(?:已经?)?(?:完工|完成)|走(?:[^,]{0,4}(?:程序|流程))"
    rf"|第{_DIGITS}(?:阶段|期|轮|步)|首(?:批|轮|期)|第[一1]批"
    # Come back.
    r"|又(?:反弹|恢复|出现|开展|启用|要求|布置|以[^,]{1,10}(?:形式|名义))|照常(?!教学|上课)|照旧|待定|(?<!不再)(?<!不得)(?<!不会)恢复(?!正常|教学|原|[供通运]|畅通)|(?<![无未止不])(?<!防)(?:出现|有所)?反弹|死灰复燃|回潮|重新(?:开展|启用)"
    # Under way or put off.
    r"|(?<!已经)(?<!已)(?:进入|处于|转入)[^,]{0,6}(?:阶段|程序|流程|环节)|(?:收尾|扫尾)(?:中|阶段|$)|刚刚?(?:启动|开始|起步)|还在"
    r"|(?:持续|稳步|有序|长期|常态化|陆续|逐步|积极|大力)(?:开展|推进|推动|整改|落实|实施|清理|整治)(?!.{0,4}(?:完|到位))"
    r"|(?:有序|平稳|顺利)(?:进行|开展|推进)|(?<!不再)(?:列入|纳入)[^,]{0,8}计划|限期(?!.{0,40}(?:完|到位|已))|限[0-9]|暂停(?:整改|推进)|(?:恳请|提请"
    r"|敬?请[市省上级局县]).{0,8}(?:协调|统筹|解决|明确|支持|批准)"
    rf"|(?:推进|进行|办理|实施|研究|讨论|协商|沟通|对接|协调|申请|审批|{VERB})(?:中(?![小学央层心等考])|之中|过程中|阶段)"
    r"|除(?![^,]{0,12}(?:白名单|规定|法定|保留))[^,]{1,14}外[^,]{0,4}已|征求[^,]{0,6}意见$|报[^,]{1,14}审定$"
    r"|报批|报审|送审|提交.{0,8}(?:研究|审议|审批)|延长|(?:借用|抽调|使用)[^,]{0,4}(?:至|到)[0-9]|正在|(?<![改纠更修订校端])正(?![常式规确面当好值职副数版直本文])|在办"
    r"|在改|抓紧|加快|着手|继续推进|持续推进|稳步推进|有序推进|推进|按计划进行"
    r"|延期|延后|推迟|顺延|暂缓|缓办|暂未|暂不|搁置|往后推|^等(?![级额次同值])|等(?:待|候|通知|上级|领导|省|市|县|文件|批|回复|下学期|放假)|(?<![接招优对看期])待"
    rf"|继续(?:借用|使用|开展|实施|执行|参加|保留|抽调|收取|上报|填报)|沿用|保留(?!事项|项目|的)|继续(?!教育|深造|做好|加强|规范|完善)"
)
_NEXT = "(?:下一?步|下一?阶段|后续|接下来)"
# What is meant to be done. Only up to the first 已: 已将工作群解散 is done.
_AFTER = (
    "(?:(?:到期|届满|期满|结束|上线|部署|出台|明确|学期|假期?|暑假|寒假|改革|批准|批复|开学|放假|过渡期|考试)[^已]{0,2}后"
    "|(?:[0-9一二三四五六七八九十]月(?:份|底|初)?|学期|学年|开学|年)起)"
)
_INTENT = pattern_of(
    r"\A(?:[^已]*?(?:争取|力争|确保|拟|准备|打算|预计|计划(?!已|[全均都]|$)|即将|将(?:于|在|继续)|下学期|下半年|明年|近期"
    r"|[下本](?:个?月|周|季度|学期)|需(?!求)|须|应当?(?!急)|建议|申请|请示|请求|(?<![按照据依遵再级知件定])要求(?!$|[已均都被全]|取消)"
    r"|督促|责令|责成|敦促)"
    # Each finds the first of its words, then the verb: no text is gone over more than twice.
    rf"|[^已将]*+将[^已]*?(?:{VERB}|{BROUGHT_ABOUT})|(?:(?!{_AFTER})[^已])*+{_AFTER}[^已]*?{VERB}"
    rf"|(?:(?!{_NEXT})[^已])*+{_NEXT}.*?(?:完成|整改(?!成[效果])|办结|销号|取消|停止|清退|归还|到位))"
)
_BY_A_DAY = pattern_of(
    rf"(?:(?<!提)前|(?<!彻)底|(?<![校园境市县区])内|末|之前|以前){_MANNER}(?:{VERB}|{BROUGHT_ABOUT})|按照?(?:既定|规定|要求的?)?(?:时间|时序|序时|进度|节点|计划)"
)
# 已纳入整改, 已下发整改通知, 已完成摸排: begun, not done.
_BEGUN = pattern_of(
    rf"已经?{_MANNER}(?:将其|将该项)?(?:(?:纳入|列入|列为)(?!.{{0,8}}白名单|合理|日常|年度|课程|教学|统一|常规)|启动|开工|动工|进场|立项|招标|受理|开展(?!完)|开始|部署|着手|成立|组建|制定|制订"
    rf"|研究|安排|责成|责令|建议|进入|落实(?:专人|专班|责任|人员|经费|资金|措施)|向上级|请示|申请|上报|报请|提请|提出|明确|召开|开会|形成|草拟|拟定|印发(?!.{{0,40}}[停取撤废])"
    rf"|下达(?!.{{0,40}}[停取撤废])|转发)"
    r"|已[^,]{0,2}向[^,]{1,8}(?:建议|申请|请示|汇报|反映|报告)"
    rf"|完成了?[^,]{{0,4}}(?:设计|招标|立项|勘察|选址|图纸|预算)$|完成了?{_PREPARING}(?!.{{0,4}}整改)|完成[^,]{{0,6}}(?:方案|台账|清单|初稿|草案)|已?起草|{_PREPARING}(?:工作)?(?:已经?)?(?:完成|完毕|结束)"
    rf"|已经?下发[^停取撤废]{{0,80}}通知[书单函]?$|已经?(?:通知|转办|交办)$"
    r"|(?:责任|职责|分工|力量|宣传|思想|传达|学习)[^,后]{0,6}(?:到位|完毕|完成|落实|明确)|任务[^,]{0,4}(?:落实|明确|分解|分配|下达)|[转移]交[^,]{1,12}(?:整改|处理"
    r"|解决|核查)$"
)
_NOTHING_TO_DO = (
    "(?:无需|无须|毋需|不需要?|用不着|不用|不必)(?:再|作|做|进行){0,4}"
    f"(?:{VERB}|报送|填报|上报|参加|参与|配合|提供)|不涉及"
)
_DONE = pattern_of(
    rf"{_NOTHING_TO_DO}|{IN_PLACE}|已经?不再|已经?[完办改结清停拆撤废删退归返销散回免卸砍摘]$"
    rf"|{VERB}(?:完毕|完成|到位|结束|完结|妥当|好|毕|完)|{VERB}了|{VERB}√$|[停撤散退改拆清办结销废卸删并](?:了|完|好|妥|毕|掉)$"
    r"|(?:完成|完毕|办结|办毕|销号|到位|结束|了结|归岗|返岗|返校|归位)(?:整改|任务|清理|工作)?$|^(?:完成|办结)(?!进度|时间|时限|情况)"
    rf"|^{_WHAT}?{_MANNER}{ENDING}(?!工作|任务|程序|事宜|人员|时间)|{_WHOLLY}{_MANNER}{VERB}|{_IN_TIME}"
    r"|[由从].{1,30}?(?:改|减|降|调整|压减|压缩|缩减|合并|变更|变)(?:为|成|到|至)"
    r"|(?:列入|纳入)(?:[^,]{0,6})白名单|整改成效明显$|(?:通过|完成)(?:[^,]{0,6})?验收|验收(?:合格|通过)"
    r"|已(?:经)?(?:改)?由[^,]{1,12}(?:承担|负责|接管|接手|承接|组织|实施|办理)|^改?由[^,]{1,12}(?:承接|接管|接手)|改由[^,]{1,12}(?:承担|负责|组织|实施|办理)"
    rf"|{_DIGITS}[项张次个份场][^,]{{0,6}}(?:合并|整合|精简|压减|缩减|归并)(?:为|成|至|到){_DIGITS}{{1,3}}[项张次个份场]"
    rf"|(?:已经?{_MANNER}|^{_WHOLLY}{_MANNER}|^(?=建成|竣工|完工|落成|投))(?:恢复)?{BROUGHT_ABOUT}(?:到[位户账]|完毕|完成|使用|运行)?了?$"
    r"|即日起(?:停止|取消|不再|停用)|^(?!.*(?:要求"
    r"|今后|以后|承诺|保证|起|后)).*(?:不再|未再)"
)
# 已 and what was done, with nothing in between but how, when, with whom and to what: not 已认领整改任务.
_ALREADY = pattern_of(
    rf"已经?(?:[ 于在自前底内现]|立即|{_HOW}){{0,12}}(?:(?:将|把|对|由|从|与|和|向|以|为|被|转为|协助"
    rf"|明确由)[^,]{{1,30}}?)?{_VERB_HERE}(?:立行|即知"
    rf"|即查)?(?:{VERB}|立改|即改|改)(?![^,]{{0,2}}(?:责任|时间|时限))"
)
# What was finished or changed is something else than the matter: 已完成风险评估, 已更换群名, 已落实会议精神.
_OF_ANOTHER = pattern_of(
    r"(?:完成|落实|更换|更正|修正|规范|精简|压减|压缩|缩减|缩短|更改|修改|修订|变更|调整|完善|优化|执行|办理|处理)了?"
    rf"(?!$|[ 0-9一二三四五六七八九十两√了为成至到完好并]|(?:建设|改造|施工|安装|重建|扩建|新建)$|{BROUGHT_ABOUT}"
    rf"|{VERB}|{_HOW}|对账|率|进度|情况:|手续|任务|问题"
    rf"|要求|事项|工作$|年度|阶段任务|脱钩|交接|验收|[该此本各所]"
    rf"|教师|学校)[^,]"
    r"|(?:改|压缩|缩短|调整|变更)(?:为|成)"
    r"(?![每由0-9一二三四五六七八九十两]|自愿|线上|电子|自动|系统|.{1,14}(?:承担|负责|采集|组织|接管))"
    rf"|完成[^,]{{0,40}}?(?:前的|的(?!{VERB}|任务|工作|事项|问题|[全各所]|[0-9])[^,]{{2,40}}$)"
)
_SHARE = pattern_of(r"(?<!\d)(\d++(?:\.\d++)?)%")
# Days, grounds and words that hold a sign of doubt without meaning it: taken out before what is left is looked at.
_HARMLESS = pattern_of(
    r"(?:[0-9]{2,4}年)?[0-9]{1,2}月(?:[0-9]{1,2}[日号]|[上中下]旬|份|底|初|末)?"
    r"|[0-9]{1,4}[./-][0-9]{1,2}(?:[./-][0-9]{1,2})?(?![0-9%])"
    r"|(?:按照?|依照|依据|根据|对照|严格按)[^,]{0,12}?(?:要求|规定|通知|精神|计划|方案|安排|清单|时间|节点|时限|程序|白名单|制度)+"
    r"|[在于]?规定的?(?:时限|时间|期限|时间节点)[之以]?[内前]?(?=全|均|都|完|整|办|落)|要求(?=已|均|取消)"
    r"|经[^,]{0,6}?(?:核实|核查|复查|复核|自查|检查|查)|(?:下发?|印?发|行)(?:文件?|通知|函)(?:明确|予以)?(?=[停取撤废])|从[^,]{1,12}中(?=[删移剔清退])"
    r"|报请[^,]{0,6}同意|未经[^,]{0,6}的|[未不](?:列入|纳入|在)白名单|[未不]再(?!整改|推进)[^,的但却仅只后]{0,10}|已不要求"
    r"|不(?:涉及|合理|规范|必要|符合|当|良|实)|无(?:新增|反[弹复]|遗留|异议)|(?:无[需须]|毋需|不需要?|用不着|不用|不必)再?|计划(?=已)|(?:督促|责令)(?=整改到位)"
    r"|所有|未成年|未来|待遇|接待|招待|正[常式规确面]|公正|其余(?=.?[均都已])|还[款给]|课?后[勤服]|课后|[今以日]后"
    r"|(?:市|县|区|省|上级|文件|通知|方案|责任|要求)[^,已]{0,6}(?:部署|出台|明确|印发|下发|责任)后(?=[^,]{0,8}已)"
    r"|需求|必需|应[急用]|[对响供反相]应|[认许]可|[功智职技]能|能力|请假|聘请|同步|进一步|步行|预约|公约|批评|要求$|余额|大家|年度"
    r"|保留(?=事项|项目|的)|教研|大赛|大队|大课间|长效机制|县?政府同意"
)
# What may qualify, deny, limit, put off, plan, delegate, ask or speak of a rest: beside it nothing counts as done.
_QUALIFIED = pattern_of(
    r"[但却尚仍照差还未没非不待拟将逐需须若倘虽又另余剩留暂或吗?除谈拖缓难]|(?<!借调)(?<!抽调)(?<!借用)函|无(?!人机|纸)|如(?!期)|(?<![改纠更修订校端])正|[只仅]|再|陆续|基本|大[部多半致体概约幅]|[部十]分|一半|半数|过半"
    r"|个别|少数|某些|多数|一些|有的|其[余中它他]|存量|新增|(?<![最])后|(?<!手)续|期间|计划|预|力争|争取|确保|保证|承诺|要求|督[促办]|责[令成]|敦促|推[进动]|研[究讨]"
    r"|讨论|方案|措施|材料|草案|初稿|意见|建议|部署|安排|[申恳提商敬]?请|协[调商议]|沟通|对接|洽|商[定议谈]"
    r"|(?<![原该此])通知(?!已?[撤废作收取])|已 ?通报|提醒|转办|交办|反映(?! ?问题)|汇报"
    r"|(?<![周月期日天一])上报|已报送|报[市省县局批审]"
    r"|年底|年内|明年|暑|寒假|放假|开学|下(?:半|学|个?月|周|一|步|次)|近(?:期|日|[0-9])|[约][0-9]|左右|阶段|第[一二三1-3][批步轮期]|[首分两][批步轮期]|[一每]批"
    r"|时间|时限|期限|目标|一[项个件批].{0,30}一[项个件批]|可|应|能|必|(?<![自志])愿|得(?!到|以)|原则|名义上|名[册称]|册$|机制|设计|规划|公示期|对.{0,30}开展|(?<!中)(?:小学|初中|高中)|功能|评论区|模块|眉目|精神$|有(?!关|限|偿|害)|形式|表面|口头|实际"
    r"|主[体要]|重点|试[点行]|临时|疑似|是否|差|欠|等(?:通知|上级|领导|文|省|市|批|回|新)|[着启]|开[始会]|走|流程"
    r"|筹|草拟|起草|签[发批呈]|审[批议核]|批[准复示]|上会|意向|达成|同意|打算|准备|设法|尽[快量]|抓紧|加快|恢复|反弹|反复|重新|改头换面|换个|变相|转为(?!线上)"
    r"|(?:城区|县城|县直|市直|乡镇|农村|民办|公办|[小中高初幼][学中儿]园?)(?:学校|园)?(?=[已均都全])|前期|初[步期]|在[办改做推走用]|进行"
)
_SETTLED = (Completion.DONE, Completion.OPEN)
_SAYING_SO = pattern_of(f"已将|{VERB}|{_HOW}{{1,8}}|已经?|完毕|√")
# What may stand beside what is done, and says nothing of it: how quickly, upkeep, what came of it, where it is filed.
_ASIDE = pattern_of(
    r"(?:立行立改|立改|即[知查行]即改|边[查改]边[改进]|举一反三|是|已?投入使用|已?(?:通过)?(?:验收|复[查核])(?:合格|通过)?|完成(?:情况|进度)|[0-9]+[项人个]|共?(?:计|有)?(?:涉及|清[理退]|整改"
    r"|取消)?[^,留余剩未待只仅]{0,6}[0-9]+[项人个名所张次]"
    r"|.{0,8}(?:满意|良好|好评|认可|欢迎|无异议)|(?:切实|有效|明显|确实|真正)?(?:减轻|减少|降低)[^,]{0,8}负担(?:成效明显)?|.{0,4}负担.{0,4}(?:减轻|减少|下降)"
    r"|(?:详?见|附).{1,8}|.{0,4}情况(?:详?见).{1,8}"
    r"|(?:已?报)?[^差待未欠缺需等]{0,8}(?:归档|存档|备案|报备|签字|签章|盖章|(?:签字|盖章)?确认|公示|公告|存查|到岗|均经审批)|(?:已|及时)?上报|(?:学校|教师)(?:退出|撤出)|.{0,8}[不未]再(?!整改|推进).{1,12}"
    r"|已?(?:回到?|到|在)(?:原?学?校|岗|原?岗位)(?:上课|任教|工作|上班)?|已?(?:通知|告知|传达)[到至](?:学校|各校|校|教师|家长)"
    r"|(?:学校|教师|家长)[已均都]?知[晓悉]|(?:系统|平台).{0,4}自动(?:提取|抓取|生成|汇总)|(?:改为|调整为).{0,4}自[愿主](?:参加|参与|选择)"
    r"|.{1,10}(?:[改减合并]为|改成|调整为)(?:每.{1,6}|[0-9][项张个])|恢复正常.{0,4}|已?(?:建立|健全|完善|形成|建立健全)了?.{0,10}(?:机制|制度|台账)"
    r"|每.{1,3}[0-9一]次|(?:(?:合并|归并|整合)[至到入进]|并入).{1,12}"
    r"|(?:确保|防止|杜绝|避免|严防).{0,8}(?:反弹|回潮|反复|发生|出现)|经.{0,20}(?:核[实查]|自查|验收|研究|研究同意|同意|批准|对接|协商|协调)|.{0,10}无(?:此类|该类?"
    r"|此)问题|(?:今后|以后)?(?:严禁|杜绝).{1,15}|(?:下一步|长期|持续|继续|严格|一直|今后)?(?:坚持|执行|保持|规范管理|做好管理|加强监[管督]|加强管理).{0,6}"
    r"|.{0,6}由.{1,12}(?:负责|承担|安排|提供|自动[提抓]取|组织|采集)|已?(?:公开|通报|向社会公告|公告|公示)|.{0,4}(?:教师|老师|学校)(?:不|无需|不再)(?:参加|参与|承担|值班|值守).{0,4}|三表合一|公开承诺|且公开承诺)"
)
_CHINESE = pattern_of("[一二两三四五六七八九十](?=[项个人名家所条件张次])")
_SO_MANY = "([0-9]{1,5})[项个人名家所条件张次]"
_OF_SO_MANY = pattern_of(f"(?:共有?|总共|共计|合计|涉及|应|总数)[^0-9,;。%]{{0,6}}{_SO_MANY}")
_DONE_SO_MANY = pattern_of(f"(?:完成|整改|办结|销号|清退|取消|返岗|返校|归还)(?:整改|了)?{_SO_MANY}")
_PART_OF = pattern_of(f"{_SO_MANY}?[^0-9,;。为到成至]{{0,8}}(?:中|已|完成|停|取消)[^0-9,;。为到成至]{{0,6}}{_SO_MANY}")
# 应退3人，实退3人: as many as there were to be.
_ALL_DUE = pattern_of(rf"应[^0-9,;。]{{1,4}}{_SO_MANY},?(?:现|实际?|已经?)[^0-9,;。]{{1,6}}\1[项个人名家所条件张次]")
_SLASHED = pattern_of(f"(?:{VERB}了?|^)([0-9]{{1,5}})/([0-9]{{1,5}})")
_LESS_OFTEN = pattern_of("压减|减少|降低|下降|缩减|精简|削减|减幅|压缩")
_WHOLE = 100
# A document's number, with or without brackets of its own, as key() folds them.
_DOCUMENT = pattern_of(r"(?:\([^\W\d]{0,8})?\(20[0-9]{2}\)第?[0-9]{1,4}号\)?")
# A page of text is no 完成情况 that one could judge by its words; and patterns look on from each sign of a text.
_LONGEST = 1000
_DONE_WORDS = frozenset({*TICKED, "是", "完", "y", "yes", "done", "ok", "完成", "办结", "完结", "已"})
_OPEN_WORDS = frozenset({"否", "×", "x", "n", "no", "未", "没有"})


@lru_cache(maxsize=4096)
def completion(text: str) -> Completion:
    """Return what the 完成情况 ``text`` says; an empty one says neither.

    >>> [completion(text).value for text in ("已完成", "已下发整改通知", "加强管理", "■已完成 □未完成")]
    ['done', 'open', 'unclear', 'done']
    """
    if len(text) > _LONGEST:
        return Completion.UNCLEAR
    folded = _DOCUMENT.sub("", key(picked(text))).strip(".!。,;、()")
    if folded in _DONE_WORDS:
        return Completion.DONE
    if folded in _OPEN_WORDS:
        return Completion.OPEN
    folded = _ALL_DUE.sub("已全部完成", folded)
    clauses = [_UPKEEP.sub("", clause) for clause in _CLAUSES.split(folded)]
    states = [(clause, _state(clause)) for clause in clauses]
    said = [state for clause, state in states if state in _SETTLED or not _is_beside(clause)]
    if Completion.OPEN in said or _is_part(folded):
        return Completion.OPEN
    # What was begun is not done, unless a later clause says that it is: 已启动整改，现已完成.
    known = [state for state in said or dict(states).values() if state is not Completion.UNCLEAR]
    if known and known[-1] is not Completion.DONE:
        return Completion.OPEN
    # Of a clause that is not understood nobody knows what it takes back.
    return Completion.DONE if known and Completion.UNCLEAR not in said else Completion.UNCLEAR


def _state(clause: str) -> Completion | None:
    """Return what one clause says; None where something was begun that has its end elsewhere."""
    shares = [] if _LESS_OFTEN.search(clause) else [float(share) for share in _SHARE.findall(clause)]
    if any(share < _WHOLE for share in shares) or _is_open(clause):
        return Completion.OPEN
    if _BEGUN.search(clause):
        return None
    # Months must not run into what is left of a sentence, nor a word's end into the next word's beginning.
    bare = _HARMLESS.sub(" ", clause)
    says_so = shares or _ALREADY.search(bare) or _DONE.search(clause)
    if not says_so or sounds_done_only(clause):
        return Completion.UNCLEAR
    if not _QUALIFIED.search(_SAYING_SO.sub(" ", bare)) and not _OF_ANOTHER.search(clause):
        return Completion.DONE
    return Completion.UNCLEAR


def _is_beside(clause: str) -> bool:
    """Whether ``clause`` may stand beside what is done without touching it: a day, upkeep, 教师反映良好."""
    return bool(_ASIDE.fullmatch(clause)) or not _HARMLESS.sub("", clause).strip("已经现于在")


def _is_part(text: str) -> bool:
    """Whether fewer are done than there are: 共5项，已完成3项; 3人中2人已返校; 完成4/5."""
    text = _CHINESE.sub(lambda found: str("一二三四五六七八九十".find(found[0].replace("两", "二")) + 1), text)
    asked, done = _OF_SO_MANY.search(text), _DONE_SO_MANY.search(text)
    fewer = asked is not None and done is not None and int(done[1]) < int(asked[1])
    parts = ((int(found[1]), int(found[2])) for found in _PART_OF.finditer(text))
    slashed = _SLASHED.search(text)
    return fewer or any(part < whole for whole, part in parts) or bool(slashed and int(slashed[1]) < int(slashed[2]))


def _is_open(clause: str) -> bool:
    if re.search(_NOTHING_TO_DO, clause):
        return False
    meant = _INTENT.search(clause) or ("已" not in clause and _BY_A_DAY.search(clause))
    return bool(_OPEN.search(clause) or meant)
