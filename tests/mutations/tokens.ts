import ts from "typescript";

/** Ends a list that is laid out over several lines, and says nothing. */
const CLOSING = new Set([")", "]", "}"]);

/**
 * Returns the tokens of a node, whatever its layout: without comments, trailing commas and final
 * semicolon.
 */
export function tokensOf(node: ts.Node, source: ts.SourceFile): readonly string[] {
  return withoutLayout(leaves(node, source));
}

/**
 * Returns the tokens of a piece of code: an expression, members of an object, elements of a list or
 * statements. Throws where it is none of these.
 */
export function tokensOfCode(code: string): readonly string[] {
  for (const [before, after] of CONTEXTS) {
    const text = `${before}${code}${after}`;
    const { diagnostics = [] } = ts.transpileModule(text, { reportDiagnostics: true });
    if (diagnostics.length > 0) continue;
    const source = ts.createSourceFile("code.ts", text, ts.ScriptTarget.Latest);
    const all = leaves(source, source);
    const frame = (around: string): number => leavesOfText(around).length;
    return withoutLayout(all.slice(frame(before), all.length - frame(after)));
  }
  throw new Error(`This is neither an expression nor a member nor a statement: ${code}`);
}

/** What may stand around a piece of code, so that a whole file becomes of it. */
const CONTEXTS: readonly (readonly [before: string, after: string])[] = [
  ["[", "]"],
  ["({", "})"],
  ["async function f() {", "}"],
];

/** Tokens of a frame, each of one or two characters or a word. */
function leavesOfText(text: string): readonly string[] {
  return text.match(/\w+|[^\w\s]/g) ?? [];
}

function leaves(node: ts.Node, source: ts.SourceFile): string[] {
  const children = node.getChildren(source).filter((child) => !ts.isJSDoc(child));
  if (children.length > 0) return children.flatMap((child) => leaves(child, source));
  // Whichever quotes Prettier chooses.
  const text = ts.isStringLiteral(node) ? JSON.stringify(node.text) : node.getText(source);
  return text === "" ? [] : [text];
}

function withoutLayout(tokens: readonly string[]): string[] {
  const kept = tokens.filter((token, i) => token !== "," || !CLOSING.has(tokens[i + 1] ?? ")"));
  return kept.at(-1) === ";" ? kept.slice(0, -1) : kept;
}
