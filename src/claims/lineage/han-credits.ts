import type { MediaCredit } from './credits.ts';

const MET = /(?:告诉|告訴|对|對|向|接受)$/u;
const LEAK = /(?:泄露给|洩露給|交给|交給|提供给|提供給|由|被)$/u;
const GIVEN = /(?:泄露给|洩露給|泄密给|洩密給|流出给|透露给|透露給)$/u;
const BEFORE = /(?:据|據|根据|根據|援引|引述|引用|转引|轉引|来源[:：]|來源[:：]|综合)[^，。；！？\n]{0,12}$/u;
const SAYS =
  /^[》”」]?(?:[^，。；！？\n]{0,10})(?:报道|报导|報道|報導|消息|援引|引述|获悉|獲悉|称|稱|披露|刊登|采访|採訪)/u;
const OBTAINED = /^[》”」]?(?:获得|獲得|取得|拿到|得到)/u;
/** `新华社乌鲁木齐3月13日电`: the line that an agency puts in front. */
const DATELINE = /^[^，。；！？\n]{0,16}\d{1,2}日(?:电|電)/u;

/** How a text in Chinese credits an outlet or agency, by what stands around its name in its line. */
export function creditedInHan(before: string, after: string): MediaCredit['how'] | undefined {
  const bare = before.replace(/[《“「『]$/u, '');
  if (GIVEN.test(bare)) return 'leak';
  if (MET.test(before) && !/^[^，。]{0,3}(?:报道|報道|報導)/u.test(after)) return 'met';
  if (OBTAINED.test(after) || (LEAK.test(before) && /^[》”」]?(?:获得|獲得|公布|曝光|取得)/u.test(after)))
    return 'leak';
  if (BEFORE.test(before) || SAYS.test(after) || DATELINE.test(after)) return 'said';
  return undefined;
}
