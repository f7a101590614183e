package dev.mskpipeline.connect.rds;

import dev.mskpipeline.connect.common.EditDistance;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;

/** The certificates that a provider trusts: those in this jar, or of the file in the parameter {@code file}. */
final class Certificates {
    private static final String PREFIX = "config.providers.<name>.param.";
    private static final String FILE = "file";
    private static final String BUNDLED = "rds-ca.pem";

    private Certificates() {
    }

    static Collection<? extends Certificate> of(Map<String, ?> params) {
        params.keySet().stream().filter(key -> !key.equals(FILE)).sorted().findFirst().ifPresent(unknown -> {
            throw new ConfigException("Unknown worker property '" + PREFIX + unknown + "'"
                + (EditDistance.between(unknown, FILE) <= 2 ? ": did you mean '" + PREFIX + FILE + "'?" : ".")
                + " The provider reads " + FILE + " only.");
        });
        Object file = params.get(FILE);
        return file == null || file.toString().isBlank() ? bundled() : ofFile(file.toString());
    }

    private static Collection<? extends Certificate> bundled() {
        try (InputStream pem = Certificates.class.getResourceAsStream(BUNDLED)) {
            return parse(pem);
        } catch (IOException | CertificateException damaged) {
            throw new IllegalStateException("The jar's " + BUNDLED + " cannot be read", damaged);
        }
    }

    private static Collection<? extends Certificate> ofFile(String file) {
        try (InputStream pem = Files.newInputStream(Path.of(file))) {
            Collection<? extends Certificate> certificates = parse(pem);
            if (certificates.isEmpty()) {
                throw new CertificateException("it holds none");
            }
            return certificates;
        } catch (IOException | CertificateException | RuntimeException unusable) {
            ConfigException failure = new ConfigException(PREFIX + FILE, file,
                "must be a readable file of certificates in the form PEM: " + unusable);
            failure.initCause(unusable);
            throw failure;
        }
    }

    private static Collection<? extends Certificate> parse(InputStream pem) throws CertificateException {
        return CertificateFactory.getInstance("X.509").generateCertificates(pem);
    }
}
