// SPDX-License-Identifier: Apache-2.0
package dev.drey.sql;

import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Who knows what a query makes of its inputs: Flink's planner, which stands behind whoever reads a
 * spec and may not be there.
 */
public interface SqlPlanner {
  /**
   * What such a query makes of such streams.
   *
   * @throws SqlException where the planner does not take it
   * @throws LinkageError where the planner, or a part of it, is not on the class path
   */
  SqlResult check(SqlQuery query, List<SqlInput> inputs) throws SqlException;

  /** That on the class path; empty where Flink is not there. */
  static Optional<SqlPlanner> find() {
    try {
      return ServiceLoader.load(SqlPlanner.class, SqlPlanner.class.getClassLoader()).findFirst();
    } catch (ServiceConfigurationError absent) {
      // Flink's classes, which the planner's door is made of, are not there.
      return Optional.empty();
    }
  }
}
