// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.connector.Connector;
import dev.drey.connector.ConnectorUsage;
import dev.drey.model.ConnectorUse;
import dev.drey.model.SinkSpec;
import dev.drey.model.SourceSpec;
import dev.drey.model.StreamSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Sources, sinks and lookups beside each other: what one of them does to another. */
final class EndsTogether {
  private static final String DEFAULT_FORMAT = "json";

  private final AnalysisContext context;
  private final ConnectorChecks checks;
  private final Map<String, Map<ConnectorUsage, ConnectorUse>> byConnector = new LinkedHashMap<>();

  EndsTogether(AnalysisContext context) {
    this.context = context;
    this.checks = new ConnectorChecks(context);
  }

  void check() {
    for (SourceSpec source : context.spec().sources()) {
      add(
          ConnectorUsage.source(source.name().text(), OptionsByName.of(source.connector())),
          source.connector(),
          source.format());
    }
    for (SinkSpec sink : context.spec().sinks()) {
      add(
          ConnectorUsage.sink(
              sink.name().text(),
              OptionsByName.of(sink.connector()),
              sink.delivery(),
              Optional.empty()),
          sink.connector(),
          sink.format());
    }
    for (StreamSpec stream : context.spec().streams()) {
      stream
          .operation(LookupSpec.class)
          .ifPresent(
              lookup ->
                  add(
                      ConnectorUsage.lookup(
                          stream.name().text(),
                          OptionsByName.of(lookup.connector()),
                          lookup.keyColumns()),
                      lookup.connector(),
                      lookup.format()));
    }
    byConnector.forEach(
        (name, uses) ->
            context
                .catalog()
                .connector(name)
                .ifPresent((Connector connector) -> checks.checkTogether(connector, uses)));
  }

  private void add(ConnectorUsage usage, ConnectorUse use, Optional<ConnectorUse> format) {
    if (!use.complete()) {
      return; // What could not be read cannot be compared.
    }
    byConnector
        .computeIfAbsent(use.name().text(), name -> new LinkedHashMap<>())
        .put(usage.withFormat(format.map(each -> each.name().text()).orElse(DEFAULT_FORMAT)), use);
  }
}
