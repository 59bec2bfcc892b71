"""Rows that do what the notice forbids, each with a harmless twin; made up for these tests.

A row is written ``content=…; manner=…``; ``kept`` is a problem to be kept, ``listed`` a whitelist row, ``mended`` a
rectification.
"""

PAIRS = """
JF901 | listed | content=班主任每日组织学生打卡 | content=讲座一场，学生自愿打卡
JF901 | listed | content=在班级群接龙确认观看 | content=观看宣传片，不接龙、不截图
JF901 | kept | content=学习后截图上报 | content=学习后不需截图上报
JF901 | kept | content=学校上传活动照片和视频 | content=活动照片由主办单位自行拍摄
JF901 | listed | acceptance=提交活动照片、总结 | acceptance=不验收，不提交照片
JF901 | listed | content=各校答题率按周通报 | content=取消答题率通报
JF901 | kept | content=按参与率对学校排名 | content=禁止对学校排名
JF901 | kept | matter=平台积分 | matter=取消平台积分
JF901 | listed | content=教师扫码签到，拍照打卡发工作群 | content=教师不签到、不拍照打卡
JF901 | kept | content=每周报送简报一期 | content=不再报送简报
JF901 | listed | content=未打卡的班级予以通报 | content=一律不得要求班级打卡
JF901 | kept | content=通报排名，末位说明情况 | content=打卡、排名等做法一律停止
JF901 | listed | manner=线上打卡 | manner=不打卡
JF901 | listed | content=活动留痕，拍照存档 | content=严禁过度留痕、拍照存档
JF902 | listed | content=组织家长下载App并实名注册 | content=通过App推送课程，家长自愿下载
JF902 | listed | content=师生关注微信公众号 | content=通过公众号发布宣传内容
JF902 | kept | content=要求教师点赞、转发朋友圈 | content=不得要求教师点赞、转发朋友圈
JF902 | kept | content=为参评作品网络投票 | content=取消网络投票
JF902 | listed | content=家长扫码观看并完成答题 | content=民警现场讲解，无需扫码
JF902 | listed | content=使用小程序完成学习任务 | content=不使用小程序
JF902 | kept | content=建立工作群，群内反馈进度 | content=解散工作群
JF902 | listed | content=学生登录平台注册账号 | content=学生不注册账号
JF902 | kept | content=安装反诈中心ＡＰＰ | content=不强制安装反诈中心APP
JF902 | kept | content=教师加入微信群 | content=不要求教师加入微信群
JF903 | listed | content=完成情况与绩效工资挂钩 | content=完成情况不与绩效工资挂钩
JF903 | kept | content=纳入学校年度目标考核 | content=不纳入学校年度目标考核
JF903 | kept | content=作为教师职称评审的依据 | content=不作为教师职称评审的依据
JF903 | listed | acceptance=计入年终考核成绩 | acceptance=不计入年终考核成绩
JF903 | listed | content=未完成的取消评优资格 | content=与评优评先脱钩
JF903 | kept | content=考核结果用于评优评先加分 | content=教师优秀教案交流
JF903 | listed | content=列入学校考核指标 | content=不列入学校考核
JF903 | kept | content=活动情况影响班主任评优 | content=严禁与班主任评优挂钩
JF904 | kept | content=教师周末到包联路段清扫垃圾 | content=由环卫工人清扫路段
JF904 | kept | content=教师早晚在路口执勤 | content=交警早晚在路口执勤
JF904 | kept | content=教职工上街清扫积雪 | content=不安排教职工上街清扫
JF904 | kept | content=教师入户宣传防疫政策 | content=教师入户家访
JF904 | listed | content=班主任逐户核实参保情况 | content=社区工作人员逐户核实参保情况
JF904 | kept | matter=居民医保征缴 | matter=税法知识进校园
JF904 | kept | content=教师包保贫困户 | content=教师退出包保工作
JF904 | listed | content=组织教师到小区清扫楼道 | content=组织学生参观社区
JF904 | kept | content=班主任代收水费 | content=不得由班主任代收水费
JF904 | kept | content=教师参加禁烧值守 | content=停止安排教师参加禁烧值守
JF905 | kept | body=区医保局; matter=学生参保情况统计 | body=区教体局; matter=学生基本情况统计
JF905 | listed | body=县委统战部; matter=教师信教情况统计 | body=县统计局; matter=教师信教情况统计
JF905 | kept | body=区司法局; matter=教师学法考核 | body=区教育局; matter=教师学法考核
JF905 | kept | body=区妇联; matter=教师心理健康调研 | body=区妇联; matter=学生心理健康讲座
JF905 | kept | body=县卫健委; content=各校填报疫苗接种报表 | body=县卫健委; content=由疾控机构自行统计
JF905 | kept | body=县团委; matter=职业倦怠问卷调查; scope=中小学教师 | body=县教育体育局; matter=职业倦怠问卷调查; scope=中小学教师
JF905 | kept | body=县人社局; content=摸底教师家属就业情况 | body=县人社局; content=不再摸底教师家属就业情况
JF905 | kept | body=县民政局; content=班主任填写台账上报 | body=县教科局; content=班主任填写台账上报
JF906 | listed | matter=消防演练; held=每周1次 | matter=消防演练; held=每学期1次
JF906 | listed | matter=宣讲; held=每月一次 | matter=宣讲; held=每年9月
JF906 | kept | matter=卫生检查; held=每日 | matter=卫生检查; held=每季度1次
JF906 | listed | matter=宣讲; content=每月开展2次宣讲 | matter=宣讲; content=每学期开展1次宣讲
JF906 | kept | matter=安全检查; held=每周五下午 | matter=安全检查; held=2024年5月
JF906 | listed | matter=讲座; held=每年12次 | matter=讲座; held=每年2次
JF906 | kept | matter=进度调度; content=每天上报人数 | matter=体质锻炼; content=倡导学生每天锻炼一小时
JF906 | listed | matter=宣讲; held=2次/月 | matter=宣讲; held=2次/年
JF907 | listed | grounds=工作需要 | grounds=《河南省消防条例》
JF907 | listed | grounds=上级要求 | grounds=上级要求，豫教基〔2023〕44号
JF907 | listed | grounds=往年惯例 | grounds=全民科学素质行动规划纲要
JF907 | listed | grounds=根据领导安排 | grounds=县委宣传部主题宣传活动安排
JF907 | listed | grounds=部门工作职责 | grounds=消防法
JF907 | listed | grounds=按上级有关文件精神开展 | grounds=厅字〔2019〕54号
JF908 | kept | matter=抽调教师; content=电话口头通知，未办理手续 | matter=抽调教师; content=按程序办理借调手续
JF908 | kept | matter=借调教师; content=在编不在岗 | matter=借调教师; content=按期返岗
JF908 | kept | matter=借用教师; content=不参与具体工作 | matter=消防演练; content=教师不参与具体工作
JF908 | kept | matter=借用教师; remark=手续不全 | matter=借用教师; remark=手续齐全
JF908 | kept | matter=抽调人员; content=未经教育局审批 | matter=抽调人员; content=经教育局审批
JF908 | kept | matter=借调; content=长期吃空饷 | matter=借调; content=杜绝吃空饷
JF909 | mended | measures=加强领导，提高认识 | measures=加强领导，取消打卡
JF909 | mended | measures=进一步提高思想认识，压实工作责任。 | measures=每学期只检查1次
JF909 | mended | matter=打卡; measures=继续开展 | matter=打卡; measures=继续开展活动，不再打卡
JF909 | mended | matter=借用教师; measures=续借一年 | matter=借用教师; measures=停止续借
JF909 | mended | matter=借用教师; measures=借用期满; progress=已完成，延长借用半年 | matter=借用教师; measures=借用期满返校; progress=已完成
JF909 | mended | measures=高度重视，认真整改 | measures=由保安值守
JF909 | mended | measures=维持现状 | measures=合并为一次联合检查
JF909 | mended | measures=继续按原方式开展 | measures=按原方案取消，改由主管部门汇总
JF909 | mended | measures=仍按原来的做法组织 | measures=不再按原来的做法组织
JF910 | kept | matter=校园值班; content=24小时轮流值班 | matter=校园值班; content=保安24小时值班
JF910 | kept | matter=假期值守; content=全员在岗 | matter=假期值守; content=校级干部带班
JF910 | kept | matter=夜间值班; scope=任课教师 | matter=夜间值班; scope=校级干部、宿管
JF910 | kept | matter=任课教师节假日值守 | matter=任课教师不再值守
JF910 | kept | content=安排教师通宵值守 | content=由宿管人员值守
JF910 | kept | content=二十四小时值守，班主任轮值 | content=班主任不参加值守
JF911 | kept | category=其他; matter=上街执勤 | category=城市创优评先和街道社区事务; matter=上街执勤
JF911 | kept | category=文件和会议; matter=借调教师 | category=抽调借用中小学教师; matter=借调教师
JF911 | mended | category=社会事务进校园; matter=假期值班 | category=校园值班值守; matter=假期值班
JF911 | kept | category=其他; matter=工作推进会 | category=监督检查评比考核; matter=文明城市创建督查
JF901 | listed | content=宣讲结束后各班在钉钉群上传现场图片 | content=宣讲由讲师团完成，学校提供场地即可
JF901 | kept | content=家长观看直播后回传截屏 | content=学生在校统一观看直播
JF901 | listed | content=每期学习后提交心得体会，视频作业上传平台 | content=每期学习后组织课堂讨论
JF901 | kept | content=对参与人数进行日通报 | content=参与人数由主办单位后台掌握，不通报学校
JF901 | listed | acceptance=以学校报送的图文资料、台账为准 | acceptance=由主办单位现场查看
JF901 | kept | content=要求完成率达到100%，对未完成班级点名 | content=不设完成率要求
JF902 | listed | content=学生家长关注“平安XX”视频号并转发 | content=法治副校长到校授课
JF902 | kept | content=家长下载国家反诈中心客户端，班主任统计安装人数 | content=民警到校讲解反诈知识
JF902 | listed | content=班主任组织家长进入社区微信群 | content=社区工作者到校开展讲座
JF902 | kept | content=发动师生为“最美人物”投票拉票 | content=请师生推荐身边好人，不组织投票
JF903 | listed | content=参与情况列入教育系统年度综合考评加减分项 | content=参与情况不作为学校评价内容
JF903 | kept | content=与班主任津贴发放挂钩 | content=不得与班主任津贴挂钩
JF903 | kept | content=完不成任务的教师年度考核不得评为优秀 | content=教师年度考核按人社部门规定进行
JF904 | kept | content=每周五下午组织教师到包联小区打扫卫生、铲除小广告 | content=志愿者每周五到小区打扫卫生
JF904 | kept | content=教师轮流在交通路口担任文明劝导员 | content=交警在校门口疏导交通
JF904 | listed | content=抽派教师上门动员接种疫苗 | content=社区医生到校讲解疫苗知识
JF904 | kept | content=教师分片联系群众，完成城乡居民养老保险收缴任务 | content=税务人员到校讲解社保知识
JF905 | kept | body=县残联; matter=学校残疾学生及家庭情况摸底表填报 | body=县教育局; matter=残疾学生随班就读情况摸底
JF905 | kept | body=区市场监管局; matter=对教师食品安全知识掌握情况测评 | body=区市场监管局; matter=食品安全知识讲座
JF905 | listed | body=县总工会; matter=教师职业满意度问卷 | body=县总工会; matter=劳模工匠进校园
JF906 | listed | matter=禁毒宣传; held=每周三下午 | matter=禁毒宣传; held=每年6月
JF906 | kept | matter=校园周边环境巡查; held=每半月1次 | matter=校园周边环境巡查; held=每学期1次
JF907 | listed | grounds=按照领导指示安排 | grounds=《中华人民共和国禁毒法》
JF907 | listed | grounds=历年惯例 | grounds=豫教〔2023〕15号
JF908 | kept | category=抽调借用中小学教师; content=电话通知抽调2名教师到乡镇帮忙，没有正式文件 | category=抽调借用中小学教师; content=经组织人事部门批准、签订协议借调2人，借期3个月
JF908 | kept | category=抽调借用中小学教师; content=人在县直单位上班，工资在学校发放，长期不到岗 | category=抽调借用中小学教师; content=高考评卷抽调教师，时间10天
JF909 | mended | measures=进一步统一思想，压实责任，加强协调配合 | measures=取消该项报表，改由系统提取数据
JF910 | kept | category=校园值班值守; content=节假日全体教师轮流在校带班，夜间住校值守 | category=校园值班值守; content=节假日由保安值守，校领导带班
JF910 | kept | category=校园值班值守; content=要求班主任全天候在岗看护校门 | category=校园值班值守; content=由专职保安看护校门
JF904 | listed | content=组织教师参加创建文明城市迎检环境整治 | content=组织学生学习文明礼仪
JF903 | listed | content=活动成绩计入学校文明校园测评 | content=活动不计分、不排名
JF904 | kept | content=安排教师驻村扶贫 | content=驻村干部到校宣讲
JF904 | kept | content=抽调教师参与人口普查 | content=心理教师开展学生心理普查
JF904 | listed | content=班主任动员家长为孩子接种流感疫苗 | content=医务人员到校讲解疫苗知识
JF904 | kept | content=教师逐个打电话催家长参保缴费 | content=税务人员到校讲解医保政策
JF910 | kept | content=全体教师节假日轮流带班 | content=课后服务由任课教师带班
JF910 | kept | matter=假期值守; content=教师轮流住校值守 | matter=住宿管理; content=宿管人员住校值守
JF903 | kept | content=未完成的学校不得评优 | content=不得与评优评先和绩效考核挂钩
JF903 | listed | content=列入市直单位目标考评 | content=计入学生综合素质评价
JF901 | kept | content=学生百分百参加网上答题，班主任代做 | content=学生自愿参加
JF901 | kept | content=家访要拍照上交 | content=师生拍照交流
JF902 | kept | content=教师每天盯群回复 | content=教师回复家长咨询
JF902 | kept | content=要求教师每天转发反诈宣传 | content=不得要求教师转发
JF902 | kept | content=要求教师注册、关注与教育教学无关的手机APP | content=推广使用国家中小学智慧教育平台
JF906 | listed | matter=戏曲; content=全年到校演出12场 | matter=戏曲; content=全年演出不少于900场
JF906 | kept | matter=宣传; content=每天转发一条 | matter=宣传; content=每天出门提醒家长注意安全
JF908 | kept | category=抽调借用中小学教师; content=工资在学校发，长期不到岗 | category=校园值班值守; content=保安不在岗时由校领导顶岗
JF901 | listed | content=作品和过程照片上传平台 | content=书法、海报、照片等作品报送指定邮箱
JF901 | kept | content=对学习进度实行周通报，未达标学校点名 | content=学习进度不通报、不点名
JF901 | listed | content=各校三日内报送图文信息，附活动照片 | content=不要求学校报送照片和信息
JF901 | kept | content=人人答题，按得分公布学校名次 | content=讲解信用积分知识
JF902 | listed | content=建立健康小程序账号，家长每日登录 | content=讲解为什么不随意扫描二维码，要警惕
JF902 | listed | content=教师指导家长下载手机银行并实名认证 | content=银行人员讲解怎样识别假冒软件
JF903 | listed | content=参与率作为文明校园复评的依据 | content=宣讲师德考核标准
JF903 | listed | content=献血情况与评先评优相联系 | content=献血自愿，不与评先评优联系
JF904 | listed | content=教师下沉社区清扫楼道 | content=社区入户走访由社区工作者完成
JF904 | kept | content=教师蹲守田间地头，看护秸秆 | content=讲解秸秆还田知识
JF905 | kept | body=市委政法委; matter=平安校园考评; content=对学校进行年度考评打分 | body=市教育局; matter=平安校园考评; content=对学校进行年度考评打分
JF907 | listed | grounds=领导交办 | grounds=示教〔2024〕3号，领导批示
JF910 | kept | content=任课教师早中晚在校门口值守 | content=消防控制室由持证人员24小时值守
JF901 | kept | content=学校每日在群里报完成人数，未完成的单独艾特 | content=体育老师组织学生跳绳积分赛
JF901 | kept | content=制作美篇，报送链接 | content=县融媒体记者到校拍摄短视频用于报道
JF901 | listed | acceptance=资料归档，照片备查 | acceptance=现场签领宣传册
JF901 | kept | content=逐人填写学习笔记，集中检查 | content=讲解网络谣言截图的辨别方法
JF901 | listed | content=参加网上答题，学校汇总参与人数上报 | content=讲解网络打赏、打卡陷阱
JF901 | listed | content=讲解反诈知识后学生打卡 | content=参观打卡红色教育基地
JF901 | kept | content=各校完成情况排名公布 | content=运动会按成绩排名颁奖
JF902 | kept | content=教师手机须安装“学习强国” | content=民警讲解扫码支付风险
JF902 | kept | content=教师个人抖音账号发布宣传视频 | content=向家长推送公众号文章，自愿阅读
JF902 | kept | content=为融媒体客户端拉新，每名教师推荐10人下载 | content=讲解手机App隐私保护知识
JF903 | kept | content=完成情况纳入文明校园评选指标 | content=讲解教师职称政策
JF903 | kept | content=未完成任务的教师不得参加职称评审 | content=宣讲师德师风考核标准
JF903 | kept | content=结果计入教师师德档案，影响评优 | content=不得作为评先评优的前置条件
JF903 | listed | content=参加人员评职称时优先 | content=活动不评比、不考核
JF904 | kept | content=教师负责动员学生家长缴纳居民医保 | content=讲解医保征缴政策历史
JF904 | kept | content=教师夜间巡查秸秆焚烧 | content=讲解秸秆焚烧的危害
JF904 | kept | content=班主任向家长收取合作医疗款 | content=税务人员到校讲解社保知识
JF904 | kept | content=老师们下班后到网格内巡逻 | content=民警在校门口巡逻
JF905 | kept | body=镇政府; matter=教师家庭住址和车辆信息登记表 | body=县体育局; matter=运动会报名登记表
JF906 | kept | matter=卫生检查; held=一周一查 | matter=美术展; held=一年一度
JF906 | listed | matter=安全教育; held=一月一主题 | matter=安全教育; held=3月份每周安排一所学校
JF906 | kept | matter=调度; held=逢周五 | matter=宪法宣传周; held=每年12月4日前后
JF907 | listed | grounds=领导会议讲话 | grounds=中央宣传部、教育部联合通知
JF907 | listed | grounds=县里统一要求 | grounds=新政办〔2023〕15号及工作安排
JF907 | listed | grounds=上级布置 | grounds=全民国防教育法
JF907 | listed | grounds=部门年度工作计划 | grounds=国务院办公厅关于加强中小学健康促进的意见
JF908 | kept | category=抽调借用中小学教师; content=长期请病假，工资照发 | category=抽调借用中小学教师; content=高考监考抽调，有文件
JF909 | mended | measures=加强管理，规范运行 | measures=加强管理，取消每周检查
JF909 | mended | measures=将进一步研究 | measures=改由街道办事处承担
JF909 | mended | matter=借用教师; measures=因工作需要继续留用 | matter=借用教师; measures=教师于6月15日前返回原单位
JF909 | mended | measures=暂时保留，待上级明确后再说 | measures=报表由6张减为2张
JF910 | kept | category=校园值班值守; content=实行24小时双人双岗，由一线教师承担 | category=校园值班值守; content=由物业保安夜间巡逻
JF911 | kept | category=校园值班值守; matter=反诈宣传进校园 | category=城市创优评先和街道社区事务; matter=创文工作推进会
JF901 | kept | content=学校未达到95%参考率的，在全县通报 | content=学校近视率由疾控机构自行掌握
JF902 | kept | content=教师和家长全部安装并完成实名注册 | content=民警介绍反诈中心App功能，家长自愿安装
JF903 | kept | content=垃圾分类成绩作为文明单位、文明校园评比依据 | content=垃圾分类活动不与考核评优挂钩
JF904 | kept | content=麦收期间教师分片到田间值守 | content=讲解田间作物知识
JF907 | listed | grounds=县局年度重点工作 | grounds=省教育厅、省公安厅联合印发的通知
JF909 | mended | matter=值班; measures=维持现有值班安排不变 | matter=值班; measures=改由保安和校级领导值守
"""


def pairs():
    """Each ``(code, where, violating row, harmless row)``; rows by the role of the column."""
    lines = [line.split(" | ") for line in PAIRS.strip().splitlines()]
    return [(code, where, _row(bad), _row(good)) for code, where, bad, good in lines]


def _row(text):
    return dict(cell.split("=", 1) for cell in text.split("; "))
