package dev.mskpipeline.deadletters;

/** What has become of a dead letter. */
final class Verdict {
    enum State {
        /** It can be replayed. */
        WAITING,
        /** A copy of it is in its topic. */
        REPLAYED,
        /** A newer record of its item is stored, or waits. */
        SUPERSEDED,
        /** It cannot be replayed. */
        STRANDED
    }

    final State state;
    /** Where its copy is, by what it was superseded, or why it cannot be replayed; empty for one that waits. */
    final String detail;

    Verdict(State state, String detail) {
        this.state = state;
        this.detail = detail;
    }
}
