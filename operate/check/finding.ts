/** How something of a stage is: failed needs somebody, a warning can wait, unknown nobody tells. */
export type Verdict = "ok" | "warning" | "failed" | "unknown";

/** What was found of one part of a stage. */
export interface Finding {
  readonly kind: "connector" | "topic" | "table" | "bucket" | "lag" | "dead letters" | "alarm";
  readonly name: string;
  readonly verdict: Verdict;
  /** In one line, with the reason where it is not ok. */
  readonly says: string;
  /** Such as the end of a log. */
  readonly details: readonly string[];
}

/** Makes findings of one part. */
export function finding(kind: Finding["kind"], name: string) {
  return (verdict: Verdict, says: string, details: readonly string[] = []): Finding => ({
    kind,
    name,
    verdict,
    says,
    details,
  });
}
