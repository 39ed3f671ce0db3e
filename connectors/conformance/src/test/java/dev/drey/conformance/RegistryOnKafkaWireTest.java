// SPDX-License-Identifier: Apache-2.0
package dev.drey.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.CompileResult;
import dev.drey.CompilerOptions;
import dev.drey.PipelineCompiler;
import dev.drey.backend.KafkaBroker;
import dev.drey.backend.KafkaBrokerExtension;
import dev.drey.backend.KafkaTopic;
import dev.drey.backend.RegistryWire;
import dev.drey.connector.Catalog;
import dev.drey.flink.GraphBuilder;
import dev.drey.source.SourceFile;
import dev.drey.testkit.Cluster;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A pipeline from rows to a topic whose records have their schemas in a registry, and one back: the
 * broker is Kafka's own, the registry a server that speaks the protocol of Confluent's.
 */
@Timeout(120)
final class RegistryOnKafkaWireTest {
  private static final String PLANTED = "planted-registry-password";

  @RegisterExtension static final Cluster CLUSTER = Cluster.ofOne();
  @RegisterExtension static final KafkaBrokerExtension KAFKA = new KafkaBrokerExtension();

  private final Catalog catalog = Catalog.load(RegistryOnKafkaWireTest.class.getClassLoader());

  @TempDir Path folder;

  @Test
  void rowsComeBackByTheSchemasOfTheRegistry() throws Exception {
    KafkaBroker broker = KAFKA.broker();
    KafkaTopic orders = broker.createTopic("registered-orders", 1);
    KafkaTopic copies = broker.createTopic("registered-copies", 1);
    Files.writeString(
        folder.resolve("orders.jsonl"),
        "{\"id\": 1, \"sum\": 12.50, \"at\": \"2026-01-01T00:00:00Z\"}\n"
            + "{\"id\": 2, \"at\": \"2026-01-01T00:00:01.5Z\"}\n");
    Files.writeString(folder.resolve("password"), PLANTED + "\n");
    try (RegistryWire registry = new RegistryWire()) {
      registry.asksFor("Basic Y2FyZHM6cGxhbnRlZC1yZWdpc3RyeS1wYXNzd29yZA==");

      JobID written =
          start(
              registry,
              "sources:\n"
                  + "  orders: {file: {path: \"FOLDER/orders.jsonl\"}, type: Order}\n"
                  + "sinks:\n"
                  + "  out:\n"
                  + "    from: orders\n"
                  + "    kafka: {brokers: \"BROKERS\", topic: registered-orders}\n"
                  + "    format: {avro: {registry: {confluent: {REGISTRY, subject: registered-orders-value}}}}\n");
      CLUSTER.awaitEnd(written);
      assertThat(orders.committed())
          .hasSize(2)
          .allSatisfy(record -> assertThat(record.value()).startsWith(0, 0, 0, 0, 1));

      JobID copied =
          start(
              registry,
              "sources:\n"
                  + "  orders:\n"
                  + "    kafka: {brokers: \"BROKERS\", topic: registered-orders}\n"
                  + "    format: {avro: {registry: {confluent: {REGISTRY}}}}\n"
                  + "    type: Order\n"
                  + "sinks:\n"
                  + "  out: {from: orders, kafka: {brokers: \"BROKERS\", topic: registered-copies}}\n");
      CLUSTER.awaitEnd(copied);
    }
    assertThat(copies.committedValues())
        .containsExactly(
            "{\"id\":1,\"sum\":12.50,\"at\":\"2026-01-01T00:00:00Z\"}",
            "{\"id\":2,\"sum\":null,\"at\":\"2026-01-01T00:00:01.500Z\"}");
  }

  private JobID start(RegistryWire registry, String ends) throws Exception {
    String who = "username: cards, password: {secret: \"file:" + folder + "/password\"}";
    String spec =
        "apiVersion: drey/v1\nname: example\n"
            + "types:\n"
            + "  Order: {id: BIGINT NOT NULL, sum: \"DECIMAL(10, 2)\", at: TIMESTAMP_LTZ(3)}\n"
            + ends.replace("REGISTRY", "url: \"" + registry.endpoint() + "\", " + who)
                .replace("BROKERS", KAFKA.broker().bootstrapServers())
                .replace("FOLDER", folder.toString());
    CompileResult result =
        new PipelineCompiler(catalog)
            .compile(SourceFile.of("spec.yaml", spec), CompilerOptions.builder().build());
    assertThat(result.plan()).as(result.diagnostics().toString()).isPresent();
    CompileResult whole = result.withSecrets(catalog);
    assertThat(whole.redaction().of("a " + PLANTED)).isEqualTo("a ***");
    StreamExecutionEnvironment environment = CLUSTER.environment(1);
    new GraphBuilder(catalog).build(whole.plan().orElseThrow(), environment, true);
    return CLUSTER.start(environment.getStreamGraph().getJobGraph());
  }
}
