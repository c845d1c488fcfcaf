/** Verbs of English by what a text does with them, in the base form. Closed lists; no names. */

const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Their subject is the source of what they govern. */
export const REPORTING: ReadonlySet<string> = list(`
  say tell add state announce report claim note explain argue ask reply respond insist warn declare comment recall
  continue remark observe write tweet post shout cry chant scream yell whisper describe call quote cite confirm deny
  acknowledge admit concede allege assert estimate believe suggest predict stress emphasise emphasize urge vow pledge
  promise demand testify reveal disclose recount exclaim joke quip agree conclude maintain contend condemn denounce accuse
  blame criticise criticize praise complain lament order read indicate show mention reiterate repeat advise caution
  answer boast clarify counter elaborate hint inform joke muse opine plead proclaim protest recite relate retort sigh
  speculate tell underline underscore voice wonder think feel fear hope expect put publish hail
  brand dub label term decry slam blast register record advocate lament demand justify chant recommend propose envisage reckon calculate
`);

/** Of those, the ones that a sentence may end with behind what was said: `…, the ministry said`. */
export const TAGS: ReadonlySet<string> = list(`
  say tell add state announce report claim note explain argue ask reply respond insist warn declare comment recall
  continue remark observe write tweet post shout cry chant scream yell whisper confirm acknowledge admit concede allege
  estimate suggest predict stress assert protest testify reveal recount exclaim joke quip agree conclude maintain contend complain
  lament read indicate show reiterate repeat advise caution answer boast clarify counter elaborate opine plead proclaim
  retort sigh speculate think believe muse wonder quote cite register record reckon calculate
`);

/** Of those, the ones whose day is the day of speaking, not of an event: `said on Monday`. */
export const SPEAKING: ReadonlySet<string> = list(`
  say tell add state report note explain argue ask reply respond insist warn comment recall remark observe write tweet
  post confirm deny acknowledge admit concede allege vow complain publish print urge condemn accuse criticise criticize
  call stress testify speak claim denounce blame
`);
