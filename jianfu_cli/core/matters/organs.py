"""What public bodies are called: statutory, short and former names of one organ, without the place before them.

No campaign's list: these are the organs that every county and city of the country has by law. What one campaign's
departments are called besides is in its roster.
"""

import re

from jianfu_cli.core.language.patterns import pattern_of

# A line, with those set in below it, is one organ: the name it goes by here, then its other names. What a pattern says
# is not listed.
_ORGANS = """
纪委监委 纪委 监委 纪检监察 纪委监察委 纪检委 纪律检查委员会 监察委员会 纪委监察局 纪检监察机关
  纪律检查委员会监察委员会
党委办 委办 委办公室 党委办公室 党办
政府办 政府办公室 人民政府办公室 府办
组织部 委组织部
宣传部 委宣传部
统战部 委统战部 统一战线工作部
政法委 委政法委 政法委员会 委政法委员会
社会工作部 社工部 委社会工作部
网信办 委网信办 网络安全和信息化委员会办公室 网络安全和信息化办公室 互联网信息办公室 网信委
编办 委编办 机构编制委员会办公室 编委办 编制办
文明办 精神文明建设指导委员会办公室 文明委 精神文明办 精神文明建设办公室 文明委办公室
老干部局 委老干部局
巡察办 委巡察办 巡察工作领导小组办公室
法院 人民法院 中级人民法院 中院
检察院 人民检察院
发改委 发展改革委 发展和改革委 发展和改革委员会 发展改革委员会 发改局 发展和改革局 发展改革局
工信局 工业和信息化局 工业信息化局 工信委 工业和信息化委员会 工业信息化委员会
科技局 科学技术局
公安局 公安 公安机关 公安部门
民政局 民政
司法局 司法
财政局 财政
人社局 人力资源和社会保障局 人力资源社会保障局 人社
自然资源和规划局 自然资源局 自然资源规划局 自规局 资规局 国土资源局 国土局
生态环境局 环保局 环境保护局 生态环境保护局
住建局 住房和城乡建设局 住房城乡建设局 住房和建设局 住房建设局 住建委 住房和城乡建设委员会 城乡建设局
城管局 城市管理局 城市管理综合执法局 城市管理和综合执法局 城市管理执法局 城管执法局 城市管理行政执法局
  城市综合执法局 综合执法局 城管委
交通运输局 交通局 交运局
水利局 水务局
农业农村局 农业局 农业农村委 农委 农业农村委员会
商务局 商务和投资促进局
科工信局 科技和工业信息化局 科技和工业和信息化局 科技工业信息化局 科技工业和信息化局 科学技术和工业信息化局
  科学技术与工业信息化局 科技与工业信息化局 科工局 科技工信局 科技和工信局
发改工信局 发改和工信局 发展改革和工业信息化局 发展和改革工业信息化局 发改工信委
商务工信局 商工局 商务和工业信息化局 工业信息化和商务局 工信商务局 工信和商务局
农水局 农业农村和水利局 农业农村水利局 农业和水利局
住建交通局 建交局 住房城乡建设和交通运输局 住建和交通局 住房和城乡建设交通局
审计局 审计
退役军人事务局 退役军人局 退役局 退役军人事务管理局
应急管理局 应急局 安监局 安全生产监督管理局 应急办
市场监管局 市场监督管理局 市监局 市场监管 食药监局 食品药品监督管理局 工商局 工商行政管理局 质监局 质量技术监督局
统计局 统计
医保局 医疗保障局 医保中心 医疗保障中心 医保
疾控局 疾病预防控制局 疾控中心 疾病预防控制中心 疾控
税务局 国税局 地税局
气象局 气象
烟草局 烟草专卖局 烟草公司 烟草
消防救援局 消防救援支队 消防救援大队 消防支队 消防大队 消防局 消防队 消防救援队 消防救援站 消防中队 消防救援机构
  消防 消防救援
总工会 工会
团委 共青团 青年团
妇联 妇女联合会
科协 科学技术协会
文联 文学艺术界联合会
残联 残疾人联合会
工商联 工商业联合会
红十字会 红会
关工委 关心下一代工作委员会 关工办
社科联 社会科学界联合会
民宗局 民族宗教局 民族宗教事务局 民族和宗教局 民族和宗教事务局 民宗委 民族宗教事务委员会 宗教局 宗教事务局
  民族宗教事务办公室
信访局 信访办
金融局 金融工作局 金融办 金融工作办公室 金融服务中心 地方金融监管局 地方金融监督管理局 金融事务中心 委金融办
  委金融工作委员会办公室
金融监管分局 银保监分局 金融监督管理分局 银保监局
人民银行 人行 央行
数据局 大数据局 大数据管理局 政数局 政务服务和大数据管理局 政务服务和大数据局 行政审批和政务信息管理局 大数据中心
行政审批局 政务服务管理局 行政审批和政务服务局 政务服务局 行政审批服务局
邮政管理局 邮管局
邮政公司 邮政分公司 邮政局
供电公司 供电局 电业局 电力公司 电力局 供电分公司
林业局 林草局 林业和草原局 林业发展中心 林业中心
乡村振兴局 扶贫办
党史和地方史志研究室 党史研究室 委党史研究室 党史办 史志办 史志研究室 党史地方史志研究室 地方史志办公室
  委党史和地方史志研究室
档案局 档案馆 委档案局
机关事务中心 机关事务管理局 机关事务服务中心 机关事务局 机关事务管理中心
住房公积金中心 公积金中心 公积金管理中心 住房公积金管理中心
粮食局 粮食和物资储备局 粮储局 粮食和储备局
体育局 体育中心 体育发展中心 体育事业发展中心
地震局 防震减灾中心 地震台 防震减灾局
国安局 国家安全局 国家安全机关 国安办 委国安办
保密局 国家保密局 保密办 委保密办 委保密和机要局 保密委
人武部 人民武装部 武装部
人防办 人民防空办公室 国动办 国防动员办公室 国防动员办
禁毒办 禁毒委 禁毒委员会 禁毒委员会办公室
爱卫办 爱国卫生运动委员会办公室 爱卫会 爱国卫生运动委员会 爱国卫生服务中心
食安办 食品安全委员会办公室 食安委 食药安办 食品药品安全委员会办公室
创建办 创城办 创文办 文明城市创建办公室 创建文明城市指挥部办公室 创建全国文明城市指挥部办公室
"""
_EACH = re.split(r"\n(?!  )", _ORGANS.strip())
_NAMED = {name: line.split()[0] for line in _EACH for name in line.split()}
EDUCATION = "教育局"
_PATTERNS = {
    EDUCATION: "委?教育工作领导小组(?:办公室|秘书组|办)?|教育(?:党?工委|工作委员会|委员会|委|办公室|中心)?|教(?:委|办)"
    "|文?教(?:育|体|科学技术|科技|科|文化|文|卫生|卫|旅游|旅|和|与)*+局|社会事业局",
    "卫健委": "卫(?:计划生育|生|健康?|计生?|人口|体育?|和|与)*+(?:委员会|委|局|办)",
    "文旅局": "文(?:化|体育|体|广播电视|广电|广|新闻出版|新|出版|旅游|旅|文物|版权|和|与)*+局|广(?:电|播电视)局|旅游局"
    "|文旅委|文旅",
    "团委": "(?:中国)?(?:共青|共产主义青年)团.{0,12}委(?:员会)?|团.{0,6}委(?:员会)?|[县区市]?团委",
    "公安局": "(?:公安局?)?(?:交警|交通警察|巡特?警|特警|刑警|刑侦|治安|禁毒|反诈|网安)[大支中]队"
    "|公安局?反诈(?:骗)?中心",
    "税务局": "国家税务总局.{0,12}税务局",
    "供电公司": "(?:国网|国家电网).{0,12}(?:供电|电力)(?:分?公司)?",
    "金融监管分局": "(?:国家金融监督管理总局|银保监会).{0,8}分局",
    "统计局": "国家统计局.{0,8}调查队",
    "人民银行": "(?:中国)?人民银行.{0,8}(?:[中分]?支?行)?",
}
_PATTERN = pattern_of("|".join(f"({pattern})" for pattern in _PATTERNS.values()))
_MEANT = tuple(_PATTERNS)
# What belongs to a body is that body: 公安局交警大队, 教育局人事科, 生态环境局红旗分局, 公安分局, 公安红旗分局.
_BRANCH = pattern_of(r"(?<=.局).{1,8}分局$|(?<=公安).{2,4}(?<!局)分局$|(?<=..)分局$")
_OFFICE = pattern_of(r"(?<=.局).{2,12}[队科股室所]$|(?<=(?:健|改|教)委)(?!办公室).{2,10}[科股室]$")


