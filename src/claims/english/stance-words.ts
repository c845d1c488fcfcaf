import type { Stance } from '../../nouns/statement.ts';

type Polarity = Stance['polarity'];

interface StanceVerb {
  readonly polarity: Polarity;
  /** What must follow for the verb to be one of stance: `confirmed 12 dead` reports, `confirmed that` takes a side. */
  readonly takes: RegExp;
}

const ANY = /./su;
const CLAUSE =
  /^(?:the\s(?:existence|authenticity|validity|claims?|allegations?|reports?|account|charges?)|its|his|her|their|that|it|they|he|she|there|(?:\p{L}[\p{L}'’-]*\s){1,8}(?:is|are|was|were|had|has|have|did|do|does|would|will|could|can|should|must))\b/u;

const verbs = (polarity: Polarity, takes: RegExp, words: string): readonly (readonly [string, StanceVerb])[] =>
  words
    .trim()
    .split(/\s+/)
    .map((word) => [word, { polarity, takes }]);

/** Base forms. */
export const STANCE_VERBS: ReadonlyMap<string, StanceVerb> = new Map([
  ...verbs('negative', /^(?!(?:of|for|by|with|in)\b)./su, 'deny dispute refute call-out rebut denounce condemn accuse blame criticise criticize decry deplore downplay disavow contradict'),
  ...verbs('negative', /^(?:(?:\p{L}+(?:['’]s)?\s){0,2}(?:claims?|allegations?|accusations?|charges?|suggestions?|concerns?)|the|any|all|such|claims?|allegations?|accusations?|charges?|suggestions?|concerns?|criticism|reports?|calls?|as|this|these|those|it|that|whether|if|his|her|their|how|why)\b/u, 'reject dismiss oppose doubt question slam blast'),
  ...verbs('positive', CLAUSE, 'acknowledge admit concede insist maintain contend assert allege claim confirm'),
  ...verbs('positive', /^(?:that|(?:the|its|their)\s(?:existence|authenticity|validity|need|right|fact))\b/, 'recognise recognize'),
  ...verbs('positive', ANY, 'defend justify'),
  ...verbs('positive', /^(?:that|to|those)\b/, 'vow pledge'),
  ...verbs('positive', /^(?:that|\p{L}+\s(?:to|not\sto))\b|\bto\s/u, 'urge'),
  ...verbs('positive', /^that\b|^\p{L}+(?:\s\p{L}+){0,6}\s(?:would|could|will|may|might)\b/u, 'warn'),
  ...verbs('positive', /^(?:that|about|of)\b/, 'complain'),
  ...verbs('negative', /^to\s(?:support|accept|back|endorse|approve|recogni[sz]e|acknowledge|condemn|apologi[sz]e|cooperate)\b/, 'refuse decline'),
]); // prettier-ignore

export const STANCE_NOUNS: ReadonlyMap<string, Polarity> = new Map([
  ['insistence', 'positive'],
  ['assertion', 'positive'],
  ['contention', 'positive'],
  ['allegation', 'negative'],
  ['accusation', 'negative'],
  ['denial', 'negative'],
  ['refusal', 'negative'],
  ['condemnation', 'negative'],
]);

/** What makes a stance of something that is only said. */
export const ASSERTED = {
  verbs: new Set([
    'say',
    'tell',
    'claim',
    'state',
    'believe',
    'think',
    'add',
    'argue',
    'report',
    'allege',
    'testify',
    'explain',
    'note',
  ]) as ReadonlySet<string>,
  /** Said of what is not known yet; that is news, no side. */
  report:
    /\b(?:arrested|charged|convicted|suspected|(?:would|will|could|can)\s?not|can['’]t|won['’]t|not\sexpecting|know\s(?:why|how|what|when|where|whether|if)|reports?\sof|reported|casualt\p{L}+|immediate\p{L}*|further\sdetails|no\s(?:word|plans?|comment|one\swas|injur\p{L}+|deaths|damage)|not\s(?:yet|immediately)|expected)\b/u,
  denial: /\b(?:no|not|never|n['’]t|nothing|none|neither|false|untrue|baseless|unfounded|wrong)\b|n['’]t\b/u,
  demand:
    /\b(?:should|must|ought|needs?\s(?:to|for)|the\sneed|needed|necessary|vital|unacceptable|justified|unjustified|illegal|unlawful|responsible\sfor|to\sblame)\b/u,
  /** Of what a person is charged with or cleared of: bearing arms, aiming, resisting, striking first. */
  charge:
    /\b(?:(?:had|has|have|having|carr\p{L}+|possess\p{L}*|held|holding|pull\p{L}*|drew|draw\p{L}*|point\p{L}*|aim\p{L}*|brandish\p{L}*|rais\p{L}+|reach\p{L}*|fire[ds]?|firing|see|saw|seen|turned|produc\p{L}+|display\p{L}*|took\sout|show\p{L}*|with)\b.{0,40}\b(?:guns?|pistols?|weapons?|firearms?|revolvers?|handguns?|kni(?:fe|ves)|arms)|unarmed|was\sarmed|armed\swith|resist(?:ed|ing)\sarrest|lunged|in\sself-defen[cs]e|provoked|empty-handed|innocent|guilty|murder(?:ed|er|ers)?|excessive\p{L}*|brutal\p{L}*|harass\p{L}*|profil(?:ed|ing)|without\s(?:any\s)?(?:warning|provocation|reason|cause)|cover-?up|tortured?|lied|ran\saway|running\saway|in\sthe\sback|hands\sup)\b/u,
};
