/** Makes provider/schema.json, of which Pulumi makes the SDKs of other languages. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { z } from "zod";
import type { FunctionSpec, ObjectSpec, PackageSpec, ResourceSpec } from "../../../provider/schema";
import { projectRoot } from "../../../support/projectRoot";
import { description } from "./docstrings";
import { aliased } from "./names";
import { SchemaTypes } from "./types";

const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  description: z.string(),
  license: z.string(),
});
const manifest = manifestSchema.parse(
  JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")),
);
const PACKAGE = manifest.name;
const COMPONENTS = join(projectRoot, "provider", "index.ts");
const FUNCTIONS = join(projectRoot, "provider", "functions.ts");

/** How a connector was described, its program knows already; an `id` is what every resource has. */
const LEFT_OUT: ReadonlySet<string> = new Set(["ClientSecurityGroup.id", "MskConnector.connector"]);

/**
 * Returns the schema of what provider/ offers: a component for each class that index.ts exports, and
 * a function for each of functions.ts. Throws where a type is none that a schema can say.
 */
export function packageSchema(): string {
  const path = join(projectRoot, "tsconfig.json");
  const { config } = ts.readConfigFile(path, (file) => ts.sys.readFile(file)) as {
    readonly config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, projectRoot);
  const program = ts.createProgram([COMPONENTS, FUNCTIONS], options);
  return `${JSON.stringify(new Offer(program).spec(), undefined, 2)}\n`;
}

class Offer {
  readonly #checker: ts.TypeChecker;
  readonly #types: SchemaTypes;

  constructor(private readonly program: ts.Program) {
    this.#checker = program.getTypeChecker();
    this.#types = new SchemaTypes(this.#checker, `${PACKAGE}:components`);
  }

  spec(): PackageSpec & Readonly<Record<string, unknown>> {
    const components = this.exported(COMPONENTS);
    const functions = this.exported(FUNCTIONS);
    const resources = components.map(
      (each) => [`${PACKAGE}:components:${each.name}`, this.resource(each)] as const,
    );
    const calls = functions.map(
      (each) => [`${PACKAGE}:connectors:${each.name}`, this.call(each)] as const,
    );
    return {
      name: PACKAGE,
      version: manifest.version,
      displayName: "MSK pipeline",
      description: manifest.description,
      license: manifest.license,
      // A module is what stands between the colons of a token.
      meta: { moduleFormat: "(.*)" },
      language: { python: { pyproject: { enabled: true } } },
      types: this.#types.definitions(components.map(({ name }) => name)),
      resources: Object.fromEntries(resources),
      functions: Object.fromEntries(calls),
    };
  }

  private exported(file: string): ts.Symbol[] {
    const source = this.program.getSourceFile(file);
    const module = source && this.#checker.getSymbolAtLocation(source);
    if (module === undefined) throw new Error(`${file} exports nothing`);
    return this.#checker
      .getExportsOfModule(module)
      .map((symbol) => aliased(symbol, this.#checker))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  private resource(component: ts.Symbol): ResourceSpec {
    const { properties: inputProperties, required: requiredInputs } = this.inputs(component);
    const instance = this.#checker.getDeclaredTypeOfSymbol(component);
    const outputs = instance.getProperties().filter((each) => isOutput(component, each));
    const { properties, required } = this.#types.members(component.name, outputs);
    const said = description(component, this.#checker);
    return { isComponent: true, ...said, properties, required, inputProperties, requiredInputs };
  }

  private inputs(component: ts.Symbol): ObjectSpec {
    const args = this.#checker
      .getTypeOfSymbol(component)
      .getConstructSignatures()[0]
      ?.getParameters()
      .find(({ name }) => name === "args");
    if (args === undefined) throw new Error(`The constructor of ${component.name} takes no args`);
    const type = this.#checker.getTypeOfSymbol(args);
    return this.#types.members(component.name, type.getProperties());
  }

  private call(called: ts.Symbol): FunctionSpec {
    const [signature] = this.#checker.getTypeOfSymbol(called).getCallSignatures();
    if (signature === undefined) throw new Error(`${called.name} cannot be called`);
    const outputs = signature.getReturnType().getProperties();
    return {
      ...description(called, this.#checker),
      inputs: this.#types.members(called.name, signature.getParameters()),
      outputs: this.#types.members(called.name, outputs),
    };
  }
}

/** Its own public fields, not those of every resource. */
function isOutput(component: ts.Symbol, { name, flags, declarations = [] }: ts.Symbol): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return (
    (flags & ts.SymbolFlags.Property) !== 0 &&
    !LEFT_OUT.has(`${component.name}.${name}`) &&
    declarations.every(
      (each) =>
        (ts.getCombinedModifierFlags(each) & hidden) === 0 &&
        !each.getSourceFile().fileName.includes("/node_modules/"),
    )
  );
}
