import { ec2, tagSpecifications } from "./ec2Tags";
import type { Mappings } from "./mapping";

/**
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ec2/vpc_endpoint.go
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ec2/vpc_flow_log.go
 */
export const networkMappings: Mappings = {
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    create: (endpoint) => [
      ec2(
        "CreateVpcEndpoint",
        {
          VpcId: endpoint.text("vpcId"),
          ServiceName: endpoint.text("serviceName"),
          VpcEndpointType: endpoint.text("vpcEndpointType"),
          PolicyDocument: endpoint.value("policy"),
          PrivateDnsEnabled: endpoint.flag("privateDnsEnabled"),
          RouteTableIds: endpoint.list("routeTableIds"),
          SubnetIds: endpoint.list("subnetIds"),
          SecurityGroupIds: endpoint.list("securityGroupIds"),
          TagSpecifications: tagSpecifications("vpc-endpoint", endpoint.tagMap()),
        },
        { "VpcEndpoint.VpcEndpointId": endpoint.madeUp("vpce") },
      ),
    ],
    destroy: (endpoint) => [
      ec2("DeleteVpcEndpoints", { VpcEndpointIds: [endpoint.madeUp("vpce")] }),
    ],
  },
  "aws:ec2/flowLog:FlowLog": {
    create: (flowLog) => [
      ec2(
        "CreateFlowLogs",
        {
          ResourceIds: [flowLog.text("vpcId")],
          ResourceType: "VPC",
          TrafficType: flowLog.value("trafficType"),
          LogDestinationType: flowLog.value("logDestinationType"),
          LogDestination: flowLog.text("logDestination").replace(/:\*$/, ""),
          DeliverLogsPermissionArn: flowLog.value("iamRoleArn"),
          // The provider's schema has it as the default.
          MaxAggregationInterval: 600,
          TagSpecifications: tagSpecifications("vpc-flow-log", flowLog.tagMap()),
        },
        { "FlowLogIds.0": flowLog.madeUp("fl") },
      ),
    ],
    destroy: (flowLog) => [ec2("DeleteFlowLogs", { FlowLogIds: [flowLog.madeUp("fl")] })],
  },
};
