import { testCheckOfFailures, testCheckOfRun } from "./check";
import { testDeadLetters } from "./deadLetters";
import { RUN_TIMEOUT_MS } from "./harness";
import { testKilled } from "./killed";
import { KeptRun } from "./keptRun";

// One run for all of them, in this order: each goes on from what the one before has left.
describe("A run that is kept", function () {
  this.timeout(RUN_TIMEOUT_MS);
  const run = new KeptRun();
  before(() => run.start("--records", "20", "-c", "deadLetters=true"));
  after(() => run.end());

  describe("when it is checked", () => {
    testCheckOfRun(run);
  });
  describe("with dead letters", () => {
    testDeadLetters(run);
  });
  describe("when it is checked once more", () => {
    testCheckOfFailures(run);
  });
  describe("when another command comes", () => {
    testKilled(run);
  });
});
