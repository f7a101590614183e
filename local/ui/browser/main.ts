import type { PageState, Phase, StepState } from "../state";
import { byId, Keyed, make, setText, type Shown } from "./dom";
import { Picture } from "./picture";
import { pipelineCard } from "./pipelines";
import { recordsCard, withSamples } from "./records";

const PHASES: Readonly<Record<Phase, string>> = {
  starting: "Starting",
  running: "Records are moving",
  complete: "Everything is where it belongs",
  failed: "Failed",
  stopped: "Stopped",
};

const steps = new Keyed<StepState>(
  () => byId("steps"),
  ({ title }) => title,
  stepLine,
);
const pipelines = new Keyed(
  () => byId("pipelines"),
  ({ name }) => name,
  pipelineCard,
);
const records = new Keyed(
  () => byId("records"),
  ({ id }) => id,
  recordsCard,
);
const picture = new Picture();
let phase: Phase | undefined;

follow();

/** Shows every event; a run that is over has no more, and the next one is found by itself. */
function follow(): void {
  const events = new EventSource("/events");
  events.onmessage = ({ data }: MessageEvent<string>) => {
    document.body.classList.remove("over");
    // The server is of this page's own version.
    show(JSON.parse(data) as PageState);
  };
  events.onerror = () => {
    document.body.classList.add("over");
    if (phase === "starting" || phase === "running") setText(byId("phase"), "The run has ended");
    setText(byId("clock"), "No run; this page waits for the next one");
  };
}

function show(state: PageState): void {
  document.title = `${state.stage}: ${PHASES[state.phase]}`;
  document.body.dataset["phase"] = state.phase;
  setText(byId("stage"), `Stage ${state.stage}`);
  setText(byId("phase"), PHASES[state.phase]);
  setText(byId("clock"), `${Math.round(state.seconds)} s`);
  steps.show(state.steps);
  picture.show(state);
  pipelines.show(state.pipelines);
  records.show(withSamples(state.parts));
  setText(byId("said"), state.said.join("\n\n"));
  if (state.phase !== phase) changePhase(state.phase);
}

/** The start is of interest until it is done, or where it has failed. */
function changePhase(to: Phase): void {
  phase = to;
  byId("start").toggleAttribute("open", to === "starting" || to === "failed");
}

function stepLine({ title }: StepState): Shown<StepState> {
  const state = make("span", "state");
  const detail = make("span", "detail");
  const element = make("li", "", state, make("span", "title", title), detail);
  return {
    element,
    show: (step) => {
      element.dataset["state"] = step.state;
      setText(state, step.state);
      setText(detail, step.detail);
    },
  };
}
