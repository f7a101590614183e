package dev.mskpipeline.connect.orders;

import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;

/** Checks offsets that a user gives to a connector (KIP-875), so that none is stored which its tasks do not find. */
final class OffsetChanges {
    private OffsetChanges() {
    }

    /** @throws ConnectException for a partition or an offset that no task would write */
    static void check(Map<Map<String, ?>, Map<String, ?>> offsets) {
        offsets.forEach((partition, offset) -> {
            Object stripe = partition.get(Stripes.STRIPE);
            if (partition.size() != 1 || !isWhole(stripe, Stripes.COUNT - 1)) {
                throw new ConnectException("The partition " + partition + " is none of this connector: it must be {\""
                    + Stripes.STRIPE + "\": n} with n from 0 to " + (Stripes.COUNT - 1));
            }
            // Null forgets how far the stripe has come.
            if (offset != null && !isWhole(offset.get(Stripes.NEXT), Integer.MAX_VALUE / Stripes.COUNT + 1)) {
                throw new ConnectException("The offset " + offset + " of the partition " + partition + " must have \""
                    + Stripes.NEXT + "\", how many orders of the stripe are made, from 0 to "
                    + (Integer.MAX_VALUE / Stripes.COUNT + 1));
            }
        });
    }

    private static boolean isWhole(Object value, long most) {
        return (value instanceof Integer || value instanceof Long) && ((Number) value).longValue() >= 0
            && ((Number) value).longValue() <= most;
    }
}
