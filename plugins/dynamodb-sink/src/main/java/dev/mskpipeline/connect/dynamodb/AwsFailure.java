package dev.mskpipeline.connect.dynamodb;

import java.io.IOException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
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
        "RequestTimeout", "RequestTimeoutException", "CrcValidationFailed",
        // Too many tables are being created at once.
        "LimitExceededException");
    private static final Set<String> REFUSED_CODES = Set.of("ValidationException", "SerializationException",
        "ItemCollectionSizeLimitExceededException");

    /** {@code RequestEntityTooLarge}: smaller requests may pass. */
    private static final int ENTITY_TOO_LARGE = 413;

    static AwsFailure of(SdkException exception) {
        if (exception instanceof NoCredentialsException) {
            return of((SdkException) exception.getCause());
        }
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

    /**
     * Whether a failure before the first answer will last: no credentials, a certificate that is not trusted, a host
     * without an address. Later it is more likely to pass.
     */
    static boolean isSetup(SdkException failure) {
        return failure instanceof NoCredentialsException || find(failure, UnknownHostException.class).isPresent()
            || find(failure, SSLPeerUnverifiedException.class).isPresent()
            || find(failure, SSLException.class).flatMap(tls -> find(tls, GeneralSecurityException.class)).isPresent();
    }

    /**
     * DynamoDB's name of the failure, such as ValidationException, whose message may hold values of the record. Where
     * DynamoDB did not answer, what the network or the credentials' provider says.
     */
    static String code(SdkException exception) {
        if (exception instanceof AwsServiceException) {
            AwsServiceException failure = (AwsServiceException) exception;
            if (failure.awsErrorDetails() != null && failure.awsErrorDetails().errorCode() != null) {
                return failure.awsErrorDetails().errorCode();
            }
            return "HTTP status " + failure.statusCode();
        }
        if (exception instanceof NoCredentialsException) {
            return "no credentials, " + exception.getMessage();
        }
        // Not of the JSON parser, whose message may quote what DynamoDB answered.
        return find(exception, IOException.class).filter(cause -> !cause.getClass().getName().contains(".jackson."))
            .map(Throwable::toString)
            .orElseGet(() -> exception.getClass().getSimpleName());
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return Optional.of(type.cast(each));
            }
        }
        return Optional.empty();
    }

    /** A fatal failure in words that say what to change. */
    static ConnectException fatal(String action, String table, SdkException exception) {
        String code = code(exception);
        return new ConnectException(action + " failed on the DynamoDB table " + table + ": " + code + ". "
            + (exception instanceof AwsServiceException ? remedy(action, code) : setup(exception)), exception);
    }

    private static String setup(SdkException failure) {
        if (failure instanceof NoCredentialsException) {
            return "Give the connector a role, or set " + SinkConfig.ACCESS_KEY_ID + " and "
                + SinkConfig.SECRET_ACCESS_KEY + "; a role to assume must trust these credentials.";
        }
        return find(failure, UnknownHostException.class).isPresent()
            ? "Correct " + SinkConfig.ENDPOINT + " or " + SinkConfig.REGION + ", or have the worker resolve the name."
            : "Have the worker's JVM trust the certificate's authority, or correct " + SinkConfig.ENDPOINT + ".";
    }

    private static String remedy(String action, String code) {
        if (code.contains("ResourceNotFound")) {
            return "Create the table in the region of " + SinkConfig.REGION + ", or change "
                + SinkConfig.TABLE_NAME_FORMAT + ", or have it created by " + SinkConfig.CREATE_TABLES + "=true.";
        }
        if (code.contains("AccessDenied")) {
            return "Allow dynamodb:" + action + " on the table to the connector's role.";
        }
        if (code.contains("Token") || code.contains("UnrecognizedClient") || code.contains("Signature")) {
            return "Check the connector's role or " + SinkConfig.ACCESS_KEY_ID + " and "
                + SinkConfig.SECRET_ACCESS_KEY + ", and the worker's clock.";
        }
        if (code.equals("HTTP status 407")) {
            return "Check " + SinkConfig.PROXY_USER + " and " + SinkConfig.PROXY_PASSWORD + ".";
        }
        return "The cause says more.";
    }
}
