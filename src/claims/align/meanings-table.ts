/**
 * Common words of news, offices and testimony that mean one thing in English, Chinese and Uyghur, a row for each meaning, from
 * general knowledge: the first word in English stands for all of the row. Chinese as the dictionary of ICU cuts it; Uyghur in
 * Arabic letters, nouns bare and verbs by the beginnings of their forms. No names of persons, places or bodies.
 */
export const MEANINGS = `
  dead died die killed kill killing death perished fatal: 死亡 死 遇难 丧生 罹难 身亡 死者 遇难者 遇害 丧命 死难 打死 杀害 致死 | ئۆلدى ئۆلگەن ئۆلۈم ئۆلۈپ ئۆلگۈچى ئۆلتۈر قازا
  injured injure injury wounded wound hurt: 受伤 伤 伤者 重伤 轻伤 伤员 负伤 打伤 致伤 伤势 | يارىلان يارىدار زەخمىلەن
  missing disappeared: 失踪 失联 下落不明 | يوقاپ يوقالغان ئىز-دېرەكسىز
  trapped buried stranded: 被困 被埋 受困 | قاپسىلىپ قاپسالغان
  arrested arrest detained detain detention custody jailed imprisoned: 逮捕 被捕 拘留 拘押 关押 拘捕 抓捕 羁押 拘禁 收押 被抓 抓走 | تۇتۇل تۇتقۇن تۇتۇپ قاماق قامال
  released release freed: 释放 获释 放出 | قويۇپ بوشىتىل
  moved move relocated relocate resettled resettle resettlement relocation evicted evict displaced: 搬迁 迁移 迁出 迁入 搬走 搬出 搬入 搬离 移民 迁走 迁离 动迁 拆迁 搬家 迁居 | كۆچتى كۆچكەن كۆچمى كۆچۈپ كۆچۈش كۆچۈر كۆچىد كۆچۈڭ كۆچمە
  settled settle: 安置 定居 | ئورۇنلاشتۇر ئولتۇراقلاش
  evacuated evacuate evacuation: 疏散 转移 撤离 撤出 | ئېۋاكۇ يۆتكەل
  fled flee escaped escape: 逃离 逃走 逃跑 出逃 | قېچىپ قاچتى قاچقان
  rescued rescue saved: 获救 救出 救援 营救 抢救 | قۇتقۇز قۇتۇلدۇر
  treated treatment: 救治 治疗 医治 就诊 | داۋالا
  marched march protest protested rally demonstration demonstrated: 游行 示威 集会 抗议 | نامايىش
  beaten beat: 殴打 毒打 | ئۇردى ئۇرۇپ ئۇرغان
  tortured torture: 酷刑 折磨 虐待 | قىيناق قىينى
  sentenced sentence: 判刑 判处 判决 | ھۆكۈم
  charged charge accused: 指控 起诉 控告 | ئەيىبلە
  tried trial: 审判 审理 | سوتلان
  searched search: 搜查 搜索 搜寻 | ئاختۇر
  confiscated confiscate seized seize: 没收 查封 征收 收走 | مۇسادىرە تارتىۋال
  fined fine: 罚款 罚金 | جەرىمانە
  infected infection: 感染 染病 确诊 | يۇقۇملان
  sick ill illness disease: 患病 生病 疾病 病人 患者 | كېسەل ئاغرى
  hungry hunger starved: 饥饿 挨饿 饥荒 | ئاچارچىلىق
  born birth: 出生 诞生 | تۇغۇل
  married marriage: 结婚 婚姻 | توي نىكاھ
  hospital hospitals clinic: 医院 卫生院 诊所 | دوختۇرخانا شىپاخانا
  doctor doctors nurse: 医生 大夫 护士 | دوختۇر
  people person persons: 人们 人员 民众 群众 人 人口 人士 | ئادەم ئادىمى كىشى نەپەر خەلق
  resident residents inhabitants: 居民 市民 住户 | ئاھالە ئاھالى
  villager villagers: 村民 乡亲 | كەنتلىك سەھرالىق
  household households family families: 户 家庭 家户 | ئائىلە ئائىلى ئۆيلۈك
  neighbour neighbor neighbours neighbors: 邻居 邻里 | قوشنا قوشنى
  worker workers employee employees labourers: 工人 员工 职工 劳工 工作人员 | ئىشچى خىزمەتچى
  farmer farmers peasant: 农民 农户 | دېھقان
  herder herders shepherd: 牧民 牧户 | چارۋىچى
  fisherman fishermen sailor crew: 渔民 船员 水手 | بېلىقچى
  driver drivers: 司机 驾驶员 | شوپۇر
  passenger passengers: 乘客 旅客 | يولۇچى يولۇچىلار
  student students pupil pupils: 学生 | ئوقۇغۇچى
  teacher teachers: 教师 老师 | ئوقۇتقۇچى مۇئەللىم
  child children: 儿童 孩子 小孩 幼儿 | بالا بالى ئۆسمۈر
  woman women: 妇女 女性 女子 | ئايال
  man men: 男子 男性 | ئەر
  elderly: 老人 老年人 | قېرى ياشانغان
  relative relatives: 亲属 家属 亲戚 | تۇغقان
  witness witnesses: 目击者 证人 | گۇۋاھچى شاھىت
  official officials cadre cadres: 官员 干部 | ئەمەلدار كادىر
  police policemen officers: 警察 警方 公安 民警 公安局 | ساقچى
  prisoner prisoners inmate detainee detainees: 囚犯 犯人 在押人员 被拘留者 服刑人员 | مەھبۇس
  soldier soldiers troops army: 士兵 军人 军队 部队 | ئەسكەر قوشۇن
  lawyer lawyers: 律师 | ئادۋوكات
  journalist journalists reporter: 记者 | مۇخبىر ژۇرنالىست
  prison prisons jail: 监狱 看守所 | تۈرمە
  camp camps: 集中营 拘留营 再教育营 营地 | لاگېر
  court courts: 法院 法庭 | سوت
  government authorities: 政府 当局 | ھۆكۈمەت دائىرىلەر
  ministry: 部门 | مىنىستىرلىق
  office bureau: 局 办公室 办事处 | ئىدارە ئىدارى ئىشخانا
  committee: 委员会 管委会 村委会 | كومىتېت
  agency: 机构 通讯社 社 | ئاگېنتلىق
  director chief head: 局长 主任 院长 | باشلىق مۇدىر
  law laws: 法律 条例 | قانۇن
  rule rules regulation: 规定 规则 | بەلگىلىمە
  order orders directive: 命令 指令 通知 指示 | بۇيرۇق ئۇقتۇرۇش
  agreement contract: 协议 合同 | كېلىشىم توختام
  signed sign signature: 签字 签署 签订 签名 | ئىمزا قول
  voluntary voluntarily willingly choice will: 自愿 | ئىختىيارى ئىختىيار
  forced force forcibly: 强迫 强制 被迫 强行 | مەجبۇر زورلا
  measure measures: 措施 | تەدبىر
  register: 台账 登记 登记册 名册 名单 | دەپتەر دەپتىر تىزىم
  table: 统计表 表格 | جەدۋەل
  document documents paper papers file files: 文件 材料 档案 | ھۆججەت
  page pages: 页 | بەت
  letter letters: 信件 | خەت
  report reports: 报告 | دوكلات
  statement: 声明 | بايانات
  meeting meetings conference: 会议 | يىغىن
  election elections vote votes: 选举 投票 选票 | سايلام ئاۋاز
  loss losses: 损失 | زىيان
  damage damaged: 损坏 受损 破坏 | بۇزۇل
  pay paid payment: 支付 付款 发放 兑付 | تۆلى
  money cash: 钱 现金 资金 | پۇل
  price prices: 价格 售价 | باھا
  wage wages salary: 工资 薪水 | مائاش ئىش ھەققى
  compensation: 补偿 赔偿 补偿款 | تۆلەم
  tax taxes: 税 税款 税收 | باج
  budget: 预算 | خامچوت
  debt debts loan loans: 债务 贷款 | قەرز
  point points: 分 工分 积分 | نومۇر
  job jobs work employment: 工作 就业 岗位 | ئىش خىزمەت
  food grain flour: 粮食 口粮 面粉 | ئاشلىق ئۇن
  water: 水 供水 用水 | سۇ
  electricity power: 电力 供电 停电 | توك
  gas: 天然气 燃气 | گاز
  oil: 石油 原油 | نېفىت
  coal: 煤 煤炭 | كۆمۈر
  gold: 黄金 | ئالتۇن
  cotton: 棉花 | پاختا
  wheat: 小麦 | بۇغداي
  sheep: 羊 绵羊 | قوي
  cattle cow cows: 牛 | كالا
  horse horses: 马 马匹 | ئات
  animal animals livestock: 牲畜 动物 家畜 | چارۋا ھايۋان
  tree trees: 树 树木 | دەرەخ
  field fields land farmland: 土地 耕地 田地 农田 | يەر تېرىلغۇ
  house houses home homes: 房屋 住房 房子 民房 房 座 新房 住宅 | ئۆي
  building buildings: 建筑 大楼 楼房 栋 幢 建筑物 | بىنا
  roof: 屋顶 房顶 | ئۆگزە ئۆگزى
  wall walls: 墙 围墙 | تام
  room rooms: 房间 间 | ياتاق خانا
  demolished demolish razed destroyed pulled: 拆除 拆毁 推倒 毁坏 摧毁 拆 | چېقىلدى چېقىلغان چېقىپ چېقىۋېت
  built build construction constructed: 建成 修建 建设 建造 完工 竣工 | قۇرۇلۇش سېلىنغان ياسال
  opened open: 开业 开放 启用 开幕 | ئېچىلدى ئېچىلغان
  closed close shut: 关闭 关停 停业 | تاقالدى تاقالغان تاقىۋېت
  began begin started start: 开始 启动 | باشلان باشلى باشلاپ
  ended end finished: 结束 完成 | ئاخىرلاش تۈگى
  dam reservoir: 水库 大坝 水坝 | ئامبار ئامبىر توغان
  filled fill: 蓄水 | قۇيۇلىد قويۇلىد
  river rivers: 河 河流 江 | دەريا دەرياسى
  valley: 谷地 山谷 河谷 | جىلغا جىلغى ۋادى
  mountain mountains: 山 山区 | تاغ
  lake: 湖 | كۆل
  sea: 海 大海 | دېڭىز
  island: 岛 岛屿 | ئارال
  coast shore: 海岸 岸边 | قىرغاق
  market markets: 市场 集市 | بازار
  shop shops store: 商店 商铺 店铺 | دۇكان
  cooperative: 合作社 | كوپىراتىپ
  school schools: 学校 小学 中学 | مەكتەپ
  university: 大学 | ئۇنىۋېرسىتېت
  mosque mosques: 清真寺 | مەسچىت
  grave graves cemetery: 坟墓 墓地 公墓 | قەبرە مازار
  factory factories mill: 工厂 厂房 | زاۋۇت
  warehouse: 仓库 | ئىسكىلات
  village villages: 村庄 村 村子 村落 | كەنت يېزا
  town towns: 镇 城镇 | بازىرى
  city cities: 城市 | شەھەر
  county counties district: 县 县城 | ناھىيە ناھىيى رايون
  province: 省 省份 | ئۆلكە
  country countries: 国家 | دۆلەت
  border: 边境 边界 | چېگرا
  company companies firm: 公司 企业 | شىركەت كارخانا
  bank: 银行 | بانكا
  bridge bridges: 桥梁 大桥 桥 | كۆۋرۈك
  road roads street: 公路 道路 街道 | يول كوچا
  railway: 铁路 | تۆمۈريول
  airport: 机场 | ئايرودروم
  station: 车站 | بېكەت ۋوگزال
  mine mines: 煤矿 矿井 | كۆمۈركان
  train trains: 火车 列车 | پويىز
  plane aircraft: 飞机 客机 | ئايروپىلان
  ship ships boat ferry: 船只 轮船 船 渡轮 渔船 | كېمە پاراخوت
  vehicle vehicles car cars truck lorry lorries bus: 车辆 汽车 卡车 货车 客车 大巴 | ماشىنا ماشىنى
  phone phones: 手机 电话 | تېلېفون
  gun guns weapon weapons: 枪 武器 枪支 | قورال مىلتىق
  bomb bombs: 炸弹 | بومبا
  camera cameras: 摄像头 监控 相机 | كامېرا
  picture pictures photograph photographs: 照片 图片 | رەسىم سۈرەت
  book books: 书 书籍 | كىتاب
  collapse collapsed: 坍塌 倒塌 垮塌 塌 | ئۆرۈل
  fire fires blaze: 火灾 起火 大火 失火 着火 | ئوت ياڭغىن
  explosion exploded blast: 爆炸 | پارتلا
  earthquake quake: 地震 | تەۋرە
  flood floods flooding: 洪水 水灾 洪灾 | كەلكۈن
  storm: 暴风雨 风暴 台风 | بوران
  snow: 雪 暴雪 | قار
  rain: 雨 暴雨 | يامغۇر
  drought: 干旱 旱灾 | قۇرغاقچىلىق
  landslide: 滑坡 泥石流 | گۆچۈش
  attack attacks attacked: 袭击 攻击 | ھۇجۇم
  war: 战争 | ئۇرۇش
  clash clashes: 冲突 | توقۇنۇش
  strike: 罢工 | ئىش تاشلاش
  accident: 事故 | ھادىسە
  cause caused: 原因 | سەۋەب
  investigation investigate: 调查 | تەكشۈر
  level: 水位 | سەۋىيە
  area: 面积 | كۆلەم
  length long: 长度 | ئۇزۇن
  height high: 高度 | ئېگىز
  depth deep: 深度 | چوڭقۇر
  percent: 百分之 | پىرسەنت پروتسېنت
  average: 平均 | ئوتتۇرىچە
  total: 合计 共计 总计 总共 | جەمئىي ئومۇمىي
  increase increased rose: 增加 上升 增长 | ئاشتى كۆپەي
  decrease decreased fell: 减少 下降 | ئازاي
  sold sell sale: 出售 销售 | ساتتى ساتقان سېتىل
  bought buy: 购买 收购 | ئالدى سېتىۋال
  planted plant: 种植 栽种 | تېرىدى تېرىل
  harvest: 收成 收获 | ھوسۇل
  produced produce production: 生产 产量 | ئىشلەپچىقار
  exported export: 出口 | ئېكسپورت
  counted count: 清点 统计 计数 | ساناپ سانى ساناق
  driven drove drive carried: 运送 运走 驾驶 | توشۇ ھەيدى
  remain remaining still: 剩余 剩下 | قالغان قالدى
  leave left: 离开 撤走 | كەتتى كەتكەن
  return returned: 返回 回来 | قايتى قايتقان
  received receive: 收到 得到 领取 获得 可得 | ئالغان تاپشۇر
  given give: 发给 给予 | بەردى بەرگەن بېرىل
  seen saw: 看到 看见 目睹 | كۆردۈم كۆرگەن كۆردى
  reached reach: 达到 升至 | يەت يېتىدۇ
`;
