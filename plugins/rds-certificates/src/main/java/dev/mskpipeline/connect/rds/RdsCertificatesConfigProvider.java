package dev.mskpipeline.connect.rds;

import java.security.cert.Certificate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.ConfigProvider;

/**
 * Gives configurations a file with the certificates of Amazon RDS's authorities, by which a client verifies that a
 * server is the database that it means: {@code ${rdsCertificates:truststore}} is the path of a Java truststore and
 * {@code ${rdsCertificates:password}} what opens it, {@code ${rdsCertificates:pem}} the path of a file in the form PEM,
 * where {@code rdsCertificates} is the name that the worker's {@code config.providers} gives to this class.
 *
 * <p>A connector needs a path, and nobody documents to which folder MSK Connect unpacks a plugin. So the certificates
 * are in this jar, and are written to a temporary file of the worker. Amazon's provider for S3 does the same.
 *
 * @see <a href="https://github.com/aws-samples/msk-config-providers">Amazon's config providers</a>
 */
public final class RdsCertificatesConfigProvider implements ConfigProvider {
    private static final String TRUSTSTORE = "truststore";
    private static final String PASSWORD = "password";
    private static final String PEM = "pem";

    private CertificateFile truststore;
    private CertificateFile pem;

    /** Takes what the worker has under {@code config.providers.<name>.param.}. */
    @Override
    public void configure(Map<String, ?> params) {
        Collection<? extends Certificate> certificates = Certificates.of(params);
        truststore = CertificateFile.truststore(certificates);
        pem = CertificateFile.pem(certificates);
    }

    /** All values. */
    @Override
    public ConfigData get(String path) {
        return get(path, Set.of(TRUSTSTORE, PASSWORD, PEM));
    }

    /** The values that are asked for; there is no path. */
    @Override
    public ConfigData get(String path, Set<String> keys) {
        Map<String, String> values = new LinkedHashMap<>();
        keys.forEach(key -> values.put(key, value(path, key)));
        return new ConfigData(values);
    }

    /** Removes the files. */
    @Override
    public void close() {
        if (truststore != null) {
            truststore.delete();
            pem.delete();
        }
    }

    private String value(String path, String key) {
        if (path == null || path.isEmpty()) {
            switch (key) {
                case TRUSTSTORE:
                    return truststore.path().toString();
                case PASSWORD:
                    return CertificateFile.OPENED_BY;
                case PEM:
                    return pem.path().toString();
                default:
            }
        }
        throw new ConfigException("There are ${rdsCertificates:truststore}, ${rdsCertificates:password} and "
            + "${rdsCertificates:pem} only, got '" + (path == null || path.isEmpty() ? "" : path + ":") + key + "'");
    }
}
