// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.dynamodb;

import static dev.drey.shape.Option.columns;
import static dev.drey.shape.Option.flag;
import static dev.drey.shape.Option.text;

import dev.drey.connector.async.SendingLimits;
import dev.drey.connector.async.SendingOptions;
import dev.drey.connector.aws.AwsOptions;
import dev.drey.shape.Key;
import dev.drey.shape.Option;
import dev.drey.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/** The options of the DynamoDB connector: what a spec may write below {@code dynamodb:}. */
final class DynamoDbOptions {
  private static final long KIB = 1024;

  static final Option<String> TABLE =
      text(
              "table",
              "^[a-zA-Z0-9_.-]{3,255}$",
              "The table's name, in the account of the credentials and the region.")
          .required()
          .example("machines");

  static final Option<List<String>> KEY =
      columns(
              "key",
              "The columns that are the table's primary key: the partition key, and the sort key"
                  + " where the table has one. A row replaces the item of its key, whole; rows of"
                  + " one key are written in their order.")
          .required()
          .example("[card_id]");

  static final Option<Boolean> CONSISTENT =
      flag(
              "consistent",
              "Whether an item is read as it is after all writes before, which costs twice as"
                  + " much.")
          .orElse(false)
          .example("true");

  /** Those of BatchWriteItem in the API reference. */
  static final SendingOptions SENDING =
      SendingOptions.of(SendingLimits.of("DynamoDB", 25, 16 * KIB * KIB, 400 * KIB));

  private DynamoDbOptions() {}

  static Shape sink() {
    List<Key> keys = new ArrayList<>(Option.keys(TABLE, KEY));
    keys.addAll(SENDING.keys());
    keys.addAll(AwsOptions.keys());
    return Shape.object(keys, List.of());
  }

  static Shape lookup() {
    List<Key> keys = new ArrayList<>(Option.keys(TABLE, CONSISTENT));
    keys.addAll(AwsOptions.keys());
    return Shape.object(keys, List.of());
  }
}
