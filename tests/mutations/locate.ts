import ts from "typescript";
import { sources } from "./source";
import { tokensOf, tokensOfCode } from "./tokens";

/** Where something stands in the program, whatever file that is and however it is laid out. */
export interface Place {
  /**
   * Names, from a declaration at the top of a file inwards: functions, classes, their members,
   * variables, parameters and properties. Those between may be left out where the place is the only
   * one without them: `MskCluster inCluster`.
   */
  readonly at: string;
  /** The only such code in there, layout aside. @default - what is named */
  readonly code?: string;
}

export interface Located {
  readonly file: string;
  readonly source: ts.SourceFile;
  readonly node: ts.Node;
}

/** Finds a place; undefined where there is none, or more than one. */
export function locate({ at, code }: Place): Located | undefined {
  const [top = "", ...names] = at.split(" ");
  const named = names.reduce(
    (found, name) => found.flatMap((one) => within(one, (node) => nameOf(node) === name)),
    topLevel(top),
  );
  if (code === undefined) return onlyOne(named);
  const tokens = tokensOfCode(code).join(" ");
  return onlyOne(
    named.flatMap((one) => within(one, (node) => tokensOf(node, one.source).join(" ") === tokens)),
  );
}

/** Declarations of a name at the top of any of the program's files. */
function topLevel(name: string): Located[] {
  return [...sources].flatMap(([file, source]) =>
    source.statements
      .flatMap(declared)
      .filter((node) => nameOf(node) === name)
      .map((node) => ({ file, source, node })),
  );
}

function declared(statement: ts.Statement): readonly ts.Node[] {
  return ts.isVariableStatement(statement) ? statement.declarationList.declarations : [statement];
}

/** Name of what has a value, which the members of a type have not, nor parameters without default. */
function nameOf(node: ts.Node): string | undefined {
  if (ts.isConstructorDeclaration(node)) return "constructor";
  if (
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isAccessor(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isVariableDeclaration(node) ||
    ((ts.isParameter(node) || ts.isBindingElement(node)) && node.initializer) ||
    ts.isPropertyAssignment(node) ||
    ts.isShorthandPropertyAssignment(node)
  ) {
    return node.name && textOf(node.name);
  }
  return undefined;
}

/** A key that is made of a text and variables reads as it is written: `${prefix}acks`. */
function textOf(name: ts.PropertyName | ts.BindingName): string {
  if (ts.isComputedPropertyName(name)) return name.expression.getText().replaceAll("`", "");
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : name.getText();
}

/** Nodes inside of what was found; of those inside of each other, the outermost. */
function within(scope: Located, matches: (node: ts.Node) => boolean): Located[] {
  const found: Located[] = [];
  scope.node.forEachChild((node) => {
    const child = { ...scope, node };
    found.push(...(matches(node) ? [child] : within(child, matches)));
  });
  return found;
}

function onlyOne<T>(found: readonly T[]): T | undefined {
  return found.length === 1 ? found[0] : undefined;
}
