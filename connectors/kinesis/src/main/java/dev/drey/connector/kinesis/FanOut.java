// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kinesis;

import java.util.regex.Pattern;

/**
 * What {@code fanOut} may say: the name of a consumer that the job registers when it starts and
 * removes when it ends, or the ARN of one that somebody else registered.
 */
final class FanOut {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");
  private static final Pattern ARN =
      Pattern.compile(
          "arn:aws[a-z-]*:kinesis:[a-z0-9-]+:[0-9]{12}:stream/[a-zA-Z0-9_.-]{1,128}"
              + "/consumer/[a-zA-Z0-9_.-]{1,128}:[0-9]+");

  private FanOut() {}

  static boolean isArn(String fanOut) {
    return fanOut.startsWith("arn:");
  }

  static boolean isValid(String fanOut) {
    return (isArn(fanOut) ? ARN : NAME).matcher(fanOut).matches();
  }
}
