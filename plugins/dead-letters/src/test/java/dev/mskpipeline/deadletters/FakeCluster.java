package dev.mskpipeline.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Topics in memory, with a clock that goes on with each record. */
final class FakeCluster implements Cluster {
    static final String ORDERS = "orders";
    static final String LETTERS = "orders-dead-letters";
    static final String SINK = "dev-orders-sink";

    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> partitions = new TreeMap<>(
        (a, b) -> a.toString().compareTo(b.toString()));
    private final Map<TopicPartition, Long> begins = new HashMap<>();
    /** What happens before a record is stored. */
    Consumer<ProducerRecord<byte[], byte[]>> beforeSend = record -> { };
    int sent;
    long clock = 1_000;

    FakeCluster() {
        create(ORDERS, 1);
        create(LETTERS, 1);
    }

    /** What there is of the sink's dead letters, in a table with these keys. */
    Survey survey(List<String> keys) {
        return new Survey(this, new DeadLetterTopic(this, LETTERS, SINK), new TableKey(keys));
    }

    void create(String topic, int count) {
        for (int i = 0; i < count; i++) {
            partitions.putIfAbsent(new TopicPartition(topic, i), new ArrayList<>());
        }
    }

    void delete(String topic) {
        partitions.keySet().removeIf(partition -> partition.topic().equals(topic));
    }

    /** As retention does. */
    void forget(String topic, long begin) {
        begins.put(new TopicPartition(topic, 0), begin);
    }

    Place order(String key, String value) {
        return order(0, key, value);
    }

    Place order(int partition, String key, String value) {
        return append(new TopicPartition(ORDERS, partition), clock++, bytes(key), bytes(value), new RecordHeaders());
    }

    /** The sink refuses a record, as Kafka Connect reports it. */
    long refuse(Place place) {
        ConsumerRecord<byte[], byte[]> record = at(place);
        Headers headers = new RecordHeaders(record.headers());
        add(headers, "topic", place.partition.topic());
        add(headers, "partition", String.valueOf(place.partition.partition()));
        add(headers, "offset", String.valueOf(place.offset));
        add(headers, "connector.name", SINK);
        add(headers, "exception.message", "the key attribute value.orderid is null");
        return append(new TopicPartition(LETTERS, 0), record.timestamp(), record.key(), record.value(), headers).offset;
    }

    Place refused(String key, String value) {
        Place place = order(key, value);
        refuse(place);
        return place;
    }

    Place append(TopicPartition partition, long time, byte[] key, byte[] value, Headers headers) {
        List<ConsumerRecord<byte[], byte[]>> records = partitions.get(partition);
        long offset = records.size();
        records.add(new ConsumerRecord<>(partition.topic(), partition.partition(), offset, time,
            TimestampType.CREATE_TIME, 0, 0, key, value, headers, Optional.empty()));
        return new Place(partition, offset);
    }

    ConsumerRecord<byte[], byte[]> at(Place place) {
        return partitions.get(place.partition).get((int) place.offset);
    }

    /** Values of a partition of the orders, from the first that is there. */
    List<String> values() {
        List<String> values = new ArrayList<>();
        partitions.get(new TopicPartition(ORDERS, 0)).forEach(record -> values.add(new String(record.value(), UTF_8)));
        return values;
    }

    /** What became of each dead letter, by its number. */
    static Map<Long, String> outcomes(Replay replay) {
        Map<Long, String> outcomes = new TreeMap<>();
        replay.outcomes.forEach((letter, verdict) -> outcomes.put(letter.offset,
            replay.sent.containsKey(letter) ? "sent " + replay.sent.get(letter) : verdict.state + " " + verdict.detail));
        return outcomes;
    }

    static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(UTF_8);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(ErrorContext.PREFIX + name, bytes(value));
    }

    @Override
    public Map<TopicPartition, Range> ranges(String topic) {
        Map<TopicPartition, Range> ranges = new HashMap<>();
        partitions.forEach((partition, records) -> {
            if (partition.topic().equals(topic)) {
                ranges.put(partition, new Range(begins.getOrDefault(partition, 0L), records.size()));
            }
        });
        return ranges;
    }

    @Override
    public long offsetAt(TopicPartition partition, long time) {
        return partitions.get(partition).stream().filter(record -> record.timestamp() >= time)
            .findFirst().map(ConsumerRecord::offset).orElse((long) partitions.get(partition).size());
    }

    @Override
    public void read(Map<TopicPartition, Range> ranges, Consumer<ConsumerRecord<byte[], byte[]>> onRecord) {
        ranges.forEach((partition, range) -> List.copyOf(partitions.get(partition)).stream()
            .filter(record -> record.offset() >= range.begin && record.offset() < range.end)
            .forEach(onRecord));
    }

    @Override
    public Place send(ProducerRecord<byte[], byte[]> record) {
        beforeSend.accept(record);
        sent += 1;
        return append(new TopicPartition(record.topic(), record.partition()), clock++, record.key(), record.value(),
            record.headers());
    }

    @Override
    public void close() {
    }
}
