import type { Span } from '../../nouns/reading.ts';

/**
 * Agencies and outlets that texts credit most, each with the names it goes by; the first is the one shown. Names as
 * in Wikidata (CC0) for news agencies (Q192283) and for newspapers and broadcasters with editions in many languages.
 */
const AGENCIES = [
  'Agence France-Presse|AFP|Agence France Presse|Agence-France Presse|AFP news agency|法新社',
  'Associated Press|AP|The Associated Press|美联社',
  'Reuters|Thomson Reuters|路透社|路透',
  'United Press International|UPI',
  'Xinhua|Xinhua News Agency|新华社',
  'China News Service|中新社',
  'Kyodo|Kyodo News|Kyodo News Agency|共同社',
  'Jiji Press|Jiji',
  'Yonhap|Yonhap News Agency|韩联社',
  'TASS|ITAR-TASS|Itar-Tass|塔斯社',
  'RIA Novosti|RIA',
  'Interfax',
  'dpa|DPA|Deutsche Presse-Agentur|德新社',
  'EFE|Agencia EFE',
  'ANSA',
  'Press Trust of India|PTI',
  'IANS|Indo-Asian News Service',
  'Asian News International|ANI',
  'IRNA|Islamic Republic News Agency',
  'ISNA|Iranian Students News Agency',
  'Fars|Fars News Agency',
  'Mehr|Mehr News Agency',
  'Anadolu Agency|Anadolu',
  'SANA',
  'Antara|Antara News',
  'Bernama',
  'Bloomberg|Bloomberg News|彭博社',
  'Dow Jones|Dow Jones Newswires',
  'Press Association|PA',
  'Australian Associated Press|AAP',
  'Canadian Press|The Canadian Press',
  'Belga',
  'ANP',
  'Ritzau',
  'MENA|Middle East News Agency',
];

const OUTLETS = [
  'The New York Times|New York Times|NY Times|NYT|NYTimes|the Times|纽约时报|《纽约时报》',
  'The Washington Post|Washington Post',
  'The Wall Street Journal|Wall Street Journal|WSJ|the Journal|华尔街日报',
  'Los Angeles Times|LA Times|L.A. Times',
  'USA Today',
  'New York Daily News|NY Daily News|NYDN|the Daily News',
  'New York Post|NY Post|the Post',
  'Chicago Tribune',
  'Boston Globe|The Boston Globe',
  'San Francisco Chronicle',
  'Time|TIME magazine|Time magazine',
  'Newsweek',
  'The New Yorker|New Yorker',
  'The Atlantic',
  'Politico|POLITICO',
  'BuzzFeed News|BuzzFeed',
  'Vice News|VICE News',
  'The Intercept',
  'ProPublica',
  'National Public Radio|NPR',
  'CNN|Cable News Network|有线电视新闻网',
  'NBC News|NBC',
  'ABC News',
  'CBS News|CBS',
  'Fox News|FOX News',
  'MSNBC',
  'CNBC',
  'NBC New York',
  'NY1',
  'PIX11',
  'BBC News|BBC|The BBC|British Broadcasting Corporation|英国广播公司',
  'Sky News',
  'ITV News|ITV',
  'Channel 4 News',
  'The Guardian|Guardian|卫报',
  'The Times of London|The Times (London)',
  'The Independent|Independent',
  'The Daily Telegraph|The Telegraph|Daily Telegraph',
  'Financial Times|FT|金融时报',
  'The Economist|Economist',
  'Daily Mail|MailOnline|Mail Online|The Daily Mail',
  'Daily Mirror|The Mirror',
  'The Sun',
  'Le Monde|世界报',
  'Le Figaro',
  'Libération|Liberation',
  'Le Parisien',
  'Der Spiegel|Spiegel|明镜',
  'Die Zeit',
  'Bild',
  'Süddeutsche Zeitung|Sueddeutsche Zeitung',
  'Frankfurter Allgemeine Zeitung|FAZ',
  'Deutsche Welle|DW|德国之声',
  'El País|El Pais',
  'El Mundo',
  'Corriere della Sera',
  'La Repubblica',
  'Al Jazeera|Al-Jazeera|半岛电视台',
  'Al Arabiya|Al-Arabiya',
  'Haaretz',
  'The Jerusalem Post|Jerusalem Post',
  'RT|Russia Today|RussiaToday',
  'Kommersant',
  'Novaya Gazeta',
  'Press TV|PressTV',
  'CCTV|China Central Television|央视',
  'CGTN',
  'China Daily|中国日报',
  'Global Times|环球时报',
  "People's Daily|People’s Daily|人民日报",
  'South China Morning Post|SCMP|南华早报',
  'Apple Daily',
  'Caixin|财新',
  'NHK',
  'Asahi Shimbun|The Asahi Shimbun',
  'The Hindu',
  'The Times of India|Times of India',
  'Hindustan Times',
  'NDTV',
  'Dawn',
  'The Sydney Morning Herald|Sydney Morning Herald',
  'ABC (Australia)|ABC News (Australia)',
  'Radio Free Asia|RFA|自由亚洲电台',
  'Voice of America|VOA|美国之音',
  'Radio Free Europe/Radio Liberty|RFE/RL|Radio Liberty|Radio Free Europe',
  'Radio France Internationale|RFI',
  'ICIJ|International Consortium of Investigative Journalists',
  'OCCRP|Organized Crime and Corruption Reporting Project',
  'Bellingcat',
  'WikiLeaks|Wikileaks',
];

