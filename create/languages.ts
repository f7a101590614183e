/** The examples that a new project is a copy of, by the project's language. */
export const templates = { typescript: "own-pipeline", python: "python" } as const;

export type Language = keyof typeof templates;

export const languages = Object.keys(templates) as readonly Language[];
