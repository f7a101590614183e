import { service, type Mappings } from "./mapping";

const glue = service("glue");

/** @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/glue/registry.go */
export const glueMappings: Mappings = {
  "aws:glue/registry:Registry": {
    create: (registry) => [
      glue(
        "CreateRegistry",
        { RegistryName: registry.text("registryName"), Tags: registry.tagMap() },
        { RegistryArn: registry.planned("arn") },
      ),
    ],
    destroy: (registry) => [
      glue("DeleteRegistry", { RegistryId: { RegistryArn: registry.planned("arn") } }),
    ],
  },
};
