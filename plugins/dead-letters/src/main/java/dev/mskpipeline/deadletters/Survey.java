package dev.mskpipeline.deadletters;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All dead letters of a sink, and what has become of them. */
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

    Map<DeadLetter, Verdict> verdicts(List<DeadLetter> some) {
        return new Judge(history).judge(some);
    }
}
