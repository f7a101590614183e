package dev.mskpipeline.connect.secrets;

import java.time.Duration;
import org.apache.kafka.common.config.ConfigException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says of a secret that could not be read why, and what to change. Secrets Manager's own messages hold no values. */
final class Failures {
    private static final String WAY =
        "The worker needs credentials and a way to Secrets Manager, such as a VPC endpoint or a NAT gateway.";

    private Failures() {
    }

    static ConfigException describe(String secret, String region, SdkException failure) {
        ConfigException described = new ConfigException("The secret '" + secret + "' in " + region
            + " could not be read: " + reason(failure) + ". " + remedy(region, code(failure)));
        described.initCause(failure);
        return described;
    }

    static ConfigException late(String secret, String region, Duration limit) {
        return new ConfigException("The secret '" + secret + "' in " + region + " could not be read within "
            + limit.toMillis() + " ms. " + WAY);
    }

    private static String reason(SdkException failure) {
        AwsErrorDetails details = details(failure);
        String message = details == null ? failure.getMessage() : details.errorMessage();
        String reason = message == null || message.isBlank() ? "no reason was given" : message.replaceAll("\\.+$", "");
        return code(failure).isEmpty() ? reason : code(failure) + ", " + reason;
    }

    private static String remedy(String region, String code) {
        if (code.contains("ResourceNotFound")) {
            return "Create the secret in " + region + ", or correct its name in the reference or the provider's "
                + "parameters 'region' and 'version.stage'.";
        }
        if (code.contains("AccessDenied") || code.contains("DecryptionFailure")) {
            return "Allow secretsmanager:GetSecretValue on the secret to the connector's role, and kms:Decrypt on its "
                + "key if that is a customer managed one.";
        }
        if (code.contains("InvalidRequest")) {
            return "A secret that is marked for deletion must be restored first.";
        }
        if (code.contains("Token") || code.contains("UnrecognizedClient") || code.contains("Signature")) {
            return "Check the connector's role and the worker's clock.";
        }
        return code.isEmpty() ? WAY : "The cause says more.";
    }

    /** AWS's name of the failure, such as AccessDeniedException; empty when AWS did not answer. */
    private static String code(SdkException failure) {
        AwsErrorDetails details = details(failure);
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    private static AwsErrorDetails details(SdkException failure) {
        return failure instanceof AwsServiceException ? ((AwsServiceException) failure).awsErrorDetails() : null;
    }
}
