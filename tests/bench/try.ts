import { measureSink } from "./sink";
void measureSink().then(console.log, console.error);
