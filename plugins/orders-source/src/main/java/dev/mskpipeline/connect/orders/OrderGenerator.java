package dev.mskpipeline.connect.orders;

import java.util.Random;
import org.apache.kafka.connect.data.Struct;

/**
 * Makes the order of an id. The content follows from the seed and the id alone, so an order that is sent again after
 * a crash, by whichever task, is the same order. {@link Random} is specified to the bit: the data is the same on
 * every Java version.
 */
final class OrderGenerator {
    /** 2017-02-21 and 2018-02-22 UTC in milliseconds since 1970. */
    static final long MIN_ORDER_TIME = 1_487_715_775_521L;
    static final long MAX_ORDER_TIME = 1_519_273_364_600L;
    static final double MIN_UNITS = 0.1;
    static final double MAX_UNITS = 10.0;
    static final int MIN_ZIP_CODE = 10_000;
    static final int MAX_ZIP_CODE = 99_999;

    private OrderGenerator() {
    }

    static Struct order(long seed, int orderId) {
        Random random = new Random(mix(seed, orderId));
        return new Struct(OrderSchema.ORDER)
            .put(OrderSchema.ORDER_TIME,
                MIN_ORDER_TIME + (long) (random.nextDouble() * (MAX_ORDER_TIME - MIN_ORDER_TIME)))
            .put(OrderSchema.ORDER_ID, orderId)
            .put(OrderSchema.ITEM_ID, "Item_" + nonZeroDigit(random) + digits(random, 0, random.nextInt(3)))
            .put(OrderSchema.ORDER_UNITS, MIN_UNITS + random.nextDouble() * (MAX_UNITS - MIN_UNITS))
            .put(OrderSchema.ADDRESS, address(random));
    }

    private static Struct address(Random random) {
        return new Struct(OrderSchema.ADDRESS_SCHEMA)
            .put(OrderSchema.CITY, "City_" + digits(random, 1, random.nextInt(3)))
            .put(OrderSchema.STATE, "State_" + digits(random, 1, random.nextInt(3)))
            .put(OrderSchema.ZIP_CODE, (long) MIN_ZIP_CODE + random.nextInt(MAX_ZIP_CODE - MIN_ZIP_CODE + 1));
    }

    private static String nonZeroDigit(Random random) {
        return digits(random, 1, 1);
    }

    private static String digits(Random random, int lowest, int count) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append((char) ('0' + lowest + random.nextInt(10 - lowest)));
        }
        return text.toString();
    }

    /** Spreads seed and id over all bits (the finalizer of SplitMix64), so that neighbouring ids are unlike. */
    private static long mix(long seed, int orderId) {
        long z = seed * 0x9E3779B97F4A7C15L + orderId;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
