package dev.mskpipeline.connect.dynamodb;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Numbers as DynamoDB takes them: decimal text of at most 38 significant digits, its size between 1E-130 and
 * 9.99...E+125. A number that does not fit is refused, never rounded.
 */
final class Numbers {
    private static final int MAX_DIGITS = 38;
    private static final int MIN_EXPONENT = -130;
    private static final int MAX_EXPONENT = 125;

    private Numbers() {
    }

    /** A float or double is written with the shortest digits that stand for it, as its toString has them. */
    static String text(Number number) {
        if (number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte) {
            return number.toString();
        }
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                throw new RecordRefusedException("DynamoDB has no NaN or Infinity");
            }
            // Most numbers: no need for arithmetic to know that they fit.
            double size = Math.abs(value);
            if (size > 1e-100 && size < 1e100) {
                return number.toString();
            }
            return checked(new BigDecimal(number.toString()));
        }
        if (number instanceof BigInteger) {
            return checked(new BigDecimal((BigInteger) number));
        }
        return checked(number instanceof BigDecimal ? (BigDecimal) number : new BigDecimal(number.toString()));
    }

    /** The one form of equal numbers: DynamoDB takes 1, 1.0 and 1E0 for the same key. */
    static BigDecimal canonical(String number) {
        return new BigDecimal(number).stripTrailingZeros();
    }

    private static String checked(BigDecimal number) {
        if (number.signum() == 0) {
            return "0";
        }
        BigDecimal stripped = number.stripTrailingZeros();
        int exponent = stripped.precision() - stripped.scale() - 1;
        if (stripped.precision() > MAX_DIGITS) {
            throw new RecordRefusedException("a number has " + stripped.precision()
                + " significant digits; DynamoDB keeps " + MAX_DIGITS);
        }
        if (exponent < MIN_EXPONENT || exponent > MAX_EXPONENT) {
            throw new RecordRefusedException("a number has the exponent " + exponent + "; DynamoDB's are "
                + MIN_EXPONENT + " to " + MAX_EXPONENT);
        }
        return stripped.toString();
    }
}
