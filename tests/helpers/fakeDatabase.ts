import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { RDSDataClient } from "@aws-sdk/client-rds-data";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { z } from "zod";
import type { Clients } from "../../deploy/steps/setUpDatabase";

interface Failure {
  readonly name: string;
  readonly message: string;
}

interface User {
  readonly hash: string;
  readonly grants: readonly string[];
}

interface Outcome {
  readonly failure?: Failure;
  readonly answer?: object;
}

/** What Secrets Manager says of a secret that was made without a value. */
const noValue = {
  name: "ResourceNotFoundException",
  message: "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
};

const execution = z.object({ resourceArn: z.string(), secretArn: z.string(), sql: z.string() });
const put = z.object({ SecretString: z.string() });

/** The Data API and Secrets Manager on this machine, as far as the bootstrap asks them. */
export class FakeDatabase {
  /** Value of the only secret. */
  secret: string | undefined;
  secretsFailure: Failure | undefined;
  /** What the next statements end with, in order. */
  readonly failures: Failure[] = [];
  failOn: (Failure & { readonly sql: RegExp }) | undefined;
  readonly executed: z.output<typeof execution>[] = [];
  readonly users = new Map<string, User>();
  passwordsMade = 0;
  private readonly databases = new Set<string>();
  private readonly tables = new Set<string>();
  private readonly configuration = new Map<string, string>();

  /** Returns what a client of the database would find. */
  snapshot(): {
    databases: string[];
    tables: string[];
    users: Record<string, User>;
    configuration: Record<string, string>;
  } {
    return {
      databases: [...this.databases],
      tables: [...this.tables],
      users: Object.fromEntries(this.users),
      configuration: Object.fromEntries(this.configuration),
    };
  }

  /** Runs an action with clients of both. */
  async serve(action: (clients: Clients) => Promise<void>): Promise<void> {
    const server = createServer((request, response) => void this.handle(request, response));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const config = {
      region: "eu-west-1",
      endpoint: `http://127.0.0.1:${port}`,
      credentials: { accessKeyId: "none", secretAccessKey: "none" },
      maxAttempts: 1,
    };
    const clients = { data: new RDSDataClient(config), secrets: new SecretsManagerClient(config) };
    try {
      await action(clients);
    } finally {
      clients.data.destroy();
      clients.secrets.destroy();
      server.close();
    }
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body: unknown = JSON.parse(await text(request));
    const target = request.headers["x-amz-target"];
    const { failure, answer = {} } =
      typeof target === "string" ? this.secrets(target, body) : this.execute(body);
    response.setHeader("content-type", "application/x-amz-json-1.1");
    if (failure !== undefined) {
      response.statusCode = 400;
      response.setHeader("x-amzn-errortype", failure.name);
    }
    response.end(JSON.stringify(failure === undefined ? answer : { message: failure.message }));
  }

  private secrets(target: string, body: unknown): Outcome {
    if (this.secretsFailure !== undefined) return { failure: this.secretsFailure };
    switch (target) {
      case "secretsmanager.GetSecretValue":
        return this.secret === undefined
          ? { failure: noValue }
          : { answer: { SecretString: this.secret } };
      case "secretsmanager.GetRandomPassword":
        this.passwordsMade += 1;
        return { answer: { RandomPassword: `Password${this.passwordsMade}` } };
      case "secretsmanager.PutSecretValue":
        this.secret = put.parse(body).SecretString;
        return {};
      default:
        return { failure: { name: "InvalidRequestException", message: `No ${target} here` } };
    }
  }

  private execute(body: unknown): Outcome {
    const asked = execution.parse(body);
    this.executed.push(asked);
    const failure = this.failOn?.sql.test(asked.sql) === true ? this.failOn : this.failures.shift();
    return failure === undefined ? this.apply(asked.sql) : { failure };
  }

  /** MySQL, as far as the statements go. */
  private apply(sql: string): Outcome {
    const [, database] = /^CREATE DATABASE IF NOT EXISTS (\w+) /.exec(sql) ?? [];
    const [, table] = /^CREATE TABLE IF NOT EXISTS ([\w.]+) /.exec(sql) ?? [];
    const [, created, first = ""] =
      /^CREATE USER IF NOT EXISTS '(\w+)'.* AS '(.*)'/.exec(sql) ?? [];
    const [, altered, hash = ""] = /^ALTER USER '(\w+)'.* AS '(.*)' REQUIRE SSL$/.exec(sql) ?? [];
    const [, revoked] = /^REVOKE ALL PRIVILEGES, GRANT OPTION FROM '(\w+)'/.exec(sql) ?? [];
    const [, grant = "", granted] = /^GRANT (.*) TO '(\w+)'/.exec(sql) ?? [];
    const [, key, value = ""] = /^CALL mysql.rds_set_configuration\('(.*)', (.*)\)/.exec(sql) ?? [];
    if (database !== undefined) this.databases.add(database);
    else if (table !== undefined) this.tables.add(table);
    else if (created !== undefined) this.change(created, { hash: first, grants: [] }, true);
    else if (altered !== undefined) this.change(altered, { hash });
    else if (revoked !== undefined) this.change(revoked, { grants: [] });
    else if (granted !== undefined) {
      this.change(granted, { grants: [...(this.users.get(granted)?.grants ?? []), grant] });
    } else if (key !== undefined) this.configuration.set(key, value);
    else return { failure: { name: "DatabaseErrorException", message: `Not SQL: ${sql}` } };
    return { answer: { numberOfRecordsUpdated: 0 } };
  }

  /** Leaves a user alone that is there already. */
  private change(name: string, change: Partial<User>, create = false): void {
    const user = this.users.get(name);
    if (user === undefined && !create) throw new Error(`No user ${name}`);
    if (user === undefined || !create) {
      this.users.set(name, { hash: "", grants: [], ...user, ...change });
    }
  }
}
