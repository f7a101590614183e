package dev.mskpipeline.deadletters;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the clients of a cluster, by what the arguments say of it. */
final class Clients {
    private final Properties common = new Properties();

    Clients(Arguments arguments) {
        arguments.optional("--command-config").ifPresent(file -> load(Path.of(file)));
        common.put("bootstrap.servers", arguments.required("--bootstrap-server"));
    }

    Cluster cluster() {
        Properties consumer = with(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        // A record that its topic deletes while it is read is stepped over.
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaCluster(
            new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
            this::producer);
    }

    private KafkaProducer<byte[], byte[]> producer() {
        Properties producer = with(ProducerConfig.ACKS_CONFIG, "all");
        producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        return new KafkaProducer<>(producer, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private Properties with(String name, String value) {
        Properties properties = new Properties();
        properties.putAll(common);
        properties.put(name, value);
        return properties;
    }

    private void load(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            common.load(reader);
        } catch (IOException failure) {
            throw new ToolException("--command-config " + file + " cannot be read: " + failure);
        }
    }
}
