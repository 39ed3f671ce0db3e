// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.sqs;

import static dev.drey.shape.Option.expression;
import static dev.drey.shape.Option.expressions;
import static dev.drey.shape.Option.text;

import dev.drey.connector.async.SendingLimits;
import dev.drey.connector.async.SendingOptions;
import dev.drey.connector.aws.AwsOptions;
import dev.drey.shape.Key;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The options of the SQS connector: what a spec may write below {@code sqs:}. */
final class SqsOptions {
  private static final long KIB = 1024;

  /** {@code https://sqs.REGION.amazonaws.com/ACCOUNT/NAME}, or another host with that path. */
  private static final Pattern URL_PARTS =
      Pattern.compile(
          "https?://(?:sqs[.-](?<region>[a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?|[^/]+)"
              + "/(?<account>[0-9]{12})/(?<name>[a-zA-Z0-9_-]+(?:\\.fifo)?)");

  static final Option<String> URL =
      text(
              "url",
              "^https?://[^/]+/[0-9]{12}/[a-zA-Z0-9_-]{1,80}(\\.fifo)?$",
              "The queue's URL. That of a FIFO queue ends with `.fifo`.")
          .required()
          .example("https://sqs.eu-central-1.amazonaws.com/123456789012/alerts.fifo");

  static final Option<String> GROUP =
      expression(
              "group",
              "The message group: messages of a group are delivered in their order. Of a FIFO queue"
                  + " each message has one.")
          .example("card_id");

  static final Option<String> DEDUPLICATION_ID =
      expression(
              "deduplicationId",
              "The id by which a FIFO queue takes a message once within five minutes, also where a"
                  + " job sends it again after a failure. Absent: the queue makes one of the"
                  + " content, if it is set up so.")
          .example("alert_id");

  static final Option<Map<String, Object>> ATTRIBUTES =
      expressions(
          "attributes", "Attributes of the message, texts, each an expression by its name.");

  /** Those of SendMessageBatch in the API reference. */
  static final SendingOptions SENDING =
      SendingOptions.of(SendingLimits.of("SQS", 10, 256 * KIB, 256 * KIB));

  private SqsOptions() {}

  static Shape sink() {
    List<Key> keys =
        new ArrayList<>(
            Option.keys(URL, GROUP, DEDUPLICATION_ID, ATTRIBUTES.example("{severity: level}")));
    keys.addAll(SENDING.keys());
    keys.addAll(AwsOptions.keys());
    return Shape.object(keys, List.of());
  }

  static boolean isFifo(OptionValues options) {
    return options.get(URL).endsWith(".fifo");
  }

  /** As {@code region} says, or the URL. */
  static Optional<String> region(OptionValues options) {
    Matcher parts = URL_PARTS.matcher(options.get(URL));
    return options
        .find(AwsOptions.REGION)
        .or(() -> parts.matches() ? Optional.ofNullable(parts.group("region")) : Optional.empty());
  }

  static String account(OptionValues options) {
    return part(options, "account");
  }

  static String name(OptionValues options) {
    return part(options, "name");
  }

  private static String part(OptionValues options, String group) {
    Matcher parts = URL_PARTS.matcher(options.get(URL));
    return parts.matches() ? parts.group(group) : "*";
  }
}
