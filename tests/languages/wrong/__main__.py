"""Says to a connector what is wrong in several ways."""

from pulumi_msk_pipeline import components as msk

table = msk.DynamoDbTable(
    "orders", table_name="kafka_orders", hash_key=msk.TableKeyArgs(name="orderid", type="N")
)
msk.MskConnector(
    "orders-sink",
    connector={
        "kind": "dynamoDbSink",
        "stage": "dev",
        "name": table.table_name,
        "topics": "orders",
        "region": "us-east-1",
        "tables": [],
        "table_name_format": "kafka_${topic}",
        "hashKey": "value.orderid",
        "tasks": 1.5,
    },
    plugin=msk.PluginArgs(arn="arn:aws:kafkaconnect:us-east-1:123456789012:custom-plugin/p/1-1", revision=1),
    cluster=msk.MskConnectorClusterArgs(
        arn="arn:aws:kafka:us-east-1:123456789012:cluster/c/1-1",
        bootstrap_servers="b-1:9098",
        security_group_id="sg-1",
    ),
    offsets_topic="offsets",
    vpc_id="vpc-1",
    subnet_ids=["subnet-1"],
    capacity=msk.CapacityArgs(mcu=1, workers=1, max_workers=1),
    kafka_connect_version="3.6",
    updates=msk.MskConnectorUpdates.REPLACE,
    logs=msk.LogArgs(retention_days=7),
)
