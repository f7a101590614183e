package dev.mskpipeline.connect.dynamodb;

import java.util.HashMap;
import java.util.Map;

/** System properties of one test. */
final class SystemProperties implements AutoCloseable {
    private final Map<String, String> before = new HashMap<>();

    void set(String name, String value) {
        before.putIfAbsent(name, System.getProperty(name, ""));
        System.setProperty(name, value);
    }

    @Override
    public void close() {
        before.forEach((name, value) -> {
            if (value.isEmpty()) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }
}
