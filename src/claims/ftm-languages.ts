/**
 * BCP 47 languages beside the ISO 639-3 codes under which FollowTheMoney 4.11 knows them (types/language.py); it has
 * none for Uyghur.
 */
const CODES =
  'af:afr am:amh ar:ara az:aze be:bel bg:bul bn:ben bs:bos ca:cat cs:ces da:dan de:deu el:ell en:eng es:spa et:est fa:fas fi:fin fr:fra ga:gle he:heb hi:hin hr:hrv hu:hun hy:hye id:ind is:isl it:ita ja:jpn ka:kat kk:kaz km:khm kn:kan ko:kor ky:kir lb:ltz lo:lao lt:lit lv:lav mk:mkd mn:mon ms:msa mt:mlt my:mya ne:nep nl:nld no:nor nb:nor nn:nor pl:pol ps:pus pt:por ro:ron ru:rus si:sin sk:slk sl:slv sq:sqi sr:srp sv:swe sw:swa ta:tam te:tel tg:tgk th:tha tk:tuk tl:tgl tr:tur uk:ukr ur:urd uz:uzb vi:vie zh:zho';

const ISO_639_3: ReadonlyMap<string, string> = new Map(
  CODES.split(' ').map((pair) => [pair.slice(0, pair.indexOf(':')), pair.slice(pair.indexOf(':') + 1)] as const),
);

/** Null for a language that FollowTheMoney does not know. @param language BCP 47, as passages have it */
export function ftmLanguage(language: string): string | null {
  return ISO_639_3.get(language.split('-', 1)[0]?.toLowerCase() ?? '') ?? null;
}
