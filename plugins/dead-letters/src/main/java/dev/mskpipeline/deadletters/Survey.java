package dev.mskpipeline.deadletters;

import static dev.mskpipeline.deadletters.Verdict.State.REPLAYED;
import static dev.mskpipeline.deadletters.Verdict.State.STRANDED;
import static dev.mskpipeline.deadletters.Verdict.State.SUPERSEDED;
import static dev.mskpipeline.deadletters.Verdict.State.WAITING;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/** All dead letters of a sink, and what has become of them, by what is in the topics that they came from. */
final class Survey {
    final DeadLetterTopic topic;
    final List<DeadLetter> letters;
    final History history;

    Survey(Cluster cluster, DeadLetterTopic topic, TableKey tableKey) {
        this.topic = topic;
        letters = topic.letters(tableKey);
        List<DeadLetter> placed = letters.stream().filter(letter -> letter.place != null).collect(Collectors.toList());
        history = new History(cluster, placed, tableKey);
        history.goOn();
    }

    /** Of several that wait for the same item, the newest waits on and the others are superseded by it. */
    Map<DeadLetter, Verdict> verdicts(List<DeadLetter> some) {
        Map<DeadLetter, Verdict> verdicts = new LinkedHashMap<>();
        List<DeadLetter> waiting = new ArrayList<>();
        for (DeadLetter letter : some) {
            Verdict verdict = alone(letter);
            verdicts.put(letter, verdict);
            if (verdict.state == WAITING) {
                waiting.add(letter);
            }
        }
        superseding(waiting).forEach((letter, newer) ->
            verdicts.put(letter, new Verdict(SUPERSEDED, "dead letter " + newer.offset)));
        return verdicts;
    }

    private Verdict alone(DeadLetter letter) {
        if (letter.place == null) {
            return new Verdict(STRANDED, "its headers do not say where it came from, as Kafka Connect writes them with "
                + "errors.deadletterqueue.context.headers.enable=true");
        }
        Trail trail = history.of(letter);
        if (trail.copy().isPresent()) {
            return new Verdict(REPLAYED, trail.copy().get().toString());
        }
        Optional<String> gone = gone(letter, trail);
        if (gone.isPresent()) {
            return new Verdict(STRANDED, gone.get());
        }
        if (trail.newer().isPresent()) {
            return new Verdict(SUPERSEDED, trail.newer().get().toString());
        }
        return forgotten(letter).map(reason -> new Verdict(STRANDED, reason)).orElse(new Verdict(WAITING, ""));
    }

    /** Why its topic is not the one that it came from. Kafka never takes partitions away from a topic. */
    private Optional<String> gone(DeadLetter letter, Trail trail) {
        TopicPartition partition = letter.place.partition;
        Map<TopicPartition, Cluster.Range> ranges = history.ranges(partition.topic());
        if (ranges.isEmpty()) {
            return Optional.of("topic " + partition.topic() + " is gone");
        }
        String anew = "topic " + partition.topic() + " was made anew: ";
        Cluster.Range range = ranges.get(partition);
        if (range == null) {
            return Optional.of(anew + "it has no partition " + partition.partition());
        }
        if (letter.place.offset >= range.end) {
            return Optional.of(anew + "partition " + partition.partition() + " ends before offset " + range.end);
        }
        return trail.isForeign() ? Optional.of(anew + "another record is at " + letter.place) : Optional.empty();
    }

    /** Why its topic no longer tells whether it was replayed or superseded. */
    private Optional<String> forgotten(DeadLetter letter) {
        Place origin = letter.origin.place;
        long begin = history.ranges(origin.partition.topic()).get(origin.partition).begin;
        return begin <= origin.offset + 1 ? Optional.empty()
            : Optional.of("topic " + origin.partition.topic() + " has forgotten what came after " + origin
                + ", whether a newer record of its item or a copy of it: partition " + origin.partition.partition()
                + " begins at offset " + begin);
    }

    /** Those that wait while a newer one of the same item, or a later report of the same record, waits too. */
    private static Map<DeadLetter, DeadLetter> superseding(List<DeadLetter> waiting) {
        SameItem<DeadLetter> items = new SameItem<>();
        Map<Place, List<DeadLetter>> records = new HashMap<>();
        for (DeadLetter letter : waiting) {
            items.add(letter, letter.place.partition.topic(), letter.tableKey, letter.key);
            records.computeIfAbsent(letter.origin.place, any -> new ArrayList<>(1)).add(letter);
        }
        Map<DeadLetter, DeadLetter> newer = new LinkedHashMap<>();
        for (DeadLetter letter : waiting) {
            Stream.concat(
                    items.find(letter.place.partition.topic(), letter.tableKey, letter.key).stream(),
                    records.get(letter.origin.place).stream())
                .filter(other -> other.isAfter(letter))
                .reduce((one, other) -> other.isAfter(one) ? other : one)
                .ifPresent(newest -> newer.put(letter, newest));
        }
        return newer;
    }
}
