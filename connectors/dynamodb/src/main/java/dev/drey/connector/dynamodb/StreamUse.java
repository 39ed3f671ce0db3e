// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.dynamodb;

import dev.drey.connector.ConnectorCodes;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Course;
import dev.drey.connector.Finding;
import dev.drey.connector.Permission;
import dev.drey.connector.aws.Credentials;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a use of a stream is, and what is wrong with it; without Flink. */
final class StreamUse {
  static final List<String> ACTIONS =
      List.of("dynamodb:DescribeStream", "dynamodb:GetShardIterator", "dynamodb:GetRecords");

  /** A stream, by its table and when it was begun. */
  static final String ARN =
      "arn:aws[a-z-]*:dynamodb:[a-z0-9-]+:[0-9]{12}:table/[a-zA-Z0-9_.-]{3,255}/stream/.+";

  private static final Pattern STREAM = Pattern.compile(ARN);

  private StreamUse() {}

  /** Whether it is one, and no parameter without a value. */
  static boolean isStream(String stream) {
    return STREAM.matcher(stream).matches();
  }

  static String region(String stream) {
    return stream.split(":", -1)[3];
  }

  static String table(String stream) {
    return stream.split("/", -1)[1];
  }

  static boolean areChanges(OptionValues options) {
    return options.get(DynamoDbOptions.ROWS).equals(DynamoDbOptions.CHANGES);
  }

  static boolean isFromOldest(OptionValues options) {
    return options.get(DynamoDbOptions.START_FROM).equals(DynamoDbOptions.TRIM_HORIZON);
  }

  static Course course(OptionValues options) {
    return Course.endless(
        isFromOldest(options)
            ? "from the oldest record"
            : "from the end: nothing comes until somebody writes to the table",
        false);
  }

  static List<Permission> permissions(OptionValues options) {
    List<Permission> permissions = new ArrayList<>();
    ACTIONS.forEach(
        action -> permissions.add(Permission.of(action, options.get(DynamoDbOptions.STREAM))));
    permissions.addAll(Credentials.of(options).permissions());
    return permissions;
  }

  static List<Finding> check(ConnectorUsage usage) {
    List<Finding> findings = new ArrayList<>();
    OptionValues options = usage.options();
    atLeast(options, DynamoDbOptions.SHARD_DISCOVERY, Duration.ofSeconds(1), findings);
    atLeast(options, DynamoDbOptions.POLL_INTERVAL, Duration.ofMillis(200), findings);
    if (!areChanges(options)) {
      usage.rowType().ifPresent(type -> columns(type, findings));
    } else if (usage.keys().isEmpty()) {
      findings.add(
          Finding.of(
              ConnectorCodes.OPTIONS_CONFLICT,
              DynamoDbOptions.ROWS.name(),
              "an item takes the place of the one of its primary key, which the source does not"
                  + " say",
              "add `key: [...]` to the source, with the table's partition key, and its sort key if"
                  + " it has one"));
    }
    return findings;
  }

  private static void atLeast(
      OptionValues options, Option<Duration> option, Duration least, List<Finding> findings) {
    if (options.get(option).compareTo(least) < 0) {
      findings.add(
          Finding.of(
              ConnectorCodes.OPTIONS_CONFLICT,
              option.name(),
              "DynamoDB does not serve a stream so often",
              "write `"
                  + option
                  + ": "
                  + (least.toMillis() < 1000 ? "200ms" : "1s")
                  + "` or more"));
    }
  }

  private static void columns(RowType type, List<Finding> findings) {
    for (Field column : type.fields()) {
      boolean known =
          column.name().equals(ItemRows.EVENT)
              ? column.type().kind().isCharacter()
              : ItemRows.IMAGES.contains(column.name()) && column.type().kind() == TypeKind.ROW;
      if (!known) {
        findings.add(
            Finding.of(
                ConnectorCodes.OPTIONS_CONFLICT,
                DynamoDbOptions.ROWS.name(),
                "`"
                    + column.name()
                    + "` as "
                    + column.type().withNullable(true)
                    + " is no column of an event",
                "declare `event: STRING`, `keys`, `old` and `new` as rows of attributes, such as"
                    + " `new: {card_id: STRING}`, or write `"
                    + DynamoDbOptions.ROWS
                    + ": "
                    + DynamoDbOptions.CHANGES
                    + "` to read the items themselves"));
      }
    }
  }
}
