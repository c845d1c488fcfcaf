import { stemOf } from '../../search/fold.ts';

/**
 * Words that stand for one thing where figures are compared: common words of news prose, no names. A figure has at most
 * one role, and which roles there are depends on what it measures: two figures of different roles are never one claim.
 */
const ROLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  person: {
    dead: 'dead death deaths die died dies dying kill killed kills killing killings fatal fatality fatalities perish perished lost slain body bodies corpse corpses slay toll casualties lives murder murdered executed drowned',
    injured: 'injured injure injures injuring injury injuries wound wounded wounding wounds hurt maimed',
    missing: 'missing unaccounted disappeared',
    trapped: 'trapped buried stranded stuck',
    attacked: 'attacked assaulted beaten robbed raped stabbed lynched',
    arrested: 'arrest arrested arrests arresting detain detained detention detentions custody incarcerated interned imprisoned jailed rounded incarceration',
    released: 'released release freed releasing freeing',
    displaced: 'evacuated evacuate displaced homeless fled relocated relocate relocation displacing sheltered housed moved move resettled resettle resettlement evicted evict',
    rescued: 'rescued saved survived',
    aboard: 'aboard onboard board',
    treated: 'hospital hospitals hospitalised hospitalized intensive',
    crowd: 'marched march marching rallied rally rallying demonstrated demonstrate demonstrations gathered gather crowd crowds streets turnout attended joined',
    inhabit: 'population home inhabitants residents live lives living resides populated',
  },
  money: {
    price: 'price pay paid purchase purchased buy bought buying acquire acquired acquiring acquisition takeover bid deal merger sold sell valued',
    revenue: 'revenue revenues sales turnover',
    profit: 'profit profits earned earnings',
    loss: 'lost loses losing',
    credit: 'loan loans bailout lend lending borrow credit package',
    cuts: 'savings save cut cuts',
    reward: 'reward bounty ransom',
    harm: 'damage damages cost costs',
  },
  length: { depth: 'depth deep beneath shallow' },
  duration: { lasted: 'lasted felt lasting' },
}; // prettier-ignore

/** What is counted under one name. */
const HEADS: Readonly<Record<string, string>> = {
  household: 'household family',
  building: 'building house home dwelling property structure apartment',
  shot: 'shot round bullet gunshot',
  arrest: 'arrest detention',
  page: 'page',
  document: 'document paper file record cable',
  village: 'village hamlet settlement town',
  aftershock: 'aftershock tremor',
  ship: 'ship vessel boat',
  vehicle: 'vehicle car truck van lorry bus',
  country: 'country nation state',
  officer: 'officer cop policeman police detective',
  person: 'people person victim casualty body soul survivor dead injured wounded other',
  man: 'man men',
  woman: 'woman women',
  child: 'child children minor kid teenager youth teen boy girl schoolchild',
  worker: 'worker employee staff labourer laborer workforce',
  resident: 'resident inhabitant villager citizen',
  protester: 'protester demonstrator marcher rioter protestor',
  inmate: 'inmate detainee prisoner',
  soldier: 'soldier troop',
  fisherman: 'fisherman sailor seaman crew',
};

/** Words that sources use for one thing when they say or deny it. */
const SYNONYMS: Readonly<Record<string, string>> = {
  gun: 'gun revolver pistol rifle weapon firearm handgun',
  police: 'police cop officer policeman policemen detective',
  quake: 'quake earthquake tremor temblor',
  camp: 'camp centre center facility prison jail',
  child: 'child children kid teen teenager youth boy girl',
  government: 'government authorities officials regime administration state',
  money: 'money funds cash sums',
  necessary: 'necessary vital needed need essential required',
  document: 'document paper file record',
  inmate: 'inmate detainee prisoner captive',
  account: 'account version story narrative',
  lawful: 'lawful legal legitimate proper guidelines appropriate unlawful illegal',
  exist: 'exist existence presence',
  cause: 'cause caused causing trigger triggered',
}; // prettier-ignore

