package dev.mskpipeline.connect.dynamodb;

import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What a failed request means: try again, the request is bad, or nothing will help until somebody acts. */
enum AwsFailure {
    /** Throttling, a fault of DynamoDB, the network. */
    TRANSIENT,
    /** At least one record in the request is bad. */
    REFUSED,
    /** Table, permission or credentials. */
    FATAL;

    private static final Set<String> TRANSIENT_CODES = Set.of("ProvisionedThroughputExceededException",
        "ThrottlingException", "Throttling", "RequestLimitExceeded", "TooManyRequestsException", "SlowDown",
        "ReplicatedWriteConflictException", "TransactionConflictException", "TransactionInProgressException",
        "RequestTimeout", "RequestTimeoutException", "CrcValidationFailed");
    private static final Set<String> REFUSED_CODES = Set.of("ValidationException", "SerializationException",
        "ItemCollectionSizeLimitExceededException");

    /** {@code RequestEntityTooLarge}: smaller requests may pass. */
    private static final int ENTITY_TOO_LARGE = 413;

    static AwsFailure of(SdkException exception) {
        if (!(exception instanceof AwsServiceException)) {
            return TRANSIENT;
        }
        AwsServiceException failure = (AwsServiceException) exception;
        String code = code(failure);
        if (failure.statusCode() >= 500 || failure.statusCode() == 429 || TRANSIENT_CODES.contains(code)) {
            return TRANSIENT;
        }
        return REFUSED_CODES.contains(code) || failure.statusCode() == ENTITY_TOO_LARGE ? REFUSED : FATAL;
    }

    /** DynamoDB's name of the failure, such as ValidationException; of the exception when there is none. */
    static String code(SdkException exception) {
        if (exception instanceof AwsServiceException) {
            AwsServiceException failure = (AwsServiceException) exception;
            if (failure.awsErrorDetails() != null && failure.awsErrorDetails().errorCode() != null) {
                return failure.awsErrorDetails().errorCode();
            }
            return "HTTP status " + failure.statusCode();
        }
        return exception.getClass().getSimpleName();
    }

    /** A fatal failure in words that say what to change. */
    static ConnectException fatal(String action, String table, SdkException exception) {
        String code = code(exception);
        return new ConnectException(action + " failed on the DynamoDB table " + table + ": " + code + ". "
            + remedy(action, code), exception);
    }

    private static String remedy(String action, String code) {
        if (code.contains("ResourceNotFound")) {
            return "Create the table in the region of " + SinkConfig.REGION + ", or change "
                + SinkConfig.TABLE_NAME_FORMAT + "; this sink creates no tables.";
        }
        if (code.contains("AccessDenied")) {
            return "Allow dynamodb:" + action + " on the table to the connector's role.";
        }
        if (code.contains("Token") || code.contains("UnrecognizedClient") || code.contains("Signature")) {
            return "Check the connector's role or " + SinkConfig.ACCESS_KEY_ID + " and "
                + SinkConfig.SECRET_ACCESS_KEY + ", and the worker's clock.";
        }
        return "The cause says more.";
    }
}
