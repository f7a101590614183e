package dev.mskpipeline.connect.dynamodb;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Sizes in bytes.
 *
 * <p>{@link #stored} is what the limit of 400 KB an item counts, never above DynamoDB's own: UTF-8 names and values, a
 * byte for two significant digits and one more for a number, one byte for BOOL and NULL, three bytes for a list or map
 * and one for each of its elements. Of a number AWS says "approximately", so DynamoDB may refuse what this lets pass.
 * {@link #wire} is what the limit of 16 MB a request counts, never below it: the same item as JSON, where bytes are
 * base64 and a character may be escaped.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html">Item
 *     sizes and formats</a>
 */
final class ItemSize {
    /** 400 KB, names included. */
    static final int MAX_ITEM = 400 * 1024;

    private ItemSize() {
    }

    static int stored(Map<String, AttributeValue> item) {
        int size = 0;
        for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
            size += utf8(attribute.getKey()) + stored(attribute.getValue());
        }
        return size;
    }

    static int stored(AttributeValue value) {
        switch (value.type()) {
            case S:
                return utf8(value.s());
            case N:
                return 1 + (significantDigits(value.n()) + 1) / 2;
            case B:
                return value.b().asByteArrayUnsafe().length;
            case M:
                return 3 + value.m().size() + stored(value.m());
            case L:
                int size = 3;
                for (AttributeValue element : value.l()) {
                    size += 1 + stored(element);
                }
                return size;
            default:
                return 1;
        }
    }

    static int wire(Map<String, AttributeValue> item) {
        int size = 2;
        for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
            size += json(attribute.getKey()) + 2 + wire(attribute.getValue());
        }
        return size;
    }

    /** With the braces and the type of {"S":...}, which is up to four letters. */
    private static int wire(AttributeValue value) {
        int frame = 9;
        switch (value.type()) {
            case S:
                return frame + json(value.s());
            case N:
                return frame + json(value.n());
            case B:
                return frame + 2 + (value.b().asByteArrayUnsafe().length + 2) / 3 * 4;
            case M:
                return frame + wire(value.m());
            case L:
                return frame + 2 + wire(value.l());
            default:
                return frame + 5;
        }
    }

    private static int wire(List<AttributeValue> list) {
        int size = 0;
        for (AttributeValue element : list) {
            size += 1 + wire(element);
        }
        return size;
    }

    static int utf8(String text) {
        int size = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Each half of a surrogate pair counts two of its four bytes.
            size += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return size;
    }

    /** Digits without the zeros before the first and after the last other one, and without those of the exponent. */
    private static int significantDigits(String number) {
        int digits = 0;
        int zeros = 0;
        for (int i = 0; i < number.length() && number.charAt(i) != 'E'; i++) {
            char c = number.charAt(i);
            if (c == '0') {
                zeros += digits == 0 ? 0 : 1;
            } else if (Character.isDigit(c)) {
                digits += zeros + 1;
                zeros = 0;
            }
        }
        return digits;
    }

    /** A JSON string: quotes, and the escapes that the SDK's writer makes. */
    private static int json(String text) {
        int size = 2 + utf8(text);
        for (int i = 0; i < text.length(); i++) {
            size += escape(text.charAt(i));
        }
        return size;
    }

    /** Bytes more than in UTF-8: control characters and halves of a surrogate pair are escaped by six characters. */
    private static int escape(char c) {
        if (c < 0x20) {
            return 5;
        }
        return Character.isSurrogate(c) ? 4 : c == '"' || c == '\\' ? 1 : 0;
    }
}
