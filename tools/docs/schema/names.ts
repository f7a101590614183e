/** What types are called: by what declares them, or else by where they stand. */
import ts from "typescript";

/** Aliases that say nothing of what a type is for. */
const NAMELESS: ReadonlySet<string> = new Set([
  ...["Omit", "Partial", "Pick", "Readonly", "Record"],
  ...["__type", "__object"],
]);

/** Returns what a type is called by, if anything; Inputs is called as what it is of. */
export function namedBy(type: ts.Type): ts.Symbol | undefined {
  const { aliasSymbol, aliasTypeArguments = [] } = type;
  if (aliasSymbol?.name === "Inputs") return aliasTypeArguments[0]?.symbol;
  const symbol = aliasSymbol ?? type.getSymbol();
  return symbol === undefined || NAMELESS.has(symbol.name) ? undefined : symbol;
}

/** Returns the name of a type, without the `Args` that SDKs add to what goes in. */
export function nameOf(type: ts.Type, path: string): string {
  return namedBy(type)?.name.replace(/Args$/, "") ?? path;
}

/**
 * Returns what the words are called that a property may be: the alias that its declaration, or an
 * alias of it, names. The type itself has lost that where other types stand beside it.
 */
export function nameOfWords(property: ts.Symbol, checker: ts.TypeChecker): string | undefined {
  return property.declarations?.map((each) => namedIn(typeNode(each), checker)).find(Boolean);
}

function namedIn(node: ts.TypeNode | undefined, checker: ts.TypeChecker): string | undefined {
  if (node === undefined) return undefined;
  if (ts.isUnionTypeNode(node)) {
    return node.types.map((each) => namedIn(each, checker)).find(Boolean);
  }
  if (ts.isTypeReferenceNode(node)) return namedBehind(node, checker);
  return undefined;
}

function namedBehind(node: ts.TypeReferenceNode, checker: ts.TypeChecker): string | undefined {
  const arguments_ = node.typeArguments?.map((each) => namedIn(each, checker)).find(Boolean);
  if (arguments_ !== undefined) return arguments_;
  const type = checker.getTypeFromTypeNode(node);
  const parts = type.isUnion() ? type.types : [type];
  const symbol = checker.getSymbolAtLocation(node.typeName);
  const declared = symbol && aliased(symbol, checker).declarations?.find(ts.isTypeAliasDeclaration);
  const spelled = declared !== undefined && hasWords(declared.type);
  const isTheirs = spelled || parts.every((each) => each.isStringLiteral());
  return isTheirs ? node.typeName.getText() : namedIn(declared?.type, checker);
}

function hasWords(node: ts.TypeNode): boolean {
  return ts.isUnionTypeNode(node) && node.types.some(ts.isLiteralTypeNode);
}

function typeNode(declaration: ts.Declaration): ts.TypeNode | undefined {
  const typed =
    ts.isPropertySignature(declaration) ||
    ts.isPropertyDeclaration(declaration) ||
    ts.isParameter(declaration);
  return typed ? declaration.type : undefined;
}

/** Returns what an import is of. */
export function aliased(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/**
 * Returns what SDKs call a word that they would spell badly: `PER_BROKER` letter by letter, and a
 * version after its type.
 */
export function spokenName(word: string): { readonly name?: string } {
  if (/^\d/.test(word)) return { name: `V${word.replace(/\W/g, "_")}` };
  if (!/^[A-Z]+(_[A-Z]+)+$/.test(word)) return {};
  const parts = word.split("_").map((part) => part.charAt(0) + part.slice(1).toLowerCase());
  return { name: parts.join("") };
}
