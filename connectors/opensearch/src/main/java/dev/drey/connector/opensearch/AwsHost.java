// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.opensearch;

import dev.drey.connector.Permission;
import dev.drey.connector.aws.AwsOptions;
import dev.drey.shape.OptionValues;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the URL of a domain or collection of AWS says of it: {@code
 * search-NAME-RANDOM.REGION.es.amazonaws.com}, with {@code vpc-} within a VPC, or {@code
 * ID.REGION.aoss.amazonaws.com}.
 */
final class AwsHost {
  private static final Pattern PARTS =
      Pattern.compile(
          "https?://(?:(?:search|vpc)-(?<domain>.+)-[a-z0-9]{26}|(?<collection>[a-z0-9]+)|[^/]+?)"
              + "\\.(?<where>[a-z]{2,}(?:-[a-z]+)+-[0-9])\\.(?<what>es|aoss)"
              + "\\.amazonaws\\.com(?:\\.cn)?(?:[:/].*)?");

  private final OptionValues aws;
  private final Matcher parts;
  private final boolean known;

  private AwsHost(OptionValues aws, Matcher parts) {
    this.aws = aws;
    this.parts = parts;
    this.known = parts.matches();
  }

  static AwsHost of(OptionValues options) {
    return new AwsHost(
        options.within(SearchOptions.AWS),
        PARTS.matcher(SearchOptions.urls(options).stream().findFirst().orElse("")));
  }

  private Optional<String> part(String name) {
    @Nullable String part = known ? parts.group(name) : null;
    return Optional.ofNullable(part);
  }

  /** As {@code region} says, or the host. */
  Optional<String> region() {
    return aws.find(AwsOptions.REGION).or(() -> part("where"));
  }

  /** As {@code service} says, or the host. */
  String service() {
    return aws.find(SearchOptions.SERVICE).or(() -> part("what")).orElse("es");
  }

  /** The options below {@code aws}, with the region. */
  OptionValues options() {
    return region().map(region -> aws.with(AwsOptions.REGION, region)).orElse(aws);
  }

  /** What the job's role needs to write to it. */
  Permission permission() {
    String region = region().orElse("*");
    String start = "arn:" + Permission.partitionOf(region) + ":" + service() + ":" + region + ":*:";
    return service().equals("aoss")
        ? Permission.of(
            SearchSink.WRITE_SERVERLESS, start + "collection/" + part("collection").orElse("*"))
        : Permission.of(
            SearchSink.WRITE, start + "domain/" + part("domain").orElse("*") + "/_bulk");
  }
}
