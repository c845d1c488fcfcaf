import { filled, shown } from './basics.mjs';
import { uyghur } from './words-ug.mjs';
import { chinese } from './words-zh.mjs';

/** What is found, in plain words. The English words are the names of their translations. */

const CATALOGUES = new Map([
  ['zh', chinese],
  ['ug', uyghur],
]);
const MOST_FAULTS = 200;

/**
 * @param language a BCP 47 tag or a locale of a shell; English for one that is not known
 * @param shownAs what is made of each value
 */
export function speaker(language, shownAs = String) {
  const catalogue = CATALOGUES.get(/^[a-z]+/.exec(String(language).toLowerCase())?.[0]);
  return (text, values = {}) => {
    const own = Object.entries(values).map(([name, value]) => [name, shownAs(value)]);
    return filled(catalogue?.[text] ?? text, Object.fromEntries(own));
  };
}

const moment = (time) =>
  String(time)
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC');

/** Why a stamp does not hold: the codes of checkStamps as words. */
function whyWords(code, say) {
  switch (code) {
    case 'malformed':
      return say('it cannot be understood');
    case 'refused':
      return say('the authority has refused the request');
    case 'other-bytes':
      return say('it is not of this checkpoint');
    case 'signature':
      return say('its signature does not hold');
    case 'signer-unnamed':
      return say('it does not name whose certificate signed it');
    case 'signer-purpose':
      return say('the certificate that signed it is not for time stamps alone');
    case 'chain':
      return say('its certificates do not lead from one to the next');
    case 'block-differs':
      return say('the header that you gave does not have it');
    default:
      return code;
  }
}

function stampWords({ kind, faults, time, authority, isKnown, isJudged, blocks = [] }, index, say) {
  const text = (said, values) => say(`Stamp {n}, {kind}: ${said}`, { n: index + 1, kind, ...values });
  const about = { time: moment(time), authority: shown(authority) };
  if (faults.length > 0) {
    const why = faults.map((code) => whyWords(code, say)).join('; ');
    return [{ mark: 'fault', text: text('does not hold ({why}).', { why }) }];
  }
  if (kind === 'cosignature')
    return [
      { mark: 'holds', text: text('{time}, by {authority}. Whose key that is, is to be known from elsewhere.', about) },
    ];
  if (isJudged === false)
    return [
      {
        mark: 'open',
        text: text('{time}, by {authority}. Its signature cannot be checked here: use verify.mjs.', about),
      },
    ];
  if (kind === 'rfc3161' && isKnown)
    return [{ mark: 'holds', text: text('{time}, by {authority}, an authority that you trust.', about) }];
  if (kind === 'rfc3161')
    return [
      {
        mark: 'holds',
        text: text(
          '{time}, by {authority}, signed as it should be. Not checked: that this is an authority (give its certificate, from elsewhere), and that it was not revoked.',
          about,
        ),
      },
    ];
  if (blocks.length === 0)
    return [{ mark: 'open', text: text('promised by a calendar, not yet in a block: it proves nothing yet.') }];
  return blocks.map(({ height, merkleRoot = '?', time: mined }) =>
    mined === undefined
      ? {
          mark: 'open',
          text: text(
            'leads to Bitcoin block {height}. Compare, in any copy of the chain, its Merkle root: {merkleRoot}',
            {
              height,
              merkleRoot,
            },
          ),
        }
      : {
          mark: 'holds',
          text: text('{mined}, the time of Bitcoin block {height}, by the header that you gave.', {
            height,
            mined: moment(mined),
          }),
        },
  );
}

