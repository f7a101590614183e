import type { Inputs } from "./inputs";
import { present, service, type Mappings } from "./mapping";

const kafkaconnect = service("kafkaconnect");

/**
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/kafkaconnect/connector.go
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/kafkaconnect/custom_plugin.go
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/kafkaconnect/worker_configuration.go
 */
export const kafkaConnectMappings: Mappings = {
  "aws:mskconnect/customPlugin:CustomPlugin": {
    create: (plugin) => [
      kafkaconnect(
        "CreateCustomPlugin",
        {
          name: plugin.physicalName(),
          contentType: plugin.text("contentType"),
          location: location(plugin),
          tags: plugin.tagMap(),
        },
        { customPluginArn: plugin.planned("arn") },
      ),
    ],
    destroy: (plugin) => [
      kafkaconnect("DeleteCustomPlugin", { customPluginArn: plugin.planned("arn") }),
    ],
  },
  "aws:mskconnect/workerConfiguration:WorkerConfiguration": {
    create: (configuration) => [
      kafkaconnect(
        "CreateWorkerConfiguration",
        {
          name: configuration.text("name"),
          propertiesFileContent: Buffer.from(configuration.text("propertiesFileContent")).toString(
            "base64",
          ),
          tags: configuration.tagMap(),
        },
        { workerConfigurationArn: configuration.planned("arn") },
      ),
    ],
    destroy: (configuration) => [
      kafkaconnect("DeleteWorkerConfiguration", {
        workerConfigurationArn: configuration.planned("arn"),
      }),
    ],
  },
  "aws:mskconnect/connector:Connector": {
    create: (connector) => [
      kafkaconnect(
        "CreateConnector",
        {
          connectorName: connector.text("name"),
          kafkaConnectVersion: connector.text("kafkaconnectVersion"),
          capacity: capacity(connector),
          connectorConfiguration: connector.tagMap("connectorConfiguration"),
          kafkaCluster: kafkaCluster(connector),
          kafkaClusterClientAuthentication: {
            authenticationType: connector
              .part("kafkaClusterClientAuthentication")
              ?.text("authenticationType"),
          },
          kafkaClusterEncryptionInTransit: {
            encryptionType: connector
              .part("kafkaClusterEncryptionInTransit")
              ?.text("encryptionType"),
          },
          logDelivery: logDelivery(connector),
          plugins: connector.partList("plugins").map(plugin),
          serviceExecutionRoleArn: connector.text("serviceExecutionRoleArn"),
          workerConfiguration: workerConfiguration(connector),
          tags: connector.tagMap(),
        },
        { connectorArn: connector.planned("arn") },
      ),
    ],
    destroy: (connector) => [
      kafkaconnect("DeleteConnector", { connectorArn: connector.planned("arn") }),
    ],
  },
};

function location(plugin: Inputs): unknown {
  const s3 = plugin.part("location")?.part("s3");
  return (
    s3 && {
      s3Location: {
        bucketArn: s3.text("bucketArn"),
        fileKey: s3.text("fileKey"),
        objectVersion: s3.value("objectVersion"),
      },
    }
  );
}

function capacity(connector: Inputs): unknown {
  const whole = connector.part("capacity");
  const provisioned = whole?.part("provisionedCapacity");
  const scaling = whole?.part("autoscaling");
  const threshold = (policy: string): unknown => ({
    cpuUtilizationPercentage: scaling?.part(policy)?.value("cpuUtilizationPercentage"),
  });
  return {
    ...(provisioned && {
      provisionedCapacity: {
        mcuCount: provisioned.value("mcuCount"),
        workerCount: provisioned.value("workerCount"),
      },
    }),
    ...(scaling && {
      autoScaling: {
        mcuCount: scaling.value("mcuCount"),
        minWorkerCount: scaling.value("minWorkerCount"),
        maxWorkerCount: scaling.value("maxWorkerCount"),
        scaleInPolicy: threshold("scaleInPolicy"),
        scaleOutPolicy: threshold("scaleOutPolicy"),
      },
    }),
  };
}

function kafkaCluster(connector: Inputs): unknown {
  const cluster = connector.part("kafkaCluster")?.part("apacheKafkaCluster");
  const vpc = cluster?.part("vpc");
  return {
    apacheKafkaCluster: {
      bootstrapServers: cluster?.text("bootstrapServers"),
      vpc: { subnets: vpc?.list("subnets"), securityGroups: vpc?.list("securityGroups") },
    },
  };
}

function logDelivery(connector: Inputs): unknown {
  const logs = connector.part("logDelivery")?.part("workerLogDelivery");
  const group = logs?.part("cloudwatchLogs");
  const bucket = logs?.part("s3");
  return (
    logs && {
      workerLogDelivery: present({
        cloudWatchLogs: { enabled: group?.value("enabled"), logGroup: group?.value("logGroup") },
        s3: bucket && { enabled: bucket.value("enabled"), bucket: bucket.value("bucket") },
      }),
    }
  );
}

function plugin(inputs: Inputs): unknown {
  const custom = inputs.part("customPlugin");
  return {
    customPlugin: { customPluginArn: custom?.text("arn"), revision: custom?.value("revision") },
  };
}

function workerConfiguration(connector: Inputs): unknown {
  const configuration = connector.part("workerConfiguration");
  return (
    configuration && {
      workerConfigurationArn: configuration.text("arn"),
      revision: configuration.value("revision"),
    }
  );
}
