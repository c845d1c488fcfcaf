import { foldSyllables } from '../../search/fold.ts';
import type { Span } from '../../nouns/reading.ts';

/** What ends the names of outlets in Chinese, simplified; traditional characters are folded before. */
const HAN_ENDS = String.raw`(?:日报|晚报|晨报|早报|时报|周报|商报|都市报|快报|邮报|导报|信报|青年报|论坛报|新闻报|先驱报|周刊|新闻周刊|新闻网|新闻社|通讯社|电视台|广播电台|电台|广播公司|卫视|之声|观察网)`;
const HAN_OUTLET = new RegExp(String.raw`^《?(?<name>\p{Script=Han}{1,14}?${HAN_ENDS})》?$`, 'u');
const HAN_RUN = new RegExp(String.raw`\p{Script=Han}{1,14}?${HAN_ENDS}`, 'gu');
/** Between the marks of a title: also what is only called a paper, a net. */
const HAN_TITLE = /《(?<name>[\p{Script=Han}·]{1,12}(?:报|刊|网|社|杂志|新闻|时代|观察|镜报))》/gu;
/** What stands in front of a name and is no part of it. */
const HAN_BEFORE =
  /^.*(?:据|根据|援引|引述|引用|转引|转自|来自|告诉|接受|对|向|(?<!自)由|被|是|为|与|和|及|在|给|从|名为|叫|本台|该|一家|当地|的|说|称|，)/u;
/** Not what reports: a circular, a table. */
const NO_HAN_OUTLET =
  /^(?:有线|无线|本|该|当地|国家|中央|地方|一家|多家|各|外国|境外)?(?:日报|晚报|时报|周刊|电视台|广播电台|电台|通讯社|新闻社|新闻网)$/u;

const UYGHUR_ENDS =
  'گېزىتى|ژۇرنىلى|رادىيوسى|رادىئوسى|تېلېۋىزىيەسى|تېلېۋىزىيىسى|خەۋەرلىرى|خەۋەر\\sتورى|خەۋەرلەر\\sتورى|ئاگېنتلىقى|ئاخبارات\\sئاگېنتلىقى|ئاۋازى|ۋاقىت\\sگېزىتى|géziti|zhurnili|radiyosi|téléwiziyesi|xewerliri|agéntliqi|awazi|гезити|журнили|радиоси|хәвәрлири|агентлиқи';
const WORD = String.raw`[\p{L}’'ʼ-]{1,40}`;
const UYGHUR_OUTLET = new RegExp(String.raw`^(?:${WORD}\s){1,4}(?:${UYGHUR_ENDS})$`, 'u');
/** With what is joined to its end. */
const UYGHUR_RUN = new RegExp(
  String.raw`(?<![\p{L}])(?<name>${WORD}\s(?:${UYGHUR_ENDS}))(?=(?:»\s?)?(?:نىڭ|غا|گە|قا|كە|دا|دە|دىن|نى|ning|gha|ge|da|de|нең|ниң|ға|гә)?(?!\p{L}))`,
  'gu',
);

/** The name of an outlet in Chinese or Uyghur that no table has, by how it ends; undefined for other words. */
export function outletInScript(name: string): string | undefined {
  if (/^《?\p{Script=Han}/u.test(name)) {
    const folded = foldSyllables(name);
    if (NO_HAN_OUTLET.test(folded)) return undefined;
    return (HAN_OUTLET.exec(folded)?.groups?.['name'] ?? HAN_TITLE.exec(folded)?.groups?.['name']) === undefined
      ? undefined
      : name.replace(/[《》]/gu, '');
  }
  return UYGHUR_OUTLET.test(name) ? name : undefined;
}

/** Where a text names such outlets. */
export function* outletsInScripts(text: string): Generator<Span & { readonly name: string }> {
  const folded = /\p{Script=Han}/u.test(text) ? foldSyllables(text) : '';
  if (folded.length === text.length) {
    for (const { groups, index } of folded.matchAll(HAN_TITLE)) {
      const name = groups?.['name'] ?? '';
      yield { name: text.slice(index + 1, index + 1 + name.length), start: index + 1, end: index + 1 + name.length };
    }
    for (const { 0: run, index } of folded.matchAll(HAN_RUN)) {
      const lead = HAN_BEFORE.exec(run)?.[0].length ?? 0;
      const [start, end] = [index + lead, index + run.length];
      if (HAN_OUTLET.test(run.slice(lead)) && !NO_HAN_OUTLET.test(run.slice(lead)))
        yield { name: text.slice(start, end), start, end };
    }
  }
  for (const { groups, index } of text.matchAll(UYGHUR_RUN)) {
    const name = groups?.['name'] ?? '';
    yield { name, start: index, end: index + name.length };
  }
}

const UYGHUR_AFTER =
  /^»?\s?(?:نىڭ|ning|ниң)\s(?:\p{L}+\s){0,2}?(?:خەۋىرى|خەۋەرى|مەلۇماتى|دوكلاتى|\p{L}*شىچە|xewiri|xewer|\p{L}*ishiche)/u;
const UYGHUR_MET =
  /^»?\s?(?:غا|گە|قا|كە|gha|ge)\s(?:[^.؟?!\n]{0,80}\s)?(?:ئېيتتى|ئېيتقان|دېدى|دېگەن|سۆزلىدى|بىلدۈردى|بىلدۈرگەن|éytti|dédi|dégen)/u;
const UYGHUR_LEAK =
  /^»?\s?(?:غا|گە|قا|كە|gha|ge)?\s(?:[^.؟?!\n]{0,60}\s)?(?:ئاشكارىلانغان|ئاشكارىلىغان|ئېرىشكەن|قولغا\sچۈشۈرگەن|تاپشۇرۇلغان|بېرىلگەن|érishken)/u;

/** How a text in Uyghur credits an outlet, by what stands behind its name. */
export function creditedInUyghur(after: string): 'met' | 'leak' | 'said' | undefined {
  if (UYGHUR_AFTER.test(after)) return 'said';
  if (UYGHUR_LEAK.test(after)) return 'leak';
  return UYGHUR_MET.test(after) ? 'met' : undefined;
}

/** Words that only the text's own reporters are meant by. */
export const OWN_STAFF_IN_SCRIPTS = String.raw`(?:告诉|告訴|对|對|向|接受)本(?:报|報|台|刊|社|网|網)|本(?:报|報|台|刊|社|网|網)(?:驻\p{L}{1,6})?(?:记者|記者|特派)|(?:رادىيومىز|گېزىتىمىز|مۇخبىرىمىز|مۇخبىرلىرىمىز|ژۇرنىلىمىز|تورىمىز|ئىستانسىمىز)`;
