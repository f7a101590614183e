import { once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { z } from "zod";

/** Runs a statement as the Data API does, prepared; throws what the database says. */
export type RunPrepared = (
  sql: string,
  database: string | undefined,
) => Promise<readonly (readonly unknown[])[]>;

const execution = z.object({ sql: z.string(), database: z.string().optional() });

/** The Data API's ExecuteStatement, answered by a real database. */
export async function serveDataApi(
  run: RunPrepared,
  use: (endpoint: string) => Promise<void>,
): Promise<void> {
  const server = createServer((request, response) => {
    const answer = async (): Promise<object> => {
      const { sql, database } = execution.parse(JSON.parse(await text(request)));
      const rows = await run(sql, database);
      return { records: rows.map((row) => row.map((value) => ({ stringValue: String(value) }))) };
    };
    answer().then(
      (body) => response.end(JSON.stringify(body)),
      (error: unknown) => {
        response.statusCode = 400;
        response.setHeader("x-amzn-errortype", "DatabaseErrorException");
        response.end(JSON.stringify({ message: String(error) }));
      },
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  try {
    await use(`http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`);
  } finally {
    server.close();
    await once(server, "close");
  }
}
