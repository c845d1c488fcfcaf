import { TextLineages } from '../../src/claims/lining-up/text-lineages.ts';

/** Loaded into the process of claims by NODE_OPTIONS: it ends where a claim is computed of the document that `ENDS_OVER` names. */
const document = process.env['ENDS_OVER'];
const of = Object.getOwnPropertyDescriptor(TextLineages.prototype, 'of')?.value as TextLineages['of'];
TextLineages.prototype.of = function (text: number) {
  const lineage = of.call(this, text);
  if (document !== undefined && lineage?.own.name.includes(document) === true) process.kill(process.pid, 'SIGKILL');
  return lineage;
};
