package dev.mskpipeline.connect.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.net.UnknownHostException;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.thirdparty.jackson.core.JsonParseException;

class AwsFailureTest {
    @ParameterizedTest
    @CsvSource({
        "400, ProvisionedThroughputExceededException, TRANSIENT", "400, ThrottlingException, TRANSIENT",
        "400, RequestLimitExceeded, TRANSIENT", "400, ReplicatedWriteConflictException, TRANSIENT",
        "429, Whatever, TRANSIENT", "500, InternalServerError, TRANSIENT", "503, ServiceUnavailable, TRANSIENT",
        "400, ValidationException, REFUSED", "400, ItemCollectionSizeLimitExceededException, REFUSED",
        "413, RequestEntityTooLarge, REFUSED", "400, SerializationException, REFUSED",
        "400, ResourceNotFoundException, FATAL", "400, AccessDeniedException, FATAL",
        "400, UnrecognizedClientException, FATAL", "403, InvalidSignatureException, FATAL",
        "400, ExpiredTokenException, FATAL", "400, SomethingNew, FATAL",
    })
    void tellsWhatToDo(int status, String code, AwsFailure expected) {
        assertEquals(expected, AwsFailure.of(failure(status, code)));
    }

    @Test
    void aNetworkFailureIsTransient() {
        assertEquals(AwsFailure.TRANSIENT, AwsFailure.of(SdkClientException.create("Connection reset")));
    }

    @Test
    void showsWhatTheNetworkSaysAndNotWhatAParserQuotes() {
        assertEquals("java.net.UnknownHostException: dynamodb.example", AwsFailure.code(SdkClientException.create(
            "Unable to execute HTTP request", new UnknownHostException("dynamodb.example"))));
        assertEquals("SdkClientException", AwsFailure.code(SdkClientException.create("Unable to parse",
            new JsonParseException(null, "unexpected 'secret'"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "ResourceNotFoundException | Create the table in the region of aws.dynamodb.region, or change "
            + "table.name.format, or have it created by ddb.table.create=true.",
        "AccessDeniedException | Allow dynamodb:DescribeTable on the table to the connector's role.",
        "UnrecognizedClientException | Check the connector's role or aws.access.key.id and aws.secret.access.key, "
            + "and the worker's clock.",
        "SomethingNew | The cause says more.",
    })
    void saysWhatToChange(String code, String remedy) {
        SdkException failure = failure(400, code);
        ConnectException fatal = AwsFailure.fatal("DescribeTable", "kafka_orders", failure);
        assertEquals("DescribeTable failed on the DynamoDB table kafka_orders: " + code + ". " + remedy,
            fatal.getMessage());
        assertSame(failure, fatal.getCause());
    }

    private static SdkException failure(int status, String code) {
        return DynamoDbException.builder().statusCode(status)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build()).build();
    }
}
