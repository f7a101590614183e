import ts from "typescript";

/** Returns what a docstring says in every language: without examples, with default and sources. */
export function description(
  symbol: ts.Symbol,
  checker: ts.TypeChecker,
): { readonly description?: string } {
  const text = ts.displayPartsToString(symbol.getDocumentationComment(checker));
  const paragraphs = text.split("\n\n").filter((part) => part !== "" && !part.startsWith("    "));
  const tags = symbol.getJsDocTags(checker).flatMap(({ name, text: said }) => {
    const value = ts.displayPartsToString(said);
    if (name === "default") return [`Default: ${value.replace(/^- /, "")}.`];
    return name === "see" ? [`See ${value}.`] : [];
  });
  const said = [...paragraphs, ...tags].join("\n\n");
  return said === "" ? {} : { description: said };
}
