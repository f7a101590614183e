package dev.mskpipeline.connect.secrets;

import dev.mskpipeline.connect.common.EditDistance;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;
import software.amazon.awssdk.regions.Region;

/** The provider's parameters, worker properties under {@code config.providers.<name>.param.}. */
final class ProviderConfig {
    private static final String PREFIX = "config.providers.<name>.param.";
    private static final String REGION = "region";
    private static final String ENDPOINT = "endpoint";
    private static final String VERSION_STAGE = "version.stage";
    private static final String CACHE_TTL = "cache.ttl.seconds";
    private static final List<String> KNOWN = List.of(REGION, ENDPOINT, VERSION_STAGE, CACHE_TTL);
    private static final int MAX_CACHE_TTL = 86_400;
    private static final Pattern REGION_NAME = Pattern.compile("[a-z0-9-]+");

    final String region;
    /** Instead of the region's own, for tests and for a run without AWS. */
    final Optional<URI> endpoint;

    /** Which version of a secret; without one AWSCURRENT. */
    final Optional<String> versionStage;
    /** How long a secret is kept, zero for not at all. */
    final Duration cacheTtl;

    private ProviderConfig(String region, Optional<URI> endpoint, Optional<String> versionStage, Duration cacheTtl) {
        this.region = region;
        this.endpoint = endpoint;
        this.versionStage = versionStage;
        this.cacheTtl = cacheTtl;
    }

    static ProviderConfig of(Map<String, ?> params) {
        params.keySet().stream().filter(key -> !KNOWN.contains(key)).sorted().findFirst().ifPresent(unknown -> {
            throw new ConfigException("Unknown worker property '" + PREFIX + unknown + "': did you mean '" + PREFIX
                + nearest(unknown, KNOWN) + "'? The provider reads " + String.join(", ", KNOWN) + " only.");
        });
        Optional<URI> endpoint = text(params, ENDPOINT).map(ProviderConfig::url);
        return new ProviderConfig(region(text(params, REGION), endpoint.isPresent()), endpoint,
            text(params, VERSION_STAGE), text(params, CACHE_TTL).map(ProviderConfig::cacheTtl).orElse(Duration.ZERO));
    }

    private static Duration cacheTtl(String text) {
        try {
            int seconds = Integer.parseInt(text.trim());
            if (seconds >= 0 && seconds <= MAX_CACHE_TTL) {
                return Duration.ofSeconds(seconds);
            }
        } catch (NumberFormatException notANumber) {
            // Reported below.
        }
        throw new ConfigException(PREFIX + CACHE_TTL, text, "must be a whole number of seconds from 0 to "
            + MAX_CACHE_TTL);
    }

    private static String region(Optional<String> value, boolean anyName) {
        String region = value.orElseThrow(() -> new ConfigException(
            "Missing worker property '" + PREFIX + REGION + "': the AWS region of the secrets, such as us-east-1"));
        boolean good = anyName ? REGION_NAME.matcher(region).matches() : Region.regions().contains(Region.of(region));
        if (!good) {
            List<String> names = Region.regions().stream().map(Region::id)
                .filter(id -> !id.contains("global")).collect(Collectors.toList());
            throw new ConfigException(PREFIX + REGION, region,
                "is no AWS region; the nearest name is " + nearest(region, names));
        }
        return region;
    }

    private static URI url(String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException notAUrl) {
            // Reported below.
        }
        throw new ConfigException(PREFIX + ENDPOINT, text, "must be a URL such as http://127.0.0.1:8080");
    }

    private static Optional<String> text(Map<String, ?> params, String key) {
        return Optional.ofNullable(params.get(key)).map(Object::toString).filter(text -> !text.isBlank());
    }

    private static String nearest(String word, List<String> names) {
        return names.stream().min(Comparator.comparingInt(name -> EditDistance.between(word, name))).orElseThrow();
    }
}
