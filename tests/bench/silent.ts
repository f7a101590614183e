import { runStep, type View } from "../../local/view/view";

/** Shows nothing: a measurement's output is its figures. */
export const silent: View = {
  step: (title, work, detail) => runStep(title, work, detail, () => undefined),
  progress: () => undefined,
  say: () => undefined,
  close: () => undefined,
};
