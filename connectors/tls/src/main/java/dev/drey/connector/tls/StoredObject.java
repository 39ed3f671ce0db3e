// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.tls;

import dev.drey.connector.Permission;
import dev.drey.connector.aws.AwsOptions;
import dev.drey.connector.aws.Credentials;
import dev.drey.shape.Key;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A small object of S3, with a region and credentials of its own. */
final class StoredObject {
  static final String ACTION = "s3:GetObject";

  private static final Option<String> S3 =
      Option.text("s3", "^s3://[a-z0-9][a-z0-9.-]*/.*[^/]$", "The object.")
          .required()
          .example("s3://keys/cards.p12");

  private StoredObject() {}

  static Shape shape() {
    List<Key> keys = new ArrayList<>(Option.keys(S3));
    keys.addAll(AwsOptions.keys());
    return Shape.object(keys, List.of());
  }

  static String name(OptionValues object) {
    return object.get(S3);
  }

  static String bucket(OptionValues object) {
    return URI.create(name(object).replaceFirst("^(s3://[^/]+).*$", "$1")).getAuthority();
  }

  static String key(OptionValues object) {
    return name(object).replaceFirst("^s3://[^/]+/", "");
  }

  static List<Permission> permissions(OptionValues object) {
    String region = object.find(AwsOptions.REGION).orElse("*");
    List<Permission> needs = new ArrayList<>(Credentials.of(object).permissions());
    if (needs.isEmpty()) {
      needs.add(
          Permission.of(
              ACTION,
              "arn:"
                  + Permission.partitionOf(region)
                  + ":s3:::"
                  + bucket(object)
                  + "/"
                  + key(object)));
    }
    return needs;
  }
}
