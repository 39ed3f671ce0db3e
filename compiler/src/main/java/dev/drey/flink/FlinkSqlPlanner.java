// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.sql.SqlException;
import dev.drey.sql.SqlInput;
import dev.drey.sql.SqlPlanner;
import dev.drey.sql.SqlQuery;
import dev.drey.sql.SqlResult;
import java.util.List;

/** Flink's planner, by the graph that it makes of streams that nobody sends a row. */
public final class FlinkSqlPlanner implements SqlPlanner {
  @Override
  public SqlResult check(SqlQuery query, List<SqlInput> inputs) throws SqlException {
    return SqlTables.check(query, inputs);
  }
}
