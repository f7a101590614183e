/** What a program that reads a stage's outputs uses. */
export { outputOfRole, pipelineOutputs } from "./pipelineOutputs";
export { readerGroup } from "./readerGroup";