# In a text a body's name ends like one: 消防 and 统计 alone are no body there.
_IN_TEXT = pattern_of(
    "|".join(
        [
            *sorted(
                (re.escape(name) for name in _NAMED if name[-1] in "局委部办会院队站联协心"), key=len, reverse=True
            ),
            *(f"(?P<m{nth}>{pattern})" for nth, pattern in enumerate(_PATTERNS.values())),
        ]
    )
)


# All bodies of one kind below, in whatever words: 各乡镇街道, 各镇（街道）办事处; no name of one's own (城关镇政府).
_ALL_OF = r"(?:各个?|全[县区市域]的?|所有|所属|所辖|辖区内?的?|有关|相关|本[县区市]|各级)*+"
_JOINED = "[()及和与或/]"
_COLLECTIVES = {
    "各乡镇街道": rf"{_ALL_OF}(?=.*(?:[乡镇街]|办事处))"
    rf"(?:乡|镇|街道?|办事处|办|管理区|党工?委|人民政府|政府|{_JOINED})++",
    "各村社区": rf"{_ALL_OF}(?=.*(?:村|社区|居委))(?:行政村|村|社区|居?民?委员?会|居委|[居民委两]|{_JOINED})++",
    "各学校": rf"{_ALL_OF}(?:中小学校?|中小?学|小学|幼儿?园|幼|学校|公办|民办|{_JOINED})++",
}
_COLLECTIVE = pattern_of("|".join(f"({pattern})" for pattern in _COLLECTIVES.values()))


