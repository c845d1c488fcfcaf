import type { MetadataField } from '../../nouns/reading.ts';
import { html, type Html } from '../html.ts';
import type { MessageKey, Say } from '../messages.ts';
import { formatOf } from './claim-days.ts';

/**
 * Which names the formats have for one thing, without case, spaces and hyphens: Info dictionary of PDF (ISO 32000-2,
 * 14.3.3), Dublin Core, OOXML and OLE properties, Exif, XMP, headers of mail, and what the readers add.
 */
const NAMES = {
  title: 'title headline',
  author: 'author creator initialcreator byline operator writer',
  subject: 'subject',
  keywords: 'keywords keyword',
  description: 'description doccomm comments comment imagedescription caption captionabstract abstract',
  program: 'creatortool application software generator appversion appname',
  producer: 'producer',
  created: 'creationdate created createdate createddate creationtime datecreated',
  modified: 'moddate modified modifydate modifieddate lastmodified metadatadate',
  date: 'date',
  'saved-by': 'lastmodifiedby lastauthor lastsavedby',
  printed: 'lastprinted printdate',
  company: 'company',
  manager: 'manager',
  category: 'category',
  template: 'template',
  revision: 'revision revisionnumber editingcycles',
  revisions: 'revisions earliersaves',
  'editing-time': 'totaltime editingduration',
  pages: 'pages',
  words: 'words',
  language: 'lang language',
  bookmark: 'bookmark',
  active: 'activecontent',
  link: 'link',
  unseen: 'notvisible hiddentext',
  deleted: 'trackeddeletion',
  annotation: 'annotation',
  'form-field': 'formfield',
  'hidden-sheet': 'hiddensheet',
  'hidden-slide': 'hiddenslide',
  'hidden-columns': 'hiddencolumns',
  'hidden-rows': 'hiddenrows',
  embedded: 'embeddedobject',
  encoding: 'encoding charset',
  'encoding-guessed': 'encodingguessed',
  'encoding-by': 'encodingknownby',
  undecodable: 'undecodablebytes',
  rows: 'rows',
  from: 'from sender',
  to: 'to',
  cc: 'cc',
  bcc: 'bcc',
  'reply-to': 'replyto',
  'message-id': 'messageid',
  'in-reply-to': 'inreplyto references',
  received: 'received',
  mailer: 'xmailer useragent',
  'sender-ip': 'xoriginatingip',
  width: 'width',
  height: 'height',
  density: 'density',
  frames: 'frames',
  orientation: 'orientation',
  'camera-maker': 'make',
  camera: 'model',
  'camera-serial': 'bodyserialnumber serialnumber cameraserialnumber',
  'camera-owner': 'cameraownername ownername',
  lens: 'lensmodel lens',
  'lens-serial': 'lensserialnumber',
  computer: 'hostcomputer',
  taken: 'datetimeoriginal',
  'clock-offset': 'offsettime offsettimeoriginal offsettimedigitized',
  artist: 'artist bylinetitle',
  copyright: 'copyright rights copyrightnotice',
  latitude: 'gpslatitude',
  longitude: 'gpslongitude',
  altitude: 'gpsaltitude',
  'gps-day': 'gpsdatestamp',
  'gps-time': 'gpstimestamp',
  'image-id': 'imageuniqueid',
  'user-comment': 'usercomment',
  thumbnail: 'thumbnail',
  'document-id': 'documentid originaldocumentid instanceid identifier',
  publisher: 'publisher ogsitename sitename',
  mended: 'repaired',
  'text-layer': 'textlayer',
  mailbox: 'mailbox',
  'record-url': 'url targeturi',
} as const;

const KEYS: ReadonlyMap<string, MessageKey> = new Map(
  entries().flatMap(([key, names]) => names.split(' ').map((name) => [name, `meta.${key}`] as const)),
);

function entries(): readonly (readonly [keyof typeof NAMES, string])[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a literal are its keys
  return Object.entries(NAMES) as [keyof typeof NAMES, string][];
}

/** What a field is called, in words where there are some; its own name stands behind them, as it is in the file. */
export function fieldName(t: Say, { name, origin }: MetadataField): Html {
  const folded = name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  // Of a PDF the creator is the program that it was made with, everywhere else a person (ISO 32000-2, table 349).
  const key = origin === 'pdf' && name === 'Creator' ? 'meta.program' : KEYS.get(folded);
  if (key === undefined) return html`<bdi>${name}</bdi>`;
  const word = t.text(key);
  return word.toLowerCase() === name.toLowerCase() ? html`${word}` : html`${word} <bdi class="faint">${name}</bdi>`;
}

/** PDF (ISO 32000-2, 7.9.4) and Exif (CIPA DC-008, 4.6.5) write dates without what ISO 8601 puts between the digits. */
const PDF_DATE = /^D:(\d{4})(\d{2})?(\d{2})?(?:(\d{2})(\d{2})(\d{2})?)?(?:(Z)|([+-])(\d{2})'?(\d{2})?'?)?(?:'?0*'?)?$/;
const EXIF_DATE = /^(\d{4}):(\d{2}):(\d{2})(?: (\d{2}):(\d{2}):(\d{2}))?$/;
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:(Z)|([+-])(\d{2}):?(\d{2})?)?$/;

/** A value as people read it: dates in their own precision and by their own clock, the rest as it stands. */
export function fieldValue(t: Say, { value }: MetadataField): Html {
  const match = PDF_DATE.exec(value) ?? EXIF_DATE.exec(value) ?? ISO_DATE.exec(value);
  const said = match === null ? undefined : dateText(t, match);
  if (said === undefined) return html`<bdi dir="auto">${value}</bdi>`;
  return html`<bdi title="${value}">${said}</bdi>`;
}

function dateText(t: Say, match: RegExpExecArray): string | undefined {
  const [, year = '', month, day, hour, minute, second, zulu, sign, zoneHour, zoneMinute] = match;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month ?? 1) - 1, Number(day ?? 1));
  date.setUTCHours(Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0));
  // A day or an hour that there is none of: the value stands as it is.
  const kept = [date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCHours(), date.getUTCMinutes()];
  const asked = [month ?? 1, day ?? 1, hour ?? 0, minute ?? 0].map(Number);
  if (Number(year) === 0 || kept.some((number, index) => number !== asked[index])) return undefined;
  const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  const words = formatOf(t, {
    year: 'numeric',
    ...(month !== undefined && { month: 'long' }),
    ...(day !== undefined && { day: 'numeric' }),
    ...(hour !== undefined && clock),
  }).format(date);
  if (hour === undefined) return words;
  if (zulu !== undefined) return `${words} UTC`;
  return sign === undefined ? words : `${words} UTC${sign === '-' ? '\u2212' : '+'}${zoneHour}:${zoneMinute ?? '00'}`;
}
