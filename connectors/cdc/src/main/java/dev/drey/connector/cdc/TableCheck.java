// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.cdc;

import dev.drey.connector.ConnectorException;
import dev.drey.shape.OptionValues;
import dev.drey.type.Field;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a table can be followed, asked before a job starts: each thing that it lacks is said in
 * words, with what to do, where the connector would wait in silence or fail in the middle.
 */
final class TableCheck {
  private static final String FULL = "f";
  private static final String DEFAULT = "d";

  private final DatabaseAccess access;
  private final OptionValues options;
  private final String table;

  TableCheck(DatabaseAccess access, OptionValues options) {
    this.access = access;
    this.options = options;
    this.table = options.get(CdcOptions.TABLE);
  }

  /**
   * @param columns those that are read of the table
   * @param keys the names of those by which rows replace each other
   * @throws ConnectorException where it cannot be followed
   */
  void check(List<Field> columns, List<String> keys) {
    access.ask(
        connection -> {
          String[] names = table.split("\\.", -1);
          TableFacts facts = new TableFacts(connection, names[0], names[1]);
          database(facts);
          table(facts);
          columns(facts, columns);
          identity(facts, keys);
          publication(facts);
          return true;
        });
  }

  private void database(TableFacts facts) throws SQLException {
    String level = facts.walLevel();
    if (!level.equals("logical")) {
      throw access.refused(
          "the database's log is not made to be followed: its `wal_level` is "
              + level
              + " (set `wal_level = logical` and start the database anew; in Amazon RDS and Aurora"
              + " the parameter is `rds.logical_replication = 1`)");
    }
    String user = options.get(CdcOptions.USER);
    if (!facts.mayReplicate()) {
      throw access.refused(
          "`"
              + user
              + "` may not follow the log (ALTER ROLE "
              + quoted(user)
              + " REPLICATION; in Amazon RDS and Aurora GRANT rds_replication TO "
              + quoted(user)
              + ")");
    }
    String slot = options.get(CdcOptions.SLOT);
    Optional<String> other = facts.foreignSlot(slot);
    if (other.isPresent()) {
      throw access.refused(
          "the replication slot `"
              + slot
              + "` is "
              + other.get()
              + "; name another under `"
              + CdcOptions.SLOT
              + "`");
    }
  }

  private void table(TableFacts facts) throws SQLException {
    Optional<String> kind = facts.kind();
    if (kind.isEmpty()) {
      List<String> tables = facts.tables();
      throw access.refused(
          "there is no table "
              + table
              + "; "
              + (tables.isEmpty()
                  ? "the database has none"
                  : "the tables are "
                      + tables.stream().limit(20).collect(Collectors.joining(", "))
                      + (tables.size() > 20 ? ", ..." : "")));
    }
    if (!kind.get().equals("r")) {
      throw access.refused(
          table
              + " is "
              + (kind.get().equals("p")
                  ? "a table of partitions"
                  : "no table of its own, but a view or such")
              + ", whose changes cannot be followed (name a table that has the rows itself)");
    }
    if (!facts.mayRead()) {
      String user = options.get(CdcOptions.USER);
      throw access.refused(
          "`"
              + user
              + "` may not read "
              + table
              + " (GRANT SELECT ON "
              + table
              + " TO "
              + quoted(user)
              + ")");
    }
  }

  private void columns(TableFacts facts, List<Field> columns) throws SQLException {
    List<TableColumn> present = facts.columns();
    for (Field column : columns) {
      TableColumn found =
          present.stream()
              .filter(each -> each.name().equals(column.name()))
              .findFirst()
              .orElseThrow(
                  () ->
                      access.refused(
                          table
                              + " has no column `"
                              + column.name()
                              + "`; it has "
                              + present.stream()
                                  .map(each -> "`" + each.name() + "`")
                                  .collect(Collectors.joining(", "))));
      Optional<ColumnFit> fit = ColumnFit.of(found);
      if (fit.isEmpty()) {
        throw access.refused(
            "column `"
                + column.name()
                + "` of "
                + table
                + " is "
                + found.shownType()
                + ", which is not read (leave it out of `type`)");
      }
      if (!fit.get().takes(column.type())) {
        throw access.refused(
            "column `"
                + column.name()
                + "` of "
                + table
                + " is "
                + found.shownType()
                + ", which is not read as "
                + column.type().withNullable(true)
                + " (declare it "
                + fit.get().declared()
                + ")");
      }
    }
  }

  private void identity(TableFacts facts, List<String> keys) throws SQLException {
    Set<String> primary = facts.primaryKey();
    if (primary.isEmpty() && options.get(CdcOptions.START_FROM).equals(CdcOptions.SNAPSHOT)) {
      throw access.refused(
          table
              + " has no primary key, by which its rows are read (give it one, or read only its"
              + " changes: `"
              + CdcOptions.START_FROM
              + ": "
              + CdcOptions.LATEST
              + "`)");
    }
    String identity = facts.replicaIdentity();
    if (identity.equals(FULL)) {
      return;
    }
    String whole = "ALTER TABLE " + table + " REPLICA IDENTITY FULL";
    if (keys.isEmpty()) {
      throw access.refused(
          "the source has no `key`, so each row is taken back as it was, and the database does not"
              + " log rows of "
              + table
              + " as they were ("
              + whole
              + ", or write `key: ["
              + String.join(", ", primary)
              + "]`)");
    }
    if (!identity.equals(DEFAULT) || !primary.equals(Set.copyOf(keys))) {
      throw access.refused(
          "`key: ["
              + String.join(", ", keys)
              + "]` is not what the database logs of a row of "
              + table
              + " that is deleted ("
              + (identity.equals(DEFAULT) && !primary.isEmpty()
                  ? "write `key: ["
                      + String.join(", ", primary)
                      + "]`, its primary key, or let it log"
                      + " whole rows: "
                  : "let it log whole rows: ")
              + whole
              + ")");
    }
  }

  private void publication(TableFacts facts) throws SQLException {
    String publication = CdcOptions.publication(options);
    Optional<List<String>> leftOut = facts.leftOutOf(publication);
    if (leftOut.isEmpty()) {
      throw access.refused(
          "there is no publication `"
              + publication
              + "` (CREATE PUBLICATION "
              + quoted(publication)
              + " FOR TABLE "
              + table
              + ")");
    }
    if (!facts.isIn(publication)) {
      throw access.refused(
          "the publication `"
              + publication
              + "` does not have "
              + table
              + " (ALTER PUBLICATION "
              + quoted(publication)
              + " ADD TABLE "
              + table
              + ")");
    }
    if (!leftOut.get().isEmpty()) {
      throw access.refused(
          "the publication `"
              + publication
              + "` leaves out every "
              + String.join(" and ", leftOut.get())
              + " (ALTER PUBLICATION "
              + quoted(publication)
              + " SET (publish = 'insert, update, delete, truncate'))");
    }
  }

  /** A name as SQL writes it where it has to be quoted. */
  private static String quoted(String name) {
    return name.matches("[a-z_][a-z0-9_]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
