// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.function;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Functions that expressions do not have, with what to write instead: those of Flink SQL 1.20, and
 * those that people know from elsewhere.
 */
final class AbsentFunctions {
  private static final Map<String, String> HELPS = new TreeMap<>();

  static {
    flink("a pipeline has no database: write a text", "CURRENT_DATABASE");
    flink("the key `watermark` of `eventTime` says how time moves", "SOURCE_WATERMARK");
    flink("use the event time column", "STREAMRECORD_TIMESTAMP", "ROWTIME");
    flink(
        "a window has one set of keys: write a stream for each set",
        "GROUPING",
        "GROUPING_ID",
        "GROUP_ID");
    flink("write MD5(text) or SHA256(text), which other systems know too", "HASH_CODE");
    flink("write ARRAY[a, b]", "MULTISET");
    flink("write CAST(x AS type)", "REINTERPRET");
    flink(
        "write the keys `keyBy` and `window: {tumbling: 1m}`; the bounds are window_start and"
            + " window_end",
        "TUMBLE",
        "TUMBLE_START",
        "TUMBLE_END",
        "TUMBLE_ROWTIME",
        "TUMBLE_PROCTIME",
        "CUMULATE");
    flink(
        "write the keys `keyBy` and `window: {sliding: 1m, every: 10s}`; the bounds are"
            + " window_start and window_end",
        "HOP",
        "HOP_START",
        "HOP_END",
        "HOP_ROWTIME",
        "HOP_PROCTIME");
    flink(
        "write the keys `keyBy` and `window: {session: 5m}`; the bounds are window_start and"
            + " window_end",
        "SESSION",
        "SESSION_START",
        "SESSION_END",
        "SESSION_ROWTIME",
        "SESSION_PROCTIME");
    flink(
        "an expression sees one row: give the stream `keyBy`, `window` and `aggregate`",
        "ROW_NUMBER",
        "RANK",
        "DENSE_RANK",
        "PERCENT_RANK",
        "CUME_DIST",
        "NTILE");
    flink(
        "write `PREVIOUS(x, 1)` in `add` of a stream with `over: {by: [k], rows: 2, ttl: 1d}`",
        "LAG");
    flink(
        "no row knows those behind it; the row before is `PREVIOUS(x, 1)` in `add` of a stream with"
            + " `over: {by: [k], rows: 2, ttl: 1d}`",
        "LEAD");
    flink(
        "patterns over several rows are not possible; under `aggregate` write FIRST_VALUE(x)",
        "FIRST");
    flink(
        "patterns over several rows are not possible; under `aggregate` write LAST_VALUE(x)",
        "LAST");
    flink(
        "patterns over several rows are not possible",
        "CLASSIFIER",
        "MATCH_ROWTIME",
        "MATCH_PROCTIME",
        "PREV",
        "NEXT");
    foreign("COUNT(DISTINCT EACH_OF(list)): it stands in an aggregate alone", "EACH_OF");
    foreign("AVG(PER_KEY(map)): it stands in an aggregate alone", "PER_KEY");
    foreign("PREVIOUS(x, 1) in `add` of a stream with `over`: it stands there alone", "PREVIOUS");
    foreign("RAND()", "RANDOM");
    foreign("UUID()", "GENERATE_UUID", "GEN_RANDOM_UUID", "NEWID", "RANDOM_UUID");
    foreign("NOW()", "GETDATE", "SYSDATE", "GETUTCDATE", "CLOCK_TIMESTAMP");
    foreign("COALESCE(x, y)", "NVL");
    foreign("COALESCE(x, 0)", "ZEROIFNULL");
    foreign("x IS NULL, or COALESCE(x, y)", "ISNULL");
    foreign("CASE WHEN x IS NOT NULL THEN y ELSE z END", "NVL2");
    foreign("IF(condition, x, y)", "IIF");
    foreign("CHAR_LENGTH(text)", "LEN", "STRLEN");
    foreign("UPPER(text)", "UCASE");
    foreign("LOWER(text)", "LCASE");
    foreign("POSITION(part IN text)", "CHARINDEX", "STRPOS", "INDEXOF");
    foreign("POSITION(part IN text) > 0", "CONTAINS");
    foreign("LOWER(text) LIKE 'pattern in small letters'", "ILIKE");
    foreign("SPLIT_INDEX(text, ',', 0)", "SUBSTRING_INDEX", "SPLIT_PART");
    foreign("SPLIT(text, ',')", "STRING_SPLIT", "STRING_TO_ARRAY");
    foreign("REPEAT(' ', n)", "SPACE");
    foreign("REPLACE(text, 'a', 'b') for each character", "TRANSLATE", "TRANSLATE3");
    foreign("a || CAST(b AS STRING)", "PRINTF", "FORMAT", "FORMAT_STRING");
    foreign("CAST(x AS STRING)", "TO_STRING", "STR");
    foreign("DATE_FORMAT(time, 'yyyy-MM-dd') or CAST(x AS STRING)", "TO_CHAR", "STRFTIME");
    foreign("DATE_FORMAT(time, 'yyyy-MM-dd')", "FORMAT_TIMESTAMP", "FORMAT_DATE", "TIME_FORMAT");
    foreign("CAST(text AS DECIMAL(12, 2))", "TO_NUMBER");
    foreign("CAST(x AS type)", "CONVERT");
    foreign("TRY_CAST(x AS type)", "SAFE_CAST");
    foreign("ARRAY[a, b, c][n]", "ELT", "CHOOSE");
    foreign("REGEXP(text, 'regular expression')", "REGEXP_LIKE", "RLIKE", "REGEXP_MATCHES");
    foreign("REGEXP_EXTRACT(text, 'regular expression')", "REGEXP_SUBSTR");
    foreign("POSITION(REGEXP_EXTRACT(text, 'regular expression') IN text)", "REGEXP_INSTR");
    foreign("CHAR_LENGTH(REGEXP_REPLACE(text, '[^,]', '')) for a single character", "REGEXP_COUNT");
    foreign("REGEXP_EXTRACT_ALL(text, 'regular expression')", "REGEXP_FIND_ALL", "FINDALL");
    foreign("REGEXP_SPLIT(text, 'regular expression')", "REGEXP_SPLIT_TO_ARRAY", "SPLIT_REGEX");
    foreign(
        "JSON_VALUE(text, '$.name')",
        "JSON_EXTRACT",
        "JSON_EXTRACT_SCALAR",
        "GET_JSON_OBJECT",
        "JSON_EXTRACT_PATH_TEXT",
        "JSON_EXTRACT_STRING",
        "EXTRACTJSONFIELD",
        "PARSE_JSON");
    foreign("JSON_VALUE(text, '$')", "JSON_UNQUOTE");
    foreign("'\"' || text || '\"'", "JSON_QUOTE");
    foreign("CARDINALITY(array)", "ARRAY_LENGTH", "ARRAY_SIZE", "SIZE");
    foreign("ARRAY_CONCAT(array, array)", "ARRAY_CAT");
    foreign("ARRAY_JOIN(array, ',')", "ARRAY_TO_STRING");
    foreign("ARRAY_SORT(array)", "SORT_ARRAY");
    foreign("ARRAY_SLICE(array, from, to)", "SLICE");
    foreign("TIMESTAMPDIFF(DAY, from, to)", "DATEDIFF", "DATE_DIFF");
    foreign("time + INTERVAL 'n' DAY", "DATEADD", "DATE_ADD", "ADDDATE");
    foreign("time - INTERVAL 'n' DAY", "DATE_SUB", "SUBDATE");
    foreign("time + interval", "TIMESTAMP_ADD", "DATETIME_ADD");
    foreign("time - interval", "TIMESTAMP_SUB", "DATETIME_SUB");
    foreign("FLOOR(time TO HOUR)", "DATE_TRUNC");
    foreign("TRUNCATE(number, digits), or FLOOR(time TO DAY)", "TRUNC");
    foreign("EXTRACT(HOUR FROM time)", "DATE_PART", "DATEPART");
    foreign("DAYOFMONTH(time)", "DAY");
    foreign(
        "TO_TIMESTAMP(text, 'yyyy-MM-dd HH:mm:ss')", "STR_TO_DATE", "STRPTIME", "PARSE_TIMESTAMP");
    foreign("UNIX_TIMESTAMP(text, 'yyyy-MM-dd HH:mm:ss')", "TO_UNIX_TIMESTAMP");
    foreign("TO_TIMESTAMP_LTZ(number, 3)", "FROM_UNIXTIME_MILLIS", "TIMESTAMP_MILLIS");
    foreign("TO_TIMESTAMP_LTZ(number, 0)", "TIMESTAMP_SECONDS");
    foreign("UNIX_TIMESTAMP(text)", "EPOCH");
    foreign("POWER(x, y)", "POW");
    foreign("POWER(x, 2)", "SQUARE");
    foreign("POWER(x, 1.0 / 3)", "CBRT");
    foreign("LN(x)", "LOGE");
    foreign("SHA1(text)", "SHA");
    foreign("DECODE and ENCODE for texts, or X'6869' for constant bytes", "UNHEX");
    foreign("ENDSWITH(text, part)", "ENDS_WITH");
    foreign("STARTSWITH(text, part)", "STARTS_WITH");
    foreign("TO_BASE64(text)", "BASE64");
    foreign("FROM_BASE64(text)", "UNBASE64");
    foreign("IS_DECIMAL(text)", "IS_NUMERIC", "ISNUMERIC");
    foreign("ARRAY_CONTAINS(MAP_KEYS(map), key)", "MAP_CONTAINS_KEY");
    foreign("array[1] or map['key']", "ELEMENT_AT");
    foreign("the key `explode` of a stream: explode: {item: array}", "EXPLODE", "UNNEST");
    flink("write the name of the column", "DESCRIPTOR");
    foreign("ARRAY_SORT(COLLECT(x))[CARDINALITY(COLLECT(x)) / 2 + 1]", "MEDIAN");
    foreign(
        "APPROX_PERCENTILE(x, 0.99), within 1 % of the value, or ARRAY_SORT(COLLECT(x))[n] for the"
            + " n-th of the sorted values",
        "PERCENTILE",
        "PERCENTILE_CONT",
        "PERCENTILE_DISC",
        "PERCENTILE_APPROX",
        "APPROX_QUANTILE",
        "QUANTILE");
    foreign("SUM(x)", "TOTAL");
    foreign("CAST(x AS DATE)", "DATE");
    foreign("ARRAY_JOIN(COLLECT(x), ',')", "STRING_AGG", "GROUP_CONCAT");
    foreign("COLLECT(x)", "COLLECT_LIST");
    foreign("COLLECT(DISTINCT x)", "COLLECT_SET");
    foreign("MAP_AGG(key, value)", "OBJECT_AGG", "JSON_OBJECT_AGG");
    foreign("FIRST_VALUE(x)", "ANY_VALUE", "ARBITRARY", "EARLIEST_BY_OFFSET");
    foreign("LAST_VALUE(x)", "LATEST_BY_OFFSET");
    foreign("x IS NOT NULL", "ISNOTNULL");
    foreign("COUNT(*) FILTER (WHERE condition)", "COUNT_IF", "COUNTIF");
    foreign("SUM(x) FILTER (WHERE condition)", "SUM_IF", "SUMIF");
    foreign("COUNT(DISTINCT x)", "COUNT_DISTINCT");
    foreign(
        "APPROX_COUNT_DISTINCT(x), or COUNT(DISTINCT x) for the exact number",
        "APPROX_DISTINCT",
        "HLL_COUNT_DISTINCT");
    foreign("AVG(x)", "MEAN", "AVERAGE");
    foreign("STDDEV_SAMP(x)", "STDEV");
  }

  private AbsentFunctions() {}

  private static void flink(String help, String... names) {
    for (String name : names) {
      HELPS.put(name, "Flink SQL has " + name + " and Drey has not: " + help);
    }
  }

  private static void foreign(String instead, String... names) {
    for (String name : names) {
      HELPS.put(name, "write " + instead);
    }
  }

  /** What to write instead of a function, or null where the name says nothing. */
  static @Nullable String help(String name) {
    return HELPS.get(name);
  }

  /** All names. */
  static Set<String> names() {
    return HELPS.keySet();
  }
}
