// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.cdc;

import dev.drey.connector.ConnectorCodes;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Course;
import dev.drey.connector.Finding;
import dev.drey.connector.JobConnector;
import dev.drey.connector.SourceContext;
import dev.drey.connector.SourceRole;
import dev.drey.diagnostic.code.DiagnosticCode;
import dev.drey.shape.OptionValues;
import dev.drey.type.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** {@code cdc: {engine, host, database, table}}: what is done to the rows of a table. */
public final class CdcConnector implements JobConnector, SourceRole {
  @Override
  public ConnectorDescriptor descriptor() {
    return ConnectorDescriptor.builder()
        .name("cdc")
        .testedAgainst("a server of PostgreSQL with logical replication")
        .description(
            "The rows of a database's table, and then every change of them, read from the log of the"
                + " database. A source is a stream that changes: with its `key` the last row of a"
                + " key holds, without one each row is taken back as it was, for which the database"
                + " has to log whole rows. No change is lost, and none comes twice, by checkpoints:"
                + " without these the database keeps its log for ever. What the database has to be"
                + " told before is in the guide, as is which type of a column becomes which.")
        .sourceOptions(CdcOptions.source())
        .sourceFormat(false)
        .metadata(ChangeMetadata.COLUMNS)
        .position(ChangeMetadata.POSITION)
        .sourceExample(
            "orders:\n"
                + "  cdc:\n"
                + "    engine: postgresql\n"
                + "    host: db.example.com\n"
                + "    database: shop\n"
                + "    table: public.orders\n"
                + "    user: reader\n"
                + "    password: {secret: \"file:/run/secrets/db\"}\n"
                + "    slot: orders_by_drey\n"
                + "  type: {id: BIGINT NOT NULL, state: STRING, total: \"DECIMAL(10, 2)\"}\n"
                + "  key: [id]\n")
        .build();
  }

  @Override
  public Optional<SourceRole> asSource() {
    return Optional.of(this);
  }

  @Override
  public List<DiagnosticCode> diagnostics() {
    return CdcCodes.all();
  }

  @Override
  public boolean changes(OptionValues options) {
    return true;
  }

  @Override
  public boolean ends(OptionValues options) {
    return CdcOptions.ends(options);
  }

  @Override
  public List<Finding> check(ConnectorUsage usage) {
    OptionValues options = usage.options();
    List<Finding> found = new ArrayList<>();
    engine(options).ifPresent(found::add);
    String start = options.get(CdcOptions.START_FROM);
    if (CdcOptions.ends(options) && !start.equals(CdcOptions.SNAPSHOT)) {
      found.add(
          Finding.of(
              ConnectorCodes.OPTIONS_CONFLICT,
              CdcOptions.FOLLOW.name(),
              "without the rows of the table and without its changes there is nothing to read",
              "leave out `"
                  + CdcOptions.FOLLOW
                  + "` to read changes, or `"
                  + CdcOptions.START_FROM
                  + "` to read the table once"));
    }
    if (options.get(CdcOptions.CHUNK_ROWS) < 1) {
      found.add(
          Finding.of(
              ConnectorCodes.OPTIONS_CONFLICT,
              CdcOptions.CHUNK_ROWS.name(),
              "a part without rows is none",
              "write `"
                  + CdcOptions.CHUNK_ROWS
                  + ": "
                  + CdcOptions.CHUNK_ROWS.absent()
                  + "`, or leave it out"));
    }
    for (Field column : usage.rowType().map(type -> type.fields()).orElse(List.of())) {
      ColumnFit.impossible(column.type())
          .ifPresent(
              help ->
                  found.add(
                      Finding.of(
                          ConnectorCodes.OPTIONS_CONFLICT,
                          CdcOptions.TABLE.name(),
                          "column `"
                              + column.name()
                              + "` is "
                              + column.type().withNullable(true)
                              + ", which no column of a table is read as",
                          help)));
    }
    return found;
  }

  private static Optional<Finding> engine(OptionValues options) {
    String engine = options.get(CdcOptions.ENGINE);
    if (engine.equals(CdcOptions.POSTGRESQL)) {
      return Optional.empty();
    }
    String system = engine.equals(CdcOptions.MYSQL) ? "MySQL" : "SQL Server";
    return Optional.of(
        Finding.of(
            CdcCodes.NO_ENGINE,
            CdcOptions.ENGINE.name(),
            "the changes of " + system + " cannot be read: this build has no connector for it",
            "let Debezium write them to a topic, and read it with `kafka` and `format:"
                + " debezium-json`"));
  }

  @Override
  public String place(ConnectorUsage usage) {
    return "table "
        + usage.options().get(CdcOptions.TABLE)
        + " of "
        + usage.options().get(CdcOptions.DATABASE);
  }

  @Override
  public Course course(ConnectorUsage usage) {
    OptionValues options = usage.options();
    if (CdcOptions.ends(options)) {
      return Course.ENDS;
    }
    String mark = "replication slot `" + options.get(CdcOptions.SLOT) + "`";
    switch (options.get(CdcOptions.START_FROM)) {
      case CdcOptions.LATEST:
        return Course.endless("with changes from now on", false).marking(mark);
      case CdcOptions.COMMITTED:
        return Course.endless("with changes that its slot has not been read for", false)
            .marking(mark);
      default:
        return Course.endless("with the rows that the table has", true).marking(mark);
    }
  }

  @Override
  public SingleOutputStreamOperator<Object[]> source(SourceContext context) {
    return TableFollowing.add(context);
  }
}
