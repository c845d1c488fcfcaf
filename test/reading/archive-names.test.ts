import assert from 'node:assert/strict';
import { test } from 'node:test';
import iconv from 'iconv-lite';
import { ArchiveNames } from '../../src/reading/stages/archive-names.ts';

const NAMES: readonly (readonly [encoding: string, ...names: readonly string[]])[] = [
  ['gb18030', '统计说明.txt'],
  ['gb18030', '报告'],
  ['gb18030', '名单.xls'],
  ['gb18030', '各村人数统计表.xlsx'],
  ['gb18030', '会议纪要.doc', '通知（二）.pdf'],
  ['gb18030', '移民局通知'],
  ['big5', '報告.doc'],
  ['big5', '會議紀錄', '名單.xls'],
  ['big5', '統計說明.txt'],
  ['windows-1252', 'Übersicht.doc'],
  ['windows-1252', 'café crème.txt', 'résumé.doc'],
  ['windows-1256', 'محضر الاجتماع.doc'],
  ['euc-kr', '회의 자료 보고서 및 첨부 문서 목록.hwp', '우리나라 정부의 새로운 정책에 대하여.hwp'],
];

for (const [encoding, ...names] of NAMES) {
  test(`names in ${encoding} are shown as they were written: ${names.join(', ')}`, () => {
    const archive = new ArchiveNames();
    const bytes = names.map((name) => iconv.encode(name, encoding));
    for (const name of bytes) archive.see(name);
    assert.deepEqual(
      bytes.map((name) => archive.shown(name)),
      names,
    );
  });
}
