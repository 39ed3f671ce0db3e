// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli.reference;

import dev.drey.connector.Catalog;
import dev.drey.connector.ChangeMode;
import dev.drey.connector.Connector;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.Delivery;
import java.util.stream.Collectors;

/** The page that sets all systems beside each other. */
final class SystemsPage {
  private SystemsPage() {}

  static String of(Catalog catalog) {
    StringBuilder page = new StringBuilder(GeneratedFiles.NOTE).append("# Systems\n\n");
    page.append("What can be read, written and asked, with what guarantee, and what the build\n");
    page.append(
        "tests it against. A source reads again what it had not checkpointed; so a job's\n");
    page.append(
        "own state counts each record once, whatever its sinks do. Which test shows what of\n");
    page.append("each, up to records that nobody takes and restarts, stands in the table of\n");
    page.append("[contracts](contracts.md).\n\n");
    page.append("| system | source | sink | lookup | tested against |\n|---|---|---|---|---|\n");
    for (Connector connector : catalog.connectors()) {
      page.append(row(connector.descriptor()));
    }
    return page.toString();
  }

  private static String row(ConnectorDescriptor descriptor) {
    String name = descriptor.name();
    return "| ["
        + name
        + "](connectors/"
        + name
        + ".md) | "
        + source(descriptor)
        + " | "
        + sink(descriptor)
        + " | "
        + (descriptor.lookupOptions().isPresent() ? "yes" : "")
        + " | "
        + ShapeText.prose(descriptor.testedAgainst())
        + " |\n";
  }

  private static String source(ConnectorDescriptor descriptor) {
    if (descriptor.sourceOptions().isEmpty()) {
      return "";
    }
    return descriptor.replayable() ? "read again" : "lost at a restart";
  }

  private static String sink(ConnectorDescriptor descriptor) {
    if (descriptor.sinkOptions().isEmpty()) {
      return "";
    }
    String deliveries =
        descriptor.sinkDelivery().stream()
            .sorted()
            .map(Delivery::specName)
            .collect(Collectors.joining(", "));
    boolean replaces = descriptor.sinkChanges().contains(ChangeMode.UPSERT);
    return deliveries + (replaces ? "; rows replaced and deleted by key" : "");
  }
}
