// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.lambda;

import static dev.drey.shape.Option.choice;
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

/** The options of the Lambda connector: what a spec may write below {@code lambda:}. */
final class LambdaOptions {
  private static final String EVENT = "event";
  private static final String REQUEST_RESPONSE = "request-response";
  private static final long KIB = 1024;
  private static final int MOST_RECORDS = 100;

  static final Option<String> FUNCTION =
      text(
              "function",
              "^[a-zA-Z0-9-_:$]{1,170}$",
              "The function's name or ARN, with `:ALIAS` or `:VERSION` behind it where one is"
                  + " meant.")
          .required()
          .example("score-alerts:live");

  static final Option<String> INVOCATION =
      choice(
              "invocation",
              List.of(REQUEST_RESPONSE, EVENT),
              "`request-response` waits until the function has run, and what it fails on is"
                  + " refused. `event` puts the rows into the function's queue, of which nobody here"
                  + " hears again.")
          .orElse(REQUEST_RESPONSE);

  /** The payloads of Invoke in the API reference, less the brackets of a list. */
  private static final SendingOptions WAITING =
      SendingOptions.of(
          SendingLimits.of("Lambda", MOST_RECORDS, 6 * KIB * KIB - KIB, 6 * KIB * KIB - KIB));

  private static final SendingOptions QUEUED =
      SendingOptions.of(SendingLimits.of("Lambda", MOST_RECORDS, 255 * KIB, 255 * KIB));

  private LambdaOptions() {}

  static Shape sink() {
    List<Key> keys = new ArrayList<>(Option.keys(FUNCTION, INVOCATION));
    keys.addAll(WAITING.keys());
    keys.addAll(AwsOptions.keys());
    return Shape.object(keys, List.of());
  }

  static Shape lookup() {
    List<Key> keys = new ArrayList<>(Option.keys(FUNCTION));
    keys.addAll(AwsOptions.keys());
    return Shape.object(keys, List.of());
  }

  static boolean isEvent(OptionValues options) {
    return options.get(INVOCATION).equals(EVENT);
  }

  /** An event has less room. */
  static SendingOptions sending(OptionValues options) {
    return isEvent(options) ? QUEUED : WAITING;
  }
}
