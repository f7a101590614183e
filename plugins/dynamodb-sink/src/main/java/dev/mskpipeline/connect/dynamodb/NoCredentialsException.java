package dev.mskpipeline.connect.dynamodb;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** There are no credentials, for the reason of the cause; no request was sent. */
final class NoCredentialsException extends SdkClientException {
    private static final long serialVersionUID = 1L;

    NoCredentialsException(SdkException cause) {
        super(SdkClientException.builder().message(cause.getMessage()).cause(cause));
    }
}
