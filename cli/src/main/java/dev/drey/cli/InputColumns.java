// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import dev.drey.connector.Catalog;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.MetadataColumn;
import dev.drey.model.EventTimeSpec;
import dev.drey.model.NamedText;
import dev.drey.model.PipelineSpec;
import dev.drey.model.SourceSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a file in the place of a source has to hold beside the columns of the source's type: the
 * metadata that only the source's system knows, such as the time of a Kafka record.
 */
final class InputColumns {
  private static final String DEFAULT_FORMAT = "json";

  private final Catalog catalog;

  InputColumns(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * A note for each of these sources with such columns.
   *
   * @throws UsageException where the records of a source have no place for them
   */
  List<String> notes(PipelineSpec spec, Set<String> replaced) {
    List<String> notes = new ArrayList<>();
    for (SourceSpec source : spec.sources()) {
      Map<String, String> needed =
          replaced.contains(source.name().text()) ? needed(source) : Map.of();
      if (needed.isEmpty()) {
        continue;
      }
      String columns =
          needed.entrySet().stream()
              .map(
                  column ->
                      "`"
                          + column.getKey()
                          + "` (`"
                          + column.getValue()
                          + "` of "
                          + source.connector().name().text()
                          + ")")
              .collect(Collectors.joining(", "));
      checkPlace(source, columns);
      notes.add(
          "note: source `"
              + source.name().text()
              + "`: the file's records have to hold "
              + columns);
    }
    return notes;
  }

  /** A format that takes one column alone, whatever its record is. */
  private void checkPlace(SourceSpec source, String columns) {
    String name = source.format().map(use -> use.name().text()).orElse(DEFAULT_FORMAT);
    if (catalog.format(name).orElseThrow().descriptor().singleColumn()) {
      throw new UsageException(
          "--input: source `"
              + source.name().text()
              + "` has "
              + columns
              + ", which a record of format `"
              + name
              + "` has no place for\n  = help: run a copy of the spec without it, or one whose format"
              + " is json, with it in the records");
    }
  }

  /** The metadata by their columns. */
  private Map<String, String> needed(SourceSpec source) {
    ConnectorDescriptor descriptor =
        catalog.connector(source.connector().name().text()).orElseThrow().descriptor();
    Map<String, String> needed = new LinkedHashMap<>();
    for (NamedText column : source.metadata()) {
      String key = column.textOrName().text();
      if (isNeeded(key, descriptor)) {
        needed.put(column.name().text(), key);
      }
    }
    source
        .eventTime()
        .filter(time -> time.origin() == EventTimeSpec.Origin.METADATA)
        .map(time -> time.time().text())
        .filter(key -> !needed.containsValue(key))
        .ifPresent(key -> needed.put(key, key));
    return needed;
  }

  private static boolean isNeeded(String key, ConnectorDescriptor descriptor) {
    return !descriptor.position().contains(key)
        && descriptor.metadata().stream()
            .filter(column -> column.key().equals(key))
            .map(MetadataColumn::type)
            .anyMatch(type -> !type.nullable());
  }
}
