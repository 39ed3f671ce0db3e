package dev.drey.expression;

import java.util.Set;

/** Scalar functions of Flink SQL 1.20 that are still to come here, so that a message can say so. */
final class FlinkFunctions {
  static final Set<String> NAMES =
      Set.of(
          "ARRAY_APPEND",
          "ARRAY_CONCAT",
          "ARRAY_EXCEPT",
          "ARRAY_INTERSECT",
          "ARRAY_MAX",
          "ARRAY_MIN",
          "ARRAY_POSITION",
          "ARRAY_PREPEND",
          "ARRAY_REMOVE",
          "ARRAY_REVERSE",
          "ARRAY_SLICE",
          "ARRAY_SORT",
          "ARRAY_UNION",
          "BIN",
          "CONVERT_TZ",
          "DECODE",
          "ELT",
          "ENCODE",
          "GROUPING",
          "HEX",
          "JSON_ARRAY",
          "JSON_OBJECT",
          "JSON_QUERY",
          "JSON_QUOTE",
          "JSON_STRING",
          "JSON_UNQUOTE",
          "MAP_ENTRIES",
          "MAP_FROM_ARRAYS",
          "MAP_UNION",
          "OVERLAY",
          "OVERLAPS",
          "PARSE_JSON",
          "PRINTF",
          "REGEXP_COUNT",
          "REGEXP_EXTRACT_ALL",
          "REGEXP_INSTR",
          "REGEXP_SUBSTR",
          "SHA224",
          "SHA384",
          "SHA2",
          "TRANSLATE",
          "TRANSLATE3",
          "TYPEOF",
          "UNHEX");

  private FlinkFunctions() {}
}
