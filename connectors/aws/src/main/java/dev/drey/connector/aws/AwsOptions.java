// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.aws;

import static dev.drey.shape.Option.flag;
import static dev.drey.shape.Option.text;

import dev.drey.connector.ConnectorCodes;
import dev.drey.connector.Finding;
import dev.drey.shape.Key;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import java.util.List;

/** The options by which every connector to AWS says where its service is and who asks. */
public final class AwsOptions {
  private static final String REGION_NAME = "^[a-z]{2,}(-[a-z]+)+-[0-9]$";
  private static final String ENDPOINT_URL = "^https?://.+$";

  public static final Option<String> REGION =
      text(
              "region",
              REGION_NAME,
              "The AWS region. Absent: the one that the AWS SDK finds in its environment; on the"
                  + " managed service the application's.")
          .example("eu-central-1");

  public static final Option<String> ENDPOINT =
      text(
              "endpoint",
              ENDPOINT_URL,
              "The URL of the API, where it is not the region's own: a VPC endpoint or an"
                  + " emulator.")
          .example("http://localhost:4568");

  public static final Option<Boolean> FIPS =
      flag("fips", "Whether the region's FIPS endpoint is asked.").orElse(false).example("true");

  private AwsOptions() {}

  /** In the order of the documentation. */
  public static List<Key> keys() {
    return Option.keys(REGION, ENDPOINT, FIPS, Credentials.OPTION);
  }

  /** What does not go together. */
  public static List<Finding> check(OptionValues options) {
    return options.get(FIPS) && options.has(ENDPOINT)
        ? List.of(
            Finding.of(
                ConnectorCodes.OPTIONS_CONFLICT,
                FIPS.name(),
                "`endpoint` says which one is asked, so there is no other to choose",
                "remove `fips` and write the FIPS endpoint's URL, or remove `endpoint`"))
        : List.of();
  }
}
