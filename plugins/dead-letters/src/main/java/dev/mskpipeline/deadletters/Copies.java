package dev.mskpipeline.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Copies of records, each with its origin in two headers. They are the ledger of what was replayed: it lies in the
 * topic itself, and a copy that is refused again takes them along into the dead-letter topic.
 */
final class Copies {
    /** Where the record first was, as text of a {@link Place}. */
    static final String ORIGIN = "dead-letter.replayed.origin";
    /** When the record was first made, in milliseconds since 1970; the copy's own time is that of the replay. */
    static final String TIME = "dead-letter.replayed.time";

    private Copies() {
    }

    /**
     * When and where a record first was: what its headers say, or else the place and time that are given. A copy is in
     * its origin's partition, after it: an application that passes headers on to another topic makes no copies.
     */
    static Moment origin(Headers headers, Place place, long time) {
        String origin = text(headers, ORIGIN);
        String made = text(headers, TIME);
        if (origin == null || made == null) {
            return new Moment(place, time);
        }
        try {
            Place first = Place.parse(origin);
            boolean ours = first.partition.equals(place.partition) && first.offset < place.offset;
            return ours ? new Moment(first, Long.parseLong(made)) : new Moment(place, time);
        } catch (IllegalArgumentException notOurs) {
            return new Moment(place, time);
        }
    }

    /**
     * The copy of a record for a partition. It has a time of its own: with that of the original, a topic could delete it
     * before anybody reads it.
     */
    static ProducerRecord<byte[], byte[]> of(ConsumerRecord<byte[], byte[]> record, TopicPartition to, Moment origin) {
        Headers headers = new RecordHeaders();
        for (Header header : record.headers()) {
            if (!header.key().startsWith(ErrorContext.PREFIX) && !header.key().equals(ORIGIN)
                && !header.key().equals(TIME)) {
                headers.add(header);
            }
        }
        headers.add(ORIGIN, origin.place.toString().getBytes(UTF_8));
        headers.add(TIME, Long.toString(origin.time).getBytes(UTF_8));
        return new ProducerRecord<>(to.topic(), to.partition(), record.key(), record.value(), headers);
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
