// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.jdbc;

import dev.drey.connector.ChangeMode;
import dev.drey.connector.ConnectorCodes;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Delivery;
import dev.drey.connector.Finding;
import dev.drey.connector.JobConnector;
import dev.drey.connector.LookupContext;
import dev.drey.connector.LookupRole;
import dev.drey.connector.Permission;
import dev.drey.connector.Refusal;
import dev.drey.connector.RowLookup;
import dev.drey.connector.SinkContext;
import dev.drey.connector.SinkRole;
import dev.drey.connector.async.RowSink;
import dev.drey.connector.async.SendingSettings;
import dev.drey.shape.OptionValues;
import dev.drey.type.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;

/** {@code jdbc: {url, table}}: a table of a relational database. */
public final class JdbcConnector implements JobConnector, SinkRole, LookupRole {
  @Override
  public ConnectorDescriptor descriptor() {
    return ConnectorDescriptor.builder()
        .name("jdbc")
        .testedAgainst(
            "a server of PostgreSQL and one of MariaDB, that by MariaDB's driver and by MySQL's; a server of"
                + " MySQL is not to be had")
        .description(
            "Writes to a table of PostgreSQL, MySQL or MariaDB, and asks one for rows by key. A sink"
                + " inserts rows or, with `key`, replaces them and deletes those that are taken back."
                + " Of a lookup, keys that wait while all connections are busy go into one statement"
                + " together. A connection that broke is made anew by the next attempt.")
        .sinkOptions(JdbcOptions.sink())
        .sinkFormat(false)
        .sinkDelivery(Set.of(Delivery.AT_LEAST_ONCE))
        .sinkChanges(Set.of(ChangeMode.APPEND, ChangeMode.UPSERT))
        .sinkKey(JdbcOptions.KEY.name())
        .sinkRefusals(Set.of(Refusal.values()))
        .sinkExample(
            "latest:\n"
                + "  from: velocity\n"
                + "  jdbc:\n"
                + "    url: \"jdbc:postgresql://db.example.com/plant\"\n"
                + "    table: cards\n"
                + "    user: writer\n"
                + "    password: {secret: \"file:/run/secrets/db\"}\n"
                + "    key: [card_id]\n")
        .lookupOptions(JdbcOptions.lookup())
        .lookupExample(
            "jdbc:\n"
                + "  url: \"jdbc:postgresql://db.example.com/plant\"\n"
                + "  table: cards\n"
                + "  user: reader\n"
                + "key: {id: card_id}\n"
                + "as: card\n"
                + "type: {id: STRING NOT NULL, country: STRING}\n"
                + "cache: {ttl: 10m}\n")
        .build();
  }

  @Override
  public Optional<SinkRole> asSink() {
    return Optional.of(this);
  }

  @Override
  public Optional<LookupRole> asLookup() {
    return Optional.of(this);
  }

  @Override
  public List<Finding> check(ConnectorUsage usage) {
    List<Finding> found =
        new ArrayList<>(
            usage.isSink()
                ? JdbcOptions.SENDING.check(usage.options())
                : checkCounts(usage.options()));
    found.addAll(JdbcTls.check(usage.options()));
    for (Field column : usage.rowType().map(type -> type.fields()).orElse(List.of())) {
      if (!ColumnValues.takes(column.type())) {
        found.add(
            Finding.of(
                ConnectorCodes.OPTIONS_CONFLICT,
                JdbcOptions.TABLE.name(),
                "column `"
                    + column.name()
                    + "` is "
                    + column.type()
                    + ", which is not "
                    + (usage.isSink() ? "written to" : "read of")
                    + " a table",
                usage.isSink()
                    ? "leave it out, or write its parts as columns of their own"
                    : "leave it out, or declare it as STRING where the database gives it as a"
                        + " text"));
      }
    }
    return found;
  }

  private static List<Finding> checkCounts(OptionValues options) {
    List<Finding> found = new ArrayList<>();
    for (var count : List.of(JdbcOptions.CONNECTIONS, JdbcOptions.BATCH)) {
      if (options.get(count) < 1) {
        found.add(
            Finding.of(
                ConnectorCodes.OPTIONS_CONFLICT,
                count.name(),
                "without one nobody asks the database",
                "write `" + count.name() + ": " + count.absent() + "`"));
      }
    }
    return found;
  }

  @Override
  public List<Permission> permissions(ConnectorUsage usage) {
    return JdbcTls.permissions(usage.options());
  }

  @Override
  public String place(ConnectorUsage usage) {
    return "table " + usage.options().get(JdbcOptions.TABLE);
  }

  @Override
  public RowLookup lookup(LookupContext context) {
    return new JdbcLookup(context);
  }

  @Override
  public DataStreamSink<?> sink(SinkContext context, DataStream<Object[]> rows) {
    OptionValues options = context.options();
    SendingSettings settings = JdbcOptions.SENDING.settings(options);
    return RowSink.add(
        context,
        rows,
        new TableSender(
            new TableWrites(options, context.rowType(), context.changes() != ChangeMode.APPEND),
            new JdbcAccess(options, "sink `" + context.name() + "`"),
            settings.inFlight()),
        settings);
  }
}
