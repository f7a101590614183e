package dev.mskpipeline.connect.rds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RdsCertificatesConfigProviderTest {
    private static final String OTHER_CA = "CN=Another CA";

    private final RdsCertificatesConfigProvider provider = new RdsCertificatesConfigProvider();

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void givesATruststoreWithTheAuthoritiesOfEveryRegion() throws Exception {
        provider.configure(Map.of());
        Set<String> names = names(resolve());
        for (String key : List.of("RSA2048", "RSA4096", "ECC384")) {
            for (String region : List.of("us-east-1", "eu-central-1", "ap-southeast-2", "sa-east-1")) {
                assertTrue(names.contains("Amazon RDS " + region + " Root CA " + key + " G1"), region + " " + key);
            }
        }
    }

    @Test
    void holdsAuthoritiesOnlyAndNoneThatHasExpired() throws Exception {
        provider.configure(Map.of());
        for (X509Certificate certificate : certificates(resolve())) {
            certificate.checkValidity();
            assertTrue(certificate.getBasicConstraints() >= 0, certificate.getSubjectX500Principal().getName());
            assertEquals(certificate.getSubjectX500Principal(), certificate.getIssuerX500Principal());
            certificate.verify(certificate.getPublicKey());
        }
    }

    @Test
    void takesTheCertificatesOfAFileInsteadAndNoOthers(@TempDir Path folder) throws Exception {
        provider.configure(Map.of("file", anotherCa(folder).toString()));
        assertEquals(Set.of("Another CA"), names(resolve()));
    }

    @Test
    void keepsOneFileThatOnlyTheWorkerMayRead() throws Exception {
        provider.configure(Map.of());
        Path file = Path.of(resolve().get("truststore"));
        assertEquals(file.toString(), resolve().get("truststore"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void givesTheSameCertificatesAsPem() throws Exception {
        provider.configure(Map.of());
        assertEquals(certificates(resolve()), pemCertificates(Path.of(resolve().get("pem"))));
    }

    @Test
    void writesTheFileAnewWhenItWasTidiedUp() throws Exception {
        provider.configure(Map.of());
        Files.delete(Path.of(resolve().get("truststore")));
        assertFalse(certificates(resolve()).isEmpty());
    }

    @Test
    void leavesNoFileBehind() {
        provider.configure(Map.of());
        List<Path> files = List.of(Path.of(resolve().get("truststore")), Path.of(resolve().get("pem")));
        provider.close();
        files.forEach(file -> assertTrue(Files.notExists(file), file.toString()));
    }

    @Test
    void refusesAFileThatHoldsNoCertificate(@TempDir Path folder) throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "# nothing\n");
        assertTrue(refusal(Map.of("file", empty.toString())).contains(
            "config.providers.<name>.param.file: must be a readable file of certificates in the form PEM"));
        Path text = Files.writeString(folder.resolve("text.pem"),
            "-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----\n");
        assertTrue(refusal(Map.of("file", text.toString())).contains("must be a readable file"));
        assertTrue(refusal(Map.of("file", folder.resolve("missing.pem").toString())).contains("NoSuchFileException"));
    }

    @Test
    void suggestsTheNameOfAMistypedParameter() {
        assertEquals("Unknown worker property 'config.providers.<name>.param.flie': "
            + "did you mean 'config.providers.<name>.param.file'? The provider reads file only.",
            refusal(Map.of("flie", "ca.pem")));
    }

    @Test
    void refusesAnotherReference() {
        provider.configure(Map.of());
        ConfigTransformer transformer = new ConfigTransformer(Map.of("rdsCertificates", provider));
        assertTrue(assertThrows(ConfigException.class, () -> transformer.transform(
            Map.of("a", "${rdsCertificates:keystore}"))).getMessage().endsWith("only, got 'keystore'"));
        assertTrue(assertThrows(ConfigException.class, () -> transformer.transform(
            Map.of("a", "${rdsCertificates:us-east-1:truststore}"))).getMessage().endsWith("'us-east-1:truststore'"));
    }

    @Test
    void isListedForTheServiceLoader() {
        assertEquals(List.of(RdsCertificatesConfigProvider.class), ServiceLoader.load(ConfigProvider.class).stream()
            .map(ServiceLoader.Provider::type).filter(type -> type.getName().startsWith("dev.mskpipeline."))
            .collect(Collectors.toList()));
    }

    /** All values, as Kafka Connect puts them into a configuration. */
    private Map<String, String> resolve() {
        return new ConfigTransformer(Map.of("rdsCertificates", provider)).transform(Map.of(
            "truststore", "${rdsCertificates:truststore}", "password", "${rdsCertificates:password}",
            "pem", "${rdsCertificates:pem}")).data();
    }

    private static Set<X509Certificate> certificates(Map<String, String> resolved) throws Exception {
        KeyStore store = KeyStore.getInstance("JKS");
        try (InputStream file = Files.newInputStream(Path.of(resolved.get("truststore")))) {
            store.load(file, resolved.get("password").toCharArray());
        }
        Set<X509Certificate> certificates = new HashSet<>();
        for (String alias : Collections.list(store.aliases())) {
            certificates.add((X509Certificate) store.getCertificate(alias));
        }
        return certificates;
    }

    private static Set<X509Certificate> pemCertificates(Path pem) throws Exception {
        try (InputStream file = Files.newInputStream(pem)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(file).stream()
                .map(X509Certificate.class::cast).collect(Collectors.toSet());
        }
    }

    private static Set<String> names(Map<String, String> resolved) throws Exception {
        return certificates(resolved).stream().map(certificate -> certificate.getSubjectX500Principal().getName())
            .map(name -> name.replaceFirst(".*CN=([^,]+).*", "$1")).collect(Collectors.toSet());
    }

    private String refusal(Map<String, String> params) {
        return assertThrows(ConfigException.class, () -> provider.configure(params)).getMessage();
    }

    /** Another authority's certificate, made by the JDK's own tool. */
    private static Path anotherCa(Path folder) throws Exception {
        Path store = folder.resolve("store.p12");
        keytool("-genkeypair", "-keystore", store.toString(), "-dname", OTHER_CA, "-ext", "bc=ca:true");
        Path pem = folder.resolve("ca.pem");
        keytool("-exportcert", "-rfc", "-keystore", store.toString(), "-file", pem.toString());
        return pem;
    }

    private static void keytool(String command, String... args) throws Exception {
        List<String> all = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool")
            .toString(), command, "-alias", "ca", "-storepass", "changeit"));
        if (command.equals("-genkeypair")) {
            all.addAll(List.of("-keyalg", "RSA"));
        }
        all.addAll(List.of(args));
        assertEquals(0, new ProcessBuilder(all).inheritIO().start().waitFor());
    }
}
