import assert from "node:assert/strict";
import { pipelineNames, pipelineShapes, type PipelineShape } from "../../../config/pipelines";
import { resourcesOfType } from "../../../plan/plan";
import { plan } from "../../helpers/stagePlans";

describe("What the rules between settings know of a pipeline", () => {
  for (const name of pipelineNames) {
    const shape: PipelineShape = pipelineShapes[name];

    it(`is what ${name} deploys`, async () => {
      const deployed = await plan(
        "dev",
        `pipeline=${name}`,
        "ordersPartitions=5",
        "deadLetters=true",
      );
      const names = (type: string): string[] =>
        resourcesOfType(deployed, type).map((resource) => resource.name);
      const topics = resourcesOfType(deployed, "aws:msk/topic:Topic").map(({ inputs }) => inputs);
      const large = topics.filter(({ partitionCount }) => partitionCount === 5);
      const connectors = Object.keys(shape.connectors);
      assert.deepEqual(names("msk-pipeline:components:MskConnector").sort(), connectors.sort());
      assert.deepEqual(large.map((topic) => topic["name"]).sort(), [...shape.stored].sort());
      // Each connector's offsets, and the dead letters of each topic that is stored.
      const others = connectors.length + shape.stored.length + shape.smallTopics;
      assert.equal(topics.length - large.length, others);
      assert.equal(names("aws:rds/cluster:Cluster").length, shape.database ? 1 : 0);
      const stored = shape.tables.length > 0 ? shape.stored : [];
      assert.deepEqual(
        resourcesOfType(deployed, "aws:dynamodb/table:Table").map(({ inputs }) => inputs["name"]),
        stored.map((topic) => `kafka_${topic}`),
      );
      assert.deepEqual(names("msk-pipeline:components:DataBucket"), shape.buckets);
      const { topics: ofTopics, tables: ofTables, buckets: ofBuckets } = deployed.outputs;
      assert.deepEqual(rolesOf(ofTopics), [...shape.topics].sort());
      assert.deepEqual(rolesOf(ofTables), [...shape.tables].sort());
      assert.deepEqual(rolesOf(ofBuckets), [...shape.buckets].sort());
    });
  }
});

function rolesOf(output: unknown): string[] {
  assert.ok(typeof output === "object" && output !== null);
  return Object.keys(output).sort();
}
