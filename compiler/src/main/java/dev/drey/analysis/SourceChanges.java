// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.connector.ChangeMode;
import dev.drey.connector.Connector;
import dev.drey.connector.ConnectorCodes;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.model.ConnectorUse;
import dev.drey.model.SourceSpec;
import dev.drey.plan.FormatPlan;
import dev.drey.source.LocatedText;
import java.util.List;
import java.util.Optional;

/**
 * How the rows of a source change each other: as its format says, or its connector where that makes
 * rows itself, by the key that the source names. Without a key rows are taken back one by one.
 */
final class SourceChanges {
  private final AnalysisContext context;
  private final KeyList keys;

  SourceChanges(AnalysisContext context) {
    this.context = context;
    this.keys = new KeyList(context);
  }

  /** The columns of the key that the source names, as far as they are known. */
  List<Integer> keys(
      SourceSpec source, Connector connector, Optional<FormatPlan> format, Columns declared) {
    List<Integer> columns = keys.columns(source.key(), declared.known(), declared.hidden());
    if (source.key().isEmpty()
        || (format.isEmpty() && connector.descriptor().sourceFormat())
        || changes(source, connector, format)) {
      return columns;
    }
    withoutEffect(source, format);
    return List.of();
  }

  ChangeMode mode(
      SourceSpec source, Connector connector, Optional<FormatPlan> format, List<Integer> keys) {
    if (!changes(source, connector, format)) {
      return ChangeMode.APPEND;
    }
    return keys.isEmpty() ? ChangeMode.RETRACT : ChangeMode.UPSERT;
  }

  private boolean changes(SourceSpec source, Connector connector, Optional<FormatPlan> format) {
    return format.filter(this::changes).isPresent()
        || connector.changes(source.connector().options());
  }

  private boolean changes(FormatPlan format) {
    return context
        .catalog()
        .format(format.name())
        .orElseThrow(() -> new IllegalStateException("a format of the plan is in the catalog"))
        .descriptor()
        .changes();
  }

  private void withoutEffect(SourceSpec source, Optional<FormatPlan> format) {
    String maker = format.map(FormatPlan::name).orElse(source.connector().name().text());
    LocatedText connector = source.connector().name();
    LocatedText place =
        format.isEmpty()
            ? connector
            : source.format().map(ConnectorUse::name).orElse(source.name());
    context.report(
        Diagnostic.at(
                ConnectorCodes.NO_EFFECT,
                source.key().get(0).span(),
                "every record of " + maker + " is a new row, so `key` is never used")
            .label("without effect")
            .and(place.span(), format.isEmpty() ? "makes the rows" : "the format of the records")
            .help(
                "remove `key`; `deduplicate` with `keep: last` makes the last row of a key hold"));
  }
}
