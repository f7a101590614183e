import type { NewRecord } from "../clients/broker";
import { ordersFlow } from "../pipelines/orders/flow";
import { POISON_HEADER } from "../pipelines/poison";
import type { Fault } from "./fault";

const STRIKES = 5;
const SHARE = 0.01;
/** More than an item may have; a record may have a megabyte. */
const TOO_MANY_BYTES = 420 * 1024;

/** Values of which no item can be made, by what is wrong with them. */
const POISONS: Readonly<Record<string, () => string>> = {
  "not JSON": () => "{orderid: 7",
  "no key": () => JSON.stringify({ itemid: "Item_7" }),
  "key of another type": () => JSON.stringify({ orderid: "seven" }),
  "empty key": () => JSON.stringify({ orderid: "" }),
  "item over 400 KB": () => JSON.stringify({ orderid: -7, itemid: "x".repeat(TOO_MANY_BYTES) }),
};

/** Records that can never be stored. */
export const poison: readonly Fault[] = [
  {
    name: "poison",
    about: "1 % of the records can never be stored: no JSON, no key, a wrong key, too large",
    pipeline: "orders",
    settings: ["deadLetters=true"],
    times: STRIKES,
    strike: async ({ stage, kafka }) => {
      const flow = ordersFlow(stage);
      if (flow === undefined) throw new Error("The stage makes no orders.");
      const many = Math.ceil((flow.records * SHARE) / STRIKES);
      await kafka.send(flow.topic, poisonOf(many));
    },
  },
];

/** As many of each kind, in turns. */
function poisonOf(many: number): NewRecord[] {
  const kinds = Object.entries(POISONS);
  return Array.from({ length: many }, (_, i) => kinds[i % kinds.length]).flatMap((kind) => {
    if (kind === undefined) return [];
    const [name, value] = kind;
    return [{ key: null, value: value(), headers: { [POISON_HEADER]: name } }];
  });
}
