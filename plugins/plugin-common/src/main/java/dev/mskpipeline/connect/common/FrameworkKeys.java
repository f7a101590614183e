package dev.mskpipeline.connect.common;

import java.util.List;
import java.util.Set;

/** The keys that Kafka Connect itself reads from a connector's configuration, versions 2.7 to 3.9. */
final class FrameworkKeys {
    /** From ConnectorConfig, SinkConnectorConfig and SourceConnectorConfig of Kafka Connect. */
    static final Set<String> NAMES = Set.of(
        "name", "connector.class", "connector.plugin.version", "tasks.max", "tasks.max.enforce",
        "key.converter", "value.converter", "header.converter", "config.action.reload",
        "topics", "topics.regex", "transforms", "predicates",
        "errors.tolerance", "errors.retry.timeout", "errors.retry.delay.max.ms", "errors.log.enable",
        "errors.log.include.messages", "errors.deadletterqueue.topic.name",
        "errors.deadletterqueue.topic.replication.factor", "errors.deadletterqueue.context.headers.enable",
        "topic.creation.groups", "exactly.once.support", "transaction.boundary", "transaction.boundary.interval.ms",
        "offsets.storage.topic");

    private static final List<String> PREFIXES = List.of(
        "key.converter.", "value.converter.", "header.converter.", "transforms.", "predicates.", "topic.creation.",
        "producer.override.", "consumer.override.", "admin.override.");

    private FrameworkKeys() {
    }

    static boolean isKnown(String key) {
        return NAMES.contains(key) || PREFIXES.stream().anyMatch(key::startsWith);
    }
}
