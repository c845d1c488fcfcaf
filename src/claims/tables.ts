import { sql } from 'kysely';
import type { Migrations } from '../records/records.ts';

export interface ClaimsTables {
  /** One row for each original that was ever read: what is known of the document that speaks. */
  testimony: {
    original: string;
    /** Derivative with the text that was read last; null where there is none. */
    wanted: string | null;
    /** The derivative whose statements are in `statement`; differs from `wanted` until that one is looked at. */
    seen: string | null;
    /** Names and versions of the finders that looked at it. */
    finders: string | null;
    title: string | null;
    outlet: string | null;
    /** A date with the precision that it was given in. */
    published: string | null;
    /** Grows over the whole case with every change of what a document says; 0 while it never said anything. */
    changed: number;
    /** What the document was lined up as last, and at which `changed` that was; null where it said nothing then. */
    profile: Uint8Array | null;
    profile_version: number;
    profiled: number;
    /** The `changed` at which it could not be lined up; 0 where there was none. */
    unlined: number;
    /** 1 where the text says more than is kept. */
    cut: number;
  };
  /** What documents say, as people corrected it. */
  statement: {
    id: string;
    original: string;
    /** Place among the statements of its document. */
    ordinal: number;
    kind: string;
    start: number;
    end: number;
    page: number | null;
    /** The words at its place, of very long ones the beginning; what stands before and after. */
    words: string;
    before: string;
    after: string;
    sentence: string;
    sentence_start: number;
    language: string;
    /** JSON: StatementValue. */
    value: string;
    /** JSON: {value, start, end} as it was found, where a person corrected it. */
    found: string | null;
    /** JSON: Credit[]. */
    attributed: string;
    /** `english/1`, or the name of the person who added it. */
    said_by: string;
    state: string;
    /** Null until it is lined up, and for what was rejected. */
    claim: string | null;
    /** Place in its claim. */
    place: number;
    source_key: string | null;
    source: string | null;
    reason: string | null;
    /** The name that the document gives its source, where it credits one. */
    credited: string | null;
  };
  claim: {
    id: string;
    kind: string;
    label: string;
    label_language: string;
    verdict: string;
    statements: number;
    documents: number;
    origins: number;
    /** JSON: ValueSaid[], and how many are left out. */
    said: string;
    more_said: number;
    /** JSON: ClaimCard.origins. */
    tally: string;
    /** JSON: Join[], Conflict[]. */
    joins: string;
    conflicts: string;
    /** Of a dated claim: from when to when, in days since 1970, and in the words of the texts. */
    first_day: number | null;
    last_day: number | null;
    from: string | null;
    to: string | null;
    /** `none`, a judgement, or `disagreed`. */
    judged: string;
  };
  /** Origins of claims, a row for each. */
  claim_source: {
    claim: string;
    key: string;
    name: string;
    kind: string;
    documents: number;
    /** 1 where the claim has no other origin. */
    alone: number;
    /** Of the claim, by which claims of a source are counted. */
    claim_verdict: string;
    claim_kind: string;
    claim_origins: number;
    claim_judged: string;
  };
  /** What claims are found by: their words, folded as `foldedWords` does, and of `claim` what they are counted and ordered by. */
  claim_text: {
    id: string;
    verdict: string;
    kind: string;
    origins: number;
    documents: number;
    judged: string;
    label: string;
    text: string;
    /** The keys of its origins, with a space between. */
    sources: string;
  };
  derivation: {
    original: string;
    from: string;
    from_key: string;
    tier: string;
    kind: string;
    start: number;
    end: number;
    /** `Derivation.same`; null where that is not so. */
    same: string | null;
    /** JSON: AlignedSpans[]; null where there are none. */
    aligned: string | null;
  };
  decision: {
    id: string;
    seq: number;
    at: string;
    actor: string;
    kind: string;
    /** What it is about: a later one of the same person about the same takes its place. */
    subject: string;
    /** JSON: Decision. */
    said: string;
    /** JSON: string[][]: of a merge the statements of both claims, of a move those moved, those that stay, those they join; of a rejection those beside it. */
    members: string;
    replaced: number;
  };
  /** The statements that a decision names, with what is needed to find them in another reading of the document. */
  decision_about: {
    decision: string;
    /** As it was signed. */
    statement: string;
    original: string;
    /** JSON: Anchor. */
    anchor: string;
    /** The statement that it is by now; null where its words are no longer in the text. */
    now: string | null;
    /** 1 for the statement by which an assessment names its claim. */
    names_claim: number;
  };
  /** What stood in one claim with a statement that was rejected: where it is shown. */
  rejected_beside: { statement: string; beside: string };
  /** One row. Up to which change of a testimony, and which decision, claims are lined up. */
  claim_progress: {
    id: number;
    changes: number;
    lined_up: number;
    decided: number;
    version: string;
    /** Up to where somebody has begun to line up: who began with less keeps nothing any more. */
    begun_changes: number;
    begun_decided: number;
  };
}

