// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Flink's file system for S3 says of a request that failed, in words. Its classes are those of
 * a plug-in, which nobody outside can name, so it is read from its text.
 */
final class StoreFailure {
  private static final Pattern OF_THE_SDK =
      Pattern.compile(
          "(?s).*?com\\.amazonaws\\.[\\w.$]+: (?<said>.*?)"
              + "(?: \\(Service: Amazon S3; Status Code: (?<status>[0-9]+); Error Code:"
              + " (?<code>[^;]*);.*)?");
  private static final Pattern NO_ANSWER =
      Pattern.compile("(?s).*Unable to execute HTTP request: (?<why>.*)");

  private StoreFailure() {}

  /** Empty where it is not of a store. */
  static Optional<String> inWords(IOException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("NoSuchBucket") || message.contains("The specified bucket does not")) {
      return Optional.of("there is no such bucket");
    }
    if (message.contains("No AWS Credentials")
        || message.contains("Unable to load AWS credentials")
        || message.contains("Unable to load credentials")) {
      return Optional.of(
          "no AWS credentials are found; set AWS_PROFILE, or AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY");
    }
    Matcher unanswered = NO_ANSWER.matcher(message);
    if (unanswered.matches()) {
      return Optional.of("the store does not answer: " + unanswered.group("why"));
    }
    Matcher failure = OF_THE_SDK.matcher(message);
    if (!failure.matches()) {
      return Optional.empty();
    }
    String status = failure.group("status");
    if ("403".equals(status)) {
      return Optional.of(
          "the store refuses it (403, "
              + failure.group("said")
              + "): the AWS credentials are wrong, or not allowed to do this");
    }
    if ("503".equals(status)) {
      return Optional.of(
          "the store is busy, and was asked often enough (503, "
              + failure.group("said")
              + "): others ask it at the same time, or too much is below one prefix");
    }
    return Optional.of(failure.group("said") + (status == null ? "" : " (" + status + ")"));
  }
}
