package dev.mskpipeline.connect.dynamodb;

import org.apache.kafka.connect.errors.DataException;

/** A record that cannot become an item. Its message names fields, types and sizes, never a value: it is logged. */
final class RecordRefusedException extends DataException {
    private static final long serialVersionUID = 1L;

    RecordRefusedException(String reason) {
        super(reason);
    }

    RecordRefusedException(String reason, DataException cause) {
        super(reason, cause);
    }
}
