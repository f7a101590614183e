package dev.mskpipeline.connect.secrets;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigException;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonNodeParser;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/** The fields of a secret that is a JSON object. Its errors name secrets and fields, and never hold a value. */
final class SecretFields {
    private final String secret;
    private final Map<String, JsonNode> fields;

    private SecretFields(String secret, Map<String, JsonNode> fields) {
        this.secret = secret;
        this.fields = fields;
    }

    static SecretFields parse(String name, String region, GetSecretValueResponse response) {
        String secret = "The secret '" + name + "' in " + region;
        return new SecretFields(secret, new TreeMap<>(object(secret, text(name, region, response))));
    }

    /** The whole secret. */
    static String text(String name, String region, GetSecretValueResponse response) {
        if (response.secretString() == null) {
            throw new ConfigException("The secret '" + name + "' in " + region
                + " holds binary data; a configuration takes text");
        }
        return response.secretString();
    }

    Map<String, String> all() {
        return only(fields.keySet());
    }

    Map<String, String> only(Collection<String> keys) {
        Map<String, String> values = new LinkedHashMap<>();
        keys.forEach(key -> values.put(key, text(key)));
        return values;
    }

    private String text(String key) {
        JsonNode field = fields.get(key);
        if (field == null) {
            throw new ConfigException(secret + " has no field '" + key + "'; it has "
                + (fields.isEmpty() ? "none" : String.join(", ", fields.keySet())));
        }
        if (field.isString() || field.isNumber() || field.isBoolean()) {
            return field.text();
        }
        throw new ConfigException("The field '" + key + "' must be text, a number or a boolean. " + secret
            + " has there " + (field.isNull() ? "null" : field.isArray() ? "an array" : "an object"));
    }

    private static Map<String, JsonNode> object(String secret, String json) {
        JsonNode node;
        try {
            node = JsonNodeParser.create().parse(json);
        } catch (RuntimeException notJson) {
            // Not the cause: the parser's message quotes the text.
            throw notAnObject(secret, "text that is not JSON");
        }
        if (!node.isObject()) {
            throw notAnObject(secret, "JSON that is no object");
        }
        return node.asObject();
    }

    private static ConfigException notAnObject(String secret, String found) {
        return new ConfigException(secret + " holds " + found + "; its fields can be taken of a JSON object such as "
            + "{\"username\": \"...\", \"password\": \"...\"}, and the whole of it by a reference to its name alone");
    }
}
