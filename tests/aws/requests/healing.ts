import AdmZip from "adm-zip";
import { service, type Mappings } from "./mapping";

const events = service("events");
const lambda = service("lambda");

/**
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/events/rule.go
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/events/target.go
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/lambda/function.go
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/lambda/permission.go
 */
export const healingMappings: Mappings = {
  "aws:cloudwatch/eventRule:EventRule": {
    create: (rule) => [
      events("PutRule", {
        Name: rule.text("name"),
        Description: rule.value("description"),
        // The provider's schema has it as default.
        EventBusName: "default",
        ScheduleExpression: rule.text("scheduleExpression"),
        Tags: rule.tags(),
      }),
    ],
    destroy: (rule) => [events("DeleteRule", { Name: rule.text("name"), EventBusName: "default" })],
  },
  "aws:cloudwatch/eventTarget:EventTarget": {
    create: (target) => [
      events("PutTargets", {
        Rule: target.text("rule"),
        EventBusName: "default",
        Targets: [{ Id: target.text("targetId"), Arn: target.text("arn") }],
      }),
    ],
    destroy: (target) => [
      events("RemoveTargets", {
        Rule: target.text("rule"),
        EventBusName: "default",
        Ids: [target.text("targetId")],
      }),
    ],
  },
  "aws:lambda/function:Function": {
    create: (healer) => {
      const logging = healer.part("loggingConfig");
      return [
        lambda(
          "CreateFunction",
          {
            FunctionName: healer.text("name"),
            Description: healer.value("description"),
            Runtime: healer.text("runtime"),
            Architectures: healer.list("architectures"),
            Handler: healer.text("handler"),
            Role: healer.text("role"),
            Code: { ZipFile: zipOf(healer.part("code")?.list("archive") ?? []) },
            Environment: { Variables: healer.part("environment")?.tagMap("variables") },
            LoggingConfig: {
              LogFormat: logging?.text("logFormat"),
              LogGroup: logging?.text("logGroup"),
            },
            MemorySize: healer.value("memorySize"),
            Timeout: healer.value("timeout"),
            // The provider's schema has both as defaults.
            PackageType: "Zip",
            Publish: false,
            Tags: healer.tagMap(),
          },
          { FunctionArn: healer.planned("arn") },
        ),
      ];
    },
    destroy: (healer) => [lambda("DeleteFunction", { FunctionName: healer.text("name") })],
  },
  "aws:lambda/permission:Permission": {
    create: (permission) => [
      lambda("AddPermission", {
        FunctionName: permission.text("function"),
        StatementId: permission.madeUp("terraform"),
        Action: permission.text("action"),
        Principal: permission.text("principal"),
        SourceArn: permission.text("sourceArn"),
      }),
    ],
    destroy: (permission) => [
      lambda("RemovePermission", {
        FunctionName: permission.text("function"),
        StatementId: permission.madeUp("terraform"),
      }),
    ],
  },
};

/** Zips files of these names, as the engine does; what is in them the plan does not show. */
function zipOf(files: readonly unknown[]): Buffer {
  const zip = new AdmZip();
  for (const file of files) zip.addFile(String(file), Buffer.from("code"));
  return zip.toBuffer();
}
