import { writeFileSync } from "node:fs";
import Mocha from "mocha";

/** Mocha's spec reporter, which also writes its counts to the file that TEST_COUNTS names. */
class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const file = process.env["TEST_COUNTS"];
      const { passes: passed, failures: failed, pending: skipped } = this.stats;
      if (file !== undefined) writeFileSync(file, JSON.stringify({ passed, failed, skipped }));
    });
  }
}

export = CountingReporter;
