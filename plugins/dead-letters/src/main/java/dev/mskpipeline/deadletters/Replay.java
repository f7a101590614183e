package dev.mskpipeline.deadletters;

import static dev.mskpipeline.deadletters.Verdict.State.STRANDED;
import static dev.mskpipeline.deadletters.Verdict.State.WAITING;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RetriableException;

/** Puts dead letters back where they came from: those that wait, each once. */
final class Replay {
    private final Cluster cluster;
    private final Survey survey;
    /** What became of each dead letter that was to be replayed; WAITING is one that nothing was done with. */
    final Map<DeadLetter, Verdict> outcomes = new LinkedHashMap<>();
    /** Where each copy went that was sent now. */
    final Map<DeadLetter, Place> sent = new LinkedHashMap<>();
    /** Records that were sent again, or are to be, since an older one's copy came after them. */
    final Set<Place> repeated = new LinkedHashSet<>();

    Replay(Cluster cluster, Survey survey) {
        this.cluster = cluster;
        this.survey = survey;
    }

    /** @param only offsets of dead letters; none for all */
    void run(Set<Long> only, boolean dryRun) {
        outcomes.putAll(survey.verdicts(chosen(only)));
        if (dryRun) {
            survey.history.overtaken().forEach(seen -> repeated.add(seen.at.place));
        } else {
            sendWaiting();
            repeatOvertaken();
        }
    }

    private List<DeadLetter> chosen(Set<Long> only) {
        Map<Long, DeadLetter> byOffset = survey.letters.stream()
            .collect(Collectors.toMap(letter -> letter.offset, letter -> letter));
        only.stream().filter(offset -> !byOffset.containsKey(offset)).findFirst().ifPresent(offset -> {
            throw survey.topic.none(offset);
        });
        return survey.letters.stream().filter(letter -> only.isEmpty() || only.contains(letter.offset))
            .collect(Collectors.toList());
    }

    /** Reads the dead letters once more, for their values. */
    private void sendWaiting() {
        Map<Long, DeadLetter> waiting = new HashMap<>();
        outcomes.forEach((letter, verdict) -> {
            if (verdict.state == WAITING) {
                waiting.put(letter.offset, letter);
            }
        });
        if (!waiting.isEmpty()) {
            survey.topic.read(waiting.keySet().stream().min(Long::compare).orElseThrow(), record -> {
                DeadLetter letter = waiting.get(record.offset());
                if (letter != null) {
                    send(letter, record);
                }
            });
        }
    }

    /** One that Kafka refuses for good stops no other; of one without an answer the next replay sees what became. */
    private void send(DeadLetter letter, ConsumerRecord<byte[], byte[]> record) {
        try {
            sent.put(letter, cluster.send(Copies.of(record, letter.place.partition, letter.origin)));
        } catch (RetriableException unanswered) {
            throw unanswered;
        } catch (ApiException refused) {
            outcomes.put(letter, new Verdict(STRANDED, "Kafka refuses it: " + refused.getMessage()));
        }
    }

    /**
     * A newer record of the same item may have come between the reading and the copy, now or in a replay that did not
     * come to its end. It is sent again, so that the table ends with it; once, whatever the clocks of two partitions say.
     */
    private void repeatOvertaken() {
        List<Trail.Sighting> overtaken;
        do {
            survey.history.goOn();
            overtaken = survey.history.overtaken().stream().filter(seen -> !repeated.contains(seen.at.place))
                .collect(Collectors.toList());
            overtaken.forEach(this::repeat);
        } while (!overtaken.isEmpty());
    }

    private void repeat(Trail.Sighting seen) {
        Place place = seen.at.place;
        ConsumerRecord<byte[], byte[]> record = cluster.record(place).orElseThrow(() -> new ToolException("Record " + place
            + " is gone, after which a copy of an older record of its item came: its table has the older one"));
        cluster.send(Copies.of(record, place.partition, seen.origin));
        repeated.add(place);
    }
}
