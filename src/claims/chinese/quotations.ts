import type { Span } from '../../nouns/reading.ts';
import type { Credit, Statement } from '../../nouns/statement.ts';

const VERB = String.raw`(?:指出|强调|強調|表示|宣称|宣稱|声称|聲稱|称|稱|说道|說道|说|說|写道|寫道|写到|坦言|透露|回应|回應|告诉[^，。：“「]{1,12}|告訴[^，。：“「]{1,12}|认为|認為|否认|否認|承认|承認|呼吁|呼籲|警告|要求|提出|问道|問道|喊道|回忆|回憶|解释|解釋|批评|批評|报道|報道|報導|披露|介绍|介紹|通报|通報|宣布|公布|证实|證實)`;
const NAME = String.raw`[^\s，。！？；：、“”「」『』《》()（）]{2,24}?`;
const ONE = '他|她|其';

/** `据法新社报道`: it covers its sentence. */
const ACCORDING = new RegExp(
  String.raw`(?:据|據|根据|根據|援引|引述)(?<name>${NAME})(?:的)?(?:报道|报导|報道|報導|消息|说法|說法|透露|介绍|介紹|统计|統計|称|稱|说|說|披露|文件|通报|通報)`,
  'gu',
);
const SAYS = new RegExp(
  String.raw`(?<=^|[，。！？；：\s”」』])(?!据|據|根据|根據|援引|引述)(?:但|而|不过|随后|对此|此前|同时|另外|另据|此外)?(?<name>${ONE}|${NAME})(?:在[^，。]{1,20})?(?:(?:\d{1,2}月)?\d{1,2}日)?(?:则|也|还|曾|就|均|都|已|向[^，。]{2,12}|对[^，。]{2,12}|昨天|今天|日前|近日)?(?<verb>${VERB})(?:道)?`,
  'gu',
);

/** Where a sentence credits somebody; scope is the rest of the sentence. */
export interface ChineseSaying extends Span {
  readonly credit: Credit;
  readonly outer: boolean;
}

export function chineseSayings(text: string, sentence: Span): readonly ChineseSaying[] {
  const own = text.slice(sentence.start, sentence.end);
  const read = (pattern: RegExp, outer: boolean): readonly ChineseSaying[] =>
    Array.from(own.matchAll(pattern)).flatMap((match) => {
      const name = match.groups?.['name'] ?? '';
      if (NOBODY.test(name)) return [];
      const start = sentence.start + match.index + match[0].indexOf(name);
      const end = sentence.start + match.index + match[0].length;
      return [{ start, end, outer, credit: { name, start, end: start + name.length } }];
    });
  const outer = read(ACCORDING, true);
  const said = read(SAYS, false).filter(
    (each) => !outer.some((other) => other.start < each.end && each.start < other.end),
  );
  return [...outer, ...said].toSorted((a, b) => a.start - b.start);
}

const NOBODY =
  /^(?:据|根据|可以|应该|不能|必须|因此|所以|如果|这|那|有人|也就|换句话|就是|所|被|也|都|虽)|(?:可以|应|来|的)$/u;
const PRONOUN = /^(?:他|她|他们|她们|该|其)$/u;

/** Nearest first; 他 and 她 are who spoke last. */
export function creditsOf(sayings: readonly ChineseSaying[], at: number, last: Credit | undefined): readonly Credit[] {
  const near = sayings.findLast((each) => each.start <= at && !each.outer);
  const outer = sayings.filter((each) => each.outer);
  const own =
    near === undefined
      ? []
      : PRONOUN.test(near.credit.name)
        ? last === undefined
          ? []
          : [{ name: last.name }]
        : [near.credit];
  return [...own, ...outer.map(({ credit }) => credit)];
}

const OPENS: Readonly<Record<string, string>> = { '“': '”', '「': '」', '『': '』', '‘': '’', '"': '"', '＂': '＂' };
const LONGEST = 1500; // UTF-16 units between two marks; more is a mark that nobody closed
const LEAST = 5; // characters that are no mark; fewer are a term

/** Quoted speech in Chinese, in “”, 「」, 『』, ‘’ or straight marks; titles in 《》 are none. */
export function chineseQuotations(
  text: string,
  runs: readonly Span[],
  sentences: readonly Span[],
  sayings: (sentence: Span) => readonly ChineseSaying[],
): readonly Statement[] {
  const found: Statement[] = [];
  let last: Credit | undefined;
  let at = 0;
  for (const run of runs) {
    while (at + 1 < sentences.length && (sentences[at]?.end ?? Infinity) <= run.start - 1) at += 1;
    const sentence = sentences[at];
    const own = sentence === undefined ? [] : sayings(sentence);
    const before = own.filter(({ start }) => start < run.start);
    const behind = behindOf(text, run);
    const credits =
      behind === undefined
        ? creditsOf(before, run.start, last)
        : [
            behind,
            ...creditsOf(
              before.filter((each) => each.outer),
              run.start,
              last,
            ),
          ];
    last = credits[0] ?? last;
    const words = text.slice(run.start, run.end).replace(/[，,]$/u, '');
    if ((words.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < LEAST) continue;
    found.push({
      start: run.start,
      end: run.start + words.length,
      value: { kind: 'quotation', words, speaker: credits[0]?.name },
      attributedTo: credits,
    });
  }
  return found;
}

const BEHIND = new RegExp(
  String.raw`^[”」』’"＂]?[，,]?(?<name>${NAME})(?:对[^，。]{2,12}|向[^，。]{2,12})?(?:说|說|表示|称|稱|写道|寫道|指出|强调|強調|告诉|告訴)`,
  'u',
);

/** `“……。”他说`: who speaks stands behind the mark. */
function behindOf(text: string, run: Span): Credit | undefined {
  const match = BEHIND.exec(text.slice(run.end, run.end + 60));
  const name = match?.groups?.['name'];
  if (match === null || name === undefined || PRONOUN.test(name) || NOBODY.test(name)) return undefined;
  const start = run.end + match[0].indexOf(name);
  return { name, start, end: start + name.length };
}

/** What stands between marks, without them. */
export function chineseRuns(text: string, block: Span): readonly Span[] {
  const runs: Span[] = [];
  const marks = /[“”「」『』‘’"＂]/gu;
  let open: { readonly mark: string; readonly at: number } | undefined;
  for (const { 0: mark, index } of text.slice(block.start, block.end).matchAll(marks)) {
    const at = block.start + index;
    if (open !== undefined && at - open.at > LONGEST) open = undefined;
    if (open === undefined) {
      if (OPENS[mark] !== undefined) open = { mark, at };
    } else if (mark === OPENS[open.mark]) {
      if (at > open.at + 1) runs.push({ start: open.at + 1, end: at });
      open = undefined;
    } else if (mark === open.mark) open = { mark, at }; // the one before was never closed
  }
  return runs;
}
