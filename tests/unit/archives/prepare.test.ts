import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import AdmZip from "adm-zip";
import {
  bundledDynamoDbSink,
  bundledOrdersSource,
  confluentDynamoDbSink,
  withGlueConverter,
} from "../../../archives/catalogue";
import { type Archive } from "../../../archives/archive";
import { parseArchive, plannedArchive, prepareArchive } from "../../../archives/prepare";
import { sha256Of } from "../../../support/checksum";

const CONNECTOR_CLASS = "io.confluent.connect.aws.dynamodb.DynamoDbSinkConnector";

/** Returns a zip with one jar that holds the class. */
function zipWith(className: string): Buffer {
  const jar = new AdmZip();
  jar.addFile(`${className.replaceAll(".", "/")}.class`, Buffer.from([0xca, 0xfe]));
  const zip = new AdmZip();
  zip.addFile("plugin/lib/plugin.jar", jar.toBuffer());
  return zip.toBuffer();
}

describe("prepareArchive", () => {
  let cache: string;
  let server: Server | undefined;

  beforeEach(async () => {
    cache = await mkdtemp(join(tmpdir(), "archive-test-"));
    process.env["PIPELINE_CACHE_DIR"] = cache;
  });

  afterEach(async () => {
    delete process.env["PIPELINE_CACHE_DIR"];
    server?.close();
    server = undefined;
    await rm(cache, { recursive: true, force: true });
  });

  function serve(answer: RequestListener): Promise<string> {
    const listening = createServer(answer);
    server = listening;
    return new Promise((resolve) => {
      listening.listen(0, "127.0.0.1", () => {
        resolve(`http://127.0.0.1:${(listening.address() as AddressInfo).port}/sink.zip`);
      });
    });
  }

  async function inCache(content: Buffer): Promise<string> {
    const path = join(cache, "plugins", "confluentinc-kafka-connect-aws-dynamodb-1.3.0.zip");
    await mkdir(join(cache, "plugins"), { recursive: true });
    await writeFile(path, content);
    return path;
  }

  const unreachable = "http://127.0.0.1:1/sink.zip";

  it("downloads an archive once and keeps it in the plugin cache", async () => {
    let requests = 0;
    const url = await serve((_, response) => {
      requests += 1;
      response.end(zipWith(CONNECTOR_CLASS));
    });
    const first = await prepareArchive(confluentDynamoDbSink({ url }));
    const second = await prepareArchive(confluentDynamoDbSink({ url }));
    assert.equal(first.sha256, await sha256Of(first.path));
    assert.deepEqual(second, first);
    assert.equal(requests, 1);
  });

  it("uses an archive of the plugin cache as it is", async () => {
    const path = await inCache(zipWith(CONNECTOR_CLASS));
    const prepared = await prepareArchive(confluentDynamoDbSink({ url: unreachable }));
    assert.equal(prepared.path, path);
  });

  it("uses the file that the stage names", async () => {
    const file = join(cache, "mine.zip");
    await writeFile(file, zipWith(CONNECTOR_CLASS));
    const prepared = await prepareArchive(confluentDynamoDbSink({ file, url: unreachable }));
    assert.equal(prepared.path, file);
  });

  it("says which file there is not, or that it has another checksum", async () => {
    const file = join(cache, "mine.zip");
    await assert.rejects(
      prepareArchive(confluentDynamoDbSink({ file })),
      /archive .*mine\.zip does not exist, which is named as the file .*mine\.zip/,
    );
    await writeFile(file, zipWith(CONNECTOR_CLASS));
    await assert.rejects(
      prepareArchive(confluentDynamoDbSink({ file, sha256: "0".repeat(64) })),
      /mine\.zip is not the one that is expected: its SHA-256 is [0-9a-f]{64}, not 0{64}/,
    );
  });

  it("refuses a cached archive with another checksum and leaves the file alone", async () => {
    const path = await inCache(zipWith(CONNECTOR_CLASS));
    await assert.rejects(
      prepareArchive(confluentDynamoDbSink({ sha256: "0".repeat(64) })),
      /is not the one that is expected: its SHA-256 is [0-9a-f]{64}, not 0{64}/,
    );
    assert.ok(existsSync(path));
  });

  it("keeps nothing of a download with another checksum", async () => {
    const url = await serve((_, response) => response.end(zipWith(CONNECTOR_CLASS)));
    await assert.rejects(
      prepareArchive(confluentDynamoDbSink({ url, sha256: "0".repeat(64) })),
      /is not the one that is expected/,
    );
    assert.deepEqual(await readdir(join(cache, "plugins")), []);
  });

  it("says which file to put where when the address cannot be reached", async () => {
    await assert.rejects(
      prepareArchive(confluentDynamoDbSink({ url: unreachable })),
      (error: Error) => {
        assert.match(
          error.message,
          /could not be downloaded from http:\/\/127\.0\.0\.1:1\/sink\.zip/,
        );
        assert.match(error.message, /confluentinc-kafka-connect-aws-dynamodb-1\.3\.0\.zip/);
        assert.ok(error.message.includes(join(cache, "plugins")));
        return true;
      },
    );
  });

  it("keeps nothing of a download that the server cuts off", async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { "content-length": "1000000" });
      response.write("half");
      response.on("drain", () => undefined);
      setImmediate(() => response.destroy());
    });
    await assert.rejects(prepareArchive(confluentDynamoDbSink({ url })), /could not be downloaded/);
    assert.deepEqual(await readdir(join(cache, "plugins")), []);
  });

  it("refuses an address that answers with an error", async () => {
    const url = await serve((_, response) => response.writeHead(403).end("gone"));
    await assert.rejects(
      prepareArchive(confluentDynamoDbSink({ url })),
      /the server answered 403 Forbidden/,
    );
  });

  it("refuses an archive without the connector's class", async () => {
    await inCache(zipWith("some.other.Connector"));
    await assert.rejects(
      prepareArchive(confluentDynamoDbSink()),
      /holds no class io\.confluent\.connect\.aws\.dynamodb\.DynamoDbSinkConnector in any of its 1 jars/,
    );
  });

  it("refuses a file that is no zip", async () => {
    await inCache(Buffer.from("<html>not found</html>"));
    await assert.rejects(prepareArchive(confluentDynamoDbSink()), /cannot be read as a zip/);
  });
});

describe("plannedArchive", () => {
  it("names the archive without building or downloading it", () => {
    const archive = confluentDynamoDbSink({ sha256: "a".repeat(64) });
    assert.deepEqual(JSON.parse(plannedArchive(JSON.stringify(archive))), {
      path: "kafka-connect-aws-dynamodb-1.3.0.zip",
      sha256: "a".repeat(64),
    });
  });

  it("reads back what the program writes", () => {
    const archive: Archive = confluentDynamoDbSink({ file: "some.zip" });
    assert.deepEqual(parseArchive(JSON.stringify(archive)), archive);
    const built = withGlueConverter(bundledDynamoDbSink);
    assert.deepEqual(parseArchive(JSON.stringify(built)), built);
  });
});

describe("the bundled plugins", () => {
  it("have the version of plugins/pom.xml", async () => {
    const pom = await readFile(join(__dirname, "../../../plugins/pom.xml"), "utf8");
    const version = /<artifactId>plugins<\/artifactId>\s*<version>([^<]+)</.exec(pom)?.[1];
    assert.equal(bundledDynamoDbSink.version, version);
    assert.equal(bundledOrdersSource.version, version);
  });
});
