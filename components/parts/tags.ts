/** Tags of what a component creates, besides the `Name` of what has no other name that people see. */
export type Tags = Readonly<Record<string, string>>;
