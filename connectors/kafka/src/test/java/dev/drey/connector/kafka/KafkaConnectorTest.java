// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import static dev.drey.connector.kafka.SpecSource.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.Catalog;
import dev.drey.connector.Connector;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.MetadataColumn;
import dev.drey.connector.aws.AwsOptions;
import dev.drey.connector.tls.TlsOptions;
import dev.drey.shape.OptionValues;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KafkaConnectorTest {
  private final ConnectorDescriptor descriptor = new KafkaConnector().descriptor();

  /** Our own classes, and of all others only Java's. */
  private static final class WithoutFlinkOrKafka extends URLClassLoader {
    WithoutFlinkOrKafka() {
      super(
          new URL[] {
            KafkaConnector.class.getProtectionDomain().getCodeSource().getLocation(),
            TlsOptions.class.getProtectionDomain().getCodeSource().getLocation(),
            AwsOptions.class.getProtectionDomain().getCodeSource().getLocation(),
            Connector.class.getProtectionDomain().getCodeSource().getLocation()
          },
          ClassLoader.getPlatformClassLoader());
    }
  }

  @Test
  void describesAndChecksWithoutFlinkAndKafka() throws Exception {
    try (WithoutFlinkOrKafka loader = new WithoutFlinkOrKafka()) {
      Object connector =
          loader.loadClass(KafkaConnector.class.getName()).getConstructor().newInstance();
      Class<?> type = loader.loadClass(Connector.class.getName());
      assertThat(type.getMethod("descriptor").invoke(connector))
          .asString()
          .startsWith("ConnectorDescriptor{name=kafka, ");
      Object options =
          loader
              .loadClass(OptionValues.class.getName())
              .getMethod("of", Map.class)
              .invoke(null, Map.of("brokers", "here", "topic", "t", "startFrom", "committed"));
      Class<?> usage = loader.loadClass(ConnectorUsage.class.getName());
      Object source =
          usage
              .getMethod("source", String.class, options.getClass())
              .invoke(null, "orders", options);
      assertThat(type.getMethod("check", usage).invoke(connector, source))
          .asString()
          .contains("DR0633", "DR0635");
    }
  }

  @Test
  void isFoundByItsName() {
    Catalog catalog = Catalog.load(KafkaConnector.class.getClassLoader());
    assertThat(catalog.connector("kafka")).containsInstanceOf(KafkaConnector.class);
  }

  @Test
  void thePositionIsMadeOfMetadata() {
    assertThat(descriptor.metadata().stream().map(MetadataColumn::key).collect(Collectors.toList()))
        .containsAll(descriptor.position());
  }

  private static Properties client(@Nullable OptionValues security) {
    Map<String, Object> options = SpecSource.options("brokers", "b:9092", "topic", "t");
    if (security != null) {
      options.put("security", security);
    }
    return ClientProperties.source("orders", OptionValues.of(options), false);
  }

  @Test
  void withoutSecurityNothingIsSaidOfIt() {
    assertThat(client(null))
        .containsEntry("bootstrap.servers", "b:9092")
        .containsEntry("isolation.level", "read_committed")
        .doesNotContainKey("security.protocol");
  }

  @Test
  void iamIsTheClassesOfMsk() {
    assertThat(client(object("iam", object())))
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.mechanism", "AWS_MSK_IAM")
        .containsEntry("sasl.jaas.config", "software.amazon.msk.auth.iam.IAMLoginModule required;")
        .containsEntry(
            "sasl.client.callback.handler.class",
            "software.amazon.msk.auth.iam.IAMClientCallbackHandler");
    assertThat(client(object("iam", object("role", "arn:aws:iam::1:role/r"))))
        .containsEntry(
            "sasl.jaas.config",
            "software.amazon.msk.auth.iam.IAMLoginModule required awsRoleArn=\"arn:aws:iam::1:role/r\";");
  }

  @Test
  void aPasswordMayHoldAnyCharacter() {
    OptionValues sasl = object("mechanism", "PLAIN", "username", "u", "password", "a\"b\\c;");
    assertThat(client(object("sasl", sasl)))
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry(
            "sasl.jaas.config",
            "org.apache.kafka.common.security.plain.PlainLoginModule required"
                + " username=\"u\" password=\"a\\\"b\\\\c;\";");
  }
}
