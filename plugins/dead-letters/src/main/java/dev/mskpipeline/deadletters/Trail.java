package dev.mskpipeline.deadletters;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What was seen of a dead letter and of its item in the topic that it came from. */
final class Trail {
    private final DeadLetter letter;
    private Place copy;
    /** By origin the last stored record of its item: what its table should have. */
    private Sighting newest;
    /** By place the last stored record of its item: what its table ends with. */
    private Sighting last;
    private boolean foreign;

    Trail(DeadLetter letter) {
        this.letter = letter;
    }

    /** The record at the dead letter's place was seen. */
    void original(ConsumerRecord<byte[], byte[]> record) {
        foreign = !letter.isOf(record);
    }

    /** A copy of the same origin was seen, refused or not. */
    void copy(Sighting seen) {
        if (seen.at.isAfter(new Moment(letter.place, letter.origin.time))) {
            copy = seen.at.place;
        }
    }

    /** A record of its item was seen that the sink has not refused. */
    void stored(Sighting seen) {
        boolean newer = seen.origin.isAfter(letter.origin);
        if ((newer || seen.isCopyOf(letter)) && (newest == null || seen.origin.isAfter(newest.origin))) {
            newest = seen;
        }
        if (last == null || seen.at.isAfter(last.at)) {
            last = seen;
        }
    }

    /** Where its last copy is, once it was replayed. */
    Optional<Place> copy() {
        return Optional.ofNullable(copy);
    }

    /** The stored record of its item that is newer than it. */
    Optional<Place> newer() {
        return newest != null && newest.origin.isAfter(letter.origin) ? Optional.of(newest.at.place) : Optional.empty();
    }

    /** A record that a copy of an older one came after, so that its table ends with the older one. */
    Optional<Sighting> overtaken() {
        boolean endsOlder = newest != null && last.isCopy() && newest.origin.isAfter(last.origin);
        return endsOlder ? Optional.of(newest) : Optional.empty();
    }

    /** Whether another record is at its place, as in a topic that was made anew. */
    boolean isForeign() {
        return foreign;
    }

    /** A record that was seen in a topic. */
    static final class Sighting {
        /** Where it is and when it came. */
        final Moment at;
        final Moment origin;

        Sighting(ConsumerRecord<byte[], byte[]> record) {
            at = new Moment(Place.of(record), record.timestamp());
            origin = Copies.origin(record.headers(), at.place, at.time);
        }

        boolean isCopy() {
            return !origin.place.equals(at.place);
        }

        boolean isCopyOf(DeadLetter letter) {
            return origin.place.equals(letter.origin.place);
        }
    }
}
