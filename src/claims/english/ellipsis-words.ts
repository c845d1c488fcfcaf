/** What stands around a number without a noun, for the rules of ellipsis.ts: closed classes and common words of news. */

/** `the sick under five`, `children over 12`. */
export const AGE =
  /\b(?:children|those|sick|people|adults|boys|girls|are|aged?|anyone|everyone|patients|workers)\s(?:under|over|above|below)\s$/;

/** Behind a number: nothing that it could count. */
export const ENDS = /^\s*(?:$|[.,;:!?)"”’—–]|-\s)/;

/** Behind a number: what goes on without it. */
export const GOES_ON =
  /^\s(?:in|on|at|by|from|for|with|to|of|as|and|or|but|after|before|since|during|among|across|within|instead|together|altogether|today|yesterday|now|so|per|who|which|whose|that|when|while|where|under|without|still|already|more|strong)\b/;

/** Only people do this, or have it; things that do it too are told by what follows. */
export const HUMAN =
  /^\s(?:(?:of\sthem|more|others)\s)?(?:(?:have|has|had|were|are|was|is|be|been|also|still|already|now|then|never|not|all|only|who|could|would|will|may|might|did)\s)*(?:die[ds]?|dying|perish(?:ed)?|drown(?:ed)?|fle[ed]+|fleeing|surviv(?:e[ds]?|ing)|march(?:ed|ing|\s(?:in|on|against|through|for|over|to|across))|gather(?:ed|ing|\s(?:in|on|at|to))|rall(?:ied|ying|y\s(?:in|on|at|to|against|for))|say\s(?:no|yes)|(?:work|live)(?:s|d|ed|ing)?\s(?:for|at|in|on|there|here)|sign(?:ed|ing)|join(?:ed|ing)|str(?:uck|iking)|attend(?:ed|ing)?|protest(?:ed|ing|\s(?:in|against|at|over))|demonstrat(?:ed|ing|e\s(?:in|against|for))|vot(?:ed?|ing)|volunteer(?:ed)?|sleeping|slept|camped|camping|turned\sout|turning\sout|walked\sout|took\spart|taking\spart|taken\sto\s(?:hospital|safety|custody)|taken\sinto\scustody|made\s(?:it|their)\b|remain(?:s|ed)?\sin\s(?:\p{Ll}+\s)?(?:hospital|custody|care|jail|prison|detention)|in\s(?:\p{Ll}+\s)?(?:hospital|custody|intensive\scare|jail|prison)|lost(?=[.,;]|$)|unaccounted|alive|unhurt|homeless|hospitali[sz]ed|admitted|discharged|treated|housed|sheltered|vaccinated|employed|unemployed|orphaned|married|children|women|men|minors|civilians|teenagers|students|workers|foreigners|(?:\p{Ll}+\s)?(?:burns|injuries|wounds|fractures|concussions?|symptoms)\b)/u;

/** In front of the first words of a clause. */
export const CLAUSE_START =
  /(?:^|[,;:.—–(-]\s?|["“‘]|\b(?:today|now|yesterday|also|here|and|but|that|when|where|while|there|then|said|says|say|with|because|as|which|after|because|than)\s)$/iu;

/** What is left of those that were counted. */
export const REST = /\b[Tt]he\s(?:remaining|other|first|last)\s$/;

/** Only people are treated, sheltered, sickened by the number. */
export const PEOPLE_OBJECT =
  /\b(?:sicken|treat|forc|driv|drove|shelter|evacuat|hous|hospitali[sz]|vaccinat|employ|attract)(?:e?s|ed|ing|e|en)?\s$|\bdr(?:ew|aws?|awing)\s$/i;

/** `the number of new cases`. */
export const COUNT_OF =
  /\b(?:numbers?|counts?|tally|total)\sof\s(?:the\s)?(?<those>those\s)?(?<what>(?:[\p{L}’'-]+\s){0,4}?)(?=(?:who|which|that|in|at|on|per|reported|has|have|had|was|were|is|are|rose|rise|rises|fell|falls|climb\p{L}*|grew|reach\p{L}*|stood|stands|to|from|as|since|last|this|this|by|for|up|down|,)\b)/iu;

/** Between what is counted and its number. */
export const TO_NUMBER =
  /\b(?:to|at|from|is|was|of|are|were|as|reach(?:es|ed)?|pass(?:es|ed)?|hit|hits|topp?(?:s|ed)?|exceed(?:s|ed)?|be)\s$/i;

/** Counted in people. */
export const CROWD =
  /\b(?:crowds?|turnout|attendance|gathering|membership|population|head\s?count|workforce|strength)\b[^,;:.]{0,60}\s(?:to|at|of|was|is|from|as)\s$/i;

/** `Participants: 18,500. Persons arrested: 12.` */
export const LABEL = /(?:^|[.;]\s)(?<label>\p{Lu}\p{Ll}+(?:\s\p{Ll}+){0,4}):\s$/u;

/** `the toll climbed to`. */
export const TOLL =
  /\b(?:death\s)?tolls?\b[^;:.]{0,80}?\s(?:pass(?:es|ed|ing)?|hits?|topp?(?:s|ed|ing)?|exceed(?:s|ed)?|near(?:s|ed)?|climbs?\sto|rises?\sto|at|to|is|was|of)\s$/i;

/** `counted the wells: 340`. */
export const NOUNS_COLON = /\b(?:count\p{L}*|of)\s(?:the\s)?(?:[\p{L}-]+\s)?(?<noun>\p{Ll}+s):\s$/u;

/** `puts the cases in the camp at 870 and the dead there at 31`. */
export const PUTS =
  /\b(?:puts?|putting|estimat\p{L}+|and)\s(?:the\s)(?<what>(?:\p{Ll}+\s){1,3}?)(?:in\s[^,;:]{1,40}\s|there\s|of\s[^,;:]{1,40}\s)?at\s$/u;

/** `fell from 1,450 to 530`. */
export const CHANGES =
  /\b(?:ros|ris|fell|fall|drop|climb|jump|increas|decreas|grew|grow|cut|went|lower|rais|reduc|revis|correct|doubl|trebl|swell|swoll|shrank|shrunk|sank|declin|doubl|upgrad|updat|chang)\p{L}*\b[^;:.]{0,70}?\b(?:to|from|at)\s$|\bfrom\s$/u;

/** `and not 3,000`. */
export const CONTRAST = /\b(?:not|and\snot|rather\sthan|instead\sof|against|versus|compared\s(?:with|to))\s(?:the\s)?$/;

/** Verbs whose object is a number. */
export const TELLS =
  /\b(?:said|says?|claim(?:s|ed)?|count(?:s|ed)?|sp(?:eaks?|oke|oken)\sof|report(?:s|ed)?|put\s\p{Ll}+\sat|made\sit|makes?|leaves?|left|com(?:e|es|ing)\sto|came\sto|reach(?:es|ed)?|pass(?:es|ed)?|number(?:s|ed)?|total(?:s|led|ed)?|wants?|wanted|allow(?:s|ed)?|permit(?:s|ted)?|ask(?:s|ed)?\sfor|sought|seek(?:s)?|demand(?:s|ed)?|expect(?:s|ed)?|need(?:s|ed)?|found|confirm(?:s|ed)?|printed|wrote|gave|gives|named|listed|has|have|had|go(?:ne|es)?\sto|average[sd]?|it\s(?:is|was)|(?:number|figure|total|count)\s(?:as|at)|there\s(?:are|were|(?:has|have|had)\sbeen)|assumes?|assumed|estimate[sd]?|reckon(?:s|ed)?|suggest(?:s|ed)?|was|were|are|only)\s$/u;

/** What is in front of a price. */
export const COSTS =
  /\b(?:cost(?:s|ing)?|pa(?:y|ys|id|ying)|priced?(?:\sat|\sof|\sis|\swas)?|worth|earn(?:s|ed|ing)?|sells?\sfor|sold\sfor|fetch(?:es|ed)?|charg(?:es?|ed|ing))\s(?:now\s|only\s|him\s|her\s|them\s|us\s|it\s)?$/i;

/** `the famous hundred thousand`. */
export const THE = /\b(?:[Tt]he|[Tt]hose|[Tt]hese|[Tt]heir|[Ii]ts)\s(?:(?!year|same)\p{Ll}+\s)?$/u;

/** `By district: Highfield 195, Port Alder 83`. */
export const LISTED =
  /:\s(?:\p{Lu}[\p{L}’'-]*\s(?:\p{L}+\s){0,3}[\d.,]+[,;]\s)*(?:and\s)?\p{Lu}[\p{L}’'-]*\s(?:\p{L}+\s){0,3}$/u;

/** Behind a sum of what the sentence counts. */
export const TOGETHER = /^\s(?:together|altogether|in\sall|in\stotal|combined|overall)\b/;
