package dev.mskpipeline.deadletters;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads what came after the dead letters in the topics that they came from, and goes on where it stopped. */
final class History {
    private final Cluster cluster;
    private final TableKey tableKey;
    /** Records that were refused are no item of a table. */
    private final Set<Place> refused;
    private final Map<DeadLetter, Trail> trails = new LinkedHashMap<>();
    private final Map<Place, List<Trail>> byPlace = new HashMap<>();
    private final Map<Place, List<Trail>> byOrigin = new HashMap<>();
    private final SameItem<Trail> items = new SameItem<>();
    private final Map<String, Map<TopicPartition, Cluster.Range>> ranges = new HashMap<>();
    private final Map<TopicPartition, Long> next = new HashMap<>();

    /** @param letters those whose place is known */
    History(Cluster cluster, List<DeadLetter> letters, TableKey tableKey) {
        this.cluster = cluster;
        this.tableKey = tableKey;
        this.refused = letters.stream().map(letter -> letter.place).collect(Collectors.toSet());
        for (DeadLetter letter : letters) {
            Trail trail = new Trail(letter);
            trails.put(letter, trail);
            byPlace.computeIfAbsent(letter.place, any -> new ArrayList<>(1)).add(trail);
            byOrigin.computeIfAbsent(letter.origin.place, any -> new ArrayList<>(1)).add(trail);
            items.add(trail, letter.place.partition.topic(), letter.tableKey, letter.key);
        }
        letters.stream().collect(Collectors.groupingBy(letter -> letter.place.partition.topic()))
            .forEach(this::begin);
    }

    /** Reads to where the topics end now. */
    void goOn() {
        Map<TopicPartition, Cluster.Range> unread = new HashMap<>();
        for (String topic : ranges.keySet()) {
            cluster.ranges(topic).forEach((partition, range) -> {
                // A partition that was added meanwhile is read from its beginning.
                unread.put(partition, range.from(next.getOrDefault(partition, range.begin)));
                next.put(partition, range.end);
            });
        }
        cluster.read(unread, this::see);
    }

    Trail of(DeadLetter letter) {
        return trails.get(letter);
    }

    /** What the partitions of a topic had when the reading began; none of a topic that is not there. */
    Map<TopicPartition, Cluster.Range> ranges(String topic) {
        return ranges.get(topic);
    }

    /** Records that a copy of an older one came after, each once. */
    List<Trail.Sighting> overtaken() {
        Map<Place, Trail.Sighting> found = new LinkedHashMap<>();
        trails.values().forEach(trail -> trail.overtaken().ifPresent(seen -> found.put(seen.origin.place, seen)));
        return List.copyOf(found.values());
    }

    /** Begins each partition at the first dead letter of it, or where others were made at the time of the first. */
    private void begin(String topic, List<DeadLetter> letters) {
        long earliest = letters.stream().mapToLong(letter -> letter.origin.time).min().orElseThrow();
        Map<TopicPartition, Long> first = new HashMap<>();
        letters.forEach(letter -> first.merge(letter.origin.place.partition, letter.origin.place.offset, Math::min));
        ranges.put(topic, cluster.ranges(topic));
        ranges.get(topic).forEach((partition, range) -> {
            long atTime = earliest < 0 ? range.begin : cluster.offsetAt(partition, earliest);
            next.put(partition, Math.min(atTime, first.getOrDefault(partition, atTime)));
        });
    }

    private void see(ConsumerRecord<byte[], byte[]> record) {
        Trail.Sighting seen = new Trail.Sighting(record);
        Place place = seen.at.place;
        byPlace.getOrDefault(place, List.of()).forEach(trail -> trail.original(record));
        if (seen.isCopy()) {
            byOrigin.getOrDefault(seen.origin.place, List.of()).forEach(trail -> trail.copy(seen));
        }
        if (!refused.contains(place)) {
            items.find(record.topic(), tableKey.of(record.key(), record.value(), place), record.key())
                .forEach(trail -> trail.stored(seen));
        }
    }
}
