package dev.mskpipeline.connect.dynamodb;

import org.apache.kafka.connect.errors.ConnectException;

/** There is no such table in DynamoDB. */
final class TableMissingException extends ConnectException {
    private static final long serialVersionUID = 1L;

    TableMissingException(ConnectException failure) {
        super(failure.getMessage(), failure.getCause());
    }
}
