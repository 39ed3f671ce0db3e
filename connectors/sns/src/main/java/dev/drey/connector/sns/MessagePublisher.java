// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.sns;

import static java.util.Objects.requireNonNull;

import dev.drey.connector.async.Outcome;
import dev.drey.connector.async.RecordSender;
import dev.drey.connector.async.RefusedRowException;
import dev.drey.connector.aws.AwsAccess;
import dev.drey.connector.aws.AwsClient;
import dev.drey.connector.aws.AwsFailures;
import dev.drey.connector.aws.Message;
import dev.drey.connector.aws.MessageParts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;

/**
 * Publishes messages by PublishBatch. It answers for each; what is the sender's fault stays so, and
 * anything else can be sent later. Messages of a group go one request behind the other.
 */
final class MessagePublisher implements RecordSender<Message> {
  private static final long serialVersionUID = 1;

  private static final AwsFailures FAILURES =
      AwsFailures.with(
          Set.of(
              "NotFound",
              "EndpointDisabled",
              "KMSAccessDenied",
              "KMSDisabled",
              "KMSInvalidState",
              "KMSNotFound",
              "KMSOptInRequired"),
          Set.of("Throttled", "KMSThrottling"));

  private final String topic;
  private final MessageParts parts;
  private final AwsAccess access;
  private transient @Nullable AwsClient<SnsAsyncClient> client;

  MessagePublisher(String topic, MessageParts parts, AwsAccess access) {
    this.topic = topic;
    this.parts = parts;
    this.access = access;
  }

  @Override
  public void open() {
    parts.open();
    client = access.client(SnsAsyncClient.builder());
  }

  @Override
  public Message record(Object[] row) throws RefusedRowException {
    return parts.message(row);
  }

  @Override
  public long bytes(Message message) {
    return message.bytes();
  }

  @Override
  public @Nullable Object key(Message message) {
    return message.group();
  }

  @Override
  public CompletableFuture<List<Outcome>> send(List<Message> messages) {
    List<PublishBatchRequestEntry> entries = new ArrayList<>();
    for (Message message : messages) {
      entries.add(entry(Integer.toString(entries.size()), message));
    }
    return FAILURES.outcomes(
        messages.size(),
        requireNonNull(client, "open() comes first")
            .get()
            .publishBatch(request -> request.topicArn(topic).publishBatchRequestEntries(entries)),
        response -> outcomes(messages.size(), response));
  }

  private static PublishBatchRequestEntry entry(String id, Message message) {
    Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
    message
        .attributes()
        .forEach(
            (name, value) ->
                attributes.put(
                    name,
                    MessageAttributeValue.builder().dataType("String").stringValue(value).build()));
    return PublishBatchRequestEntry.builder()
        .id(id)
        .message(message.body())
        .subject(message.subject())
        .messageGroupId(message.group())
        .messageDeduplicationId(message.deduplicationId())
        .messageAttributes(attributes)
        .build();
  }

  private static List<Outcome> outcomes(int messages, PublishBatchResponse response) {
    List<Outcome> outcomes = new ArrayList<>(Collections.nCopies(messages, Outcome.taken()));
    for (BatchResultErrorEntry failed : response.failed()) {
      String reason = String.valueOf(failed.message());
      outcomes.set(
          Integer.parseInt(failed.id()),
          failed.senderFault()
              ? Outcome.refused(failed.code(), reason)
              : Outcome.again(failed.code(), reason));
    }
    return outcomes;
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
    }
  }
}
