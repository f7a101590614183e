import { mkdirSync, writeFileSync } from "node:fs";
import { propertiesFile } from "../../support/properties";
import { BucketClient } from "../clients/buckets";
import { LOCAL_CREDENTIALS } from "../clients/localCredentials";
import { S3_PROXY_VERSION } from "../declared/versions";
import { address } from "../run/ports";
import type { Service } from "../run/service";
import type { Context } from "./context";
import { launch } from "./jvm/launch";
import { resolvePart, type JvmPart } from "./jvm/parts";
import { untilListening } from "./ready";

/** Of the two versions that it asks for Maven would take the older, which lacks what the other's users need. */
const ANNOTATIONS = "com.fasterxml.jackson.core:jackson-annotations:2.21";

/** Stands in for Amazon S3: it keeps objects as files. */
export const s3Part: JvmPart = {
  title: `S3Proxy ${S3_PROXY_VERSION}`,
  name: "s3",
  version: S3_PROXY_VERSION,
  artifacts: [`org.gaul:s3proxy:${S3_PROXY_VERSION}`, ANNOTATIONS],
};

/** Without it everything is logged that its web server does. */
const LOGGING = `<configuration>
  <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
    <encoder><pattern>%d %-5level %logger - %msg%n</pattern></encoder>
  </appender>
  <root level="WARN"><appender-ref ref="OUT"/></root>
</configuration>
`;

/** What stands in for Amazon S3, and its client. */
export interface S3 {
  readonly service: Service;
  readonly client: BucketClient;
}

/** Starts S3Proxy with empty buckets, whose objects lie in the run's folder; resolves when it answers. */
export async function startS3(context: Context, buckets: readonly string[]): Promise<S3> {
  const { run, java, view, ports } = context;
  const s3 = await view.step(
    s3Part.title,
    async (note) => {
      const part = await resolvePart(s3Part, note);
      const properties = run.path("s3.properties");
      const folder = run.path("s3");
      mkdirSync(folder);
      writeFileSync(
        properties,
        propertiesFile({
          "s3proxy.endpoint": `http://${address(ports.s3)}`,
          // Whoever signs is let in: nobody but this machine reaches it.
          "s3proxy.authorization": "none",
          "jclouds.provider": "filesystem-nio2",
          "jclouds.identity": LOCAL_CREDENTIALS.accessKeyId,
          "jclouds.credential": LOCAL_CREDENTIALS.secretAccessKey,
          "jclouds.filesystem.basedir": folder,
        }),
      );
      const logging = run.path("s3-logback.xml");
      writeFileSync(logging, LOGGING);
      const service = await launch(run, java, {
        part,
        mainClass: "org.gaul.s3proxy.Main",
        args: ["--properties", properties],
        heapMiB: 256,
        systemProperties: { "logback.configurationFile": logging },
      });
      await untilListening(run, ports.s3, s3Part.title);
      return { service, client: new BucketClient(`http://${address(ports.s3)}`) };
    },
    () => address(ports.s3),
  );
  await view.step(
    "Buckets",
    async () => {
      for (const bucket of buckets) await s3.client.create(bucket);
    },
    () => buckets.join(", "),
  );
  return s3;
}
