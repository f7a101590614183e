package dev.mskpipeline.connect.common;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The version that {@code GET /connector-plugins} shows, from the {@code version.txt} that the build writes. */
public final class PluginVersion {
    private PluginVersion() {
    }

    /** The version beside a class of the plugin. */
    public static String of(Class<?> type) {
        try (InputStream file = type.getResourceAsStream("version.txt")) {
            return file == null ? "unknown" : new String(file.readAllBytes(), StandardCharsets.UTF_8).trim();
        } catch (IOException unreadable) {
            return "unknown";
        }
    }
}
