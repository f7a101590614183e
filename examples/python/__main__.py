"""Made-up orders flow from a generator through the topic `orders` into a DynamoDB table."""

import pulumi
from pulumi_msk_pipeline import components as msk
from pulumi_msk_pipeline import connectors

STAGE = pulumi.get_stack()
REGION = pulumi.Config("aws").require("region")
NAME = f"{pulumi.get_project()}-{STAGE}"
TAGS = {"Project": pulumi.get_project(), "Stage": STAGE, "ManagedBy": "pulumi"}
LOGS = msk.LogArgs(retention_days=7)
SMALL = {"replication_factor": 2, "min_insync_replicas": 1}

network = msk.Network(
    "network",
    cidr="10.0.0.0/16",
    region=REGION,
    zones=2,
    tables=["kafka_*"],
    written_buckets=[],
    tags=TAGS,
)
cluster = msk.MskCluster(
    "kafka",
    cluster_name=NAME,
    kafka_version="3.9.x",
    broker_type="kafka.t3.small",
    brokers=2,
    volume_gi_b=10,
    properties=msk.BrokerArgs(auto_create_topics=False, **SMALL),
    monitoring_level=msk.MonitoringLevel.DEFAULT,
    vpc_id=network.vpc_id,
    subnet_ids=network.private_subnet_ids,
    logs=LOGS,
    tags=TAGS,
)
clients = msk.ClientSecurityGroup(
    "clients",
    vpc_id=network.vpc_id,
    broker_security_group_id=cluster.security_group_id,
    description=f"Clients of {NAME}",
    tags=TAGS,
)
orders = msk.KafkaTopic(
    "orders",
    cluster_arn=cluster.arn,
    topic="orders",
    partitions=1,
    retention=msk.RetentionHoursArgs(hours=168),
    **SMALL,
)
table = msk.DynamoDbTable(
    "orders",
    table_name="kafka_orders",
    hash_key=msk.TableKeyArgs(name="orderid", type=msk.TableKeyType.N),
    tags=TAGS,
)
plugins = msk.PluginBucket(
    "plugins",
    archives={
        "source": msk.CatalogueArchive.BUNDLED_ORDERS_SOURCE,
        "sink": msk.CatalogueArchive.BUNDLED_DYNAMO_DB_SINK,
    },
    tags=TAGS,
)


def run(name: str, plugin: str, connector, needs: list[pulumi.Resource]) -> msk.MskConnector:
    """Runs a connector, once the topic of its offsets and all that it needs are there."""
    offsets = msk.KafkaTopic(
        f"{name}-offsets",
        cluster_arn=cluster.arn,
        topic=connectors.named(stage=STAGE, name=name).offsets,
        partitions=1,
        **SMALL,
    )
    return msk.MskConnector(
        name,
        connector=connector,
        plugin=plugins.plugins[plugin],
        cluster=msk.MskConnectorClusterArgs(
            arn=cluster.arn,
            bootstrap_servers=cluster.bootstrap_servers,
            security_group_id=cluster.security_group_id,
        ),
        offsets_topic=offsets.topic,
        vpc_id=network.vpc_id,
        subnet_ids=network.private_subnet_ids,
        capacity=msk.CapacityArgs(mcu=1, workers=1, max_workers=1),
        kafka_connect_version=msk.KafkaConnectVersion.V3_7_X,
        updates=msk.MskConnectorUpdates.REPLACE,
        logs=LOGS,
        tags=TAGS,
        opts=pulumi.ResourceOptions(depends_on=[network, *needs]),
    )


source = run(
    "orders-source",
    "source",
    msk.DatagenConnectorArgs(
        kind="datagen", stage=STAGE, name="orders-source", topic="orders", interval_ms=10_000
    ),
    [orders],
)
sink = run(
    "orders-sink",
    "sink",
    msk.DynamoDbSinkConnectorArgs(
        kind="dynamoDbSink",
        stage=STAGE,
        name="orders-sink",
        topics=["orders"],
        region=REGION,
        tables=[msk.SinkTableArgs(arn=table.arn)],
        table_name_format="kafka_${topic}",
        hash_key="value.orderid",
        tasks=1,
    ),
    # Small brokers admit few new connections a second: the workers start one after another.
    [orders, table, source],
)

pulumi.export("clusterArn", cluster.arn)
pulumi.export("bootstrapServers", cluster.bootstrap_servers)
pulumi.export("clientSecurityGroupId", clients.security_group_id)
pulumi.export("connectorArns", {"source": source.arn, "sink": sink.arn})
