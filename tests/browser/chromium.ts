import { execa } from "execa";
import { chromium, type Browser } from "playwright-core";

/** Says where a browser of Chromium's kind is: on PATH, or where macOS keeps Google's. */
export const FIND_CHROMIUM = [
  "sh",
  "-c",
  "command -v chromium || command -v google-chrome || ls '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'",
] as const;

/**
 * Without a process for a GPU, where machines that test have none: a new tab can wait for it for ever.
 *
 * @see https://github.com/microsoft/playwright/issues/4761
 */
const NO_GPU = "--disable-gpu";

/** Starts the browser of this machine; close() ends it. */
export async function startChromium(): Promise<Browser> {
  const [shell, ...args] = FIND_CHROMIUM;
  const { stdout: executablePath } = await execa(shell, args);
  return chromium.launch({
    executablePath,
    args: [NO_GPU],
    // Its sandbox does not let root in, as whom containers run.
    chromiumSandbox: process.getuid?.() !== 0,
  });
}
