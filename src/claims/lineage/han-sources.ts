import { foldSyllables } from '../../search/fold.ts';
import type { Source } from './sources.ts';

const NOBODY = /^(?:一[名位个些]|[多数几两]名|有(?!关)|其中|该|本|当地的?|另[一外]?[名位]?)/u;
const POLICE = /(?:警方|警察局?|公安(?:局|厅|部|机关|部门)?|民警|派出所)$/u;
const OFFICE = /(?:官方|当局|有关部门|有关方面|相关部门|官员|官媒|消息人士|知情人士?|政府部门|主管部门)$/u;
const CROWD =
  /(?:居民|村民|市民|民众|群众|目击者|目击证人|幸存者|网民|网友|专家|学者|分析人士|观察人士|家属|亲属|亲友|工人|矿工|职工|民工|员工|学生|司机|店主|商户|护士|医生|大夫|老师|教师|邻居|路人|活动人士|维权人士|男子|女子|人们|当地人|知情者|老人|老汉|妇女|农民|牧民|搬迁户|业主|乘客|游客)$/u;
const BODY =
  /(?:局|部|委|委员会|院|厅|署|会|公司|集团|大学|学院|医院|中心|政府|法院|检察院|组织|协会|联盟|军|军方|使馆|大使馆|党委|政法委|指挥部|办公室|公署|法庭|报告|声明|公报|处|科|室|办|所|站|队|组|社|部门|机构|机关|管委)$/u;
/** The part of a body that speaks for it. */
const SPEAKING_PART =
  /^(?<body>.*(?:局|部|委|委员会|院|厅|署|政府|公司|集团|军|法院|检察院))(?:新闻办公室|新闻办|新闻处|新闻科|新闻中心|新闻局|宣传处|宣传科|宣传部|信息处)$/u;
/** Who speaks for what is named in front of him. */
const TITLE =
  /^(?<body>\p{Script=Han}{2,20}?)(?<title>新闻发言人|发言人|负责人|副?局长|副?部长|副?厅长|副?主任|副?书记|副?主席|副?总理|副?省长|副?市长|副?县长|副?州长|副?区长|副?镇长|副?乡长|副?校长|副?院长|副?会长|副?秘书长|秘书长|总裁|总经理|经理|董事长|司令|大使|院士|研究员|教授|医生|律师|记者|总统|首相|外长)(?<person>[\p{Script=Han}·•]{2,12})?$/u;
const PARTED = /^(?<place>.{2,}?(?:自治区|自治州|省|市|州|地区|县|区|镇|乡|村))(?<rest>\p{Script=Han}{2,})$/u;

/**
 * Tells who a credit in Chinese means; undefined for names in other scripts.
 *
 * @param text that credits it: a body is often named in full once, and then by its last words
 */
export function hanSource(name: string, text = ''): Source | undefined {
  if (!/^\p{Script=Han}/u.test(name)) return undefined;
  const bare = foldSyllables(name.replace(/\s/gu, ''))
    .replace(/的话$|(?:对|向|告诉)本.*$/u, '')
    .replace(NOBODY, '')
    .replace(NOBODY, '');
  if (POLICE.test(bare)) return { name, kind: 'office', key: 'police' };
  if (OFFICE.test(bare)) return { name, kind: 'office', key: 'officials' };
  const { body, person } = TITLE.exec(bare)?.groups ?? {};
  if (body !== undefined && !CROWD.test(bare)) return bodySource(body, text, person);
  if (CROWD.test(bare)) return { name, kind: 'crowd', key: bare };
  if (BODY.test(bare)) return bodySource(bare, text);
  return { name, kind: 'person', key: bare.replace(/(?:先生|女士|同志)$/u, '') };
}

/** A press office speaks for its body. */
function bodySource(named: string, text: string, person?: string): Source {
  const whole = inFull(named, text);
  const body = SPEAKING_PART.exec(whole)?.groups?.['body'] ?? whole;
  return { name: body, kind: 'body', key: bodyKey(body), ...(person === undefined ? {} : { person }) };
}

const LOOKED_AT = 200_000; // UTF-16 units
/** What stands in front of a name and is no part of it. */
const BEFORE_NAME =
  /^.*(?:据|據|根据|从|自|由|向|对|经|被|是|为|与|和|及|在|到|于|给|该|记者|[我你他她它]|[说称的了])/u;
const PLACE_OR_BODY = /(?:局|部|委|委员会|院|厅|署|会|政府|公司|集团|省|市|县|区|州|乡|镇|村|国)$/u;

/** The one longer name of a body that a text has and that ends in this one: `水利局新闻处` for `新闻处`. */
function inFull(named: string, text: string): string {
  if (PARTED.test(named) || named.length > 6) return named;
  const folded = foldSyllables(text.slice(0, LOOKED_AT));
  const found = new Set<string>();
  for (let at = folded.indexOf(named); at >= 0; at = folded.indexOf(named, at + named.length)) {
    const run = /\p{Script=Han}*$/u.exec(folded.slice(Math.max(0, at - 20), at))?.[0] ?? '';
    const before = run.replace(BEFORE_NAME, '');
    if (before.length > 1 && PLACE_OR_BODY.test(before)) found.add(before + named);
  }
  const [one] = found;
  return one !== undefined && found.size === 1 ? one : named;
}

/** Where it is and what it is as two words, so that a body without its place is the same. */
function bodyKey(body: string): string {
  const { place, rest } = PARTED.exec(body)?.groups ?? {};
  return place === undefined ? body : `${place} ${rest}`;
}
