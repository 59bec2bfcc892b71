"""The verbs by which a 完成情况 says that a matter is ended, set right or brought about; patterns over folded text."""

# What ends a matter, takes people or means back, or hands it on: to name it is to have done it.
ENDING = (
    "(?:取消|停止|停办|停用|停更|停发|停|禁用|禁止|制止|叫停|终止|中止|撤销|撤除|撤回|作废|废止|废除|取缔|关闭|关停|注销|卸载"
    "|下架|下线|解散|解除|拆除|移除|清除|剔除|删除|删去|免除|消除|退出|退群|清零|清退|劝退|退回|退还|返还|归还|收回|召回"
    "|返岗|归岗|返校|归校|离岗|归位|回校|回岗|复岗|归队|返回|移交|转交|交由|交给|改由|承接|接管|接手|划转|归口|交还|退费"
    "|脱钩|失效|减半|剥离|撤岗|撤下|拆下|拆掉|撤掉|取下|不再)"
)
# What sets it right: done only where the clause says so besides (已, 完毕, 到位).
SETTING_RIGHT = (
    "(?:完成|整改|办结|办理|办毕|落实|到位|解决|销号|处理|处置|兑现|了结|结案|销案|清理|清(?![单楚查晰明])"
    "|合并|归并|并入|整合|精简|精减|简化|优化|压减|压缩|缩减|缩短|削减|减少|减为|降为|规范|纠正|改正|更正|修正|修改|修订"
    "|变更|更换|更改|改为|调整|完善|执行|加固|修复|修缮|维修|整治|疏通|销毁|封堵|搬迁|排除|加装|补办|补齐|换证|闭环)"
)
VERB = f"(?:{ENDING}|{SETTING_RIGHT})"
# What other campaigns bring about: done where the clause ends with it. To install, post up, register or pay in may be
# the very burden, and is not among them.
BROUGHT_ABOUT = (
    "(?:建成(?:投用)?|建好|竣工|完工|落成|投用|投入(?:使用|运[营行])|交付|通[车水电气]|供[水电暖气]|硬化|绿化|亮化|铺设|铺装|接通|[修装换补铺]好|配齐|配备|购置"
    "|(?:足额)?发放|补发|拨付|兑付|赔付|赔偿|补偿|理赔|验收|腾退|搬离|安置|清运|疏浚|回填|查封|没收|化解|调解|检修|粉刷|补[种植]|[栽种]植|移栽|修剪|喷涂|消杀)"
)
