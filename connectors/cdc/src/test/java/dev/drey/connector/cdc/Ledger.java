// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.cdc;

import dev.drey.row.RowChange;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** A table that changes, and what a job saw of it. */
final class Ledger {
  /** Of a job that starts again; its task managers run in this JVM. */
  static final ConcurrentLinkedQueue<Object[]> SEEN = new ConcurrentLinkedQueue<>();

  private Ledger() {}

  /** Some rows change, some go, some come. */
  static void change(Shop shop, int round) throws SQLException {
    shop.run(
        "UPDATE ledger SET v = " + round + " WHERE id % 7 = " + round,
        "DELETE FROM ledger WHERE id % 11 = " + round,
        "INSERT INTO ledger SELECT " + round + " * 1000 + n, n FROM generate_series(1, 20) n");
  }

  /** The table, as the changes make it that were seen. */
  static Map<Integer, Integer> seen() {
    Map<Integer, Integer> table = new TreeMap<>();
    for (Object[] row : SEEN) {
      if (RowChange.isDelete(row)) {
        table.remove((Integer) row[0]);
      } else {
        table.put((Integer) row[0], (Integer) row[1]);
      }
    }
    return table;
  }

  static Map<Integer, Integer> table(Shop shop) throws SQLException {
    return shop.ask("SELECT id || ' ' || v FROM ledger").stream()
        .map(row -> row.split(" ", -1))
        .collect(
            Collectors.toMap(
                row -> Integer.valueOf(row[0]),
                row -> Integer.valueOf(row[1]),
                (a, b) -> b,
                TreeMap::new));
  }
}
