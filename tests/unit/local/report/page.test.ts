import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Markup, markup } from "../../../../local/report/markup";
import { reportPage } from "../../../../local/report/page";
import { writeReport } from "../../../../local/report/write";
import { HOSTILE, madeUpReport } from "../../../helpers/madeUpReport";

describe("Markup", () => {
  it("has every text that is put into it as text", () => {
    const { text } = markup`<p title="${`"'`}">${"<b>&"}${7}</p>`;
    assert.equal(text, `<p title="&quot;&apos;">&lt;b&gt;&amp;7</p>`);
  });

  it("has markup as it is, alone or in lists", () => {
    const item = markup`<li>${"<"}</li>`;
    assert.equal(
      markup`<ul>${[item, item]}</ul>${new Markup("<hr>")}`.text,
      "<ul><li>&lt;</li>\n<li>&lt;</li></ul><hr>",
    );
  });
});

describe("The page of a report", () => {
  const page = reportPage(madeUpReport);

  it("says what ran, when, and what came of it", () => {
    const { pipelines, ...others } = madeUpReport;
    const [orders] = Object.values(pipelines);
    const well = reportPage({ ...others, pipelines: { orders } });
    for (const words of [
      "<h1>Run of stage prod</h1>",
      "Everything is where it belongs",
      "<dt>date</dt><dd>2026-11-27 08:15:30 UTC</dd>",
      "<dt>Kafka Connect</dt><dd>3.7.x</dd>",
      "<dt>fault</dt><dd>worker-killed: the Connect worker is killed three times; struck after 13.2 s, 21 s</dd>",
      "<dt>produced</dt><dd>15,000</dd>",
      "<dt>dead lettered</dt><dd>0</dd>",
      "half took at most 1 s from “produced” to “stored”",
    ]) {
      assert.ok(well.includes(words), words);
    }
    assert.ok(page.includes(`<p class="outcome bad">1 record could not be stored`));
    assert.ok(!page.includes("Everything is where it belongs"));
  });

  it("has texts of records and names as text", () => {
    assert.ok(page.includes("&lt;img src=x onerror=&quot;alert(&apos;1&apos;)&quot;&gt;&amp;amp;"));
    assert.ok(!page.includes(HOSTILE));
    assert.doesNotMatch(page, /<img|<script|NaN|Infinity|undefined/);
  });

  it("needs nothing from elsewhere, and its policy lets it have its own style only", () => {
    assert.doesNotMatch(page, /https?:\/\/|@import|url\(| style=| on[a-z]+=(?!&quot;)/);
    const [, css = ""] = /<style>(.*)<\/style>/s.exec(page) ?? [];
    const hash = createHash("sha256").update(css).digest("base64");
    assert.ok(page.includes(`default-src &apos;none&apos;; style-src &apos;sha256-${hash}&apos;`));
    assert.match(css, /color-scheme: light dark/);
  });

  it("has no two elements of one id", () => {
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    assert.ok(ids.length > 15);
    assert.equal(new Set(ids).size, ids.length);
  });
});

describe("The file of a report", () => {
  const folder = mkdtempSync(join(tmpdir(), "report-"));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("is a page where its name ends in .html, else JSON", () => {
    const [page, json] = [join(folder, "r.HTML"), join(folder, "r.txt")];
    for (const file of [page, json]) writeReport(file, madeUpReport);
    assert.match(readFileSync(page, "utf8"), /^<!doctype html>/);
    assert.deepEqual(JSON.parse(readFileSync(json, "utf8")), madeUpReport);
  });
});
