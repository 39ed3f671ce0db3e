// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kinesis;

import com.google.auto.value.AutoValue;
import dev.drey.connector.Permission;
import dev.drey.connector.aws.AwsOptions;
import dev.drey.shape.OptionValues;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which stream a source or sink means, from {@code stream} or {@code arn}, {@code region} and
 * {@code endpoint}. An ARN is {@code arn:PARTITION:kinesis:REGION:ACCOUNT:stream/NAME}.
 */
@AutoValue
abstract class StreamAddress {
  private static final Pattern ARN =
      Pattern.compile(
          "arn:aws[a-z-]*:kinesis:(?<region>[a-z0-9-]+):[0-9]{12}:stream/(?<name>[a-zA-Z0-9_.-]{1,128})");

  // An emulator signs for any region; the SDKs insist on one.
  private static final String REGION_OF_AN_ENDPOINT = "us-east-1";

  abstract String name();

  abstract Optional<String> arn();

  /** Absent: the one that the SDK finds in its environment. */
  abstract Optional<String> region();

  abstract Optional<String> endpoint();

  static boolean isArn(String text) {
    return ARN.matcher(text).matches();
  }

  /** The region that an ARN names; empty where it is not one. */
  static Optional<String> regionOf(String arn) {
    Matcher matcher = ARN.matcher(arn);
    return matcher.matches() ? Optional.of(matcher.group("region")) : Optional.empty();
  }

  static StreamAddress of(OptionValues options) {
    Optional<String> arn = options.find(KinesisOptions.ARN);
    Optional<String> endpoint = options.find(AwsOptions.ENDPOINT);
    Optional<String> region =
        options
            .find(AwsOptions.REGION)
            .or(() -> arn.flatMap(StreamAddress::regionOf))
            .or(() -> endpoint.map(given -> REGION_OF_AN_ENDPOINT));
    String name =
        arn.map(StreamAddress::nameOf).orElseGet(() -> options.get(KinesisOptions.STREAM));
    return new AutoValue_StreamAddress(name, arn, region, endpoint);
  }

  private static String nameOf(String arn) {
    Matcher matcher = ARN.matcher(arn);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not the ARN of a Kinesis stream: " + arn);
    }
    return matcher.group("name");
  }

  /** The stream in a policy: its ARN, or one with {@code *} for what the spec does not say. */
  final String policyArn() {
    String where = region().orElse("*");
    String service = "arn:" + Permission.partitionOf(where) + ":kinesis:";
    return arn().orElseGet(() -> service + where + ":*:stream/" + name());
  }

  /** As a message names it: {@code stream `clicks` in us-east-1}. */
  final String text() {
    return "stream `"
        + name()
        + "`"
        + region().map(where -> " in " + where).orElse("")
        + endpoint().map(where -> " at " + where).orElse("");
  }
}
