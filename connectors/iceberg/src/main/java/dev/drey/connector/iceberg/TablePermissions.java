// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.iceberg;

import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Permission;
import dev.drey.connector.aws.AwsOptions;
import dev.drey.connector.aws.Credentials;
import dev.drey.shape.OptionValues;
import java.util.ArrayList;
import java.util.List;

/** What the role of a job needs for tables of Glue and S3 Tables, and of nothing else. */
final class TablePermissions {
  private static final List<String> GLUE_READ =
      List.of("glue:GetCatalog", "glue:GetDatabase", "glue:GetTable");
  private static final List<String> GLUE_WRITE = List.of("glue:UpdateTable");
  private static final List<String> GLUE_CREATE =
      List.of("glue:CreateDatabase", "glue:CreateTable");
  private static final List<String> FILES_READ = List.of("s3:GetObject");
  private static final List<String> FILES_WRITE = List.of("s3:PutObject", "s3:DeleteObject");
  private static final List<String> BUCKET_READ =
      List.of(
          "s3tables:GetTableBucket",
          "s3tables:GetNamespace",
          "s3tables:GetTable",
          "s3tables:GetTableMetadataLocation",
          "s3tables:GetTableData");
  private static final List<String> BUCKET_WRITE =
      List.of("s3tables:UpdateTableMetadataLocation", "s3tables:PutTableData");
  private static final List<String> BUCKET_CREATE =
      List.of("s3tables:CreateNamespace", "s3tables:CreateTable");

  private TablePermissions() {}

  static List<String> all() {
    List<String> all = new ArrayList<>();
    List.of(
            GLUE_READ,
            GLUE_WRITE,
            GLUE_CREATE,
            FILES_READ,
            FILES_WRITE,
            BUCKET_READ,
            BUCKET_WRITE,
            BUCKET_CREATE)
        .forEach(all::addAll);
    return List.copyOf(all);
  }

  static List<Permission> of(ConnectorUsage usage) {
    OptionValues catalog = usage.options().get(IcebergOptions.CATALOG);
    boolean creates = usage.options().has(IcebergOptions.CREATE);
    List<Permission> needed = new ArrayList<>();
    if (catalog.has(CatalogOptions.GLUE)) {
      OptionValues glue = catalog.get(CatalogOptions.GLUE);
      glue(usage, glue, creates, needed);
      needed.addAll(Credentials.of(glue).permissions());
    } else if (catalog.has(CatalogOptions.S3_TABLES)) {
      OptionValues bucket = catalog.get(CatalogOptions.S3_TABLES);
      String arn = bucket.get(CatalogOptions.ARN);
      add(needed, BUCKET_READ, arn, arn + "/table/*");
      if (usage.isSink()) {
        add(needed, BUCKET_WRITE, arn + "/table/*");
      }
      if (creates) {
        add(needed, BUCKET_CREATE, arn, arn + "/table/*");
      }
      needed.addAll(Credentials.of(bucket).permissions());
    }
    return needed;
  }

  private static void glue(
      ConnectorUsage usage, OptionValues glue, boolean creates, List<Permission> needed) {
    String region = glue.find(AwsOptions.REGION).orElse("*");
    String[] name = usage.options().get(IcebergOptions.TABLE).split("\\.", 2);
    String partition = Permission.partitionOf(region);
    String arn = "arn:" + partition + ":glue:" + region + ":" + glue.get(CatalogOptions.ACCOUNT);
    String[] resources = {
      arn + ":catalog", arn + ":database/" + name[0], arn + ":table/" + name[0] + "/" + name[1]
    };
    add(needed, GLUE_READ, resources);
    // The folder is the table's, which a spec does not say.
    String files = "arn:" + partition + ":s3:::*";
    add(needed, FILES_READ, files);
    if (usage.isSink()) {
      add(needed, GLUE_WRITE, resources);
      add(needed, FILES_WRITE, files);
    }
    if (creates) {
      add(needed, GLUE_CREATE, resources);
    }
  }

  private static void add(List<Permission> needed, List<String> actions, String... resources) {
    actions.forEach(action -> needed.add(Permission.of(action, resources)));
  }
}
