// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import dev.drey.backend.FirehoseWire;
import dev.drey.benchmarks.HandWritten.Fee;
import dev.drey.benchmarks.HandWritten.JacksonEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.flink.connector.aws.config.AWSConfigConstants;
import org.apache.flink.connector.firehose.sink.KinesisFirehoseSink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.jspecify.annotations.Nullable;

/**
 * A server that speaks Firehose's protocol, in this JVM, at the end of a job, which writes JSON; or
 * one that takes connections and never says a word.
 */
final class FirehoseEnd implements Target {
  private static final String STREAM = "results";

  private final Optional<ServerSocket> silent;
  private @Nullable FirehoseWire firehose;

  private FirehoseEnd(Optional<ServerSocket> silent) {
    this.silent = silent;
  }

  static FirehoseEnd answering() {
    return new FirehoseEnd(Optional.empty());
  }

  static FirehoseEnd silent() throws IOException {
    return new FirehoseEnd(Optional.of(new ServerSocket(0, 50, InetAddress.getLoopbackAddress())));
  }

  private FirehoseWire firehose() {
    return Objects.requireNonNull(firehose, "empty() comes first");
  }

  private URI endpoint() {
    return silent
        .map(socket -> URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/"))
        .orElseGet(() -> firehose().endpoint());
  }

  @Override
  public void empty() {
    stop();
    if (silent.isEmpty()) {
      firehose = new FirehoseWire(STREAM);
    }
  }

  @Override
  public String sink() {
    return "firehose: {deliveryStream: "
        + STREAM
        + ", region: us-east-1, endpoint: \""
        + endpoint()
        + "\", credentials: {basic: {accessKey: test, secretKey: test}}}";
  }

  @Override
  public void byHand(DataStream<Fee> fees) {
    Properties client = new Properties();
    client.setProperty(AWSConfigConstants.AWS_REGION, "us-east-1");
    client.setProperty(AWSConfigConstants.AWS_ENDPOINT, endpoint().toString());
    client.setProperty(AWSConfigConstants.AWS_CREDENTIALS_PROVIDER, "BASIC");
    client.setProperty(AWSConfigConstants.accessKeyId("aws.credentials.provider"), "test");
    client.setProperty(AWSConfigConstants.secretKey("aws.credentials.provider"), "test");
    client.setProperty(AWSConfigConstants.HTTP_PROTOCOL_VERSION, "HTTP1_1");
    fees.sinkTo(
        KinesisFirehoseSink.<Fee>builder()
            .setDeliveryStreamName(STREAM)
            .setSerializationSchema(new JacksonEncoder<>())
            .setFirehoseClientProperties(client)
            .build());
  }

  @Override
  public List<byte[]> written() {
    return firehose().taken().stream()
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .collect(Collectors.toList());
  }

  private void stop() {
    if (firehose != null) {
      firehose.close();
    }
  }

  @Override
  public void close() {
    stop();
    try {
      if (silent.isPresent()) {
        silent.get().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
