// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.prometheus;

import dev.drey.connector.Permission;
import dev.drey.connector.aws.AwsOptions;
import dev.drey.shape.OptionValues;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the URL of a workspace of Amazon Managed Service for Prometheus says of it: {@code
 * https://aps-workspaces.REGION.amazonaws.com/workspaces/ID/api/v1/remote_write}.
 */
final class Workspace {
  static final String WRITE = "aps:RemoteWrite";

  private static final Pattern PARTS =
      Pattern.compile(
          "https?://[^/]*?aps-workspaces(?:-fips)?\\.(?<where>[a-z]{2,}(?:-[a-z]+)+-[0-9])\\.[^/]+"
              + "/workspaces/(?<id>[^/]+)/.*");

  private final OptionValues aws;
  private final Matcher parts;
  private final boolean known;

  private Workspace(OptionValues aws, Matcher parts) {
    this.aws = aws;
    this.parts = parts;
    this.known = parts.matches();
  }

  static Workspace of(OptionValues options) {
    return new Workspace(
        options.within(PrometheusOptions.AWS), PARTS.matcher(options.get(PrometheusOptions.URL)));
  }

  private Optional<String> part(String name) {
    @Nullable String part = known ? parts.group(name) : null;
    return Optional.ofNullable(part);
  }

  private Optional<String> region() {
    return aws.find(AwsOptions.REGION).or(() -> part("where"));
  }

  /** The options below {@code aws}, with the region where it is known. */
  OptionValues options() {
    return region().map(region -> aws.with(AwsOptions.REGION, region)).orElse(aws);
  }

  /** What the job's role needs to write to it. */
  Permission permission() {
    String region = region().orElse("*");
    return Permission.of(
        WRITE,
        "arn:"
            + Permission.partitionOf(region)
            + ":aps:"
            + region
            + ":*:workspace/"
            + part("id").orElse("*"));
  }
}
