"""Headings, titles and choices in traditional characters, as some programs and typists write them, in simplified ones.

For telling them only: what is kept stays as it is written.
"""

from jianfu_cli.core.language.patterns import pattern_of
from jianfu_cli.core.language.text import key

# A simplified character, and the traditional ones that it stands for: those that forms are headed and filled with.
_PAIRS = """
    万萬 与與 专專 业業 两兩 严嚴 个個箇 丰豐 临臨 为為爲 举舉 么麼麽 义義 乐樂 习習 乡鄉 书書 争爭 于於
    产產産 仅僅 从從 仪儀 们們 价價 众眾衆 优優 伙夥 会會 传傳 伤傷 体體 余餘 修脩 偿償 儿兒 兑兌 党黨 兰蘭
    关關 兴興 养養 内內 册冊 写寫 军軍 农農 冯馮 决決 况況 准準 凌淩 减減 几幾 凤鳳 凭憑 出齣 击擊 划劃 刘劉
    则則 刚剛 创創 删刪 别別彆 制製 剧劇 劝勸 办辦 务務 动動 励勵 劳勞 势勢 区區 医醫 升昇陞 华華 协協 单單
    卖賣 占佔 卫衛 即卽 却卻 卷捲 厅廳 历曆歷 压壓 厕厠廁 县縣 参參 双雙 发發髮 变變 只隻 台臺 叶葉 号號 吃喫
    合閤 后後 向嚮曏 吗嗎 听聽 启啓啟 吴吳 员員 周週 咨諮 响響 回迴 团團糰 园園 困睏 围圍 国國 图圖 场場 块塊
    坚堅 墙墻牆 处處 备備 复復複 够夠 头頭 夹夾 奖奬獎 妇婦 孙孫 学學 宁寧甯 宝寶 实實 审審 家傢 对對 导導
    将將 尽儘盡 层層 届屆 属屬 岗崗 岭嶺 峡峽 巩鞏 币幣 布佈 师師 帐帳 带帶 帮幫 干乾幹 并並併 广廣 库庫 应應
    废廢 开開 异異 张張 弹彈 强強 归歸 当當 录錄録 彻徹 征徵 径徑 志誌 态態 总總 恳懇 恶噁惡 惩懲 惯慣 愿願
    戏戲 战戰 户戶 才纔 执執 扫掃 抢搶 护護 报報 担擔 拟擬 拥擁 择擇 挂掛 挤擠 挥揮 挨捱 捡撿 换換 据據 搁擱
    摄攝 摆擺襬 摊攤 教敎 数數 断斷 无無 既旣 旧舊 时時 昼晝 显顯 晋晉 晓曉 暂暫 曲麯麴 术術 机機 权權 条條
    来來 杨楊 板闆 极極 构構 枫楓 查査 标標 栏欄 树樹 样樣 核覈 档檔 桥橋 检檢 楼樓 欢歡 残殘 毕畢 气氣
    汇匯彙滙 汉漢 汤湯 沟溝 没沒 注註 洁潔 测測 济濟 涨漲 游遊 滞滯 满滿 滥濫 滨濱 滩灘 灵靈 灾災 炉爐 点點
    炼煉鍊 烟煙 烧燒 热熱 爱愛 牵牽 状狀 环環 现現 电電 画畫 疗療 监監 盖蓋 盘盤 真眞 码碼 确確 离離 秆稈
    种種 秘祕 积積 称稱 税稅 稳穩 竞競 筹籌 签簽籤 简簡 类類 系係繫 紧緊 累纍 纠糾 红紅 约約 级級 纪紀 纲綱
    纳納 纸紙 线綫線 练練 组組 细細 织織 终終 绍紹 经經 绑綁 结結 绘繪 给給 络絡 绝絕絶 统統 继繼 绩績 续續
    维維 综綜 绿綠緑 缓緩 缔締 编編 缩縮 缴繳 网網 罗羅 群羣 职職 联聯 脱脫 致緻 舍捨 艺藝 节節 苏甦蘇 范範
    荐薦 荣榮 荥滎 药藥 莲蓮 获獲穫 营營 萧蕭 蓝藍 虑慮 虫蟲 虽雖 蚁蟻 补補 表錶 装裝 见見 观觀 规規 视視
    览覽 誉譽 计計 订訂 认認 讨討 训訓 议議 讯訊 记記 讲講 许許 论論 设設 访訪 证証證 评評 识識 诈詐 诉訴
    词詞 试試 诗詩 话話 询詢 该該 详詳 语語 误誤 说說説 诵誦 请請 诺諾 读讀 课課 谁誰 调調 谈談 谋謀 谢謝
    谱譜 负負 财財 责責 败敗 账賬 货貨 质質 贫貧 购購 贯貫 贰貳 贴貼 费費 贾賈 资資 赛賽 赞讚贊 赵趙 践踐
    踪蹤 车車 轨軌 转轉 轮輪 软軟 轻輕 载載 较較 辅輔 辆輛 辉輝 辍輟 输輸 边邊 达達 迁遷 过過 运運 还還 这這
    进進 远遠 违違 迟遲 迹跡蹟 适適 选選 递遞 逻邏 遗遺 邓鄧 邮郵 郏郟 郑鄭 采埰 里裏裡 针針鍼 钉釘 钟鍾鐘
    钢鋼 钩鈎鉤 钮鈕 钱錢 铁鐵 铜銅 铲鏟 银銀 链鏈 销銷 锅鍋 锋鋒 锐銳鋭 错錯 键鍵 锻鍛 镇鎭鎮 长長 门門 闫閆
    闭閉 问問 间間 阅閱閲 阎閻 队隊 阳陽 阴陰 阶階 际際 陆陸 陈陳 陕陝 险險 随隨 隐隱 难難 面麪麫麵 韩韓 页頁
    顶頂 项項 顺順 须須鬚 顿頓 预預 领領 颍潁 频頻 题題 额額 风風 饮飲 饷餉 馆館 馈饋 马馬 驻駐 验驗 骑騎
    骗騙 鲁魯 鹤鶴 黄黃 齐齊 齿齒 龄齡 龋齲 龙龍
"""
_PLAIN = {ord(form): pair[0] for pair in _PAIRS.split() for form in pair[1:]}
_TRADITIONAL = pattern_of(f"[{''.join(map(chr, _PLAIN))}]")
_FORMS = {pair[0]: pair[1:] for pair in _PAIRS.split()}


def simplified(text: str) -> str:
    """Return ``text`` in simplified characters, each in its place.

    >>> simplified("責任單位")
    '责任单位'
    """
    return text.translate(_PLAIN) if _TRADITIONAL.search(text) else text


def plain_key(text: str) -> str:
    """Return the comparison key of a name, a title or a choice, in whichever characters it is written."""
    return key(simplified(text))


def traditional_forms(character: str) -> str:
    """Return the traditional characters that a simplified one stands for, "" where there is none."""
    return _FORMS.get(character, "")
