// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.jdbc;

import dev.drey.connector.ConnectorCodes;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Finding;
import dev.drey.connector.JobConnector;
import dev.drey.connector.LookupContext;
import dev.drey.connector.LookupRole;
import dev.drey.connector.RowLookup;
import dev.drey.type.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code jdbc: {url, table}}: a table of a relational database. */
public final class JdbcConnector implements JobConnector, LookupRole {
  @Override
  public ConnectorDescriptor descriptor() {
    return ConnectorDescriptor.builder()
        .name("jdbc")
        .description(
            "Asks a table of PostgreSQL, MySQL or MariaDB for rows by key. Keys that wait while all"
                + " connections are busy go into one statement together. A connection that broke is"
                + " made anew by the next attempt.")
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
  public Optional<LookupRole> asLookup() {
    return Optional.of(this);
  }

  @Override
  public List<Finding> check(ConnectorUsage usage) {
    List<Finding> found = new ArrayList<>();
    for (var count : List.of(JdbcOptions.CONNECTIONS, JdbcOptions.BATCH)) {
      if (usage.options().get(count) < 1) {
        found.add(
            Finding.of(
                ConnectorCodes.OPTIONS_CONFLICT,
                count.name(),
                "without one nobody asks the database",
                "write `" + count.name() + ": " + count.absent() + "`"));
      }
    }
    for (Field column : usage.rowType().map(type -> type.fields()).orElse(List.of())) {
      if (!ColumnValues.reads(column.type())) {
        found.add(
            Finding.of(
                ConnectorCodes.OPTIONS_CONFLICT,
                JdbcOptions.TABLE.name(),
                "column `"
                    + column.name()
                    + "` is "
                    + column.type()
                    + ", which is not read of a table",
                "leave it out, or declare it as STRING where the database gives it as a text"));
      }
    }
    return found;
  }

  @Override
  public String place(ConnectorUsage usage) {
    return "table " + usage.options().get(JdbcOptions.TABLE);
  }

  @Override
  public RowLookup lookup(LookupContext context) {
    return new JdbcLookup(context);
  }
}
