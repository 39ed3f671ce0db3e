// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.firehose;

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

/** The options of the Firehose connector: what a spec may write below {@code firehose:}. */
final class FirehoseOptions {
  private static final int KIB = 1024;

  static final Option<String> DELIVERY_STREAM =
      text(
              "deliveryStream",
              "^[a-zA-Z0-9_.-]{1,64}$",
              "The delivery stream's name, in the account of the credentials.")
          .required()
          .example("card-alerts");

  static final Option<Boolean> LINE_FEED =
      flag(
              "lineFeed",
              "Whether a line feed is added to each record. Firehose puts records into objects one"
                  + " behind the other, with nothing between them; with it they are lines.")
          .orElse(false)
          .example("true");

  /** Those of PutRecordBatch in the API reference. */
  static final SendingOptions SENDING =
      SendingOptions.of(SendingLimits.of("Firehose", 500, 4L * KIB * KIB, 1000L * KIB));

  private FirehoseOptions() {}

  static Shape sink() {
    List<Key> keys = new ArrayList<>(Option.keys(DELIVERY_STREAM, LINE_FEED));
    keys.addAll(SENDING.keys());
    keys.addAll(AwsOptions.keys());
    return Shape.object(keys, List.of());
  }
}
