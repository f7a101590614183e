import { writeFileSync } from "node:fs";
import type { Run } from "../run/run";

/** Kafka leaves the choice of a logger to its distribution; without one its logs would stay empty. */
export const LOGGER = "org.slf4j:slf4j-reload4j:1.7.36";

/** Has a program of Kafka log to its standard output, which goes to its log file. */
export function loggingProperties(run: Run): Readonly<Record<string, string>> {
  const file = run.path("log4j.properties");
  writeFileSync(
    file,
    [
      "log4j.rootLogger=INFO, stdout",
      // One line for each of hundreds of classes that it looks at.
      "log4j.logger.org.reflections=ERROR",
      "log4j.appender.stdout=org.apache.log4j.ConsoleAppender",
      "log4j.appender.stdout.layout=org.apache.log4j.PatternLayout",
      "log4j.appender.stdout.layout.ConversionPattern=[%d] %p %m (%c)%n",
      "",
    ].join("\n"),
  );
  return { "log4j.configuration": `file:${file}` };
}
