import type { NewRecord } from "../clients/broker";
import { ordersFlow } from "../pipelines/orders/flow";
import { POISON_HEADER } from "../pipelines/poison";
import { required } from "../pipelines/sinkFlow";
import type { Fault } from "./fault";

const STRIKES = 5;
const SHARE = 0.01;
/** More than an item may have; a record may have a megabyte. */
const TOO_MANY_BYTES = 420 * 1024;

/** Records that can never be stored. */
export const poison: readonly Fault[] = [
  {
    name: "poison",
    about: "1 % of the records can never be stored: no JSON, no key, a wrong key, too large",
    pipeline: "orders",
    settings: ["deadLetters=true"],
    times: STRIKES,
    strike: async ({ stage, kafka }) => {
      const { topic, records } = required(ordersFlow(stage), "a generator of orders");
      const kinds = poisonOfEachKind();
      const rounds = Math.ceil((records * SHARE) / STRIKES / kinds.length);
      await kafka.send(topic, Array.from({ length: rounds }, () => kinds).flat());
    },
  },
];

/** Records of which no item can be made, named by what is wrong with them. */
function poisonOfEachKind(): NewRecord[] {
  const values = {
    "not JSON": "{orderid: 7",
    "no key": JSON.stringify({ itemid: "Item_7" }),
    "key of another type": JSON.stringify({ orderid: "seven" }),
    "empty key": JSON.stringify({ orderid: "" }),
    "item over 400 KB": JSON.stringify({ orderid: -7, itemid: "x".repeat(TOO_MANY_BYTES) }),
  };
  return Object.entries(values).map(([wrong, value]) => ({
    key: null,
    value,
    headers: { [POISON_HEADER]: wrong },
  }));
}
