import assert from "node:assert/strict";
import { Computed } from "../../../plan/computed";
import type { Plan } from "../../../plan/plan";
import { at } from "./values";
import { Clients } from "./clients";
import { Emulation } from "./emulation";
import { Moto } from "./moto";

const INSTANCE = "aws:ec2/instance:Instance";

/** Parameter in which AWS publishes the current image; moto has AWS's list. */
const IMAGE_PARAMETER = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64";

/** A server of moto and its clients. */
export class Emulator {
  private server: Moto | undefined;
  private connected: Clients | undefined;

  get clients(): Clients {
    assert.ok(this.connected, "the emulator runs within tests only");
    return this.connected;
  }

  /** Forgets all plans before, and takes this one. */
  async emulate(plan: Plan): Promise<Emulation> {
    await this.server?.reset();
    const emulation = new Emulation(this.clients, plan);
    await this.bindImage(emulation, plan);
    return emulation;
  }

  /** The image is the answer of a provider function, which asks AWS while it plans. */
  private async bindImage({ bindings }: Emulation, plan: Plan): Promise<void> {
    const planned = new Computed("us-east-1").invoke("aws:ssm/getParameter:getParameter", {
      name: IMAGE_PARAMETER,
    })["value"];
    for (const { type, inputs } of plan.resources) {
      if (type === INSTANCE) assert.equal(inputs["ami"], planned, "the image of another parameter");
    }
    const answer = await this.clients.send("ssm", "GetParameter", { Name: IMAGE_PARAMETER });
    bindings.bind(String(planned), String(at(answer, "Parameter.Value")));
  }

  async start(): Promise<void> {
    this.server = await Moto.start();
    this.connected = new Clients(this.server.endpoint);
  }

  async stop(): Promise<void> {
    this.connected?.close();
    await this.server?.stop();
  }
}

/** Registers with mocha what starts an emulator before the tests of a describe and stops it after. */
export function emulatorOfTests(): Emulator {
  const emulator = new Emulator();
  before(async function () {
    // The first time on a machine, Python's packages are fetched.
    this.timeout(300_000);
    await emulator.start();
  });
  after(() => emulator.stop());
  return emulator;
}
