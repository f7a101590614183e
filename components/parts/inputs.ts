import type { Input, Unwrap } from "@pulumi/pulumi";

/** What a component has as outputs, from wherever it is: plain values do too. */
export type Inputs<T> = { readonly [K in keyof T]: Input<Unwrap<T[K]>> };
