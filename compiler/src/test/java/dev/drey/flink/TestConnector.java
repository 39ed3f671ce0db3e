// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.connector.Catalog;
import dev.drey.connector.Connector;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.ErrorPolicy;
import dev.drey.plan.SourceNode;
import dev.drey.shape.OptionValues;
import dev.drey.type.RowType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A connector by name only: tests put their own ends in its place. */
final class TestConnector implements Connector {
  private static final String NAME = "test";

  static Catalog catalog() {
    return Catalog.of(List.of(new TestConnector()), List.of());
  }

  /** A source of rows of this type, called {@code in}. */
  static SourceNode source(RowType rowType) {
    return SourceNode.builder()
        .id("in")
        .name("in")
        .connector(NAME)
        .options(OptionValues.empty())
        .format(Optional.empty())
        .declared(rowType)
        .produced(rowType)
        .metadata(
            rowType.fields().stream()
                .map(field -> Optional.<String>empty())
                .collect(Collectors.toList()))
        .eventTime(Optional.empty())
        .errorPolicy(ErrorPolicy.FAIL)
        .badType(RowType.of())
        .build();
  }

  @Override
  public ConnectorDescriptor descriptor() {
    return ConnectorDescriptor.builder().name(NAME).description("Rows that a test makes.").build();
  }
}
