/** Groups what hangs together, directly or through others, in the order of the first of each group. */
export function groupsOf<T>(things: readonly T[], hang: (a: T, b: T) => boolean): (readonly T[])[] {
  return things.reduce<(readonly T[])[]>((found, thing) => {
    const joined = found.filter((group) => group.some((each) => hang(each, thing)));
    const [first] = joined;
    if (first === undefined) return [...found, [thing]];
    return found
      .filter((group) => group === first || !joined.includes(group))
      .map((group) => (group === first ? [...joined.flat(), thing] : group));
  }, []);
}
