import type { Span } from '../../nouns/reading.ts';
import type { Credit, Statement } from '../../nouns/statement.ts';

const VERB = String.raw`(?:指出|强调|強調|表示|宣称|宣稱|声称|聲稱|(?<![号號名简簡俗又统統堪通别別全昵尊职職美泛合并])(?:称|稱)(?![为為作呼号號之霸雄谓谓得])|说道|說道|说|說|写道|寫道|写到|坦言|透露|回应|回應|告诉[^，。：“「]{1,12}|告訴[^，。：“「]{1,12}|认为|認為|否认|否認|承认|承認|呼吁|呼籲|警告|要求|提出|问道|問道|喊道|回忆|回憶|解释|解釋|批评|批評|报道|報道|報導|披露|介绍|介紹|通报|通報|宣布|公布|证实|證實)`;
const NAME = String.raw`[^\s，。！？；：、“”「」『』《》()（）]{2,24}?`;
const ONE = '他|她|其';
const NEWSMEN = '(?:本报|本台|本社|本刊)?记者|本报|本台|本社|記者';

/** `据法新社报道`, `记者从水利局获悉`: it covers its sentence. */
const ACCORDING = [
  String.raw`(?:据|據|根据|根據|援引|引述|按照|依据)(?<name>${NAME})(?:的)?(?:报道|报导|報道|報導|消息|说法|說法|透露|介绍|介紹|统计|統計|称|稱|说|說|披露|文件|通报|通報|公告|声明|聲明|数据|數據|估计|估計|证实|證實|公布|发布|發布|记录|記錄|记载|記載|回忆|回憶|反映)`,
  String.raw`(?:${NEWSMEN})(?:[^，。！？；：、\s“「从自向從]{0,8})(?:从|自|向|從)(?<name>${NAME})(?:方面|那里|那裡)?(?:了解到|了解|获悉|獲悉|得知|核实|查询到|问到|证实到)`,
  String.raw`(?:来自|來自)(?<name>${NAME})的(?:消息|数据|數據|统计|統計|报告)(?:显示|表明|称|说)?`,
].map((source) => new RegExp(source, 'gu'));
const TIME =
  '昨天|昨日|今天|今日|昨晚|今晨|今早|日前|近日|当天|当日|随后|周[一二三四五六日]|星期[一二三四五六日天]|(?:\\d{4}年)?(?:\\d{1,2}月)?\\d{1,2}日(?:上午|下午|晚上?|凌晨)?';
const SAYS = new RegExp(
  String.raw`(?<=^|[，。！？；：\s”」』])(?!据|據|根据|根據|援引|引述)(?:但|而|不过|随后|对此|此前|同时|另外|另据|此外)?(?:${TIME})?(?<name>${ONE}|${NAME})(?:在[^，。]{1,20})?(?:${TIME})?(?:则|也|还|曾|就|均|都|已|又|再次|首次|分别|共同|一致|同时|明确|公开|正式|随即|当即|多次|反复|向[^，。]{2,12}|对[^，。]{2,12}){0,2}(?:在[^，。]{1,12})?(?<verb>${VERB})(?:道)?`,
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
      const { name: written = '', verb = '' } = match.groups ?? {};
      const name = written.replace(BEHIND_NAME, '');
      const behind = own.slice(match.index + match[0].length);
      if (NOBODY.test(name) || !speaks(name, verb, behind)) return [];
      const start = sentence.start + match.index + match[0].indexOf(written);
      const end = sentence.start + match.index + match[0].length;
      return [{ start, end, outer, credit: { name, start, end: start + name.length } }];
    });
  const outer = ACCORDING.flatMap((pattern) => read(pattern, true));
  const said = read(SAYS, false).filter(
    (each) => !outer.some((other) => other.start < each.end && each.start < other.end),
  );
  return [...outer, ...said].toSorted((a, b) => a.start - b.start);
}

/** What stands where a name would: words of grammar, a meeting, who writes the text itself. */
const NOBODY =
  /^(?:据|根据|可以|应该|应当|不能|必须|因此|所以|如果|这|那|有人|也就|换句话|就是|所(?!长)|被|也(?!门)|都(?!柏林)|虽|指(?!挥|导)|将(?!军)|把|在|由|从|因(?!特|斯布)|并|让(?![·-])|使(?!馆|领)|令|请|按|经(?!济|贸|合|发|信|纪)|为|以(?!色列|军|方)|正(?![大义泰])|又|再|仍|才|刚(?!果)|只|不(?!丹|列颠|莱梅)|没|无(?!锡|国)|每(?!日)|就|当(?!局|地|事人)|凡(?!尔赛)|若(?![热泽])|即|则|但(?!丁)|或|且|至|到|是|向(?:记者|本报|媒体)|对(?:记者|外|此)|今年|去年|明年|本周|上周|本月|上月|目前|其中|共(?!产|青|和|同社|济)|(?:本报|本台|本社|本刊)?记者|初(?!级)|甚至|故(?![宫乡])|用以|一般|一文$|还有|他们的|她们的|我们?$|你们?$|大家$|自己$|本人$|(?![他她其该]$).?$|\d{4}年)|被|(?:可以|应|来|的|地|会议|大会|例会|全会|座谈会|中|时|未经|前|后|于|以|般|声明|讣告)$/u;

/** A day or an adverb between a name and its verb. */
const BEHIND_NAME =
  /(?:于|在)?(?:\d{1,4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:正式|首次|再次|甚至|经常|总结|互相|又|也|还|已|即|便|特别|随后|立刻|立即|当即)*$/u;
/** Verbs that also say what is done to a thing: `价格公布`, `提出申请`. */
const OF_THINGS =
  /^(?:公布|宣布|披露|通报|通報|介绍|介紹|报道|報道|報導|证实|證實|要求|批评|批評|警告|承认|承認|否认|否認)$/u;

/** Whether somebody speaks: what is said follows, and no deed or thing is told of. */
function speaks(name: string, verb: string, behind: string): boolean {
  if (verb === '提出') return /^(?:道|[，：,:“「])/u.test(behind);
  if (OF_THINGS.test(verb))
    return !/^(?:了|后)?[。！？\s]*$/u.test(behind) && !/(?:价格|名单|结果|方案|消息|办法|规定)$/u.test(name);
  return true;
}
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

const OPENING = 14; // UTF-16 units from the beginning of a sentence, in which whoever is credited with all of it stands
const LEAVES =
  /^\s*(?:记者|本报|本台|会议|大会|与会|另据|此前|另外|此外|目前|不过|但|然而|与此同时|同时|近年|有|在此之前)/u;

/**
 * Whom each sentence goes on with that credits nobody itself: who is credited with the one before, in one paragraph.
 *
 * @param sentences in order
 */
export function carriedCredits(
  text: string,
  sentences: readonly Span[],
  sayings: (sentence: Span) => readonly ChineseSaying[],
): ReadonlyMap<number, readonly Credit[]> {
  const carried = new Map<number, readonly Credit[]>();
  let [last, end]: [readonly Credit[], number] = [[], 0];
  for (const sentence of sentences) {
    const own = sayings(sentence);
    if (/\n/.test(text.slice(end, sentence.start)) || LEAVES.test(text.slice(sentence.start, sentence.end))) last = [];
    if (own.length > 0)
      last = own.filter(({ start }) => start - sentence.start < OPENING).map(({ credit }) => ({ name: credit.name }));
    else if (last.length > 0) carried.set(sentence.start, last);
    if (last.some(({ name }) => PRONOUN.test(name))) last = [];
    end = sentence.end;
  }
  return carried;
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
