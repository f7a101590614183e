import { PlainView } from "../../local/view/plain";

/** Shows nothing and keeps all lines. */
export class RecordingView extends PlainView {
  readonly lines: string[] = [];

  constructor() {
    super((line) => this.lines.push(line));
  }
}
