/** Settings of this program as Pulumi's configuration has them. */
export interface Settings {
  readonly repository: string;
  readonly subject: string;
  readonly stages: readonly string[];
}

/**
 * Returns the start of the subjects in the repository's tokens; throws where settings do not fit
 * together.
 */
export function checkedSubject({ repository, subject, stages }: Settings): string {
  const names = /^[\w.-]+\/[\w.-]+$/;
  if (!names.test(repository)) {
    throw new Error(`repository must be owner/name, such as acme/msk-pipeline, got ${repository}`);
  }
  const start = subject === "" ? `repo:${repository}` : subject;
  if (!/^repo:[\w.@-]+\/[\w.@-]+$/.test(start)) {
    throw new Error(
      `subject must be repo:owner/name or repo:owner@id/name@id and no pattern, got ${start}`,
    );
  }
  checkStages(stages);
  return start;
}

function checkStages(stages: readonly string[]): void {
  if (stages.length === 0) throw new Error("stages must name at least one stage, such as dev");
  for (const stage of stages) {
    if (!/^[a-z][a-z0-9-]*$/.test(stage)) {
      throw new Error(
        `stages must be names in small letters, digits and hyphens, got ${JSON.stringify(stage)}`,
      );
    }
    const other = stages.find((each) => each !== stage && each.startsWith(`${stage}-`));
    if (other !== undefined) {
      throw new Error(
        `stages has ${stage} and ${other}: the rights of ${stage} go by names that begin with ${stage}-, so they would reach ${other} too. Deploy it to another account, or name it otherwise.`,
      );
    }
  }
}
