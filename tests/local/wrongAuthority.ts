import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DeclaredStage } from "../../local/declared/declaredStage";
import { runLocal } from "../../local/runStage";
import { newAuthority } from "../../local/services/database/certificates";
import {
  needMySql,
  needPostgreSql,
  removeDirectory,
  RUN_TIMEOUT_MS,
  useOwnStateDirectory,
} from "./harness";
import { interrupted } from "./interrupted";
import { RecordingView } from "./recordingView";

const FILE = "config.providers.rdsCertificates.param.file";

/** A capture, by a setting of the stage, that meets a database which is not the stage's. */
export function testWrongAuthority(setting: string): void {
  describe("A database whose certificate another authority has signed", function () {
    this.timeout(RUN_TIMEOUT_MS);
    const folder = mkdtempSync(join(tmpdir(), "authority-"));
    const authority = join(folder, "ca.pem");
    useOwnStateDirectory();

    before(async function () {
      await (setting.startsWith("databaseVersion=16") ? needPostgreSql(this) : needMySql(this));
      writeFileSync(authority, (await newAuthority("Another authority")).certificate);
    });
    after(() => {
      removeDirectory(folder);
    });

    /** Has Debezium trust the other authority only. */
    function alter(pipeline: DeclaredStage): DeclaredStage {
      const connectors = pipeline.connectors.map((connector) => ({
        ...connector,
        worker:
          FILE in connector.worker ? { ...connector.worker, [FILE]: authority } : connector.worker,
      }));
      return { ...pipeline, connectors };
    }

    it(`is refused where ${setting}, before it is told a password`, async () => {
      const overrides = ["pipeline=cdc", setting];
      const options = { stage: "dev", overrides, records: 10, keep: false, alter };
      await assert.rejects(
        runLocal(options, new RecordingView(), interrupted),
        /dev-sales-capture: database\.hostname[^]*(SSL|Communications link failure)/,
      );
    });
  });
}
