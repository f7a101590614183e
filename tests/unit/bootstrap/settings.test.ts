import assert from "node:assert/strict";
import { checkedSubject } from "../../../bootstrap/settings";

describe("settings of the bootstrap program", () => {
  const settings = { repository: "acme/msk-pipeline", subject: "", stages: ["dev", "prod"] };

  it("have a subject that follows from the repository", () => {
    assert.equal(checkedSubject(settings), "repo:acme/msk-pipeline");
  });

  it("take a subject with ids", () => {
    const subject = "repo:acme@123456/msk-pipeline@456789";
    assert.equal(checkedSubject({ ...settings, subject }), subject);
  });

  const refused: readonly (readonly [
    what: string,
    change: Partial<typeof settings>,
    why: RegExp,
  ])[] = [
    [
      "a repository without owner",
      { repository: "msk-pipeline" },
      /must be owner\/name, .*got msk-pipeline/,
    ],
    ["a pattern of repositories", { repository: "acme/*" }, /must be owner\/name/],
    [
      "a subject that is a pattern",
      { subject: "repo:acme/*" },
      /and no pattern, got repo:acme\/\*/,
    ],
    ["a subject with the job's part", { subject: "repo:a/b:ref:main" }, /^Error: subject must be/],
    ["no stages", { stages: [] }, /stages must name at least one stage/],
    ["a stage that is a pattern", { stages: ["*"] }, /stages must be names .* got "\*"/],
    [
      "a stage whose rights would reach another",
      { stages: ["prod", "prod-eu"] },
      /stages has prod and prod-eu: .*would reach prod-eu too/,
    ],
  ];
  for (const [what, change, why] of refused) {
    it(`refuse ${what}`, () => {
      assert.throws(() => checkedSubject({ ...settings, ...change }), why);
    });
  }
});