/** What ends the names of outlets that no table has. */
const ENDINGS =
  /^(?:Times|Post|News|Daily|Tribune|Herald|Gazette|Chronicle|Journal|Telegraph|Observer|Mail|Mirror|Globe|Courier|Examiner|Dispatch|Inquirer|Standard|Today|Weekly|TV|Television|Radio|Newswire|Press)$/;

export interface MediaName extends Span {
  /** As it is shown. */
  readonly name: string;
  readonly agency: boolean;
}

interface Medium {
  readonly name: string;
  readonly agency: boolean;
  /** In the table, not told from its name alone. */
  readonly listed: boolean;
}

const byAlias = new Map<string, Medium>();
for (const [agency, lines] of [
  [true, AGENCIES],
  [false, OUTLETS],
] as const) {
  for (const line of lines) {
    const aliases = line.split('|');
    for (const alias of aliases) byAlias.set(keyOf(alias), { name: aliases[0] ?? alias, agency, listed: true });
  }
}

function keyOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  // Short forms are names only in capitals; `the Times` is one only with its article.
  return plain.length <= 5 && plain === plain.toUpperCase() ? plain : plain.toLowerCase();
}

/** The outlet or agency that goes by a name. */
export function mediumOf(name: string): Medium | undefined {
  const bare = name
    .replace(/^(?:the|The|state news agency|news agency)\s+/, '')
    .replace(/[’']s$/, '')
    .replace(/\s+(?:news agency|newspaper|website|magazine|daily)$/i, '');
  return byAlias.get(keyOf(name)) ?? byAlias.get(keyOf(bare)) ?? unlisted(bare);
}

function unlisted(name: string): Medium | undefined {
  const words = name.split(/\s+/);
  const last = words.at(-1) ?? '';
  return words.length >= 2 &&
    words.length <= 5 &&
    !/\p{L}{3}\. /u.test(name) &&
    ENDINGS.test(last) &&
    words.every((word) => /^[\p{Lu}(]/u.test(word) || /^(?:of|the|de)$/.test(word))
    ? { name, agency: false, listed: false }
    : undefined;
}

const RUN =
  /(?:\b[Tt]he[^\S\n]+)?\p{Lu}[\p{L}\p{N}.'’&/-]*(?:[^\S\n]+(?:(?:of|della|de|the)[^\S\n]+)?\p{Lu}[\p{L}\p{N}.'’&/-]*)*/gu;
const HAN = [...byAlias.keys()].filter((key) => /\p{Script=Han}/u.test(key)).toSorted((a, b) => b.length - a.length);

/**
 * The names of outlets and agencies in a text, longest first where names lie in one another.
 *
 * @param self the text’s own outlet, whatever its name looks like
 */
export function mediaIn(text: string, self: string | undefined): readonly MediaName[] {
  const found: MediaName[] = [];
  if (self !== undefined && self.length > 2 && mediumOf(self) === undefined) {
    for (let at = text.indexOf(self); at >= 0; at = text.indexOf(self, at + self.length)) {
      found.push({ name: self, agency: false, start: at, end: at + self.length });
    }
  }
  for (const match of text.matchAll(RUN)) found.push(...withinRun(match[0], match.index));
  for (const key of HAN) {
    const medium = byAlias.get(key);
    if (medium === undefined) continue;
    for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + key.length)) {
      found.push({ ...medium, start: at, end: at + key.length });
    }
  }
  return found.toSorted((a, b) => a.start - b.start);
}

const LONGEST = 6; // words

function withinRun(run: string, offset: number): readonly MediaName[] {
  const words = [...run.matchAll(/[^\s]+/g)];
  const found: MediaName[] = [];
  for (let from = 0; from < words.length; from += 1) {
    for (let to = Math.min(words.length, from + LONGEST); to > from; to -= 1) {
      const [first, last] = [words[from], words[to - 1]];
      if (first === undefined || last === undefined) continue;
      const start = first.index;
      const name = run.slice(start, last.index + last[0].length).replace(/[.'’-]+$|[’']s$/, '');
      const whole = from === 0 && to === words.length;
      const bare = name.replace(/^[Tt]he\s+/, '');
      const medium = byAlias.get(keyOf(name)) ?? byAlias.get(keyOf(bare)) ?? (whole ? unlisted(bare) : undefined);
      if (medium === undefined) continue;
      found.push({ ...medium, start: offset + start, end: offset + start + name.length });
      from = to - 1;
      break;
    }
  }
  return found;
}
