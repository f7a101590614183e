import { writeFileSync } from "node:fs";
import { reportPage } from "./page";
import type { Report } from "./report";

/** Writes a report: as a page for browsers where the file's name ends in .html, else as JSON. */
export function writeReport(file: string, report: Report): void {
  const isPage = file.toLowerCase().endsWith(".html");
  writeFileSync(file, isPage ? reportPage(report) : `${JSON.stringify(report, null, 2)}\n`);
}
