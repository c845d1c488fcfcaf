/** What is known of a BagIt bag (RFC 8493) that was taken in, as it was signed for. */
export interface BagReport {
  /** Shown path of the folder, or of the archive, that it is. */
  readonly root: string;
  readonly version: string;
  /** Strongest first. */
  readonly algorithms: readonly string[];
  readonly files: number;
  readonly bytes: number;
  /** How many things did not agree; 0 for a bag that is whole. */
  readonly faults: number;
  /** Labels and values of `bag-info.txt`, untrusted. */
  readonly info: readonly (readonly [label: string, value: string])[];
  /** It is a publication of another case (docs/formats/package.md). */
  readonly package?: PackageReport;
}

/** Where a published package says that it comes from; untrusted as far as the proof does not hold. */
export interface PackageReport {
  /** Id of the publication. */
  readonly publication: string;
  readonly title: string;
  readonly publisher?: string;
  /** ISO 8601. */
  readonly day: string;
  /** Name of the log. */
  readonly log: string;
  /** Entries that the checkpoint of its proof covers; 0 where no proof holds. */
  readonly size: number;
  /** Verifier keys that signed the checkpoint. */
  readonly keys: readonly string[];
  /** When the checkpoint was there at the latest, by others, as their stamps say: UTC, ISO 8601. */
  readonly dated: readonly string[];
  /** How many things did not agree when it came. */
  readonly faults: number;
  /** SHA-256 of its proof, an original of this case. */
  readonly proof?: string;
}
