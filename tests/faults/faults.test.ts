import { writeFileSync } from "node:fs";
import { faults } from "../../local/faults/list";
import { needMySql, needPostgreSql, useOwnStateDirectory } from "../local/harness";
import { survive } from "../local/survive";
import { reliabilityPage, type Row } from "./reliabilityPage";

/** The sink slows down for a table that throttles, whatever for: 100,000 orders can take half of it. */
const AN_HOUR_MS = 60 * 60 * 1000;
const RECORDS = { orders: 100_000, cdc: 5_000, lake: 100_000 } as const;

describe("A run of 100,000 orders, or of 5,000 changes, in which", function () {
  this.timeout(AN_HOUR_MS);
  useOwnStateDirectory();
  const rows: Row[] = [];

  for (const fault of faults) {
    it(`${fault.about} ends with everything where it belongs`, async function () {
      if (fault.name.startsWith("postgresql-")) await needPostgreSql(this);
      else if (fault.pipeline === "cdc") await needMySql(this);
      rows.push({ fault, ...(await survive(fault, RECORDS[fault.pipeline])) });
    });
  }

  after(async () => {
    const page = process.env["RELIABILITY_PAGE"];
    if (page !== undefined && rows.length === faults.length) {
      writeFileSync(page, await reliabilityPage(rows));
    }
  });
});
