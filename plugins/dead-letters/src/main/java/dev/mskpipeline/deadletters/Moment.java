package dev.mskpipeline.deadletters;

/**
 * A place and a time by which two records are put in order: those of one partition by their offsets. Those of two, as
 * once partitions were added, by their times, which is all that there is.
 */
final class Moment {
    final Place place;
    final long time;

    Moment(Place place, long time) {
        this.place = place;
        this.time = time;
    }

    boolean isAfter(Moment other) {
        return place.partition.equals(other.place.partition) ? place.offset > other.place.offset : time > other.time;
    }
}
