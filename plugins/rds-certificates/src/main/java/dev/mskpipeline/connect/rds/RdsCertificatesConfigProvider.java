package dev.mskpipeline.connect.rds;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.ConfigProvider;

/**
 * Gives configurations a truststore with the certificates of Amazon RDS's authorities, by which a client verifies that
 * a server is the database that it means: {@code ${rdsCertificates:truststore}} is the path of the file and
 * {@code ${rdsCertificates:password}} what opens it, where {@code rdsCertificates} is the name that the worker's
 * {@code config.providers} gives to this class.
 *
 * <p>A connector needs a path, and nobody documents to which folder MSK Connect unpacks a plugin. So the certificates
 * are in this jar, and are written to a temporary file of the worker. Amazon's provider for S3 does the same.
 *
 * @see <a href="https://github.com/aws-samples/msk-config-providers">Amazon's config providers</a>
 */
public final class RdsCertificatesConfigProvider implements ConfigProvider {
    private static final String TRUSTSTORE = "truststore";
    private static final String PASSWORD = "password";

    private Truststore truststore;

    /** Takes what the worker has under {@code config.providers.<name>.param.}. */
    @Override
    public void configure(Map<String, ?> params) {
        truststore = new Truststore(Certificates.of(params));
    }

    /** Both values. */
    @Override
    public ConfigData get(String path) {
        return get(path, Set.of(TRUSTSTORE, PASSWORD));
    }

    /** The values that are asked for; there is no path. */
    @Override
    public ConfigData get(String path, Set<String> keys) {
        Map<String, String> values = new LinkedHashMap<>();
        keys.forEach(key -> values.put(key, value(path, key)));
        return new ConfigData(values);
    }

    /** Removes the file. */
    @Override
    public void close() {
        if (truststore != null) {
            truststore.delete();
        }
    }

    private String value(String path, String key) {
        if (path == null || path.isEmpty()) {
            if (key.equals(TRUSTSTORE)) {
                return truststore.path().toString();
            }
            if (key.equals(PASSWORD)) {
                return Truststore.OPENED_BY;
            }
        }
        throw new ConfigException("There are ${rdsCertificates:truststore} and ${rdsCertificates:password} only, got '"
            + (path == null || path.isEmpty() ? "" : path + ":") + key + "'");
    }
}
