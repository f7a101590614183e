import { parseArn } from "../../support/arn";
import { AwsClients } from "./clients";
import { StackOutputs } from "./stackOutputs";
import { AwsTarget } from "./target";

/** Opens the stage that is deployed, by the outputs of its stack, in the region of its cluster. */
export async function openDeployed(
  stage: string,
  warn: (text: string) => void,
): Promise<AwsTarget> {
  const outputs = await StackOutputs.read(stage);
  const { region } = parseArn(outputs.get("clusterArn"));
  return new AwsTarget(outputs, new AwsClients({ region }), warn);
}
