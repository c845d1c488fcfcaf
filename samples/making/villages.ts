import * as z from 'zod';
import type { Sheet } from './office.ts';

const VillagesSchema = z.object({
  pointsPerHousehold: z.number(),
  villages: z.array(
    z.object({
      zh: z.string(),
      en: z.string(),
      households: z.number(),
      moved: z.number(),
      voluntary: z.number(),
      remaining: z.number(),
      injured: z.number(),
    }),
  ),
});
type Village = z.infer<typeof VillagesSchema>['villages'][number];

const COUNTED = ['households', 'moved', 'voluntary', 'remaining', 'injured'] as const;
const FIRST_TABLE_ROWS = 6;

/** The figures of all villages together, in the order of the table. */
function villageTotals(json: Uint8Array): Record<(typeof COUNTED)[number], number> {
  const { villages } = read(json);
  const total = (key: (typeof COUNTED)[number]): number => villages.reduce((sum, village) => sum + village[key], 0);
  return {
    households: total('households'),
    moved: total('moved'),
    voluntary: total('voluntary'),
    remaining: total('remaining'),
    injured: total('injured'),
  };
}

/** Fills the tables of the directive. */
export function villageRows(html: string, json: Uint8Array): string {
  const { villages } = read(json);
  const row = (name: string, figures: readonly number[]): string =>
    `<tr><td>${name}${figures.map((figure) => `<td>${figure.toLocaleString('en')}`).join('')}</tr>`;
  const rows = villages.map((village) => row(village.zh, figuresOf(village)));
  return html
    .replace('<!-- villages 1-6 -->', rows.slice(0, FIRST_TABLE_ROWS).join(''))
    .replace('<!-- villages 7-11 -->', rows.slice(FIRST_TABLE_ROWS).join(''))
    .replace('<!-- total -->', row('合计', Object.values(villageTotals(json))));
}

/** The spreadsheet: a page of notes, the table, and last week's figures on a hidden sheet. */
export function villageSheet(json: Uint8Array): readonly Sheet[] {
  const { villages } = read(json);
  const { households, moved, voluntary, remaining } = villageTotals(json);
  const total = moved.toLocaleString('en');
  return [
    {
      name: '说明',
      rows: [
        ['各村搬迁人数统计表'],
        ['截至日期', '2024年5月31日'],
        ['填表人：卓明远'],
        [`合计：${households}户，已搬迁${total}人，其中自愿${voluntary}人，未搬迁${remaining}人`],
      ],
    },
    {
      name: '各村人数',
      rows: [
        ['村名', '户数', '已搬迁', '其中自愿', '未搬迁', '受伤'],
        ...villages.map(rowOf),
        ['合计', ...Object.values(villageTotals(json))],
      ],
    },
    {
      name: '上周',
      hidden: true,
      rows: [
        ['截至日期', '2024年5月24日'],
        ['已搬迁', 2118],
        ['备注', '上周数字已作废，不得外传'],
      ],
    },
  ];
}

/** Work points by village, as the cooperative booked them: UTF-8 with a byte order mark, as spreadsheets write it. */
export function villageCsv(json: Uint8Array): Buffer {
  const { villages, pointsPerHousehold } = read(json);
  const { households } = villageTotals(json);
  const lines = [
    'village,村名,households,points per household,points booked',
    ...villages.map((each) =>
      [each.en, each.zh, each.households, pointsPerHousehold, each.households * pointsPerHousehold].join(','),
    ),
    ['total', '合计', households, pointsPerHousehold, households * pointsPerHousehold].join(','),
  ];
  return Buffer.from(`\u{FEFF}${lines.join('\r\n')}\r\n`);
}

function rowOf(village: Village): readonly (string | number)[] {
  return [village.zh, ...figuresOf(village)];
}

function figuresOf(village: Village): readonly number[] {
  return COUNTED.map((key) => village[key]);
}

function read(json: Uint8Array): z.infer<typeof VillagesSchema> {
  return VillagesSchema.parse(JSON.parse(Buffer.from(json).toString('utf8')));
}
