// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.sns;

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

/** The options of the SNS connector: what a spec may write below {@code sns:}. */
final class SnsOptions {
  private static final long KIB = 1024;
  private static final int REGION_OF_ARN = 3;

  static final Option<String> TOPIC =
      text(
              "topic",
              "^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[a-zA-Z0-9_-]{1,256}(\\.fifo)?$",
              "The topic's ARN. That of a FIFO topic ends with `.fifo`.")
          .required()
          .example("arn:aws:sns:eu-central-1:123456789012:alerts");

  static final Option<String> SUBJECT =
      expression("subject", "The subject, which an e-mail of the message has.").example("kind");

  static final Option<String> GROUP =
      expression(
              "group",
              "The message group: messages of a group are delivered in their order. Of a FIFO topic"
                  + " each message has one.")
          .example("card_id");

  static final Option<String> DEDUPLICATION_ID =
      expression(
              "deduplicationId",
              "The id by which a FIFO topic takes a message once within five minutes, also where a"
                  + " job sends it again after a failure. Absent: the topic makes one of the"
                  + " content, if it is set up so.")
          .example("alert_id");

  static final Option<Map<String, Object>> ATTRIBUTES =
      expressions(
          "attributes",
          "Attributes of the message, by which subscriptions filter: texts, each an expression by"
              + " its name.");

  /** Those of PublishBatch in the API reference. */
  static final SendingOptions SENDING =
      SendingOptions.of(SendingLimits.of("SNS", 10, 256 * KIB, 256 * KIB));

  private SnsOptions() {}

  static Shape sink() {
    List<Key> keys =
        new ArrayList<>(
            Option.keys(
                TOPIC, SUBJECT, GROUP, DEDUPLICATION_ID, ATTRIBUTES.example("{severity: level}")));
    keys.addAll(SENDING.keys());
    keys.addAll(AwsOptions.keys());
    return Shape.object(keys, List.of());
  }

  static boolean isFifo(OptionValues options) {
    return options.get(TOPIC).endsWith(".fifo");
  }

  /** As {@code region} says, or the ARN. */
  static String region(OptionValues options) {
    return options
        .find(AwsOptions.REGION)
        .orElseGet(() -> options.get(TOPIC).split(":")[REGION_OF_ARN]);
  }
}
