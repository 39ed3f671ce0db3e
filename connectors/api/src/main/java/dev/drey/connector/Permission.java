// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

import com.google.auto.value.AutoValue;
import java.util.List;

/**
 * An action that the job's role must be allowed, and on what: an entry of an IAM policy. Resources
 * are ARNs; what a spec does not say in them, such as the account, is {@code *}.
 */
@AutoValue
public abstract class Permission {
  public static Permission of(String action, String... resources) {
    return new AutoValue_Permission(action, List.of(resources));
  }

  /** What stands behind {@code arn:} in the ARNs of a region, or of any where it is {@code *}. */
  public static String partitionOf(String region) {
    if (region.startsWith("cn-")) {
      return "aws-cn";
    }
    return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  /** Such as {@code kinesis:GetRecords}. */
  public abstract String action();

  /** At least one. */
  public abstract List<String> resources();
}
