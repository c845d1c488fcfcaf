import type { PairKind } from './pair.ts';

/**
 * What each feature of `FEATURES` weighs, in log odds. `scripts/learn-claims.ts` wrote this file from the stories
 * audit, colliery, ferry, hasmin, larkspur, mbenga, mill, orsuk, saucepans, strait, vote, aceh-quake-2013, hp-eds-2008, kimani-gray-2013, marfin-bank-2010, qeshm-quake-2005, xinjiang-papers.
 */
// prettier-ignore
export const WEIGHTS: Readonly<Record<PairKind, readonly number[]>> = {
  figure: [0.82, 1.69, 0.6, -2.42, 1.3, -0.28, 0, 0, 0, 0.06, -0.68, 0, 1.1, 1.1, 0.26, 0.53, -0.39, -0.18, 0.76, -1, -0.06, 0.55, -0.48, 0, 0.57, 0.03, -0.5, -0.44, 0.43, -0.07, -0.29],
  date: [-1.06, 1.82, 0, 0, 2.42, 1.19, 1.42, -0.63, -1.12, 0, 0, 0, 0.13, 0.27, 0, 0, 0, -1.82],
  quotation: [-3.43, 4.1, 2.7, 0, 0.85, -1, 2.67, 0.03],
  stance: [-1, 2.17, 1.61, 0.6, 1.59, 0.36, -0.58, 0, 0.09],
};

/** What a pair counts that was not compared. */
export const MISSING = -1.5;
