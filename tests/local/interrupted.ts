import { interruption } from "../../local/run/interrupt";

/** Aborted when the tests are interrupted: a run in their process then ends what it has started. */
export const interrupted = interruption();

// Mocha would go on with the next test.
afterEach(() => {
  if (interrupted.aborted) process.exit(1);
});
