// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.dynamodb;

import static java.util.Objects.requireNonNull;

import dev.drey.connector.async.Outcome;
import dev.drey.connector.async.RecordSender;
import dev.drey.connector.async.RefusedRowException;
import dev.drey.connector.aws.AwsAccess;
import dev.drey.connector.aws.AwsClient;
import dev.drey.connector.aws.AwsFailures;
import dev.drey.row.RowChange;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Puts and deletes items by BatchWriteItem, which takes a key once in a request: of several writes
 * of one the last is sent, and stands for those before it. The items of a key are written in the
 * order of the rows.
 */
final class ItemSender implements RecordSender<ItemWrite> {
  private static final long serialVersionUID = 1;

  static final AwsFailures FAILURES =
      AwsFailures.with(Set.of("ResourceNotFoundException"), Set.of("ResourceInUseException"));

  private final String table;
  private final RowType type;
  private final int[] keys;
  private final boolean changing;
  private final AttributeWriter attributes;
  private final AwsAccess access;
  private transient @Nullable AwsClient<DynamoDbAsyncClient> client;

  /**
   * @param keys the positions of the columns of the table's key
   * @param changing whether a {@link RowChange} stands behind the columns
   */
  ItemSender(String table, RowType type, int[] keys, boolean changing, AwsAccess access) {
    this.table = table;
    this.type = type;
    this.keys = keys;
    this.changing = changing;
    this.attributes = new AttributeWriter(type);
    this.access = access;
  }

  @Override
  public void open() {
    client = access.client(DynamoDbAsyncClient.builder());
  }

  @Override
  public ItemWrite record(Object[] row) throws RefusedRowException {
    Map<String, AttributeValue> given = new LinkedHashMap<>();
    for (int column : keys) {
      Field field = type.field(column);
      if (row[column] == null) {
        throw new RefusedRowException("column `" + field.name() + "`, of the key, is NULL");
      }
      given.put(field.name(), attributes.value(field.name(), field.type(), row[column]));
    }
    Map<String, AttributeValue> key = ItemKey.from(given, given.keySet());
    return changing && RowChange.in(row) == RowChange.DELETE
        ? ItemWrite.delete(key)
        : ItemWrite.put(key, attributes.item(row));
  }

  @Override
  public long bytes(ItemWrite write) {
    return write.bytes;
  }

  @Override
  public Object key(ItemWrite write) {
    return write.key;
  }

  @Override
  public CompletableFuture<List<Outcome>> send(List<ItemWrite> writes) {
    Map<Map<String, AttributeValue>, WriteRequest> last = new LinkedHashMap<>();
    writes.forEach(write -> last.put(write.key, write.request));
    return FAILURES.outcomes(
        writes.size(),
        requireNonNull(client, "open() comes first")
            .get()
            .batchWriteItem(
                request -> request.requestItems(Map.of(table, List.copyOf(last.values())))),
        response -> outcomes(writes, response));
  }

  private List<Outcome> outcomes(List<ItemWrite> writes, BatchWriteItemResponse response) {
    Set<Map<String, AttributeValue>> unprocessed = new HashSet<>();
    for (WriteRequest request :
        response.unprocessedItems().getOrDefault(table, List.<WriteRequest>of())) {
      unprocessed.add(keyOf(request));
    }
    return writes.stream()
        .map(
            write ->
                unprocessed.contains(write.key)
                    ? Outcome.again("UnprocessedItems", "DynamoDB had no time for it")
                    : Outcome.taken())
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private Map<String, AttributeValue> keyOf(WriteRequest request) {
    Map<String, AttributeValue> all =
        request.putRequest() == null ? request.deleteRequest().key() : request.putRequest().item();
    List<String> names = new ArrayList<>();
    for (int column : keys) {
      names.add(type.field(column).name());
    }
    return ItemKey.from(all, names);
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
    }
  }
}
