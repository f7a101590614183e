import assert from "node:assert/strict";
import * as grpc from "@grpc/grpc-js";
import { LoaderClient } from "@pulumi/pulumi/proto/codegen/loader_grpc_pb";
import { GetSchemaRequest, type GetSchemaResponse } from "@pulumi/pulumi/proto/codegen/loader_pb";
import { asked, messageOf, serve, type Served } from "../../../../plan/languages/grpc";
import { loader } from "../../../../plan/languages/loader";
import { packageSchema } from "../../../../provider/schema";

describe("The loader of schemas", () => {
  let served: Served;
  let client: LoaderClient;

  before(async () => {
    served = await serve([loader]);
    client = new LoaderClient(`127.0.0.1:${served.port}`, grpc.credentials.createInsecure());
  });
  after(() => {
    client.close();
    served.close();
  });

  function schemaOf(name: string): Promise<GetSchemaResponse> {
    const request = new GetSchemaRequest().setPackage(name);
    return asked((callback) => client.getSchema(request, callback));
  }

  it("has that of this package", async () => {
    const schema = Buffer.from((await schemaOf("msk-pipeline")).getSchema_asU8()).toString();
    assert.deepEqual(JSON.parse(schema), packageSchema);
  });

  it("says what to do about any other", async () => {
    await assert.rejects(schemaOf("aws"), (error) => {
      assert.equal(
        messageOf(error),
        "The program has resources of the package aws, whose schema a plan and a run on this machine do not have. Write the program in Python or TypeScript, or leave them to another program.",
      );
      return true;
    });
  });
});
