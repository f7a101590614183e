/** Stand-in for the AWS provider. */
import { Computed, type Registration } from "../../../plan/computed";
import {
  changedInputs,
  Cloud,
  replacingInputs,
  UnreadyError,
  type Inputs,
  type Subject,
} from "../cloud/cloud";
import { resourceType } from "../cloud/resourceTypes";
import type { CloudStore } from "../cloud/store";
import { InitError } from "./initError";
import { UNKNOWN, type Created, type Difference, type Provider } from "./serve";

/** Where the bridge of Terraform's providers notes which inputs it has filled in. */
const DEFAULTS = "__defaults";

export class StandInAws implements Provider {
  readonly #cloud: Cloud;
  readonly #computed: Computed;

  constructor(store: CloudStore) {
    this.#cloud = new Cloud(store);
    this.#computed = new Computed(
      "us-east-1",
      (arn) => store.read().resources.find((resource) => resource.arn === arn)?.inputs,
    );
  }

  /** Fills in a name where there is none, and keeps one that was filled in before. */
  check({ type, resource }: Subject, olds: Inputs, news: Inputs): Inputs {
    const { named } = resourceType(type);
    if (named === undefined || news[named] !== undefined) return { ...news, [DEFAULTS]: [] };
    const kept = isFilledIn(olds, named) ? olds[named] : undefined;
    const name = kept ?? this.#cloud.freeName(type, resource);
    return { ...news, [named]: name, [DEFAULTS]: [named] };
  }

  /**
   * @see https://github.com/pulumi/pulumi-terraform-bridge nameRequiresDeleteBeforeReplace: an
   * explicit name makes a replacement delete first.
   */
  diff({ type }: Subject, olds: Inputs, news: Inputs): Difference {
    const replaces = replacingInputs(type, olds, news);
    const { named } = resourceType(type);
    return {
      changed: changedInputs(olds, news).filter((key) => key !== DEFAULTS),
      replaces,
      deleteBeforeReplace: replaces.length > 0 && named !== undefined && !isFilledIn(news, named),
    };
  }

  plan({ type, resource: name }: Subject, inputs: Inputs): Inputs {
    const { state } = this.computed({ type, name, inputs });
    const computed = Object.keys(state).filter((key) => inputs[key] === undefined);
    return { ...inputs, ...Object.fromEntries(computed.map((key) => [key, UNKNOWN])) };
  }

  create(subject: Subject, inputs: Inputs): Created {
    const { type, resource } = subject;
    const name = this.#cloud.freeName(type, resource);
    const { id, state } = this.computed({ type, name, inputs });
    const arn = typeof state["arn"] === "string" ? state["arn"] : undefined;
    keepingUnready(id, state, () => {
      this.#cloud.create(subject, { id, arn, made: name }, inputs);
    });
    return { id, state };
  }

  read({ type }: Subject, id: string): Inputs | undefined {
    return this.#cloud.read(type, id)?.inputs;
  }

  update(subject: Subject, id: string, state: Inputs, inputs: Inputs): Inputs {
    const updated = { ...state, ...inputs };
    keepingUnready(id, updated, () => {
      this.#cloud.update(subject, id, inputs);
    });
    return updated;
  }

  delete(subject: Subject, id: string): void {
    this.#cloud.delete(subject, id);
  }

  /** What AWS adds to the inputs, that of types which no plan has included. */
  private computed(resource: Registration): { id: string; state: Inputs } {
    const { id, state } = this.#computed.resource(resource);
    const { arn } = resourceType(resource.type);
    return arn === undefined
      ? { id, state }
      : { id, state: { ...state, arn: `arn:aws:${arn}${id}` } };
  }

  invoke(token: string, inputs: Inputs): Inputs {
    return this.#computed.invoke(token, inputs);
  }
}

/**
 * Has the engine keep a resource that is there, but not ready.
 *
 * @see https://github.com/pulumi/pulumi-terraform-bridge/blob/main/pkg/tfbridge/provider.go initializationError
 */
function keepingUnready(id: string, state: Inputs, change: () => void): void {
  try {
    change();
  } catch (error) {
    throw error instanceof UnreadyError ? new InitError(id, state, error.message) : error;
  }
}

function isFilledIn(inputs: Inputs, key: string): boolean {
  const defaults = inputs[DEFAULTS];
  return Array.isArray(defaults) && defaults.includes(key);
}
