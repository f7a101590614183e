import { execa } from "execa";
import { chromium, type Browser } from "playwright-core";

/** Says where a browser of Chromium's kind is: on PATH, or where macOS keeps Google's. */
export const FIND_CHROMIUM = [
  "sh",
  "-c",
  "command -v chromium || command -v google-chrome || ls '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'",
] as const;

/** Starts the browser of this machine; close() ends it. */
export async function startChromium(): Promise<Browser> {
  const [shell, ...args] = FIND_CHROMIUM;
  const { stdout: executablePath } = await execa(shell, args);
  // Its sandbox does not let root in, as whom containers run.
  return chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
}
