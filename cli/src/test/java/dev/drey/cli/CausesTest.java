// SPDX-License-Identifier: Apache-2.0
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

  /** What Kafka's and Flink's clients add before and behind a message of ours says nothing more. */
  @Test
  void brokersThatDoNotAnswerAreToldInALine() {
    Throwable client =
        new IllegalStateException("Timed out waiting for a node assignment. Call: describeTopics");
    Throwable ours =
        new IllegalStateException("kafka source `s`: no answer from the brokers b:1", client);
    for (String flink :
        new String[] {
          "Failed to list subscribed topic partitions due to ",
          "Cannot initialize schema.",
          "Failed to initialize serialization schema."
        }) {
      assertThat(Causes.inWords(new IllegalStateException(flink, ours)))
          .isEqualTo("kafka source `s`: no answer from the brokers b:1");
    }
    assertThat(Causes.inWords(client)).startsWith("Timed out waiting for a node assignment.");
  }

  /** The operator in which rows wait names a row by its address in memory. */
  @Test
  void aLookupThatFailsIsToldInALine() {
    Throwable ours =
        new IllegalStateException("stream `s`: the lookup of id = 7 failed: no such table");
    String flink =
        "Could not complete the stream element: Record @ 17 : [Ljava.lang.Object;@589c781c.";
    assertThat(Causes.inWords(new Exception(flink, ours)))
        .isEqualTo("stream `s`: the lookup of id = 7 failed: no such table");
  }
}