export const claimsMigrations: Migrations = {
  'claims-001': {
    async up(db) {
      await sql`create table testimony (
        original text primary key, wanted text, seen text, finders text, title text, outlet text, published text,
        changed integer not null default 0,
        profile blob, profile_version integer not null default 0, profiled integer not null default 0
      ) without rowid`.execute(db);
      await sql`create index testimony_due on testimony (original) where wanted is not seen`.execute(db);
      await sql`create index testimony_changed on testimony (changed)`.execute(db);
      await sql`create table statement (
        id text primary key, original text not null, ordinal integer not null, kind text not null,
        start integer not null, "end" integer not null, page integer,
        words text not null, before text not null, after text not null, sentence text not null, sentence_start integer not null, language text not null,
        value text not null, found text, attributed text not null, said_by text not null, state text not null,
        claim text, place integer not null default 0, source_key text, source text, reason text, credited text
      )`.execute(db);
      await sql`create index statement_in on statement (original, start)`.execute(db);
      await sql`create index statement_rejected on statement (original) where state = 'rejected'`.execute(db);
      await sql`create index statement_claim on statement (claim, place)`.execute(db);
      await sql`create index statement_source on statement (source_key, credited)`.execute(db);
      await sql`create table claim (
        id text primary key, kind text not null, label text not null, label_language text not null,
        verdict text not null, statements integer not null, documents integer not null, origins integer not null,
        said text not null, more_said integer not null, tally text not null, joins text not null,
        conflicts text not null, first_day real, last_day real, "from" text, "to" text, judged text not null
      )`.execute(db);
      await sql`create index claim_disagreement on claim
        (verdict = 'conflict' desc, origins desc, documents desc, id)`.execute(db);
      await sql`create index claim_documents on claim (documents desc, origins desc, id)`.execute(db);
      await sql`create index claim_label on claim (label collate nocase, id)`.execute(db);
      await sql`create index claim_facts on claim (verdict, kind, origins, judged)`.execute(db);
      await sql`create index claim_days on claim (first_day, last_day, id) where first_day is not null`.execute(db);
      await sql`create table claim_source (
        claim text not null, key text not null, name text not null, kind text not null, documents integer not null,
        alone integer not null, primary key (claim, key)
      ) without rowid`.execute(db);
      await sql`create index claim_source_key on claim_source (key, alone, claim)`.execute(db);
      await sql`create table derivation (
        original text not null, "from" text not null, from_key text not null, tier text not null, kind text not null,
        start integer not null, "end" integer not null, primary key (original, "from")
      ) without rowid`.execute(db);
      await sql`create index derivation_from on derivation (from_key, original)`.execute(db);
      await sql`create table decision (
        id text primary key, seq integer not null, at text not null, actor text not null, kind text not null,
        subject text not null, said text not null, members text not null, replaced integer not null default 0
      )`.execute(db);
      await sql`create index decision_seq on decision (seq, id)`.execute(db);
      await sql`create index decision_subject on decision (subject, seq)`.execute(db);
      await sql`create table decision_about (
        decision text not null, statement text not null, original text not null, anchor text not null, now text,
        primary key (decision, statement)
      ) without rowid`.execute(db);
      await sql`create index decision_about_now on decision_about (now)`.execute(db);
      await sql`create index decision_about_original on decision_about (original)`.execute(db);
      await sql`create table rejected_beside (
        statement text not null, beside text not null, primary key (beside, statement)
      ) without rowid`.execute(db);
      await sql`create index rejected_beside_statement on rejected_beside (statement)`.execute(db);
      await sql`create table claim_progress (
        id integer primary key check (id = 1), changes integer not null, lined_up integer not null,
        decided integer not null, version text not null
      )`.execute(db);
      await sql`insert into claim_progress values (1, 0, 0, -1, '')`.execute(db);
      // What was read before this step is looked at when the case is next read. A new case has no readings yet, and
      // makes the tables of the rooms in the order of their names.
      const { rows } = await sql`select 1 from sqlite_schema where type = 'table' and name = 'reading'`.execute(db);
      if (rows.length === 0) return;
      await sql`insert into testimony (original, wanted)
        select original, text_derivative from reading where text_derivative is not null`.execute(db);
    },
  },
  'claims-002': {
    async up(db) {
      // How many documents go back to a source is counted for the list of all of them.
      await sql`create index statement_source_documents on statement (source_key, original)`.execute(db);
    },
  },
  'claims-003': {
    async up(db) {
      // All that the list of sources counts: in the order of its groups, and without the rows.
      await sql`create index claim_source_names on claim_source (key, name, kind, alone)`.execute(db);
    },
  },
  'claims-004': {
    async up(db) {
      await sql`alter table testimony add column unlined integer not null default 0`.execute(db);
      await sql`alter table testimony add column cut integer not null default 0`.execute(db);
      await sql`create index testimony_failed on testimony (original)
        where finders = 'failed' or unlined > 0`.execute(db);
    },
  },
  'claims-005': {
    async up(db) {
      // Words are looked for within words, so all of the text is gone through: apart from all else it is small enough.
      await sql`create table claim_text (
        id text primary key, verdict text not null, kind text not null, origins integer not null,
        documents integer not null, judged text not null, label text not null, text text not null
      ) without rowid`.execute(db);
      await sql`insert into claim_text
        select claim.id, verdict, claim.kind, origins, documents, judged, label,
          lower(label || char(10) || group_concat(sentence || char(10) || coalesce(source, ''), char(10)))
        from claim join statement on statement.claim = claim.id group by claim.id`.execute(db);
      // All that the board counts, without the rows.
      await sql`drop index claim_facts`.execute(db);
      await sql`create index claim_counts on claim (verdict, kind, origins, judged, statements)`.execute(db);
    },
  },
  'claims-006': {
    async up(db) {
      // What the board and the timeline are ordered and narrowed down by, without the rows, which are wide.
      await sql`drop index claim_disagreement`.execute(db);
      await sql`create index claim_disagreement on claim
        (verdict = 'conflict' desc, origins desc, documents desc, id, verdict, kind, judged)`.execute(db);
      await sql`drop index claim_documents`.execute(db);
      await sql`create index claim_documents on claim
        (documents desc, origins desc, id, verdict, kind, judged)`.execute(db);
      await sql`drop index claim_label`.execute(db);
      await sql`create index claim_label on claim
        (label collate nocase, id, verdict, kind, origins, judged)`.execute(db);
      await sql`drop index claim_days`.execute(db);
      await sql`create index claim_days on claim (first_day, last_day, id, verdict, "from", "to")
        where first_day is not null`.execute(db);
      for (const column of ['claim_verdict', 'claim_kind', 'claim_judged']) {
        await sql`alter table claim_source add column ${sql.ref(column)} text not null default ''`.execute(db);
      }
      await sql`alter table claim_source add column claim_origins integer not null default 0`.execute(db);
      await sql`update claim_source set (claim_verdict, claim_kind, claim_origins, claim_judged) =
        (select verdict, kind, origins, judged from claim where claim.id = claim_source.claim)`.execute(db);
      await sql`create index claim_source_counts on claim_source
        (key, claim_verdict, claim_kind, claim_origins, claim_judged)`.execute(db);
      await sql`alter table claim_text add column sources text not null default ''`.execute(db);
      await sql`update claim_text set sources =
        (select coalesce(group_concat(key, ' '), '') from claim_source where claim = claim_text.id)`.execute(db);
      // A statement of a large claim is named by many decisions, of which few judge a claim.
      await sql`alter table decision_about add column names_claim integer not null default 0`.execute(db);
      await sql`update decision_about set names_claim = 1 where statement =
        (select said ->> 'claim' from decision where id = decision and kind = 'assess')`.execute(db);
      await sql`create index decision_about_claim on decision_about (now) where names_claim = 1`.execute(db);
    },
  },
  'claims-007': {
    async up(db) {
      await sql`alter table derivation add column same text`.execute(db);
      await sql`alter table derivation add column aligned text`.execute(db);
    },
  },
  'claims-008': {
    async up(db) {
      await sql`alter table claim_progress add column begun_changes integer not null default 0`.execute(db);
      await sql`alter table claim_progress add column begun_decided integer not null default -1`.execute(db);
    },
  },
  'claims-009': {
    async up(db) {
      // A row of `testimony` holds a packed profile: to find it among others SQLite reads theirs whole.
      await sql`create index testimony_names on testimony (original, title, outlet, published)`.execute(db);
    },
  },
};
