// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.function;

import dev.drey.function.FunctionDescriptor;
import dev.drey.function.FunctionDescriptor.Example;
import dev.drey.function.FunctionDescriptor.Group;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Operators and functions with a syntax of their own, as the reference shows them. */
public final class SyntaxList {
  /** What else is typed as one of the forms. */
  private static final Map<String, List<String>> OTHER_NAMES =
      Map.of(
          "CEIL", List.of("CEILING"),
          "CURRENT_TIMESTAMP",
              List.of("NOW", "CURRENT_ROW_TIMESTAMP", "PROCTIME", "LOCALTIMESTAMP"),
          "CURRENT_TIME", List.of("LOCALTIME"),
          "EXTRACT",
              List.of(
                  "YEAR",
                  "QUARTER",
                  "MONTH",
                  "WEEK",
                  "DAYOFYEAR",
                  "DAYOFMONTH",
                  "DAYOFWEEK",
                  "HOUR",
                  "MINUTE",
                  "SECOND"));

  private SyntaxList() {}

  private static FunctionDescriptor form(
      Group group, String form, String doc, String example, String result) {
    String name = form.substring(0, form.indexOf('\t'));
    String signature = form.substring(form.indexOf('\t') + 1);
    return FunctionDescriptor.of(name, group, List.of(signature), doc, Example.of(example, result));
  }

  /** Names that look like a function's, with other names of the same forms. */
  static Set<String> names() {
    Set<String> names = new TreeSet<>(Set.of("ROW")); // The reference has no entry for it.
    for (FunctionDescriptor form : all()) {
      if (form.signatures().get(0).startsWith(form.name() + "(")) {
        names.add(form.name());
      }
      names.addAll(OTHER_NAMES.getOrDefault(form.name(), List.of()));
    }
    return names;
  }

  /** A call that is right. */
  public static String example(String name) {
    for (FunctionDescriptor form : all()) {
      if (form.name().equals(name)) {
        return form.example().expression();
      }
    }
    return name + "(value)";
  }

