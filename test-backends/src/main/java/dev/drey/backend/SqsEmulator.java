// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * ElasticMQ in a process of its own on loopback: standard and FIFO queues with the limits of the
 * service, their messages in memory. Its account is 000000000000, and any credentials will do.
 */
public final class SqsEmulator implements AutoCloseable {
  /** What to send for access key and secret key. */
  public static final String ANY_KEY = "test";

  private static final Duration START = Duration.ofSeconds(60);

  private final ChildProcess process;
  private final Path settings;
  private final URI endpoint;
  private final SqsClient client;

  private SqsEmulator(ChildProcess process, Path settings, URI endpoint) {
    this.process = process;
    this.settings = settings;
    this.endpoint = endpoint;
    this.client =
        SqsClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(ANY_KEY, ANY_KEY)))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  /** Starts an emulator without queues and waits until it answers. */
  public static SqsEmulator start() {
    int port = Loopback.freePort();
    Path settings = settings(port);
    ChildProcess process =
        ChildJvm.ofJars("sqs", BackendFolder.resolve("elasticmq-server/target/lib"))
            .flags("-Xmx256m", "-Dconfig.file=" + settings)
            .start("org.elasticmq.server.Main");
    SqsEmulator emulator =
        new SqsEmulator(
            process, settings, URI.create("http://" + Loopback.HOST + ":" + port + "/"));
    process.awaitReady(
        START, () -> Loopback.accepts(port) && emulator.client.listQueues().queueUrls() != null);
    return emulator;
  }

  private static Path settings(int port) {
    try {
      Path file = Files.createTempFile("drey-sqs-", ".conf");
      Files.writeString(
          file,
          "include classpath(\"application.conf\")\n"
              + "node-address {protocol = http, host = \"127.0.0.1\", port = "
              + port
              + ", context-path = \"\"}\n"
              + "rest-sqs {enabled = true, bind-hostname = \"127.0.0.1\", bind-port = "
              + port
              + ", sqs-limits = strict}\n"
              + "rest-stats {enabled = false}\n");
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("no settings for a queue server", e);
    }
  }

  /** Where the API is served, over plain http. */
  public URI endpoint() {
    return endpoint;
  }

  /** The URL of a new queue; one whose name ends with {@code .fifo} keeps the order of groups. */
  public String createQueue(String name) {
    Map<QueueAttributeName, String> attributes =
        name.endsWith(".fifo")
            ? Map.of(
                QueueAttributeName.FIFO_QUEUE,
                "true",
                QueueAttributeName.CONTENT_BASED_DEDUPLICATION,
                "true")
            : Map.of();
    return client.createQueue(request -> request.queueName(name).attributes(attributes)).queueUrl();
  }

  /** Takes all messages that are in a queue. */
  public List<Message> takeAll(String url) {
    List<Message> all = new ArrayList<>();
    List<Message> some;
    do {
      some =
          client
              .receiveMessage(
                  request ->
                      request
                          .queueUrl(url)
                          .maxNumberOfMessages(10)
                          .messageAttributeNames("All")
                          .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
              .messages();
      for (Message message : some) {
        client.deleteMessage(
            request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
      }
      all.addAll(some);
    } while (!some.isEmpty());
    return all;
  }

  @Override
  public void close() {
    client.close();
    process.kill();
    try {
      Files.delete(settings);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + settings, e);
    }
  }

  @Override
  public String toString() {
    return "SQS emulator at " + endpoint + " (" + process + ")";
  }
}
