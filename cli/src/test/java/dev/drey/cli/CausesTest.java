package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class CausesTest {
  // The text of AWS's SDK for Java, version 2, shortened in its middle.
  private static final String SDK_2 =
      "Unable to load credentials from any of the providers in the chain"
          + " AwsCredentialsProviderChain(credentialsProviders=[SystemPropertyCredentialsProvider(),"
          + " InstanceProfileCredentialsProvider()]) : [SystemPropertyCredentialsProvider(): Unable"
          + " to load credentials from system settings. Access key must be specified either via"
          + " environment variable (AWS_ACCESS_KEY_ID) or system property (aws.accessKeyId).]";
  // Of version 1.
  private static final String SDK_1 =
      "Unable to load AWS credentials from any provider in the chain:"
          + " [EnvironmentVariableCredentialsProvider: Unable to load AWS credentials from"
          + " environment variables]";

  @Test
  void missingCredentialsAreToldInALineWithWhatToDo() {
    for (String text : new String[] {SDK_1, SDK_2}) {
      Throwable sdk = new IllegalStateException(text);
      Throwable ours =
          new IllegalStateException(
              "sink `out` cannot reach stream `s` in us-east-1: " + text, sdk);
      assertThat(Causes.inWords(new CompletionException(ours)))
          .isEqualTo(
              "sink `out` cannot reach stream `s` in us-east-1: there are no AWS credentials here:"
                  + " set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or write"
                  + " `credentials`; a local run takes a file in place of the stream with --input"
                  + " NAME=FILE or --output NAME=FILE");
    }
  }
}
