package dev.mskpipeline.tryout;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.HeaderConverter;

/**
 * Makes Connect's records of Kafka's, as a worker does for a sink. A converter is the connector's own where it names one,
 * with the connector's settings alone, or else the worker's.
 *
 * @see <a href="https://kafka.apache.org/documentation/#connectconfigs">Kafka Connect's configuration</a>
 */
final class Converters {
    private static final String JSON = "org.apache.kafka.connect.json.JsonConverter";
    private static final String SIMPLE = "org.apache.kafka.connect.storage.SimpleHeaderConverter";

    private final Converter key;
    private final Converter value;
    private final HeaderConverter header;

    Converters(Settings connector, Settings worker) {
        key = converter("key.converter", connector, worker);
        value = converter("value.converter", connector, worker);
        Settings owner = owner("header.converter", connector, worker);
        header = owner.instance("header.converter", SIMPLE, HeaderConverter.class);
        Map<String, String> own = owner.under("header.converter.");
        own.put("converter.type", "header");
        Settings.configure("header.converter", () -> header.configure(own));
    }

    private static Converter converter(String name, Settings connector, Settings worker) {
        Settings owner = owner(name, connector, worker);
        Converter converter = owner.instance(name, JSON, Converter.class);
        Map<String, String> own = owner.under(name + ".");
        Settings.configure(name, () -> converter.configure(own, name.startsWith("key")));
        return converter;
    }

    private static Settings owner(String name, Settings connector, Settings worker) {
        return connector.has(name) ? connector : worker;
    }

    SinkRecord convert(ConsumerRecord<byte[], byte[]> record) {
        SchemaAndValue newKey = named("key.converter",
            () -> key.toConnectData(record.topic(), record.headers(), record.key()));
        SchemaAndValue newValue = named("value.converter",
            () -> value.toConnectData(record.topic(), record.headers(), record.value()));
        Headers headers = named("header.converter", () -> headers(record));
        return new SinkRecord(record.topic(), record.partition(), newKey.schema(), newKey.value(), newValue.schema(),
            newValue.value(), record.offset(), null, TimestampType.NO_TIMESTAMP_TYPE, headers);
    }

    private Headers headers(ConsumerRecord<byte[], byte[]> record) {
        Headers headers = new ConnectHeaders();
        for (Header each : record.headers()) {
            headers.add(each.key(), header.toConnectHeader(record.topic(), each.key(), each.value()));
        }
        return headers;
    }

    private static <T> T named(String step, java.util.function.Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException failure) {
            throw new StepFailure(step, failure);
        }
    }
}
