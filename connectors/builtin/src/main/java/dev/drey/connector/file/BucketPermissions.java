// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Permission;
import dev.drey.text.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the job's role must be allowed on Amazon S3 (the service authorization reference, "Amazon
 * S3"), where a path is one of a bucket. A sink writes a file in several parts and looks, before it
 * goes on from a checkpoint, which of them are there.
 */
final class BucketPermissions {
  private static final Pattern BUCKET = Pattern.compile("s3[an]?://([^/]+)/*(.*)");
  private static final String LIST = "s3:ListBucket";
  private static final String READ = "s3:GetObject";
  private static final List<String> WRITE =
      List.of(
          READ,
          "s3:PutObject",
          "s3:DeleteObject",
          "s3:AbortMultipartUpload",
          "s3:ListMultipartUploadParts");

  private BucketPermissions() {}

  static List<Permission> of(ConnectorUsage usage) {
    Matcher path = BUCKET.matcher(usage.options().get(FileOptions.PATH));
    if (!path.matches()) {
      return List.of();
    }
    String bucket = "arn:aws:s3:::" + path.group(1);
    List<Permission> permissions = new ArrayList<>(List.of(Permission.of(LIST, bucket)));
    String objects = bucket + "/" + fixed(path.group(2)) + "*";
    if (usage.isSink()) {
      WRITE.forEach(action -> permissions.add(Permission.of(action, objects)));
    } else {
      permissions.add(Permission.of(READ, objects));
    }
    return permissions;
  }

  /** The part before a pattern's first wildcard: a policy's own wildcards are others. */
  private static String fixed(String path) {
    int wildcard = Glob.firstWildcard(path);
    return wildcard < 0 ? path : path.substring(0, wildcard);
  }
}
