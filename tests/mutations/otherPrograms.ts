import { flattened, repository, unit, type Mutation } from "./mutation";

/** What holds for the program of another team, which has this one as a package. */
export const otherPrograms: readonly Mutation[] = flattened([
  {
    tests: repository("package"),
    mutations: [
      {
        name: "package-without-its-binaries",
        at: "deploymentCommand",
        code: "installed",
        to: "false",
      },
      {
        name: "files-counted-from-the-package",
        at: "projectRoot",
        code: "nearestProject(process.cwd())",
        to: "packageRoot",
      },
    ],
  },
  {
    tests: unit("create/newProject"),
    mutations: [
      {
        name: "project-over-what-is-there",
        at: "newProject",
        code: "refuseTaken(target);",
      },
      {
        name: "half-a-project-left-behind",
        at: "newProject",
        code: "await rm(temporary, { recursive: true, force: true });",
      },
    ],
  },
  {
    tests: unit("provider/inputs"),
    mutations: [
      {
        name: "output-where-it-must-be-known",
        at: "faultsOf",
        code: "spec.plain !== true",
        to: "true",
      },
      {
        name: "input-that-nobody-knows",
        at: "faultsOfObject",
        code: "!known.includes(key)",
        to: "false",
      },
      {
        name: "input-that-is-missing",
        at: "faultsOfObject",
        code: "!given.some(([each]) => each === key)",
        to: "false",
      },
    ],
  },
  {
    tests: unit("provider/description"),
    mutations: [
      {
        name: "sink-of-another-language-without-its-group",
        at: "otherConnector",
        code: 'direction === "sink"',
        to: "false",
      },
    ],
  },
  {
    tests: unit("plan/lookedUp"),
    mutations: [
      {
        name: "function-of-aws-answered-with-nothing",
        at: "lookedUp",
        code: "answer === undefined",
        to: "false",
      },
    ],
  },
]);