/** Words of one act, or of one state that is asserted or denied; no two of these are one. */
const ACTS: Readonly<Record<string, string>> = {
  point: 'point aim pointing aiming',
  carry: 'carry carrying hold holding held wield armed possess possession pull pulled drew brandish produced',
  shoot: 'shoot shot shooting discharge gunfire',
  attack: 'attack assault lunge lunged',
  bomb: 'bomb bombing explosive explosion blast airstrike shell shelled shelling bombard',
  kill: 'kill killing death dead murder die slay massacre execute',
  beat: 'beat beaten beating torture ill-treat mistreat abuse maltreat brutal brutality',
  know: 'know knew known knowledge aware awareness learn learned',
  warn: 'warn warned warning alert alerted notify inform informed',
  order: 'order ordered command commanded instruct instructed',
  pay: 'pay paid payment ransom',
  bribe: 'bribe bribery kickback corrupt corruption',
  steal: 'steal stole stolen embezzle embezzlement siphon misappropriate loot looted',
  conceal: 'conceal hide hidden hid suppress withhold withheld',
  detain: 'arrest detain detention incarcerate incarceration imprison intern interned',
  lock: 'lock locked barred padlocked',
  overload: 'overload overloaded overcrowd overcrowded',
  authentic: 'authentic authenticity genuine validity valid veracity fake faked forged forgery fabricated fabrication hoax',
  solvent: 'solvent solvency insolvent insolvency bankrupt bankruptcy',
  rig: 'rig rigged stuffed stuffing fraud fraudulent falsify falsified manipulated',
  throw: 'throw threw thrown hurl hurled',
  sleep: 'asleep sleep sleeping slept',
  flee: 'flee fled escape escaped',
  resign: 'resign resigned resignation',
  destroy: 'destroy destroyed demolish demolished raze razed',
  pollute: 'pollute polluted pollution contaminate contaminated contamination poison poisoned',
  fund: 'fund finance financed financing',
  resist: 'resist resisted resistance',
}; // prettier-ignore

/** What one word for an act may stand for beside itself: `the attack` is a bombing, who shot killed. */
const IMPLIED: readonly (readonly [string, string])[] = [
  ['attack', 'bomb'],
  ['attack', 'shoot'],
  ['attack', 'kill'],
  ['attack', 'beat'],
  ['kill', 'shoot'],
  ['kill', 'bomb'],
  ['kill', 'beat'],
  ['pay', 'bribe'],
  ['rig', 'authentic'],
  ['know', 'warn'],
];

const byStem = (table: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(table).flatMap(([concept, words]) =>
      words.split(' ').map((word) => [stemOf(word), concept] as const),
    ),
  );

const roles = new Map(Object.entries(ROLES).map(([measure, table]) => [measure, byStem(table)]));
const heads = byStem(HEADS);
const synonyms = byStem({ ...SYNONYMS, ...ACTS });

const acts = new Set(Object.keys(ACTS));

/** @param meaning of `meaningOf` */
export function isAct(meaning: string): boolean {
  return acts.has(meaning);
}

/** Of each act those for which its words may stand. */
export const ACTS_LIKE: ReadonlyMap<string, readonly string[]> = new Map(
  [...acts].map((act) => [
    act,
    [act, ...IMPLIED.flatMap((pair) => (pair.includes(act) ? pair.filter((each) => each !== act) : []))],
  ]),
);

/** @param measure `person`, `money`, `percent`, `length`, `duration`; others have no roles */
export function roleOf(measure: string, stem: string): string | undefined {
  return roles.get(measure)?.get(stem);
}

/** Nouns that count human beings and say no more of them. */
const ANYBODY = new Set(
  'people person dead injured wound kill other victim death injuri casualti persons hurt'.split(' ').map(stemOf),
);

export function isAnybody(stem: string): boolean {
  return ANYBODY.has(stem);
}

const HIT = new Set('hit struck strike entered shot wound body torso back chest head'.split(' ').map(stemOf));
const FIRED = new Set('fire fired discharged'.split(' ').map(stemOf));

/** Of shots the ones fired or those that hit, by a word close to them. */
export function shotBy(stem: string): 'hit' | 'fired' | undefined {
  return HIT.has(stem) ? 'hit' : FIRED.has(stem) ? 'fired' : undefined;
}

const AUTHORITIES = new Set('police officer official government authority'.split(' ').map(stemOf));

/** Words of what happened to people and of who tells of it, which texts about different things share. */
export function isCommon(stem: string): boolean {
  return isAnybody(stem) || AUTHORITIES.has(stem) || roleOf('person', stem) !== undefined;
}

/** Whether it is one of the names under which things are counted. */
export function isHead(word: string): boolean {
  return heads.has(stemOf(word));
}

/** @param exact the word itself, where its stem is that of another one */
export function headOf(stem: string, exact = ''): string {
  return OWN_HEADS[exact] ?? heads.get(stem) ?? stem;
}

/** Words with the stem of a word that counts something else: `villager`, `minor`. */
const OWN_HEADS: Readonly<Record<string, string>> = {
  village: 'village',
  villages: 'village',
  minority: 'minority',
  minorities: 'minority',
};

/** One stem for words that mean the same where people say or deny something. */
export function meaningOf(stem: string): string {
  return synonyms.get(stem) ?? stem;
}
