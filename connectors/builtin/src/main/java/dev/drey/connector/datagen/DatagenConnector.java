// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.datagen;

import dev.drey.connector.ConnectorCodes;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Course;
import dev.drey.connector.Finding;
import dev.drey.connector.JobConnector;
import dev.drey.connector.MetadataColumn;
import dev.drey.connector.SourceContext;
import dev.drey.connector.SourceRole;
import dev.drey.diagnostic.code.DiagnosticCode;
import dev.drey.shape.OptionValues;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** {@code datagen: {...}}: made-up rows. */
public final class DatagenConnector implements JobConnector, SourceRole {
  /** Values that a column cannot hold, or columns that are not there. */
  private static final DiagnosticCode GENERATOR =
      DiagnosticCode.error("DR0620", "generator that does not fit its column");

  @Override
  public ConnectorDescriptor descriptor() {
    return ConnectorDescriptor.builder()
        .name("datagen")
        .testedAgainst("itself")
        .description(
            "Makes rows up, so that a pipeline can run without data. Row number i depends on the"
                + " seed and i only, except for `now`: it is the same in every run and after every"
                + " restart.")
        .sourceOptions(DatagenOptions.shape())
        .metadata(
            List.of(
                MetadataColumn.of(
                    "row",
                    DataType.of(TypeKind.BIGINT).notNull(),
                    "The number of the row, counted from 0.")))
        .position(List.of("row"))
        .sourceFormat(false)
        .sinkFormat(false)
        .sourceExample(
            "transactions:\n"
                + "  datagen:\n"
                + "    rows: 10000\n"
                + "    rate: 1000/s\n"
                + "    columns:\n"
                + "      card_id: {pick: 100}\n"
                + "      amount: {between: [1, 500]}\n"
                + "      ts: {clock: {step: 100ms, disorder: 5s, late: 1%}}\n"
                + "  type:\n"
                + "    card_id: STRING NOT NULL\n"
                + "    amount: DECIMAL(12, 2) NOT NULL\n"
                + "    ts: TIMESTAMP_LTZ(3) NOT NULL\n")
        .build();
  }

  @Override
  public Optional<SourceRole> asSource() {
    return Optional.of(this);
  }

  @Override
  public List<DiagnosticCode> diagnostics() {
    return List.of(GENERATOR);
  }

  @Override
  public List<Finding> check(ConnectorUsage usage) {
    List<Finding> findings = new ArrayList<>();
    if (usage.options().find(DatagenOptions.ROWS).orElse(0L) < 0) {
      findings.add(
          Finding.of(
              ConnectorCodes.OPTIONS_CONFLICT,
              DatagenOptions.ROWS.name(),
              "there is no negative number of rows",
              "write `rows: 1000`, or leave it out for rows without end"));
    }
    if (usage.rowType().isPresent()) {
      for (GeneratorMismatch each : RowGenerator.problems(usage.rowType().get(), usage.options())) {
        findings.add(each.finding(GENERATOR));
      }
    }
    return findings;
  }

  @Override
  public Optional<String> readingOrder(OptionValues options) {
    return ends(options)
        ? Optional.of("by one subtask, in the order of their numbers")
        : Optional.empty();
  }

  @Override
  public boolean ends(OptionValues options) {
    return options.has(DatagenOptions.ROWS);
  }

  @Override
  public String place(ConnectorUsage usage) {
    return "made-up rows";
  }

  @Override
  public Course course(ConnectorUsage usage) {
    return ends(usage.options()) ? Course.ENDS : Course.endless("from row 0", false);
  }

  @Override
  public SingleOutputStreamOperator<Object[]> source(SourceContext context) {
    return DatagenSource.add(context);
  }
}
