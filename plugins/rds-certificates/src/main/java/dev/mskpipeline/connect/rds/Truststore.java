package dev.mskpipeline.connect.rds;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Collection;
import org.apache.kafka.common.config.ConfigException;

/** A Java truststore in a temporary file, which is there when its path is asked for. */
final class Truststore {
    /** No secret, as the certificates are none: it lets a reader notice a damaged file. */
    static final String OPENED_BY = "rds-certificates";
    /** What MySQL Connector/J and Debezium both read by default. */
    private static final String TYPE = "JKS";

    private final Collection<? extends Certificate> certificates;
    private Path file;

    Truststore(Collection<? extends Certificate> certificates) {
        this.certificates = certificates;
    }

    /** The file, written anew if somebody has tidied it up: a worker may outlive what systems keep of such files. */
    synchronized Path path() {
        try {
            if (file == null || Files.notExists(file)) {
                file = write();
            }
            return file;
        } catch (IOException failure) {
            ConfigException described = new ConfigException("The truststore with the certificates of Amazon RDS could "
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
        Path target = Files.createTempFile("rds-certificates-", ".jks");
        target.toFile().deleteOnExit();
        try (OutputStream out = Files.newOutputStream(target)) {
            KeyStore store = KeyStore.getInstance(TYPE);
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("rds-" + number++, certificate);
            }
            store.store(out, OPENED_BY.toCharArray());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This Java cannot make a truststore", impossible);
        }
        return target;
    }
}