def collective(name: str) -> str | None:
    """Return which bodies of one kind ``name`` (folded) means all together, None where it names one of its own.

    >>> collective("各镇(街道)办事处"), collective("乡镇人民政府"), collective("城关镇人民政府")
    ('各乡镇街道', '各乡镇街道', None)
    """
    found = _COLLECTIVE.fullmatch(name)
    return tuple(_COLLECTIVES)[found.lastindex - 1] if found and found.lastindex else None


def organs_named_in(text: str) -> frozenset[str]:
    """Return the organs that a running ``text`` (folded) names: 区教体局要求… names 教育局."""
    return frozenset(
        _NAMED.get(found.group()) or _MEANT[int((found.lastgroup or "m0")[1:])] for found in _IN_TEXT.finditer(text)
    )


def organ(name: str) -> str:
    """Return which organ ``name`` is, folded and without its place: 区教体局 has 教体局, which is 教育局.

    >>> organ("卫生健康委员会"), organ("公安局交警大队"), organ("豫剧团")
    ('卫健委', '公安局', '豫剧团')
    """
    whole = _OFFICE.sub("", _BRANCH.sub(lambda found: "" if name[found.start() - 1] == "局" else "局", name))
    whole = whole.removesuffix("部门") if whole.removesuffix("部门") in _NAMED else whole
    if whole in _NAMED:
        return _NAMED[whole]
    found = _PATTERN.fullmatch(whole)
    return _MEANT[found.lastindex - 1] if found and found.lastindex else whole
