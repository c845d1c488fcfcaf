import { foldArabic, foldSyllables, stemOf } from '../../search/fold.ts';

/**
 * Words of news that mean one thing in English, Chinese and Uyghur. By them, by numbers, days and the names of places,
 * statements in different languages are seen to be about one fact; what is in no row meets only its own language. Uyghur
 * in Arabic letters, by the beginning of the word.
 */
const MEANINGS = `
  dead: 死亡 死 遇难 丧生 罹难 身亡 死者 遇难者 遇害 丧命 死难 | ئۆلدى ئۆلگەن ئۆلۈم ئۆلۈپ ئۆلگۈچى
  injured: 受伤 伤 伤者 重伤 轻伤 | يارىلان يارىدار
  missing: 失踪 失联 下落不明 | يوقاپ يوقالغان
  trapped: 被困 被埋 受困 | قاپسىلىپ
  arrested: 逮捕 被捕 拘留 拘押 关押 拘捕 抓捕 羁押 | تۇتۇل تۇتقۇن تۇتۇپ
  released: 释放 获释 | قويۇپ
  evacuated: 疏散 转移 撤离 安置 | كۆچۈرۈل
  rescued: 获救 救出 | قۇتقۇز قۇتۇلدۇر
  marched: 游行 示威 集会 抗议 | نامايىش
  hospital: 医院 | دوختۇرخانا
  people: 人们 人员 民众 群众 | ئادەم كىشى نەپەر
  resident: 居民 市民 | ئاھالە
  villager: 村民 | كەنتلىك
  worker: 工人 员工 职工 | ئىشچى
  student: 学生 | ئوقۇغۇچى
  teacher: 教师 老师 | ئوقۇتقۇچى
  child: 儿童 孩子 | بالا
  woman: 妇女 女性 | ئايال
  official: 官员 干部 | ئەمەلدار كادىر
  police: 警察 警方 公安 | ساقچى
  prisoner: 囚犯 犯人 在押人员 | مەھبۇس
  soldier: 士兵 军人 | ئەسكەر
  prison: 监狱 | تۈرمە
  camp: 集中营 拘留营 再教育营 | لاگېر
  court: 法院 | سوت
  government: 政府 当局 | ھۆكۈمەت دائىرىلەر
  loss: 损失 | زىيان
  house: 房屋 住房 房子 民房 | ئۆي
  building: 建筑 大楼 楼房 | بىنا
  roof: 屋顶 房顶 | ئۆگزە ئۆگزى
  market: 市场 集市 | بازار
  school: 学校 | مەكتەپ
  mosque: 清真寺 | مەسچىت
  factory: 工厂 厂房 | زاۋۇت
  warehouse: 仓库 | ئىسكىلات
  village: 村庄 | كەنت يېزا
  company: 公司 企业 | شىركەت
  bridge: 桥梁 大桥 | كۆۋرۈك
  mine: 煤矿 矿井 | كۆمۈركان
  train: 火车 列车 | پويىز
  plane: 飞机 客机 | ئايروپىلان
  ship: 船只 轮船 | كېمە
  vehicle: 车辆 汽车 | ماشىنا
  document: 文件 | ھۆججەت
  collapse: 坍塌 倒塌 垮塌 塌 | ئۆرۈل
  fire: 火灾 起火 大火 失火 着火 | ئوت
  explosion: 爆炸 | پارتلا
  earthquake: 地震 | تەۋرە
  flood: 洪水 水灾 洪灾 | كەلكۈن
  attack: 袭击 攻击 | ھۇجۇم
  accident: 事故 | ھادىسە
  meeting: 会议 | يىغىن
`;

const rows = MEANINGS.trim()
  .split('\n')
  .map((line) => {
    const [english = '', chinese = '', uyghur = ''] = line.split(/: | \| /).map((cell) => cell.trim());
    return { stem: stemOf(english), chinese: chinese.split(' '), uyghur: uyghur.split(' ') };
  });

const ofChinese = new Map(
  rows.flatMap(({ stem, chinese }) => chinese.map((word) => [foldSyllables(word), stem] as const)),
);
const ofUyghur = rows.flatMap(({ stem, uyghur }) => uyghur.map((word) => [foldArabic(word), stem] as const));

/** The stem of the English word for a word in simplified characters, where the table has one. */
export function meaningOfChinese(word: string): string | undefined {
  return ofChinese.get(word);
}

/** @param word folded, in Arabic letters, with whatever endings */
export function meaningOfUyghur(word: string): string | undefined {
  return ofUyghur.find(([beginning]) => word.startsWith(beginning))?.[1];
}

const STEMS: ReadonlySet<string> = new Set(rows.map(({ stem }) => stem));

/** Whether a stem is of a word of the table: what any two texts may have in common. */
export function isMeaning(stem: string): boolean {
  return STEMS.has(stem);
}
