package dev.mskpipeline.connect.rds;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Collection;
import org.apache.kafka.common.config.ConfigException;

/** Certificates in a temporary file, which is there when its path is asked for. */
final class CertificateFile {
    /** No secret, as the certificates are none: it lets a reader of a truststore notice a damaged file. */
    static final String OPENED_BY = "rds-certificates";
    /** What MySQL Connector/J and Debezium both read by default. */
    private static final String TRUSTSTORE_TYPE = "JKS";
    private static final int PEM_LINE = 64;

    private final String suffix;
    private final Content content;
    private Path file;

    private CertificateFile(String suffix, Content content) {
        this.suffix = suffix;
        this.content = content;
    }

    /** A Java truststore. */
    static CertificateFile truststore(Collection<? extends Certificate> certificates) {
        return new CertificateFile(".jks", out -> {
            KeyStore store = KeyStore.getInstance(TRUSTSTORE_TYPE);
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("rds-" + number++, certificate);
            }
            store.store(out, OPENED_BY.toCharArray());
        });
    }

    /** One certificate after the other, as OpenSSL and PostgreSQL's driver read them. */
    static CertificateFile pem(Collection<? extends Certificate> certificates) {
        Base64.Encoder base64 = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'});
        return new CertificateFile(".pem", out -> {
            for (Certificate certificate : certificates) {
                String text = "-----BEGIN CERTIFICATE-----\n" + base64.encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
                out.write(text.getBytes(StandardCharsets.US_ASCII));
            }
        });
    }

    /** The file, written anew if somebody has tidied it up: a worker may outlive what systems keep of such files. */
    synchronized Path path() {
        try {
            if (file == null || Files.notExists(file)) {
                file = write();
            }
            return file;
        } catch (IOException failure) {
            ConfigException described = new ConfigException("The file with the certificates of Amazon RDS could "
                + "not be written to " + System.getProperty("java.io.tmpdir") + ": " + failure);
            described.initCause(failure);
            throw described;
        }
    }

    synchronized void delete() {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Only the worker's own user may read or change it. */
    private Path write() throws IOException {
        Path target = Files.createTempFile("rds-certificates-", suffix);
        target.toFile().deleteOnExit();
        try (OutputStream out = Files.newOutputStream(target)) {
            content.writeTo(out);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This Java cannot write certificates", impossible);
        }
        return target;
    }

    /** What is in the file. */
    @FunctionalInterface
    private interface Content {
        void writeTo(OutputStream out) throws IOException, GeneralSecurityException;
    }
}
