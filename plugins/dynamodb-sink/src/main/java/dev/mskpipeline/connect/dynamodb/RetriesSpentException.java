package dev.mskpipeline.connect.dynamodb;

import org.apache.kafka.connect.errors.RetriableException;

/** DynamoDB did not take a request within the time for it; Kafka Connect delivers the batch again. */
final class RetriesSpentException extends RetriableException {
    private static final long serialVersionUID = 1L;

    RetriesSpentException(String message, Throwable cause) {
        super(message, cause);
    }
}
