import type { Stance } from '../../nouns/statement.ts';

type Polarity = Stance['polarity'];

interface StanceVerb {
  readonly polarity: Polarity;
  /** What must follow for the verb to be one of stance: `confirmed 12 dead` reports, `confirmed that` takes a side. */
  readonly takes: RegExp;
}

const ANY = /./su;
const CLAUSE =
  /^(?:(?:the|its|their|his|her)\s(?:existence|authenticity|validity|claims?|allegations?|reports?|account|charges?)|(?:\p{L}+\s){1,4}(?:as|to\sbe)\s(?:authentic|genuine|real|true|valid)|that|it|this|these|those|they|he|she|there|(?:\p{L}[\p{L}'’-]*\s){1,8}(?:is|are|was|were|had|has|have|did|do|does|would|will|could|can|should|must))\b/u;

const verbs = (polarity: Polarity, takes: RegExp, words: string): readonly (readonly [string, StanceVerb])[] =>
  words
    .trim()
    .split(/\s+/)
    .map((word) => [word, { polarity, takes }]);

/** Base forms. */
export const STANCE_VERBS: ReadonlyMap<string, StanceVerb> = new Map([
  ...verbs('negative', /^(?:(?:in|at|on|to)\s(?:\S+\s){1,8}?that\b|(?!(?:of|for|by|with|in|against)\b|\d).)/su, 'deny dispute refute call-out rule-out rebut repudiate debunk contest challenge denounce condemn accuse blame criticise criticize decry deplore downplay disavow contradict'),
  ...verbs('negative', /^(?:(?:once\s(?:more|again)|again|outright|firmly|flatly|categorically|strongly)\s)?(?:(?:\p{L}+(?:['’]s)?\s){0,2}(?:claims?|allegations?|accusations?|charges?|suggestions?|concerns?|assurances?|assertions?|rumou?rs?|speculation|talk|warnings?)|the|any|all|such|an?|every|our|claims?|allegations?|accusations?|charges?|suggestions?|concerns?|criticism|responsibility|liability|blame|findings|reports?|calls?|as|this|these|those|it|that|whether|if|his|her|their|how|why)\b/u, 'reject dismiss oppose doubt question slam blast'),
  ...verbs('positive', CLAUSE, 'acknowledge concede insist maintain contend assert allege confirm'),
  ...verbs('positive', new RegExp(`${CLAUSE.source}|^responsibility\\b`, 'u'), 'claim'),
  ...verbs('positive', /^(?!\d|(?:on|in|at|late|early|earlier|one|two|three|four|five|patients|people|them|him|her|more|new|only|children|women|men|to\s(?:the\s)?(?:hospital|clinic|ward|intensive)|into)\b)./su, 'admit'),
  ...verbs('positive', /^that\b/, 'repeat reiterate stress swear charge'),
  ...verbs('positive', /^(?:\p{L}+\s){1,4}that\b/u, 'assure'),
  ...verbs('negative', /^(?:\S+\s){1,6}responsible\b/, 'hold'),
  ...verbs('negative', /^not\sguilty\b/, 'plead'),
  ...verbs('positive', /^by\s(?:its|his|her|their|the|that)\b/, 'stand'),
  ...verbs('positive', /^(?:that|(?:the|its|their)\s(?:existence|authenticity|validity|need|right|fact))\b/, 'recognise recognize'),
  ...verbs('positive', ANY, 'defend justify'),
  ...verbs('positive', /^(?:that|(?:full\s)?responsibility|(?:the\s)?blame|liability)\b/, 'accept'),
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
  ['charge', 'negative'],
  ['claim', 'positive'],
  ['denial', 'negative'],
  ['rejection', 'negative'],
  ['admission', 'positive'],
  ['refusal', 'negative'],
  ['condemnation', 'negative'],
]);

/** `called the paper a forgery`: what somebody is called to be against it. */
export const JUDGED =
  /\b(?:forger\p{L}+|forged|fakes?|fabricat\p{L}+|hoax|lies?|slander\p{L}*|false|untrue|baseless|unfounded|groundless|nonsense|fiction|propaganda|murder|crimes?|massacre|disgrace\p{L}*|scandal\p{L}*|absurd|ridiculous|disproportionate|unacceptable|illegal|unlawful|outrage\p{L}*|unfair|unjust|sham|farce|fraud\p{L}*)\b/iu;

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
    'conclude',
    'protest',
    'declare',
    'reply',
    'respond',
    'retort',
    'write',
    'find',
    'indicate',
  ]) as ReadonlySet<string>,
  /** Said of what is not known yet; that is news, no side. */
  report:
    /\b(?:arrested|charged|convicted|suspected|(?:would|will|could|can)\s?not|can['’]t|won['’]t|not\sexpecting|know\s(?:why|how|what|when|where|whether|if)|reports?\sof|reported|casualt\p{L}+|immediate\p{L}*|further\sdetails|nobody\swas|no\s(?:word|plans?|comment|cases|arrests|one\swas|injur\p{L}+|deaths|damage)|not\s(?:yet|immediately)|expected)\b/u,
  denial:
    /\b(?:no|not|never|n['’]t|nobody|nothing|none|neither|false|untrue|baseless|unfounded|groundless|wrong|fake|forged|forgery|fabricat\p{L}+|hoax|slander\p{L}*|lies?|nonsense|too\s(?:\S+\s){1,4}to)\b|n['’]t\b/u,
  demand:
    /\b(?:should|must|ought|needs?\s(?:to|for)|the\sneed|needed|necessary|vital|unacceptable|justified|unjustified|illegal|unlawful|responsible\sfor|to\sblame)\b/u,
  /** Of what a person is charged with or cleared of: bearing arms, aiming, resisting, striking first. */
  charge:
    /\b(?:(?:had|has|have|having|carr\p{L}+|possess\p{L}*|held|holding|pull\p{L}*|drew|draw\p{L}*|point\p{L}*|aim\p{L}*|brandish\p{L}*|rais\p{L}+|reach\p{L}*|fire[ds]?|firing|see|saw|seen|turned|produc\p{L}+|display\p{L}*|took\sout|show\p{L}*|with)\b.{0,40}\b(?:guns?|pistols?|weapons?|firearms?|revolvers?|handguns?|kni(?:fe|ves)|arms)|unarmed|was\sarmed|armed\swith|resist(?:ed|ing)\sarrest|lunged|(?:in|out\sof)\sself[-\s]defen[cs]e|provoked|genuine|authentic|faked|staged|at\sfault|negligen\p{L}+|sabotaged?|deliberate(?:ly)?|on\spurpose|tampered|rigged|falsified|bribe\p{L}*|corrupt\p{L}*|empty-handed|innocent|guilty|murder(?:ed|er|ers)?|excessive\p{L}*|brutal\p{L}*|harass\p{L}*|profil(?:ed|ing)|without\s(?:any\s)?(?:warning|provocation|reason|cause)|cover-?up|tortured?|lied|ran\saway|running\saway|in\sthe\sback|hands\sup|live\s(?:rounds|ammunition|bullets)|rubber\sbullets|asleep|overloaded|stuffed|free\sand\sfair|command\spost|human\sshields?|switched\soff|beat(?:en)?\s.{0,20}to\sdeath)\b/u,
};
