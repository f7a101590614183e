import assert from "node:assert/strict";
import fc from "fast-check";
import { subnetRanges } from "../../../support/subnets";

/** First and last address of a range, as numbers. */
function span(cidr: string): readonly [number, number] {
  const [address = "", bits = ""] = cidr.split("/");
  const first = address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
  return [first, first + 2 ** (32 - Number(bits)) - 1];
}

const vpcCidr = fc
  .tuple(fc.integer({ min: 16, max: 24 }), fc.nat(2 ** 24 - 1))
  .map(([bits, block]) => {
    const first = (block * 2 ** (32 - bits)) % 2 ** 32;
    return `${[24, 16, 8, 0].map((shift) => (first >>> shift) & 255).join(".")}/${bits}`;
  });
const zones = fc.constantFrom(2, 3);

describe("subnetRanges", () => {
  it("gives the ranges of a common VPC", () => {
    assert.deepEqual(subnetRanges("10.0.0.0/16", 3), {
      private: ["10.0.0.0/18", "10.0.64.0/18", "10.0.128.0/18"],
      public: ["10.0.192.0/20", "10.0.208.0/20", "10.0.224.0/20"],
    });
  });

  it("keeps subnets within the VPC and apart from each other", () => {
    fc.assert(
      fc.property(vpcCidr, zones, (cidr, count) => {
        const ranges = subnetRanges(cidr, count);
        const spans = [...ranges.private, ...ranges.public].map(span).sort((a, b) => a[0] - b[0]);
        const [vpcFirst, vpcLast] = span(cidr);
        let previousLast = vpcFirst - 1;
        for (const [first, last] of spans) {
          assert.ok(first > previousLast, "two subnets share an address");
          previousLast = last;
        }
        assert.ok(previousLast <= vpcLast, "a subnet leaves the VPC");
        assert.equal(spans.length, 2 * count);
      }),
    );
  });

  it("starts each range at a multiple of its size, none smaller than AWS allows", () => {
    fc.assert(
      fc.property(vpcCidr, zones, (cidr, count) => {
        const ranges = subnetRanges(cidr, count);
        for (const range of [...ranges.private, ...ranges.public]) {
          const [first, last] = span(range);
          assert.equal(first % (last - first + 1), 0);
          assert.ok(Number(range.split("/")[1]) <= 28);
        }
      }),
    );
  });

  it("moves no subnet when a zone is added", () => {
    fc.assert(
      fc.property(vpcCidr, (cidr) => {
        const two = subnetRanges(cidr, 2);
        const three = subnetRanges(cidr, 3);
        assert.deepEqual(two.private, three.private.slice(0, 2));
        assert.deepEqual(two.public, three.public.slice(0, 2));
      }),
    );
  });
});
