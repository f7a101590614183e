package dev.mskpipeline.connect.dynamodb;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a key attribute of the table comes from, in Confluent's grammar:
 * {@code partition | offset | key[.path] | value[.path]}, each with an optional {@code :alias}. The attribute is named
 * by the alias, else by the last part of the path, else by the word itself.
 */
final class KeyReference {
    enum Source { PARTITION, OFFSET, KEY, VALUE }

    static final String GRAMMAR = "must be 'partition', 'offset', 'key[.path]' or 'value[.path]', "
        + "with ':alias' after it to name the attribute differently";

    private static final Pattern SYNTAX = Pattern.compile(
        "(?<word>partition|offset|(?:key|value)(?<path>(?:\\.[^.:\\s]+)*))(?::(?<alias>[^:\\s]+))?");

    final Source source;
    final List<String> path;
    final String attribute;
    private final String text;

    private KeyReference(Source source, List<String> path, String attribute, String text) {
        this.source = source;
        this.path = path;
        this.attribute = attribute;
        this.text = text;
    }

    /** @throws IllegalArgumentException when the text is no reference, with the grammar as its message */
    static KeyReference parse(String text) {
        Matcher match = SYNTAX.matcher(text.trim());
        if (!match.matches()) {
            throw new IllegalArgumentException(GRAMMAR);
        }
        String[] words = match.group("word").split("\\.");
        List<String> path = Arrays.asList(words).subList(1, words.length);
        String alias = match.group("alias");
        return new KeyReference(Source.valueOf(words[0].toUpperCase(Locale.ROOT)), List.copyOf(path),
            alias != null ? alias : words[words.length - 1], text.trim());
    }

    /** Whether the attribute is a number whatever the record holds. */
    boolean isNumber() {
        return source == Source.PARTITION || source == Source.OFFSET;
    }

    @Override
    public String toString() {
        return text;
    }
}
