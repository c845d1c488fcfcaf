/** Word lists of the rules for English; closed classes and common nouns, no names. */

const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Nouns, in the singular, that count human beings. */
export const PERSON_NOUNS = list(`
  people person man woman child boy girl baby infant teenager youth adult civilian resident citizen villager inhabitant
  victim casualty fatality death survivor patient witness refugee migrant evacuee prisoner inmate detainee hostage
  captive suspect defendant criminal attacker assailant gunman bomber militant rebel fighter insurgent terrorist pirate
  soldier troop sailor officer policeman policewoman police guard marine paramilitary firefighter rescuer medic doctor
  nurse paramedic worker employee staff member staffer official civil-servant teacher student pupil lecturer professor
  journalist reporter photographer protester demonstrator marcher striker activist anarchist communist supporter member
  participant attendee passenger driver pilot crewman crew seafarer fisherman farmer miner labourer laborer trader customer user subscriber
  shareholder investor depositor homeowner tenant tourist visitor guest pilgrim worshipper worshiper believer muslim
  christian jew buddhist minority national foreigner local neighbour neighbor relative parent mother father brother
  sister son daughter wife husband widow orphan twin friend colleague lawyer judge juror prosecutor executive manager
  engineer expert scientist researcher academic volunteer recruit veteran conscript peacekeeper monk nun priest imam
  cleric body corpse life soul wounded injured dead missing homeless arrest arrestee injury voter candidate lawmaker
  legislator senator minister diplomat delegate trouble-maker hooligan rioter looter youngster elder pensioner retiree
  household-member dissident whistleblower informant source-person
`);

/** What happens to people in a toll; as verb, participle or adjective, in the base form or as it stands. */
export const TOLL_WORDS = list(`
  kill killed killing die died dies dying dead injure injured injuring wound wounded wounding hurt hurting missing
  arrest arrested arresting detain detained detaining displace displaced displacing evacuate evacuated rescue rescued
  rescuing drown drowned perish perished slay slain execute executed jail jailed imprison imprisoned intern interned
  incarcerate incarcerated hospitalise hospitalised hospitalize hospitalized capture captured abduct abducted kidnap
  kidnapped homeless stranded trapped buried bury convict convicted sentence sentenced infect infected relocate relocated
  resettle resettled dismiss dismissed sack sacked fire laid-off expel expelled deport deported attacked assaulted robbed raped beaten tortured
  stabbed beheaded lynched charged questioned
`);

/** Names of measures to their unit; a unit is never turned into another here. */
export const MEASURES: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'percent: % percent per-cent pct pc percentage',
    'points: point points',
    'km: km kilometer kilometers kilometre kilometres',
    'm: metre metres meter meters',
    'cm: cm centimetre centimetres centimeter centimeters',
    'mm: mm millimetre millimetres millimeter millimeters',
    'miles: mile miles',
    'feet: foot feet ft',
    'inches: inch inches',
    'yards: yard yards',
    'nautical miles: nautical-mile nautical-miles',
    'hectares: hectare hectares ha',
    'acres: acre acres',
    'tonnes: tonne tonnes metric-ton metric-tons',
    'tons: ton tons',
    'kg: kg kilogram kilograms kilo kilos',
    'g: gram grams',
    'litres: litre litres liter liters',
    'barrels: barrel barrels',
    'gallons: gallon gallons',
    'degrees: degree degrees °C °F',
    'mph: mph',
    'km/h: km/h kph kmh',
    'MW: mw megawatt megawatts',
    'seconds: second seconds sec',
    'minutes: minute minutes min mins',
    'hours: hour hours hr hrs',
    'days: day days',
    'weeks: week weeks',
    'months: month months',
    'years: year years yr yrs',
    'decades: decade decades',
    'centuries: century centuries',
  ].flatMap((line) => {
    const [unit = '', words = ''] = line.split(': ');
    return words.split(' ').map((word) => [word.replaceAll('-', ' '), unit]);
  }),
);

/** ISO 4217 codes by sign and by name; a name that several countries share stays one. A bare dollar sign is the US dollar. */
export const CURRENCIES: Readonly<Record<string, string>> = {
  $: 'USD', us$: 'USD', a$: 'AUD', au$: 'AUD', c$: 'CAD', nz$: 'NZD', hk$: 'HKD', s$: 'SGD', '€': 'EUR', '£': 'GBP',
  '¥': 'JPY', '₹': 'INR', '₽': 'RUB', '₺': 'TRY', rs: 'INR', 'rs.': 'INR', dh: 'AED', dhs: 'AED', usd: 'USD', eur: 'EUR',
  gbp: 'GBP', aed: 'AED', rmb: 'CNY', cny: 'CNY', dollar: 'USD', dollars: 'USD', euro: 'EUR', euros: 'EUR', pound: 'GBP',
  pounds: 'GBP', yuan: 'CNY', renminbi: 'CNY', yen: 'JPY', rupee: 'rupees', rupees: 'rupees', rupiah: 'IDR', dirham: 'AED',
  dirhams: 'AED', rial: 'rials', rials: 'rials', rouble: 'RUB', roubles: 'RUB', ruble: 'RUB', rubles: 'RUB', lira: 'TRY',
  tenge: 'KZT', franc: 'francs', francs: 'francs', riyal: 'riyals', riyals: 'riyals', won: 'KRW', peso: 'pesos', pesos: 'pesos',
  dinar: 'dinars', dinars: 'dinars', shilling: 'shillings', shillings: 'shillings', krona: 'kronor', kronor: 'kronor',
  krone: 'kronor', kroner: 'kronor',
}; // prettier-ignore
