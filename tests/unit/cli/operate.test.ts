import assert from "node:assert/strict";
import { refusalOf } from "../../helpers/refusal";
import { useOwnStateDirectory } from "../../local/harness";

describe("The commands for a running pipeline", function () {
  this.timeout(60_000);
  useOwnStateDirectory();

  const refused: readonly (readonly [args: string[], ...says: RegExp[]])[] = [
    [["topics"], /No pipeline of stage dev runs on this machine/, /--keep/, /--aws/],
    [["consume"], /missing required argument 'topic'/],
    [["consume", "a b"], /'a b'/, /'topic'/, /1 to 249 letters/],
    [["consume", "orders", "--count", "0"], /--count <number>/, /'0'/, /whole number from 1/],
    [["deadletters", "show", "1.5"], /'1\.5'/, /'offset'/, /whole number from 0/],
    [["deadletters", "replay", "--only", "1", "last"], /--only/, /'last'/, /whole number from 0/],
    [["table", "--items", "ten"], /--items <number>/, /'ten'/, /whole number from 1/],
  ];
  for (const [args, ...says] of refused) {
    it(`refuse ${args.join(" ")}`, async () => {
      const said = await refusalOf(args);
      for (const pattern of says) assert.match(said, pattern);
    });
  }
});
