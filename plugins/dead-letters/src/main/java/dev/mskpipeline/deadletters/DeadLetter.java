package dev.mskpipeline.deadletters;

import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of a dead-letter topic, without its value: a topic may have more of them than memory has room. */
final class DeadLetter {
    /** In the dead-letter topic; it is the dead letter's number. */
    final long offset;
    /** Where the sink refused it; null where its headers do not say. */
    final Place place;
    /** Where and when its record first was: a copy that was refused again has another place. Null as place is. */
    final Moment origin;
    /** Key of its table's item, where it can be read. */
    final Optional<String> tableKey;
    final byte[] key;
    private final int fingerprint;

    private DeadLetter(ConsumerRecord<byte[], byte[]> record, Place place, TableKey tableKey) {
        this.offset = record.offset();
        this.place = place;
        // Kafka Connect keeps the time of the record.
        this.origin = place == null ? null : Copies.origin(record.headers(), place, record.timestamp());
        this.tableKey = place == null ? Optional.empty() : tableKey.of(record.key(), record.value(), place);
        this.key = record.key();
        this.fingerprint = fingerprint(record);
    }

    static DeadLetter of(ConsumerRecord<byte[], byte[]> record, TableKey tableKey) {
        return new DeadLetter(record, new ErrorContext(record.headers()).place().orElse(null), tableKey);
    }

    /** Whether a record is the one that was refused, by its content. */
    boolean isOf(ConsumerRecord<byte[], byte[]> record) {
        return fingerprint == fingerprint(record);
    }

    /** Whether this one is to be replayed rather than the other, of the same item. */
    boolean isAfter(DeadLetter other) {
        return origin.place.equals(other.origin.place) ? offset > other.offset : origin.isAfter(other.origin);
    }

    private static int fingerprint(ConsumerRecord<byte[], byte[]> record) {
        return 31 * Arrays.hashCode(record.key()) + Arrays.hashCode(record.value());
    }
}
