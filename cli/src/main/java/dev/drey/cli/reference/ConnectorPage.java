// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli.reference;

import dev.drey.connector.ChangeMode;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.Delivery;
import dev.drey.connector.MetadataColumn;
import dev.drey.shape.Shape;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A connector's page. */
final class ConnectorPage {
  private final ConnectorDescriptor connector;
  private final StringBuilder page = new StringBuilder();

  private ConnectorPage(ConnectorDescriptor connector) {
    this.connector = connector;
  }

  static String of(ConnectorDescriptor connector) {
    return new ConnectorPage(connector).write();
  }

  private String write() {
    page.append(GeneratedFiles.NOTE);
    page.append("# ").append(connector.name()).append("\n\n");
    page.append(connector.description()).append('\n');
    end("Source", "sources", connector.sourceOptions(), connector.sourceExample());
    metadata();
    end("Sink", "sinks", connector.sinkOptions(), connector.sinkExample());
    end("Lookup", "lookup", connector.lookupOptions(), connector.lookupExample());
    guarantees();
    return page.toString();
  }

  private void end(String title, String key, Optional<Shape> options, Optional<String> example) {
    options.ifPresent(
        shape -> {
          page.append("\n## ").append(title).append("\n\n");
          page.append(KeyTable.of(shape, Set.of()));
          example.ifPresent(
              yaml ->
                  page.append("\n```yaml\n")
                      .append(key)
                      .append(":\n")
                      .append(yaml.stripTrailing().replaceAll("(?m)^(?=.)", "  "))
                      .append("\n```\n"));
        });
  }

  private void metadata() {
    if (connector.metadata().isEmpty()) {
      return;
    }
    page.append("\n### Metadata\n\n| key | type | meaning |\n|---|---|---|\n");
    for (MetadataColumn column : connector.metadata()) {
      page.append("| `").append(column.key()).append("` | `").append(column.type());
      page.append("` | ").append(ShapeText.prose(column.description())).append(" |\n");
    }
    if (!connector.position().isEmpty()) {
      page.append("\nA bad record's row carries ");
      page.append(
          connector.position().stream().map(k -> "`" + k + "`").collect(Collectors.joining(", ")));
      page.append(".\n");
    }
  }

  private void guarantees() {
    page.append("\n## Guarantees\n\n");
    if (connector.sourceOptions().isPresent()) {
      page.append(
          connector.replayable()
              ? "- As a source: a restarted job reads again what it had not checkpointed.\n"
              : "- As a source: what a job had not checkpointed is lost when it restarts.\n");
    }
    if (connector.sinkOptions().isPresent()) {
      page.append("- As a sink: ");
      page.append(
          connector.sinkDelivery().stream()
              .sorted()
              .map(Delivery::specName)
              .collect(Collectors.joining(", ")));
      page.append(".\n");
      changes();
    }
    if (connector.lookupOptions().isPresent()) {
      page.append(
          "- As a lookup: a row that waits when the job fails asks again, and may get another"
              + " answer.\n");
    }
    if (!connector.iamActions().isEmpty()) {
      page.append("- The job's role needs ");
      page.append(
          connector.iamActions().stream()
              .map(a -> "`" + a + "`")
              .collect(Collectors.joining(", ")));
      page.append(".\n");
    }
  }

  /** What a sink takes beside rows that are all new. */
  private void changes() {
    if (connector.sinkChanges().contains(ChangeMode.UPSERT)) {
      page.append("- It takes rows that replace each other");
      connector
          .sinkKey()
          .ifPresent(
              key -> page.append("; then `").append(key).append("` must be made of their key"));
      page.append(".\n");
    }
    if (connector.sinkChanges().contains(ChangeMode.RETRACT)) {
      page.append("- It takes rows that are taken back one by one.\n");
    }
  }
}
