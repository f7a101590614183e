import { z } from "zod";

export type Params = Readonly<Record<string, unknown>>;

/** How a request corresponds to a resource of CloudFormation. */
export interface Correspondence {
  /** Type of CloudFormation's resource. */
  readonly type: string;
  /**
   * Members by the properties' names where these are not the members' own, whatever their case.
   * Others stay as they are. Tags and documents are not its matter.
   */
  readonly reshape: (params: Params) => Params;
}

/** The request's members are the resource's properties but for these names. */
export function same(type: string, renamed: Readonly<Record<string, string>> = {}): Correspondence {
  return {
    type,
    reshape: (params) =>
      Object.fromEntries(
        Object.entries(params).map(([member, value]) => [renamed[member] ?? member, value]),
      ),
  };
}

export function reshaped(type: string, reshape: (params: Params) => Params): Correspondence {
  return { type, reshape };
}

const values = z.record(z.string(), z.unknown());
const list = z.array(values);

/** Returns the structure that a member is; empty where it is not set. */
export function part(params: Params, member: string): Params {
  return values.default({}).parse(params[member]);
}

/** Returns the structures that a member lists; none where it is not set. */
export function parts(params: Params, member: string): readonly Params[] {
  return list.default([]).parse(params[member]);
}

/** Members that have a value. */
export function present(members: Params): Params {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

/** Members but for some. */
export function omit(members: Params, ...names: readonly string[]): Params {
  return Object.fromEntries(Object.entries(members).filter(([name]) => !names.includes(name)));
}
