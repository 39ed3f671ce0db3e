// SPDX-License-Identifier: Apache-2.0
package dev.drey.diagnostic;

import static dev.drey.diagnostic.code.DiagnosticCode.error;
import static dev.drey.diagnostic.code.DiagnosticCode.warning;

import dev.drey.diagnostic.code.DiagnosticCode;
import java.util.List;

/** DR03xx: names, types and expressions. */
public final class TypeCodes {
  public static final DiagnosticCode UNKNOWN_COLUMN = error("DR0301", "unknown column");
  public static final DiagnosticCode UNKNOWN_STREAM = error("DR0302", "unknown stream");
  public static final DiagnosticCode UNKNOWN_TYPE = error("DR0303", "unknown type");
  public static final DiagnosticCode NAME_TWICE = error("DR0304", "name used twice");
  public static final DiagnosticCode CYCLE = error("DR0305", "streams that read each other");
  public static final DiagnosticCode RECURSIVE_TYPE = error("DR0306", "type that contains itself");
  public static final DiagnosticCode COLUMN_TWICE = error("DR0307", "column name used twice");
  public static final DiagnosticCode UNREAD_STREAM = warning("DR0308", "stream that nobody reads");
  public static final DiagnosticCode UNREAD_OUTPUT =
      error("DR0309", "set-aside records that nobody reads");

  /** The text is not a SQL expression. */
  public static final DiagnosticCode EXPRESSION_SYNTAX = error("DR0310", "not an expression");

  public static final DiagnosticCode UNKNOWN_FUNCTION = error("DR0311", "unknown function");

  /** A function or an operator with arguments that it does not take. */
  public static final DiagnosticCode WRONG_ARGUMENTS = error("DR0312", "wrong arguments");

  /** A condition, a time, an array was asked for, and the expression is something else. */
  public static final DiagnosticCode WRONG_RESULT = error("DR0313", "expression of the wrong type");

  /** An aggregate function where rows are not grouped. */
  public static final DiagnosticCode MISPLACED_AGGREGATE =
      error("DR0314", "aggregate function out of place");

  /** A column beside aggregates by which rows are not grouped. */
  public static final DiagnosticCode NOT_GROUPED = error("DR0315", "column that is not a key");

  /** Queries, joins, window functions: SQL, but no expression over one row. */
  public static final DiagnosticCode NOT_IN_EXPRESSIONS =
      error("DR0316", "not possible in an expression");

  /** RAND and UUID, which differ after a restore. */
  public static final DiagnosticCode RANDOM_VALUE = warning("DR0388", "value drawn by lot");

  public static final DiagnosticCode IMPOSSIBLE_CAST = error("DR0317", "cast that does not exist");

  /** Types that cannot be compared or brought under one. */
  public static final DiagnosticCode DIFFERENT_TYPES =
      error("DR0318", "types that do not go together");

  public static final DiagnosticCode UNKNOWN_FIELD = error("DR0319", "unknown field of a row");

  /** A number, a date or a time that cannot be, or that does not fit. */
  public static final DiagnosticCode IMPOSSIBLE_LITERAL = error("DR0320", "impossible literal");

  /** One that a spec names or writes, and that cannot be read. */
  public static final DiagnosticCode SCHEMA = error("DR0321", "schema that says nothing");

  /** What reads something that a parameter can take away, and stays. */
  public static final DiagnosticCode MAY_BE_DISABLED =
      error("DR0322", "reader of what may be disabled");

  /** A computation over constants that fails, or that leaves its type. */
  public static final DiagnosticCode NULL_COMPARISON = warning("DR0367", "comparison with NULL");

  public static final DiagnosticCode WHOLE_SHARE = warning("DR0368", "share in whole numbers");
  public static final DiagnosticCode IMPOSSIBLE_CONSTANT = error("DR0366", "impossible constant");

  public static final DiagnosticCode NO_TYPE = error("DR0340", "source without a type");
  public static final DiagnosticCode UNREAD_SOURCE = warning("DR0341", "source that nobody reads");
  public static final DiagnosticCode INPUTS_DIFFER =
      error("DR0342", "inputs with different columns");
  public static final DiagnosticCode CONTRACT_BROKEN =
      error("DR0343", "stream that breaks the sink's contract");
  public static final DiagnosticCode UNKNOWN_METADATA = error("DR0344", "unknown metadata");
  public static final DiagnosticCode KEYS_EXCLUDE = error("DR0345", "keys that exclude each other");
  public static final DiagnosticCode REPEATED_ROWS = warning("DR0346", "rows that come twice");
  public static final DiagnosticCode NEVER_TRUE = warning("DR0347", "condition that is never true");
  public static final DiagnosticCode NEVER_THIS_TEXT =
      warning("DR0380", "comparison with a text that a column never has");
  public static final DiagnosticCode UNROUTED_ROWS = warning("DR0348", "route that drops rows");
  public static final DiagnosticCode UNREACHABLE_BRANCH =
      error("DR0349", "branch that no row reaches");
  public static final DiagnosticCode ALLOW_UNKNOWN = error("DR0350", "allow of an unknown code");
  public static final DiagnosticCode ALLOW_ERROR = error("DR0351", "allow of an error");
  public static final DiagnosticCode ALLOW_UNUSED =
      warning("DR0352", "allow that suppresses nothing");
  public static final DiagnosticCode NO_COLUMNS = error("DR0354", "rows without columns");

