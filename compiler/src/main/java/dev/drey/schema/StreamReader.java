// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.model.OperationSpec;
import dev.drey.model.StreamSpec;
import dev.drey.yaml.YamlEntry;
import java.util.ArrayList;
import java.util.List;

/** Reads a checked stream. */
final class StreamReader {
  private final List<OperationKeys> operations;
  private final EndReader ends;

  StreamReader(List<OperationKeys> operations, EndReader ends) {
    this.operations = operations;
    this.ends = ends;
  }

  StreamSpec stream(YamlEntry entry) {
    Fields fields = Fields.of(entry.value());
    List<OperationSpec> written = new ArrayList<>();
    operations.forEach(operation -> operation.read(fields, ends).ifPresent(written::add));
    return StreamSpec.builder()
        .name(entry.key().text())
        .span(entry.value().span())
        .from(fields.text("from"))
        .where(fields.text("where"))
        .keyBy(fields.named("keyBy"))
        .operations(List.copyOf(written))
        .select(fields.named("select"))
        .add(fields.named("add"))
        .drop(fields.texts("drop"))
        .rename(fields.named("rename"))
        .previously(fields.text("previously"))
        .enabled(EndpointReader.enabled(fields))
        .parallelism(EndpointReader.parallelism(fields))
        .inDoubt(fields.mapping().inDoubt())
        .build();
  }
}
