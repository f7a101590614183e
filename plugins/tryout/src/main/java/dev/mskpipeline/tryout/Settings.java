package dev.mskpipeline.tryout;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A connector's configuration. */
final class Settings {
    private final Map<String, String> values;

    Settings(Map<String, String> values) {
        this.values = values;
    }

    String get(String key, String otherwise) {
        return values.getOrDefault(key, otherwise);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    List<String> list(String key) {
        return Stream.of(get(key, "").split(",")).map(String::trim).filter(name -> !name.isEmpty())
            .collect(Collectors.toList());
    }

    /** What begins with a prefix, without it. */
    Map<String, String> under(String prefix) {
        Map<String, String> under = new HashMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                under.put(key.substring(prefix.length()), value);
            }
        });
        return under;
    }

    /** Has something take its settings; names it where it does not. */
    static void configure(String name, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException refused) {
            throw new ToolException(name + ": " + refused.getMessage());
        }
    }

    /** Makes an object of the class that a key names. */
    <T> T instance(String key, String otherwise, Class<T> type) {
        String name = get(key, otherwise);
        if (name.isEmpty()) {
            throw new ToolException(key + " is missing: the class to use");
        }
        try {
            return type.cast(Class.forName(name).getDeclaredConstructor().newInstance());
        } catch (ClassNotFoundException missing) {
            throw new ToolException(key + ": there is no class " + name + ", neither in Kafka Connect nor in the plugin");
        } catch (ClassCastException wrong) {
            throw new ToolException(key + ": " + name + " is no " + type.getSimpleName());
        } catch (ReflectiveOperationException failure) {
            throw new ToolException(key + ": " + name + " cannot be made: " + failure);
        }
    }
}
