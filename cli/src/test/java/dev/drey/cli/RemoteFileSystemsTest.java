// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the settings of a run's file systems come from. */
class RemoteFileSystemsTest {
  @TempDir private Path folder;

  private static String setting(Map<String, String> environment, String key) {
    Configuration settings = new RemoteFileSystems(environment).settings();
    return settings.toMap().getOrDefault(key, "");
  }

  @Test
  void theSdksVariableOfTheServiceGoesBeforeThatOfAll() {
    assertThat(
            setting(
                Map.of("AWS_ENDPOINT_URL", "http://all", "AWS_ENDPOINT_URL_S3", "http://s3"),
                "s3.endpoint"))
        .isEqualTo("http://s3");
    assertThat(setting(Map.of("AWS_ENDPOINT_URL", "http://all"), "s3.endpoint"))
        .isEqualTo("http://all");
    assertThat(setting(Map.of("AWS_ENDPOINT_URL", ""), "s3.endpoint")).isEmpty();
    assertThat(setting(Map.of("AWS_DEFAULT_REGION", "eu-west-1"), "s3.endpoint.region"))
        .isEqualTo("eu-west-1");
  }

  @Test
  void theUsersOwnSettingsOfFlinkGoBeforeThose() throws Exception {
    Files.writeString(
        folder.resolve("config.yaml"),
        "s3:\n  endpoint: http://own\nfs:\n  azure:\n    account: a\n");
    Map<String, String> environment =
        Map.of("AWS_ENDPOINT_URL", "http://all", "FLINK_CONF_DIR", folder.toString());
    assertThat(setting(environment, "s3.endpoint")).isEqualTo("http://own");
    assertThat(setting(environment, "fs.azure.account")).isEqualTo("a");
  }
}