function checkedWords(found, say) {
  const { files, bytes, isWhole, signedBy, isKeyKnown, stamps = [], opened = [] } = found;
  const holds = (text, values) => ({ mark: 'holds', text: say(text, values) });
  return [
    isWhole
      ? holds(
          '{files} files, {bytes} bytes: each is what two lists say (SHA-256, SHA-512), and there is nothing else.',
          { files, bytes },
        )
      : holds('{files} files, {bytes} bytes: each is what two lists say (SHA-256, SHA-512).', { files, bytes }),
    ...(isWhole
      ? []
      : [
          {
            mark: 'open',
            text: say('Files that no list names cannot be seen from a web server: choose the folder to look for them.'),
          },
        ]),
    ...signedBy.map((key) =>
      isKeyKnown
        ? holds('The list, and so every file, is signed with a key that you gave: {key}', { key: shown(key) })
        : holds('The list, and so every file, is signed with this key: {key}', { key: shown(key) }),
    ),
    holds(
      '{pageFiles} page pictures and texts are each named by an act in the log {log}, under a signed checkpoint over {size} acts.',
      {
        ...found,
        log: shown(found.log),
      },
    ),
    holds(
      'Documents: {documents}. Pages: {pages}. Claims: {claims}. Every quotation stands in the published text where the claim says.',
      found,
    ),
    ...stamps.flatMap((stamp, index) => stampWords(stamp, index, say)),
    ...(stamps.length === 0
      ? [{ mark: 'open', text: say('No time stamp: when it was there, only those who signed say.') }]
      : []),
    ...opened.map(({ entry, fields, files: of }) =>
      holds('Opened for you: entry {entry} says {fields} {of}', {
        entry,
        fields: shown(JSON.stringify(fields)),
        of: shown(of.join(', ')),
      }),
    ),
  ];
}

/**
 * A title and sections of what holds (`holds`), does not (`fault`), or is not known from this (`open`).
 * @param found by checkPackage
 * @param say by speaker
 */
export function reportOf(found, say) {
  const { faults, files, bytes, publication } = found;
  if (!found.holds) {
    const told = faults.slice(0, MOST_FAULTS).map(({ code, said, where, values }) => {
      const words = code === 'stamp' && values?.why ? { ...values, why: whyWords(values.why, say) } : values;
      return { mark: 'fault', code, where: where === undefined ? '' : shown(where), text: say(said, words) };
    });
    const more = faults.length - told.length;
    return {
      title: say('The package does not hold.'),
      sections: [
        {
          title: say('Faults: {faults}, in {files} files, {bytes} bytes', { faults: faults.length, files, bytes }),
          items: [...told, ...(more > 0 ? [{ mark: 'fault', text: say('and {more} more', { more }) }] : [])],
        },
      ],
      end: [
        say(
          'Do not rely on it. A copy can be damaged on its way: take another one, from where it was published first.',
        ),
      ],
    };
  }
  const open = (text) => ({ mark: 'open', text: say(text) });
  return {
    title: say('The package holds: {title} ({id}).', { title: shown(publication.title), id: publication.id }),
    sections: [
      { title: say('What was checked'), items: checkedWords(found, say) },
      {
        title: say('What that proves'),
        items: [
          { mark: 'holds', text: say('Whoever has the key gave out these files, these and no others.') },
          {
            mark: 'holds',
            text: say(
              'The pictures and texts of the pages were in their log when its checkpoint was signed, at the latest at the time of a stamp that holds.',
            ),
          },
        ],
      },
      {
        title: say('What it does not prove'),
        items: [
          open('That what the papers say is true, or that they are genuine.'),
          open('That the log has nothing else.'),
          open(
            found.isKeyKnown
              ? 'Who holds the key that you gave.'
              : 'Whose key it is. Ask whoever published it, or compare another publication of theirs.',
          ),
        ],
      },
    ],
    end: [
      say(
        'What checks came with what is checked. Whoever doubts it takes verify.mjs from elsewhere, or follows docs/formats/package.md.',
      ),
    ],
  };
}

const MARKS = { holds: '', fault: '', open: '? ' };

/** For a terminal. */
export function linesOf({ title, sections, end }) {
  return [
    title,
    ...sections.flatMap((section) => [
      '',
      section.title,
      ...section.items.map(
        ({ mark, code, where, text }) =>
          `  ${MARKS[mark]}${code === undefined ? '' : `${code}: `}${where ? `${where}: ` : ''}${text}`,
      ),
    ]),
    '',
    ...end,
  ];
}
