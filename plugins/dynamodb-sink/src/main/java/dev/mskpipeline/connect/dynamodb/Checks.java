package dev.mskpipeline.connect.dynamodb;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;

/** Checks of single configuration values; each throws an exception that names the key. */
final class Checks {
    private static final Pattern TABLE_NAME = Pattern.compile("[A-Za-z0-9_.-]+");

    private static final Pattern ROLE_ARN = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]+");
    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");

    private Checks() {
    }

    static void hashKey(String key, Object value) {
        try {
            KeyReference.parse(text(value));
        } catch (IllegalArgumentException bad) {
            throw new ConfigException(key, value, bad.getMessage());
        }
    }

    static void sortKey(String key, Object value) {
        if (!text(value).isBlank()) {
            hashKey(key, value);
        }
    }

    static void tableNameFormat(String key, Object value) {
        String format = SinkConfig.nameOf(text(value));
        String fixed = format.replace(SinkConfig.TOPIC_PLACEHOLDER, "");
        if (format.isBlank() || !fixed.isEmpty() && !TABLE_NAME.matcher(fixed).matches()) {
            throw new ConfigException(key, value, "must be a table name of letters, digits, '_', '-' and '.', or the "
                + "ARN of a table; its only placeholder is ${topic}");
        }
    }

    static void url(String key, Object value) {
        String text = text(value);
        if (text.isBlank()) {
            return;
        }
        try {
            URI uri = URI.create(text);
            if (uri.getRawUserInfo() != null) {
                // Not the value: it may hold a password.
                throw new ConfigException(key, "[hidden]", "must not hold a user or a password; a proxy's are "
                    + SinkConfig.PROXY_USER + " and " + SinkConfig.PROXY_PASSWORD);
            }
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return;
            }
        } catch (IllegalArgumentException notAUrl) {
            // Reported below.
        }
        throw new ConfigException(key, value, "must be a URL such as http://localhost:8000");
    }

    static void credentialsProvider(String key, Object value) {
        String name = text(value);
        if (name.isBlank() || name.equals(Credentials.CONFLUENT_ASSUME_ROLE)) {
            return;
        }
        try {
            Credentials.providerClass(name);
        } catch (ClassNotFoundException | LinkageError missing) {
            throw new ConfigException(key, value, "must be a class in the plugin's folder that implements "
                + "software.amazon.awssdk.auth.credentials.AwsCredentialsProvider");
        }
    }

    static void roleArn(String key, Object value) {
        if (!text(value).isBlank() && !ROLE_ARN.matcher(text(value)).matches()) {
            throw new ConfigException(key, value,
                "must be the ARN of a role, such as arn:aws:iam::123456789012:role/orders-writer");
        }
    }

    /** As STS has it. */
    static void roleSessionName(String key, Object value) {
        if (!SESSION_NAME.matcher(text(value)).matches()) {
            throw new ConfigException(key, value, "must be 2 to 64 letters, digits and characters of _+=,.@-");
        }
    }

    static void nullValues(String key, Object value) {
        boolean known = Arrays.stream(NullValues.values())
            .anyMatch(mode -> mode.name().equals(text(value).toUpperCase(Locale.ROOT)));
        if (!known) {
            throw new ConfigException(key, value, "must be UPSERT, IGNORE or DELETE");
        }
    }

    /** A key may be in a configuration with null for its value. */
    private static String text(Object value) {
        return value == null ? "" : (String) value;
    }
}
