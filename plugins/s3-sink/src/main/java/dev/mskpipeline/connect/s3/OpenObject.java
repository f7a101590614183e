package dev.mskpipeline.connect.s3;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** An object that is being filled: lines of records of one partition and one hour. */
final class OpenObject {
    /** As Amazon Athena and others read partitions of a table from the names of folders. */
    private static final DateTimeFormatter HOUR =
        DateTimeFormatter.ofPattern("'date='yyyy-MM-dd'/hour='HH").withZone(ZoneOffset.UTC);

    final TopicPartition partition;
    private final long firstOffset;
    private long lastOffset;
    private final String hour;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final GZIPOutputStream gzip;

    OpenObject(TopicPartition partition, String hour, long firstOffset) {
        this.partition = partition;
        this.hour = hour;
        this.firstOffset = firstOffset;
        try {
            gzip = new GZIPOutputStream(bytes);
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
    }

    /** The hour of UTC in which a record was written; a record without a time is of the first hour of 1970. */
    static String hourOf(SinkRecord record) {
        return HOUR.format(Instant.ofEpochMilli(record.timestamp() == null ? 0 : record.timestamp()));
    }

    void add(long offset, byte[] line) {
        lastOffset = offset;
        try {
            gzip.write(line);
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
    }

    /**
     * Begins with the topic, and is another one for other records: a task that has lost its partition without knowing
     * must not put fewer in the place of those that the new owner has stored.
     */
    String name() {
        return String.format("%s/%s/%d-%020d-%020d.jsonl.gz", partition.topic(), hour, partition.partition(),
            firstOffset, lastOffset);
    }

    /** Bytes so far; the last few thousand characters are not packed yet. */
    int size() {
        return bytes.size();
    }

    /** What is in it; nothing can be added any more. */
    byte[] content() {
        try {
            gzip.close();
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return bytes.toByteArray();
    }
}
