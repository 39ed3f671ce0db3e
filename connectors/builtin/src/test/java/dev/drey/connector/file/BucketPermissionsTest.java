// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Delivery;
import dev.drey.connector.Permission;
import dev.drey.shape.OptionValues;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BucketPermissionsTest {
  private static List<Permission> source(String path) {
    return new FileConnector().permissions(ConnectorUsage.source("in", at(path)));
  }

  private static OptionValues at(String path) {
    return OptionValues.of(Map.of("path", path));
  }

  @Test
  void aSourceListsItsBucketAndReadsWhatItsPathCanMean() {
    assertThat(source("s3://cards/in/2026"))
        .containsExactly(
            Permission.of("s3:ListBucket", "arn:aws:s3:::cards"),
            Permission.of("s3:GetObject", "arn:aws:s3:::cards/in/2026*"));
    assertThat(source("s3a://cards/in/{a,b}/*.jsonl"))
        .contains(Permission.of("s3:GetObject", "arn:aws:s3:::cards/in/*"));
    assertThat(source("s3://cards"))
        .contains(Permission.of("s3:GetObject", "arn:aws:s3:::cards/*"));
  }

  @Test
  void aSinkWritesBelowItsPath() {
    ConnectorUsage sink =
        ConnectorUsage.sink("out", at("s3://cards/out"), Delivery.AT_LEAST_ONCE, Optional.empty());
    assertThat(new FileConnector().permissions(sink))
        .contains(
            Permission.of("s3:PutObject", "arn:aws:s3:::cards/out*"),
            Permission.of("s3:AbortMultipartUpload", "arn:aws:s3:::cards/out*"));
  }

  @Test
  void aDiskAsksForNothing() {
    assertThat(source("data/in.jsonl")).isEmpty();
    assertThat(source("file:///data/in.jsonl")).isEmpty();
  }
}
