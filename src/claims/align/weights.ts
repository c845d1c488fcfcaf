import type { PairKind } from './pair.ts';

/**
 * What each feature of `FEATURES` weighs, in log odds. `scripts/learn-claims.ts` wrote this file from the stories
 * audit, bank, colliery, ferry, hasmin, hospital, larkspur, mbenga, mill, orsuk, prison, quake, saucepans, shooting,
 * strait, train, vote, aceh-quake-2013, hp-eds-2008, kimani-gray-2013, marfin-bank-2010, qeshm-quake-2005,
 * xinjiang-papers.
 */
// prettier-ignore
export const WEIGHTS: Readonly<Record<PairKind, readonly number[]>> = {
  figure: [1.12, 1.29, 0.67, -2.62, 0.45, -0.46, 0, 0.49, -0.09, 0.89, 1.18, 0.36, 0.65, -0.46, -0.43, 0.78, -0.83, -0.03, 0.49, -0.35, 0.57, 0.06, -0.44, -0.15, 0.43, -0.45, 0.53, 0.33, -0.21, -0.44, -0.67, 0.35, 0.2, -0.32, -0.09],
  date: [-1.7, 1.5, 0.86, 2.78, 1.19, 1.66, -0.26, -0.81, 0.04, 0, -1.28],
  quotation: [-1.26, 2.44, 1.76, 0.61, -1.34, 1.86, 1.64, -2.11],
  stance: [-0.58, 1.22, 1.55, 0.65, 1.5, 0.7, -0.68, 0.82, -1.55],
};

/** What a pair counts that was not compared. */
export const MISSING = -1.5;
