package dev.mskpipeline.connect.orders;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/**
 * Hands out the order ids of one task, each id once, however many tasks there are and were.
 *
 * <p>The ids are dealt in {@value #COUNT} stripes, for ever: stripe s holds the ids s, s + {@value #COUNT},
 * s + 2 * {@value #COUNT}, ... A task owns the stripes whose number leaves its own number when divided by the number
 * of tasks. How far a stripe has come is its own source offset in Kafka Connect, so a changed number of tasks moves
 * stripes between tasks and no id is given out by two. A task always goes on with its lowest id: one task alone
 * counts 0, 1, 2, ..., and where the number of tasks divides {@value #COUNT}, all together leave no gap.
 */
final class Stripes {
    /** Never to be changed: the offsets that connectors have stored mean it. Divides by 1-6, 8, 10, 12, 15, 20. */
    static final int COUNT = 120;

    static final String STRIPE = "stripe";
    static final String NEXT = "next";
    static final String SEED = "random.seed";
    static final String GENERATION = "task.generation";

    private final PriorityQueue<Stripe> byNextId = new PriorityQueue<>(Comparator.comparingLong(Stripe::nextId));
    private final long generation;
    private long handedOut;

    Stripes(int task, int tasks, long newSeed, OffsetStorageReader reader) {
        Map<Integer, Map<String, Integer>> partitions = new HashMap<>();
        for (int stripe = task; stripe < COUNT; stripe += tasks) {
            partitions.put(stripe, partition(stripe));
        }
        Map<Map<String, Integer>, Map<String, Object>> stored = reader.offsets(partitions.values());
        long lastGeneration = -1;
        for (Map.Entry<Integer, Map<String, Integer>> partition : partitions.entrySet()) {
            Map<String, Object> offset = stored == null ? null : stored.get(partition.getValue());
            long next = number(offset, NEXT, 0);
            handedOut += next;
            lastGeneration = Math.max(lastGeneration, number(offset, GENERATION, -1));
            byNextId.add(new Stripe(partition.getKey(), partition.getValue(), number(offset, SEED, newSeed), next));
        }
        generation = lastGeneration + 1;
    }

    /**
     * The source partition of a stripe. It has one key: Kafka Connect finds an offset by the partition's JSON, in which
     * the order of several counts, and that of an unmodifiable map is another one in each JVM.
     */
    static Map<String, Integer> partition(int stripe) {
        return Map.of(STRIPE, stripe);
    }

    /** How often the task has been started, from 0. */
    long generation() {
        return generation;
    }

    /** How many ids the task's stripes have given out in their life, earlier tasks and runs included. */
    long handedOut() {
        return handedOut;
    }

    /** Whether the ids, 32-bit numbers, are used up. */
    boolean exhausted() {
        return byNextId.element().nextId() > Integer.MAX_VALUE;
    }

    /** The lowest id that is left, with what to store once its order is in Kafka. */
    Claim next() {
        Stripe stripe = byNextId.remove();
        Claim claim = new Claim((int) stripe.nextId(), stripe.seed, stripe.partition,
            Map.of(NEXT, stripe.next + 1, SEED, stripe.seed, GENERATION, generation));
        stripe.next++;
        handedOut++;
        byNextId.add(stripe);
        return claim;
    }

    private static long number(Map<String, Object> offset, String name, long absent) {
        Object value = offset == null ? null : offset.get(name);
        return value instanceof Number ? ((Number) value).longValue() : absent;
    }

    /** One id, the seed of its order, and the source partition and offset of its record. */
    static final class Claim {
        final int orderId;
        final long seed;
        final Map<String, Integer> partition;
        final Map<String, Long> offset;

        private Claim(int orderId, long seed, Map<String, Integer> partition, Map<String, Long> offset) {
            this.orderId = orderId;
            this.seed = seed;
            this.partition = partition;
            this.offset = offset;
        }
    }

    private static final class Stripe {
        private final int number;
        private final Map<String, Integer> partition;
        private final long seed;
        private long next;

        private Stripe(int number, Map<String, Integer> partition, long seed, long next) {
            this.number = number;
            this.partition = partition;
            this.seed = seed;
            this.next = next;
        }

        private long nextId() {
            return number + next * COUNT;
        }
    }
}
