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
