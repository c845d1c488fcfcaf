/**
 * Common words of telling and of everyday life, as `MEANINGS` has those of news: by them a text is found again in its translation, and
 * what somebody is quoted with. They say too little of what a figure counts to be compared there. From general knowledge.
 */
export const SAYINGS = `
  mother mum: 母亲 妈妈 妈 | ئانام ئانىسى ئاپام ئانا
  father dad: 父亲 爸爸 爸 | دادام دادىسى ئاتام ئاتا
  brother brothers: 兄弟 哥哥 弟弟 | ئاكام ئىنىم ئاكا ئۇكام
  sister sisters: 姐妹 姐姐 妹妹 | ھەدە سىڭىل سىڭلىم ئاچام
  son sons: 儿子 | ئوغلۇم ئوغلى ئوغۇل
  daughter daughters: 女儿 | قىزىم قىزى
  wife: 妻子 老婆 | خوتۇن ئايالىم
  husband: 丈夫 | ئېرىم يولدىشى
  friend friends: 朋友 | دوست
  name names named: 名字 姓名 名叫 | ئىسىم ئىسمى
  age old: 年龄 岁 | ياشتا ياشلىق
  young youngest: 年轻 年纪最小 | ياش
  eye eyes: 眼睛 眼 | كۆزۈم كۆزى كۆز
  hand hands: 手 双手 | قولى قولۇم قول
  leg legs foot feet: 腿 脚 两条腿 双腿 | پۇتى پۇت
  head heads: 头 头部 | بېشى بېشىدىن باش
  finger fingers fingerprint: 手指 手印 指纹 | بارماق
  blood: 血 | قان
  body bodies: 身体 尸体 | بەدەن جەسەت
  face: 脸 | يۈزى
  cry crying cried wept: 哭 哭泣 流泪 | يىغلا
  laugh laughed: 笑 | كۈلدى كۈلۈپ
  sleep slept asleep: 睡 睡觉 睡着 | ئۇخلا
  bed beds: 床 张床 | كارىۋات
  eat ate eating: 吃 吃饭 | يېدۇق يېگەن يېيىش
  drink drank: 喝 饮 | ئىچىدىغان ئىچتى ئىچكەن
  bread: 面包 馕 饼 | نان
  meat: 肉 | گۆش
  rice: 米饭 大米 | گۈرۈچ
  tea: 茶 | چاي
  medicine pills pill drug: 药 药片 药物 | دورا
  walk walked walking: 走路 步行 走不了路 | ماڭالما ماڭدى پىيادە
  run ran running: 跑 奔跑 | يۈگۈر
  sit sat sitting: 坐 坐在 | ئولتۇرغان ئولتۇردى ئولتۇرۇپ
  stand stood standing: 站 站在 | ئۆرە تۇرغان
  door doors gate: 门 门口 大门 | ئىشىك دەرۋازا
  window windows: 窗户 窗 | دېرىزە
  light lights lamp: 灯 关灯 灯光 | چىراغ
  key keys: 钥匙 | ئاچقۇچ
  cell cells: 牢房 囚室 监室 | كامېر
  chain chains handcuffs tied bound shackles: 手铐 脚镣 绑 绑着 铐 | باغلان كويزا كىشەن
  interrogation interrogated questioned question questions: 审讯 讯问 提审 问题 | سوراق سوئال
  ask asked asking: 问 询问 问了 | سورىدى سورىمىدى سوراپ سورىغان
  answer answered replied reply: 回答 答复 回应 | جاۋاب
  speak spoke speaking talk talked: 说话 谈话 讲话 | سۆزلى گەپ
  tell story: 讲述 故事 | ھېكايە
  hear heard: 听到 听见 听说 | ئاڭلى
  know knew known: 知道 认识 得知 | بىلىدۇ بىلىمەن بىلمەيمەن بىلگەن
  think thought believe believed: 认为 相信 以为 | ئويلاي ئىشىن
  want wanted wish: 想要 希望 要 | خالاي ئۈمىد
  need needed needs: 需要 | كېرەك ئېھتىياج
  try tried: 试图 尝试 | ئۇرۇن
  help helped: 帮助 帮忙 | ياردەم
  fear afraid scared: 害怕 恐惧 担心 | قورق
  hope: 期望 盼望 | ئارزۇ
  lie lies lied: 撒谎 谎言 谎话 | يالغان
  truth true: 真相 真实 真的 | ھەقىقەت راست
  wrong mistake mistakes: 错误 错 | خاتا
  right rights: 权利 权 | ھوقۇق ھەق
  freedom free liberty: 自由 | ئەركىن
  equal equality equally: 平等 | باراۋەر
  peace peaceful: 和平 | تىنچ
  justice just: 正义 公正 | ئادالەت ئادىل
  dignity: 尊严 | ئىززەت
  protection protect protected: 保护 | قوغدا
  respect: 尊重 | ھۆرمەت
  religion religious: 宗教 | دىن دىنىي
  language languages: 语言 | تىل
  education: 教育 | مائارىپ تەربىيە
  marriage: 婚姻 | نىكاھ
  culture cultural: 文化 | مەدەنىيەت
  society social: 社会 | جەمئىيەت ئىجتىمائىي
  nation nations national: 国家 民族 联合国 | دۆلەت مىللەت
  world: 世界 | دۇنيا
  human: 人类 人权 | ئىنسان
  everyone everybody all: 人人 所有 全部 大家 | ھەممە ھەربىر
  nobody none: 没有人 没人 任何人不得 | ھېچكىم ھېچقانداق
  property: 财产 | مۈلۈك
  life lives live lived: 生活 生命 住在 | ھايات ياشاي
  day days daily: 天 日子 每天 | كۈن كۈندە
  night nights: 夜里 夜 晚上 夜间 | كېچىسى كېچە ئاخشام
  morning dawn: 早上 清晨 早晨 凌晨 | ئەتىگەن سەھەر
  evening afternoon: 傍晚 下午 | كەچ چۈشتىن
  week weeks weekly: 周 星期 每周 | ھەپتە
  month months: 月 个月 | ئاي ئايلىق
  year years: 年 | يىل
  hour hours: 小时 | سائەت
  minute minutes: 分钟 | مىنۇت
  spring: 春天 春季 | باھار ئەتىياز
  summer: 夏天 夏季 | ياز يازدا
  autumn: 秋天 秋季 | كۈز كۈزدە
  winter: 冬天 冬季 | قىش قىشتا
  monday: 周一 星期一 | دۈشەنبە
  tuesday: 周二 星期二 | سەيشەنبە
  wednesday: 周三 星期三 | چارشەنبە
  thursday: 周四 星期四 | پەيشەنبە
  friday: 周五 星期五 | جۈمە
  saturday: 周六 星期六 | شەنبە
  sunday: 周日 星期日 星期天 | يەكشەنبە
  today: 今天 | بۈگۈن
  yesterday: 昨天 | تۈنۈگۈن
  tomorrow: 明天 | ئەتە
  first: 第一 首先 | بىرىنچى ئالدى
  second: 第二 | ئىككىنچى
  third: 第三 | ئۈچىنچى
  fourth: 第四 | تۆتىنچى
  fifth: 第五 | بەشىنچى
  last: 最后 | ئاخىرقى
  only: 只有 仅 唯一 只 | پەقەت بىردىنبىر
  never: 从不 从未 从来没有 | ھەرگىز
  always: 总是 一直 | ھەمىشە
  again: 再次 又 再 | يەنە قايتا
  together: 一起 共同 | بىرگە
  alone: 独自 单独 | يالغۇز
  new: 新 新的 | يېڭى
  big large great: 大 巨大 很大 | چوڭ
  small little: 小 | كىچىك ئازغىنا
  good better: 好 更好 | ياخشى
  bad worse: 坏 更糟 糟糕 | ناچار يامان
  difficult hard: 困难 艰难 | قىيىن تەس
  dangerous danger: 危险 | خەتەر
  safe safety: 安全 | بىخەتەر
  secret secretly: 秘密 机密 | مەخپىي
  important: 重要 | مۇھىم
  public: 公开 公众 公共 | ئاممىۋى ئاشكارا
  private: 私人 | شەخسىي
  rich: 富 富有 | باي
  poor poverty: 贫困 穷 | نامرات كەمبەغەل
  black: 黑 黑色 | قارا
  white: 白 白色 | ئاق
  red: 红 红色 | قىزىل
  north northern: 北 北部 北方 | شىمال
  south southern: 南 南部 南方 | جەنۇب
  east eastern: 东 东部 东方 | شەرق
  west western: 西 西部 西方 | غەرب
  canal channel: 渠 渠道 运河 水渠 | ئۆستەڭ قانال
  well wells: 水井 井 机井 | قۇدۇق
  pump pumps: 水泵 泵 | پومپا پومپى
  pipe pipes pipeline: 管道 水管 管 | تۇرۇبا
  seal sealed: 封 封条 封掉 封停 查封 | پېچەت
  meter metre metres: 米 | مېتىر
  kilometre kilometres kilometer: 公里 千米 | كىلومېتىر
  litre litres liter: 升 | لىتىر
  yuan: 元 | يۈەن
  nurse nurses: 护士 | سېسترا
  bus buses: 公共汽车 大巴 客车 | ئاپتوبۇس
  box boxes: 箱 箱子 | ساندۇق
  bag bags: 袋 包 | خالتا سومكا
  clothes: 衣服 | كىيىم
  shoe shoes: 鞋 | ئاياغ
  hair: 头发 | چاچ
  beard: 胡子 胡须 | ساقال
  veil scarf: 面纱 头巾 | رومال
  prayer pray: 祈祷 礼拜 | ناماز
  god: 上帝 真主 | ئاللاھ خۇدا
  holiday festival: 节日 | بايرام
  wedding: 婚礼 | توي
  funeral: 葬礼 | دەپنە
  song sang sing: 歌 唱 唱歌 | ناخشا
  flag: 旗 国旗 | بايراق
  party: 党 政党 | پارتىيە
  president: 总统 主席 | زۇڭتۇڭ پرېزىدېنت
  chairman chairwoman: 主席 会长 | رەئىس
  secretary: 书记 秘书 | شۇجى
  minister: 部长 | مىنىستىر
  union: 工会 | ئۇيۇشما
  member members: 成员 委员 会员 | ئەزا
  spokesman spokeswoman spokesperson: 发言人 | باياناتچى
  judge judges: 法官 | سوتچى
  prosecutor prosecutors: 检察官 检察院 | تەپتىش
  guard guards: 守卫 保安 看守 | قاراۋۇل
  source sources: 消息人士 来源 | مەنبە
  newspaper newspapers: 报纸 报 | گېزىت
  radio: 电台 广播 | رادىيو
  television: 电视 电视台 | تېلېۋىزىيە
  internet online website: 互联网 网络 网站 | تور ئىنتېرنېت
  computer computers: 电脑 计算机 | كومپيۇتېر
  list lists: 名单 清单 | تىزىملىك
  number numbers: 数字 号码 人数 | سان نومۇر
  copy copies: 副本 复印件 抄件 | كۆپەيتمە
  form forms: 表格 | جەدۋەل
  paper sheet: 纸 张纸 | قەغەز
  write wrote written: 写 写道 写着 | يازغان يېزىلغان يازدى
  read reading: 读 阅读 看纸上 | ئوقۇ
  sign: 标志 | بەلگە
  permission permit allowed allow: 许可 允许 准许 让 | رۇخسەت ئىجازەت
  forbidden banned ban forbid: 禁止 不得 | چەكلە مەنئى
  promise promised: 承诺 答应 | ۋەدە
  demand demanded demands: 要求 | تەلەپ
  offer offered: 提出 愿意 | تەكلىپ
  decide decided decision decisions: 决定 | قارار
  plan planned plans: 计划 规划 | پىلان
  project: 项目 工程 | تۈر قۇرۇلۇش
  problem problems: 难题 | مەسىلە
  danger: 危害 | خەۋپ
  cost costs expense: 费用 成本 | خىراجەت چىقىم
  owe owes owed: 欠 拖欠 | قەرزدار
  steal stole stolen: 偷 盗窃 | ئوغرى
  carry bring brought: 带 带到 送到 押送 | ئەكەل ئېلىپ
  send sent: 寄 送 发送 发出 | يوللا ئەۋەت
  take took taken: 带走 拿走 取走 | ئېلىپ
  put placed: 放 放在 | قويۇپ قويدى
  stay stayed: 待 停留 待了 留在 | تۇردۇم تۇردۇق تۇرغان
  come came: 来 来了 到来 | كەلدى كەلگەن
  go went gone: 去 前往 | باردى كەتتى بارغان
  stop stopped: 停 拦住 停止 阻止 | توس توختا
  wait waited: 等 等待 | كۈت
  look looked: 看 看着 | قارىدى
  show showed shown: 显示 出示 | كۆرسەت
  find found: 发现 找到 | تاپتى تېپىل
  lose lost: 失去 丢失 | ئايرىل يوقات
  keep kept hold held: 保留 关在 被关 | ساقلا تۇتۇپ
  use used: 使用 用 | ئىشلەت
  change changed: 改变 变化 | ئۆزگەر
  teach taught: 教 教过 | ئۆگەت
  learn learned study: 学习 | ئۆگەن
  beat hit: 打 打了 | ئۇردى
  break broken: 打破 坏了 损坏 | بۇزۇل سۇن
  burn burned: 烧 焚烧 | كۆيدۈر
  bury: 埋葬 | كۆم
  gift gifts present: 礼物 | سوۋغات
  earn earned: 挣 挣到 | تېپىپ
  negotiate negotiation negotiations talks: 谈判 协商 | سۆھبەت
  unload loaded load: 卸货 装卸 | يۈك
  port harbour harbor: 港 港口 | پورت
  quay dock docks pier: 码头 | پىرىستان
  account accounts: 账 账上 账户 | ھېسابات
  petrol gasoline fuel: 汽油 燃料 | بېنزىن
  expensive: 涨价 贵 昂贵 | قىممەت
`;
