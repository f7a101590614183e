import chalk from "chalk";
import { count, seconds } from "../../support/format";
import type { LaneProgress, Progress } from "../watch/watch";
import type { Step } from "./view";

const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const TITLE_WIDTH = 28;
const NAME_WIDTH = 10;
const FULL_WIDTH = 80;

/** Renders one line for a step: how it stands, what came of it, how long it took. */
export function stepLine(step: Step, nowMs: number, width = FULL_WIDTH): string {
  const time = seconds((step.endedMs ?? nowMs) - step.startedMs).padStart(7);
  const room = Math.max(Math.min(width, FULL_WIDTH) - 3 - TITLE_WIDTH - time.length, 0);
  const detail = shorten(step.detail, room).padEnd(room);
  return `${mark(step, nowMs)} ${step.title.padEnd(TITLE_WIDTH)} ${chalk.dim(detail + time)}`;
}

function mark({ state, startedMs }: Step, nowMs: number): string {
  switch (state) {
    case "done":
      return chalk.green("✔");
    case "failed":
      return chalk.red("✖");
    case "stopped":
      return chalk.dim("-");
    case "running":
      return chalk.cyan(FRAMES[Math.floor((nowMs - startedMs) / 80) % FRAMES.length] ?? "");
  }
}

/** Renders the connectors, and of each pipeline its bars, lag and rate. */
export function progressLines({ lanes, connectors }: Progress, width = FULL_WIDTH): string[] {
  const nameWidth = Math.max(...connectors.map(({ name }) => name.length), 0);
  return [
    ...connectors.map(
      ({ name, state, tasks, runningTasks }) =>
        `${dot(state)} ${name.padEnd(nameWidth)}  ${state.padEnd(10)} ${chalk.dim(`${runningTasks} of ${tasks} tasks running`)}`,
    ),
    ...lanes.flatMap((lane) => ["", ...laneLines(lane, width)]),
  ];
}

function laneLines(lane: LaneProgress, width: number): string[] {
  const { bars, total, lag, rate, unit, deadLettered } = lane;
  return [
    ...bars.map(({ name, value }) => barLine(name, value, total, width)),
    `${"lag".padEnd(NAME_WIDTH)}${count(lag)}${chalk.dim("   rate ")}${count(rate)} ${unit}/s`,
    ...(deadLettered > 0 ? [chalk.red(`${count(deadLettered)} dead letters`)] : []),
  ];
}

/** The same of one pipeline in one line, for output that is no terminal. */
export function progressText(
  { unit, total, bars, lag, rate }: LaneProgress,
  connectors: Progress["connectors"],
): string {
  const states = connectors.map(({ name, state }) => `${name} ${state}`).join(", ");
  const reached = bars.map(({ name, value }, i) =>
    i === 0 ? `${name} ${value} of ${total}` : `${name} ${value}`,
  );
  return `${unit} ${reached.join(", ")}, lag ${lag}, ${Math.round(rate)}/s (${states})`;
}

function barLine(name: string, value: number, total: number, width: number): string {
  const numbers = `${count(value)} of ${count(total)}`;
  const cells = Math.max(Math.min(width, FULL_WIDTH) - NAME_WIDTH - 22, 5);
  const full = Math.min(Math.floor((value / total) * cells), cells);
  const bar = chalk.cyan("█".repeat(full)) + chalk.dim("░".repeat(cells - full));
  return `${name.padEnd(NAME_WIDTH)}${bar}  ${numbers}`;
}

function dot(state: string): string {
  if (state === "RUNNING") return chalk.green("●");
  return state === "FAILED" ? chalk.red("●") : chalk.yellow("●");
}

function shorten(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(width - 1, 0))}…`;
}