  public static List<FunctionDescriptor> all() {
    return List.of(
        form(
            Group.CONDITIONAL,
            "CASE\tCASE WHEN condition THEN value [...] [ELSE value] END",
            "The value behind the first condition that holds; NULL without ELSE.",
            "CASE WHEN 1 > 2 THEN 'a' ELSE 'b' END",
            "'b'"),
        form(
            Group.CONDITIONAL,
            "COALESCE\tCOALESCE(T, ...) -> T",
            "The first argument that is not NULL.",
            "COALESCE(NULL, 2, 3)",
            "2"),
        form(
            Group.CONDITIONAL,
            "IFNULL\tIFNULL(T, T) -> T",
            "The first argument, or the second where that is NULL.",
            "IFNULL(NULL, 2)",
            "2"),
        form(
            Group.CONDITIONAL,
            "TYPEOF\tTYPEOF(value) -> STRING",
            "The type of the value as text.",
            "TYPEOF(CAST(1 AS BIGINT))",
            "'BIGINT NOT NULL'"),
        form(
            Group.CONDITIONAL,
            "NULLIF\tNULLIF(T, T) -> T",
            "NULL where both are equal, else the first.",
            "NULLIF(1, 2)",
            "1"),
        form(
            Group.CONDITIONAL,
            "IF\tIF(BOOLEAN, T, T) -> T",
            "The second argument where the condition holds, else the third.",
            "IF(1 < 2, 'yes', 'no')",
            "'yes'"),
        form(
            Group.CONDITIONAL,
            "BETWEEN\tT [NOT] BETWEEN [SYMMETRIC] T AND T -> BOOLEAN",
            "Whether the first is neither below the second nor above the third.",
            "2 BETWEEN 1 AND 3",
            "TRUE"),
        form(
            Group.CONDITIONAL,
            "IN\tT [NOT] IN (T, ...) -> BOOLEAN",
            "Whether the first equals one of the list.",
            "'b' IN ('a', 'b')",
            "TRUE"),
        form(
            Group.CONDITIONAL,
            "IS NULL\tT IS [NOT] NULL -> BOOLEAN",
            "Whether there is no value.",
            "NULL IS NULL",
            "TRUE"),
        form(
            Group.CONDITIONAL,
            "IS TRUE\tBOOLEAN IS [NOT] TRUE, FALSE or UNKNOWN -> BOOLEAN",
            "Whether the condition has this truth value; never NULL.",
            "(1 > 2) IS FALSE",
            "TRUE"),
        form(
            Group.CONDITIONAL,
            "IS DISTINCT FROM\tT IS [NOT] DISTINCT FROM T -> BOOLEAN",
            "Whether they differ, where NULL equals NULL.",
            "1 IS DISTINCT FROM 2",
            "TRUE"),
        form(
            Group.CONDITIONAL,
            "CAST\tCAST(value AS type)",
            "The value as another type; fails where a text cannot be read as one.",
            "CAST('7' AS INT)",
            "7"),
        form(
            Group.CONDITIONAL,
            "TRY_CAST\tTRY_CAST(value AS type)",
            "The value as another type; NULL where a text cannot be read as one.",
            "COALESCE(TRY_CAST('x' AS INT), -1)",
            "-1"),
        form(
            Group.CONDITIONAL,
            "GREATEST\tGREATEST(T, ...) -> T",
            "The greatest; NULL where one is NULL.",
            "GREATEST(1, 3, 2)",
            "3"),
        form(
            Group.CONDITIONAL,
            "LEAST\tLEAST(T, ...) -> T",
            "The least; NULL where one is NULL.",
            "LEAST(2, 1, 3)",
            "1"),
        form(
            Group.TEXT,
            "||\tSTRING || STRING -> STRING",
            "Both texts joined; NULL where one is NULL.",
            "'a' || 'b'",
            "'ab'"),
        form(
            Group.TEXT,
            "LIKE\tSTRING [NOT] LIKE pattern [ESCAPE character] -> BOOLEAN",
            "Whether the text is like the pattern: % is any text, _ any character.",
            "'abc' LIKE 'a%'",
            "TRUE"),
        form(
            Group.TEXT,
            "SIMILAR TO\tSTRING [NOT] SIMILAR TO pattern [ESCAPE character] -> BOOLEAN",
            "LIKE with the operators of regular expressions.",
            "'abc' SIMILAR TO '(a|x)b_'",
            "TRUE"),
        form(
            Group.TEXT,
            "TRIM\tTRIM([BOTH | LEADING | TRAILING] [characters FROM] STRING) -> STRING",
            "The text without spaces, or without these characters, at its ends.",
            "TRIM(LEADING '0' FROM '007')",
            "'7'"),
        form(
            Group.NUMBER,
            "MOD\tMOD(NUMBER, NUMBER) -> NUMBER",
            "What is left of the division; the sign is that of the first. Also %.",
            "MOD(7, 4)",
            "3"),
        form(
            Group.NUMBER,
            "ROUND\tROUND(NUMBER [, INT]) -> NUMBER",
            "Rounded, half up, to so many digits after the point.",
            "ROUND(2.345, 2)",
            "2.35"),
        form(
            Group.NUMBER,
            "TRUNCATE\tTRUNCATE(NUMBER [, INT]) -> NUMBER",
            "Cut off behind so many digits after the point.",
            "TRUNCATE(2.345, 2)",
            "2.34"),
        form(
            Group.NUMBER,
            "FLOOR\tFLOOR(NUMBER), FLOOR(time TO unit)",
            "The next whole number below, or the start of the unit that the time is in.",
            "FLOOR(TIMESTAMP '2026-01-31 10:15:00' TO HOUR)",
            "TIMESTAMP '2026-01-31 10:00:00'"),
        form(
            Group.NUMBER,
            "CEIL\tCEIL(NUMBER), CEIL(time TO unit)",
            "The next whole number above, or the start of the next unit.",
            "CEIL(1.2)",
            "CAST(2 AS DECIMAL(2, 0))"),
        form(
            Group.TIME,
            "EXTRACT\tEXTRACT(unit FROM time) -> BIGINT",
            "A part of a time: YEAR, QUARTER, MONTH, WEEK (ISO), DAY, DOY, DOW (1 is Sunday), HOUR,"
                + " MINUTE, SECOND, MILLISECOND, MICROSECOND, NANOSECOND, EPOCH, DECADE, CENTURY,"
                + " MILLENNIUM, ISODOW, ISOYEAR. Also YEAR(time) and so on.",
            "EXTRACT(HOUR FROM TIMESTAMP '2026-01-31 10:15:00')",
            "CAST(10 AS BIGINT)"),
        form(
            Group.TIME,
            "TIMESTAMPADD\tTIMESTAMPADD(unit, INT, time) -> time",
            "The time so many units later; hours, minutes and seconds make a TIMESTAMP of a DATE.",
            "TIMESTAMPADD(DAY, 1, DATE '2026-01-31')",
            "DATE '2026-02-01'"),
        form(
            Group.TIME,
            "TIMESTAMPDIFF\tTIMESTAMPDIFF(unit, time, time) -> INT",
            "The whole units from the first time to the second.",
            "TIMESTAMPDIFF(DAY, DATE '2026-01-30', DATE '2026-02-01')",
            "2"),
        form(
            Group.TIME,
            "OVERLAPS\t(start, end) OVERLAPS (start, end) -> BOOLEAN",
            "Whether two periods have a point in common; an end may be an interval behind its"
                + " start.",
            "(TIME '09:00:00', TIME '10:00:00') OVERLAPS (TIME '09:30:00', INTERVAL '1' HOUR)",
            "TRUE"),
        form(
            Group.TIME,
            "INTERVAL\ttime + INTERVAL 'number' unit",
            "A span of time to add or to take away.",
            "DATE '2026-01-31' + INTERVAL '1' MONTH",
            "DATE '2026-02-28'"),
        form(
            Group.TIME,
            "CURRENT_TIMESTAMP\tCURRENT_TIMESTAMP -> TIMESTAMP_LTZ(3)",
            "The machine's time when the row is computed, one for all of a row. Also NOW(),"
                + " CURRENT_ROW_TIMESTAMP() and PROCTIME(); LOCALTIMESTAMP is a TIMESTAMP(3), in UTC.",
            "CURRENT_TIMESTAMP = NOW()",
            "TRUE"),
        form(
            Group.TIME,
            "CURRENT_DATE\tCURRENT_DATE -> DATE",
            "The day of the machine's time, in UTC.",
            "CURRENT_DATE = CAST(LOCALTIMESTAMP AS DATE)",
            "TRUE"),
        form(
            Group.TIME,
            "CURRENT_TIME\tCURRENT_TIME -> TIME",
            "The machine's time of day, in UTC. Also LOCALTIME.",
            "CURRENT_TIME = LOCALTIME",
            "TRUE"),
        form(
            Group.TIME,
            "CURRENT_WATERMARK\tCURRENT_WATERMARK(TIME POINT) -> TIME POINT",
            "Up to where event time has come where the row is computed; NULL before there is a"
                + " watermark. Its type is that of the column.",
            "CURRENT_WATERMARK(TO_TIMESTAMP_LTZ(0, 3)) IS NULL",
            "TRUE"),
        form(
            Group.NUMBER,
            "RAND\tRAND([INT]) -> DOUBLE",
            "A random number from 0 to below 1, another for each row; with a number the row of"
                + " numbers that begins there.",
            "RAND() < 1",
            "TRUE"),
        form(
            Group.NUMBER,
            "RAND_INTEGER\tRAND_INTEGER([INT,] INT) -> INT",
            "A random whole number from 0 to below the last argument; with two the first says"
                + " where the row of numbers begins.",
            "RAND_INTEGER(1)",
            "0"),
        form(
            Group.TEXT,
            "UUID\tUUID() -> STRING",
            "A random UUID (RFC 4122, version 4).",
            "CHAR_LENGTH(UUID())",
            "36"),
        form(
            Group.JSON,
            "JSON_OBJECT\tJSON_OBJECT([KEY] STRING VALUE T, ... [{NULL | ABSENT} ON NULL]) -> STRING",
            "An object of these keys and values as JSON, in the order of the keys; what JSON_OBJECT"
                + " and JSON_ARRAY make in it is a part of it.",
            "JSON_OBJECT('b' VALUE JSON_ARRAY(1, 'x'), KEY 'a' VALUE TRUE)",
            "'{\"a\":true,\"b\":[1,\"x\"]}'"),
        form(
            Group.JSON,
            "JSON_ARRAY\tJSON_ARRAY(T, ... [{NULL | ABSENT} ON NULL]) -> STRING",
            "An array of these values as JSON; NULL is left out unless NULL ON NULL is written.",
            "JSON_ARRAY(1, 2.5, 'x')",
            "'[1,2.5,\"x\"]'"),
        form(
            Group.JSON,
            "JSON_STRING\tJSON_STRING(T) -> STRING",
            "The value as JSON: rows and maps as objects, times by ISO-8601, bytes in base64.",
            "JSON_STRING(ARRAY[1, 2])",
            "'[1,2]'"),
        form(
            Group.COLLECTION,
            "[]\tARRAY<T>[INT] -> T, MAP<K, V>[K] -> V",
            "The element at a position, from 1, or the value of a key; NULL where there is none.",
            "ARRAY['a', 'b'][2]",
            "'b'"),
        form(
            Group.COLLECTION,
            "ARRAY\tARRAY[T, ...] -> ARRAY<T>",
            "An array of these elements.",
            "ARRAY[1, 2]",
            "ARRAY[1, 2]"),
        form(
            Group.COLLECTION,
            "MAP\tMAP[K, V, ...] -> MAP<K, V>",
            "A map of these keys, each with its value behind it.",
            "MAP['a', 1]['a']",
            "1"));
  }
}
