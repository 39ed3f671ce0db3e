// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import dev.drey.backend.DynamoDbEmulator;
import dev.drey.benchmarks.HandWritten.Fee;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.connector.aws.config.AWSConfigConstants;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.connector.dynamodb.sink.DynamoDbSink;
import org.apache.flink.connector.dynamodb.sink.DynamoDbWriteRequest;
import org.apache.flink.connector.dynamodb.sink.DynamoDbWriteRequestType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table of an emulator in a process of its own, at the end of a job: an item a row. */
final class DynamoDbEnd implements Target {
  private static final String REGION = "us-east-1";

  private final DynamoDbEmulator emulator = DynamoDbEmulator.start();
  private @Nullable String table;

  private String table() {
    return Objects.requireNonNull(table, "empty() comes first");
  }

  @Override
  public void empty() {
    table = "bench-" + UUID.randomUUID();
    emulator.createTable(table, "tx_id:S");
  }

  @Override
  public String sink() {
    return "dynamodb: {table: "
        + table()
        + ", key: [tx_id], region: "
        + REGION
        + ", endpoint: \""
        + emulator.endpoint()
        + "\", credentials: {basic: {accessKey: test, secretKey: test}}}";
  }

  @Override
  public void byHand(DataStream<Fee> fees) {
    Properties client = new Properties();
    client.setProperty(AWSConfigConstants.AWS_REGION, REGION);
    client.setProperty(AWSConfigConstants.AWS_ENDPOINT, emulator.endpoint().toString());
    client.setProperty(AWSConfigConstants.AWS_CREDENTIALS_PROVIDER, "BASIC");
    client.setProperty(
        AWSConfigConstants.accessKeyId("aws.credentials.provider"), DynamoDbEmulator.ANY_KEY);
    client.setProperty(
        AWSConfigConstants.secretKey("aws.credentials.provider"), DynamoDbEmulator.ANY_KEY);
    client.setProperty(AWSConfigConstants.HTTP_PROTOCOL_VERSION, "HTTP1_1");
    fees.sinkTo(
        DynamoDbSink.<Fee>builder()
            .setTableName(table())
            .setElementConverter(new ToItem())
            .setOverwriteByPartitionKeys(List.of("tx_id"))
            .setDynamoDbProperties(client)
            .build());
  }

  @Override
  public List<byte[]> written() {
    return emulator.items(table()).stream()
        .map(
            item ->
                Fee.of(
                        text(item, "tx_id"),
                        text(item, "card_id"),
                        number(item, "amount"),
                        number(item, "fee"))
                    .json())
        .collect(Collectors.toList());
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name), name).s();
  }

  private static double number(Map<String, AttributeValue> item, String name) {
    return Double.parseDouble(Objects.requireNonNull(item.get(name), name).n());
  }

  @Override
  public void close() {
    emulator.close();
  }

  private static final class ToItem implements ElementConverter<Fee, DynamoDbWriteRequest> {
    private static final long serialVersionUID = 1;

    @Override
    public DynamoDbWriteRequest apply(Fee fee, SinkWriter.Context context) {
      return DynamoDbWriteRequest.builder()
          .setType(DynamoDbWriteRequestType.PUT)
          .setItem(
              Map.of(
                  "tx_id", AttributeValue.fromS(fee.txId),
                  "card_id", AttributeValue.fromS(fee.cardId),
                  "amount", AttributeValue.fromN(Double.toString(fee.amount)),
                  "fee", AttributeValue.fromN(Double.toString(fee.fee))))
          .build();
    }
  }
}
