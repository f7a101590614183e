import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { apiPages } from "../../tools/docs/api";
import { settingsPage } from "../../tools/docs/generate";
import { outputsPage } from "../../tools/docs/outputs";
import { pipelinePicture, pipelinesPicture } from "../../tools/docs/pictures";
import { packageSchema } from "../../tools/docs/schema/package";
import { confluentKeys, pluginsPage, sinkDefaults } from "../../tools/docs/plugins";

const pages: Readonly<Record<string, () => Promise<string>>> = {
  "settings.md": settingsPage,
  "outputs.md": outputsPage,
  "plugins.md": pluginsPage,
  "pipeline.svg": pipelinePicture,
  "pipelines.svg": pipelinesPicture,
};

for (const [name, page] of Object.entries(pages)) {
  describe(`docs/${name}`, () => {
    it("is what npm run docs writes", async () => {
      const committed = readFileSync(join(__dirname, "../../docs", name), "utf8");
      assert.equal(committed, await page());
    });
  });
}

describe("docs/api", function () {
  this.timeout(180_000);

  it("is what npm run docs writes", async () => {
    const folder = join(__dirname, "../../docs/api");
    const committed = readdirSync(folder).map(
      (name) => [name, readFileSync(join(folder, name), "utf8")] as const,
    );
    assert.deepEqual(new Map(committed), await apiPages());
  });
});

describe("provider/schema.json", function () {
  this.timeout(60_000);

  it("is what npm run docs writes", () => {
    const committed = readFileSync(join(__dirname, "../../provider/schema.json"), "utf8");
    assert.equal(committed, packageSchema());
  });
});

describe("the keys of the DynamoDB sink", () => {
  it("are Confluent's, or begin with ddb.", () => {
    const known = confluentKeys.map(({ key }) => key);
    const own = [...sinkDefaults().keys()].filter((key) => !key.startsWith("ddb."));
    assert.deepEqual(
      own.filter((key) => !known.includes(key)),
      [],
    );
  });

  it("leave out of Confluent's those that the page says are ignored", () => {
    const defined = sinkDefaults();
    const left = confluentKeys.filter(({ key }) => !defined.has(key));
    assert.ok(left.every(({ ours }) => ours.startsWith("Ignored")));
  });

  it("have Confluent's defaults where both have one", () => {
    const defined = sinkDefaults();
    const other = confluentKeys.filter(
      ({ key, confluent }) =>
        confluent !== "" && defined.has(key) && defined.get(key) !== confluent,
    );
    assert.deepEqual(
      other.map(({ key }) => key),
      ["aws.dynamodb.credentials.provider.class"],
    );
  });
});
