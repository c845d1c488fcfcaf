import { foldSyllables } from '../../search/fold.ts';
import type { Source } from './sources.ts';

const NOBODY = /^(?:一[名位个些]|[多数几两]名|有(?!关)|其中|该|本|当地的?|另[一外]?[名位]?)/u;
const POLICE = /(?:警方|警察局?|公安(?:局|厅|部|机关|部门)?|民警|派出所)$/u;
const OFFICE = /(?:官方|当局|有关部门|有关方面|相关部门|官员|官媒|消息人士|知情人士?|政府部门|主管部门)$/u;
const CROWD =
  /(?:居民|村民|市民|民众|群众|目击者|目击证人|幸存者|网民|网友|专家|学者|分析人士|观察人士|家属|亲属|亲友|工人|员工|学生|司机|店主|商户|护士|医生|大夫|老师|教师|邻居|路人|活动人士|维权人士|男子|女子|人们|当地人|知情者)$/u;
const BODY =
  /(?:局|部|委|委员会|院|厅|署|会|公司|集团|大学|学院|医院|中心|政府|法院|检察院|组织|协会|联盟|军|军方|使馆|大使馆|党委|政法委|指挥部|办公室|公署|法庭|报告|声明|公报)$/u;
/** Who speaks for what is named in front of him. */
const TITLE =
  /^(?<body>\p{Script=Han}{2,20}?)(?<title>新闻发言人|发言人|负责人|副?局长|副?部长|副?厅长|副?主任|副?书记|副?主席|副?总理|副?省长|副?市长|副?县长|副?州长|副?区长|副?镇长|副?乡长|副?校长|副?院长|副?会长|副?秘书长|秘书长|总裁|总经理|经理|董事长|司令|大使|院士|研究员|教授|医生|律师|记者|总统|首相|外长)(?<person>[\p{Script=Han}·•]{2,12})?$/u;
const PARTED = /^(?<place>.{2,}?(?:自治区|自治州|省|市|州|地区|县|区|镇|乡|村))(?<rest>\p{Script=Han}{2,})$/u;

/** Tells who a credit in Chinese means; undefined for names in other scripts. */
export function hanSource(name: string): Source | undefined {
  if (!/^\p{Script=Han}/u.test(name)) return undefined;
  const bare = foldSyllables(name).replace(NOBODY, '').replace(NOBODY, '');
  if (POLICE.test(bare)) return { name, kind: 'office', key: 'police' };
  if (OFFICE.test(bare)) return { name, kind: 'office', key: 'officials' };
  const { body, person } = TITLE.exec(bare)?.groups ?? {};
  if (body !== undefined && !CROWD.test(bare)) {
    return { name, kind: 'body', key: bodyKey(body), ...(person === undefined ? {} : { person }) };
  }
  if (CROWD.test(bare)) return { name, kind: 'crowd', key: bare };
  if (BODY.test(bare)) return { name, kind: 'body', key: bodyKey(bare) };
  return { name, kind: 'person', key: bare.replace(/(?:先生|女士|同志)$/u, '') };
}

/** Where it is and what it is as two words, so that a body without its place is the same. */
function bodyKey(body: string): string {
  const { place, rest } = PARTED.exec(body)?.groups ?? {};
  return place === undefined ? body : `${place} ${rest}`;
}
