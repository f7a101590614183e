/** Groups what hangs together, directly or through others. */
export function groupsOf<T>(things: readonly T[], hang: (a: T, b: T) => boolean): (readonly T[])[] {
  return things.reduce<(readonly T[])[]>((found, thing) => {
    const joined = found.filter((group) => group.some((each) => hang(each, thing)));
    return [...found.filter((group) => !joined.includes(group)), [...joined.flat(), thing]];
  }, []);
}
