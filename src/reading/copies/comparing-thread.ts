import { parentPort, workerData } from 'node:worker_threads';
import { parseTextDerivative } from '../derivatives.ts';
import { compareTexts, pageOf, type ComparisonRequest } from './compare.ts';
import type { ComparingAnswer, ComparingData } from './comparing.ts';

/** The thread that compares two long texts and gives pages of their rows until it is ended. */
const port = parentPort;
if (port === null) throw new Error('comparing-thread.ts runs as a worker thread only');
const { first, second }: ComparingData = workerData;
const texts = await compareTexts(parseTextDerivative(first), parseTextDerivative(second));
port.on('message', ({ id, request }: { readonly id: number; readonly request: ComparisonRequest }) => {
  const answer: ComparingAnswer = { id, page: pageOf(texts, request) };
  port.postMessage(answer);
});
port.postMessage('compared');