  public static final DiagnosticCode NOT_A_TYPE = error("DR0355", "text that is not a type");
  public static final DiagnosticCode NOT_A_ROW = error("DR0356", "type without columns");
  public static final DiagnosticCode TIME_OUT_OF_YEARS =
      error("DR0364", "constant time outside of the years 1 to 9999");
  public static final DiagnosticCode NOT_A_DATE_PATTERN =
      error("DR0365", "text that is no pattern of a time, zone or precision");

  /** More than a person writes and a machine holds. */
  public static final DiagnosticCode CONSTANT_TOO_LARGE =
      error("DR0360", "constant that takes too much work");

  public static final DiagnosticCode TYPE_TOO_LARGE = error("DR0361", "type too large");

  public static final DiagnosticCode EXPRESSION_TOO_LARGE = error("DR0362", "expression too large");

  /** A pattern, a path or a name that is the same for every row, and that no function knows. */
  public static final DiagnosticCode BAD_CONSTANT =
      error("DR0363", "constant that a function cannot use");

  /** A key that rows of an answer cannot equal. */
  public static final DiagnosticCode LOOKUP_KEY = error("DR0369", "lookup key of another type");

  /** A model that is not there, or is none. */
  public static final DiagnosticCode MODEL = error("DR0370", "model that cannot be used");

  public static final DiagnosticCode MODEL_TENSOR =
      error("DR0371", "input or output that a model does not have");

  public static final DiagnosticCode MODEL_TYPE =
      error("DR0372", "column that does not fit a model");

  /** An operator of one's own that keeps something by key, where there is none. */
  public static final DiagnosticCode PROCESS_KEY = error("DR0376", "operator without a key");

  /** What a plug-in says of a use of its operator. */
  public static final DiagnosticCode PROCESS_USE =
      error("DR0377", "operator that is not used as it wants");

  public static final DiagnosticCode PROCESS_OUTPUT =
      error("DR0378", "output that an operator does not have");

  public static final DiagnosticCode PROCESS_FAILED = error("DR0379", "plug-in that fails");

  /** {@code onError} of a stream and an expression that it cannot be about. */
  public static final DiagnosticCode FAILED_ROWS =
      error("DR0383", "failed rows that a stream cannot set aside");

  private TypeCodes() {}

  /** Every code of this stage, in order. */
  public static List<DiagnosticCode> all() {
    return List.of(
        UNKNOWN_COLUMN,
        UNKNOWN_STREAM,
        UNKNOWN_TYPE,
        NAME_TWICE,
        CYCLE,
        RECURSIVE_TYPE,
        COLUMN_TWICE,
        UNREAD_STREAM,
        UNREAD_OUTPUT,
        EXPRESSION_SYNTAX,
        UNKNOWN_FUNCTION,
        WRONG_ARGUMENTS,
        WRONG_RESULT,
        MISPLACED_AGGREGATE,
        NOT_GROUPED,
        NOT_IN_EXPRESSIONS,
        RANDOM_VALUE,
        IMPOSSIBLE_CAST,
        DIFFERENT_TYPES,
        UNKNOWN_FIELD,
        IMPOSSIBLE_LITERAL,
        SCHEMA,
        NULL_COMPARISON,
        WHOLE_SHARE,
        IMPOSSIBLE_CONSTANT,
        MAY_BE_DISABLED,
        NO_TYPE,
        UNREAD_SOURCE,
        INPUTS_DIFFER,
        CONTRACT_BROKEN,
        UNKNOWN_METADATA,
        KEYS_EXCLUDE,
        REPEATED_ROWS,
        NEVER_TRUE,
        NEVER_THIS_TEXT,
        UNROUTED_ROWS,
        UNREACHABLE_BRANCH,
        ALLOW_UNKNOWN,
        ALLOW_ERROR,
        ALLOW_UNUSED,
        NO_COLUMNS,
        NOT_A_TYPE,
        NOT_A_ROW,
        CONSTANT_TOO_LARGE,
        TYPE_TOO_LARGE,
        EXPRESSION_TOO_LARGE,
        TIME_OUT_OF_YEARS,
        NOT_A_DATE_PATTERN,
        BAD_CONSTANT,
        LOOKUP_KEY,
        MODEL,
        MODEL_TENSOR,
        MODEL_TYPE,
        PROCESS_KEY,
        PROCESS_USE,
        PROCESS_OUTPUT,
        PROCESS_FAILED,
        FAILED_ROWS);
  }
}
