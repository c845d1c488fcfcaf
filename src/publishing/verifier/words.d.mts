import type { Found } from './package-check.mjs';

type Say = (text: string, values?: Readonly<Record<string, unknown>>) => string;

export interface Report {
  readonly title: string;
  readonly sections: readonly {
    readonly title: string;
    readonly items: readonly {
      readonly mark: 'holds' | 'fault' | 'open';
      readonly code?: string;
      readonly where?: string;
      readonly text: string;
    }[];
  }[];
  readonly end: readonly string[];
}

/** English where the language is not known. */
export function speaker(language: string, shownAs?: (value: unknown) => string): Say;
export function reportOf(found: Found, say: Say): Report;
export function linesOf(report: Report): readonly string[];
