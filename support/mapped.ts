/** Maps the values of a record. */
export function mapped<T, U>(
  record: Readonly<Record<string, T>>,
  to: (value: T) => U,
): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]));
}
