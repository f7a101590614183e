/** Tells the host of YAML, whose programs have no SDK, what resources a package has. */
import { LoaderService } from "@pulumi/pulumi/proto/codegen/loader_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/codegen/loader_pb";
import { packageSchema, schemaJson } from "../../provider/schema";
import { UserError } from "../../support/userError";
import { answering, type Service } from "./grpc";

export const loader: Service = {
  definition: LoaderService,
  handlers: {
    getSchema: answering((request: proto.GetSchemaRequest) => {
      if (request.getPackage() === packageSchema.name) {
        return new proto.GetSchemaResponse().setSchema(Buffer.from(schemaJson));
      }
      throw new UserError(
        `The program has resources of the package ${request.getPackage()}, whose schema a plan and a run on this machine do not have. Write the program in Python or TypeScript, or leave them to another program.`,
      );
    }),
  },
};
