// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.dynamodb;

import static java.util.Objects.requireNonNull;

import dev.drey.connector.RowLookup;
import dev.drey.connector.async.RefusedRowException;
import dev.drey.connector.aws.AwsAccess;
import dev.drey.connector.aws.AwsClient;
import dev.drey.format.BadRecordException;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The item of a key, asked for together with those of other keys ({@link ItemReads}). */
final class ItemLookup implements RowLookup {
  private static final long serialVersionUID = 1;

  private final String table;
  private final boolean consistent;
  private final RowType type;
  private final int[] keys;
  private final AttributeWriter writer;
  private final AttributeReader reader;
  private final AwsAccess access;
  private transient @Nullable AwsClient<DynamoDbAsyncClient> client;
  private transient @Nullable ItemReads reads;

  /**
   * @param keys the positions of the columns of the table's key, in the order of the questions
   */
  ItemLookup(String table, boolean consistent, RowType type, int[] keys, AwsAccess access) {
    this.table = table;
    this.consistent = consistent;
    this.type = type;
    this.keys = keys;
    this.writer = new AttributeWriter(type);
    this.reader = new AttributeReader(type);
    this.access = access;
  }

  @Override
  public void open() {
    client = access.client(DynamoDbAsyncClient.builder());
    reads = new ItemReads(client.get(), table, consistent, type.names());
  }

  @Override
  public CompletableFuture<List<Object[]>> rows(Object[] key) {
    Map<String, AttributeValue> item = new LinkedHashMap<>();
    for (int i = 0; i < keys.length; i++) {
      Field field = type.field(keys[i]);
      if (key[i] == null) {
        return CompletableFuture.completedFuture(new ArrayList<>());
      }
      try {
        item.put(field.name(), writer.value(field.name(), field.type(), key[i]));
      } catch (RefusedRowException noKey) {
        return CompletableFuture.failedFuture(noKey);
      }
    }
    return requireNonNull(reads, "open() comes first")
        .item(ItemKey.from(item, item.keySet()))
        .thenApply(this::rows);
  }

  private List<Object[]> rows(Map<String, AttributeValue> item) {
    List<Object[]> rows = new ArrayList<>();
    if (!item.isEmpty()) {
      try {
        rows.add(reader.row(item));
      } catch (BadRecordException misfit) {
        throw new IllegalArgumentException(
            "an item of table " + table + " is not as its type says: " + misfit.getMessage(),
            misfit);
      }
    }
    return rows;
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
    }
  }
}
