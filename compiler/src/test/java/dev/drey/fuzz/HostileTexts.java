// SPDX-License-Identifier: Apache-2.0
package dev.drey.fuzz;

import dev.drey.expression.Expressions;
import dev.drey.function.FunctionDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Values that have broken readers of YAML, SQL, numbers, dates, patterns and terminals. */
final class HostileTexts {
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "-1",
          "2147483647",
          "2147483648",
          "-9223372036854775808",
          "9223372036854775808",
          "1e300000000",
          "1e-300000000",
          "1E309",
          "0.1e400",
          "99999999999999999999999999999999999999",
          "100000000000000000000000000000000000000",
          "0x7fffffff",
          "0o17",
          "1_000",
          "+1",
          ".5",
          "5.",
          "NaN",
          ".inf",
          "-.inf",
          "١٢",
          "1e",
          "00012");

  private static final List<String> YAML =
      List.of(
          "~",
          "null",
          "true",
          "yes",
          "''",
          "\"\"",
          "{}",
          "[]",
          "[[]]",
          "{a: {b: {c: []}}}",
          "&a [*a]",
          "*a",
          "*nowhere",
          "&x y",
          "!!binary aGVsbG8=",
          "!!java.net.URL [http://localhost]",
          "!!set {a, b}",
          "!tag x",
          "<<: *a",
          "? x",
          "- - - -",
          "|",
          ">-",
          "|9\n x",
          "# nothing",
          "a: b: c",
          "\"\\x00\\u202e\\ud800\"",
          "'it''s'",
          "\"\\",
          "@at",
          "`back`",
          "%TAG ! tag:x,2000:\n---\n",
          "---",
          "...",
          "2026-01-01",
          "12:30:45",
          "{a: 1, a: 2}",
          "[a, [b, {c: d}]]",
          "${p}",
          "${unknown}",
          "$${p}",
          "${p",
          "${}",
          "${p}${p}${p}",
          "\u0000",
          "\u001b[31m",
          "\n::error::x\n",
          "\u202e",
          "\u2028",
          "\ufeff",
          "\ud83d\ude00",
          "e\u0301\u0301\u0301",
          "\ud800",
          "\t",
          "\r",
          "\u0085",
          "a".repeat(3000),
          "é".repeat(300));

  private static final List<String> WORDS =
      List.of(
          "1h",
          "0s",
          "-5m",
          "9223372036854775807ms",
          "99999999999d",
          "1ns",
          "10 MB",
          "9999999999 TiB",
          "1%",
          "101%",
          "7/s",
          "0/s",
          "earliest",
          "latest",
          "event",
          "processing",
          "otherwise",
          "exactly-once",
          "drop",
          "fail",
          "json",
          "csv",
          "raw",
          "STRING",
          "INT NOT NULL",
          "ARRAY<ARRAY<ARRAY<INT>>>",
          "MAP<MAP<STRING, INT>, ROW<a INT>>",
          "ROW<>",
          "ROW<a INT, a INT>",
          "DECIMAL(39, 0)",
          "DECIMAL(5, 9)",
          "DECIMAL(99999999999, 1)",
          "TIMESTAMP(9)",
          "TIMESTAMP_LTZ(3) NOT NULL",
          "CHAR(0)",
          "VARCHAR(2147483648)",
          "INTERVAL DAY",
          "RAW('x', 'y')",
          "a/b/../../../etc/passwd",
          "/dev/zero",
          "s3://bucket/key",
          "file:///tmp/x*{a,b}[",
          "http://[::1",
          "localhost:99999",
          "2026-02-30T00:00:00Z",
          "9999-12-31T23:59:59.999999999+18:00",
          "-292275055-05-16T16:47:04Z",
          "Europe/Nowhere",
          "(a+)+$",
          "[[:alpha:]",
          "(?<n>x)(?i)\\Q",
          "\\",
          "DR0101",
          "x-y",
          "select",
          "__proto__",
          "class",
          "CON");

  private static final List<String> SQL =
      List.of(
          "1 = 1 OR",
          "x IS NULL",
          "' OR 'a'='a",
          "; DROP TABLE x; --",
          "/* a */",
          "/* a",
          "-- b",
          "((((((((((",
          "))",
          "CASE WHEN TRUE THEN 1 END",
          "CASE 1 WHEN 'a' THEN ARRAY[1] ELSE MAP['a', 1] END",
          "CAST('1e300000000' AS DECIMAL(10, 2))",
          "TRY_CAST(x AS ROW<a INT>)",
          "LPAD('x', 2000000000, 'y')",
          "REPEAT('abc', 1000000000)",
          "ROUND(1.5, 300000000)",
          "POWER(10, 1000000)",
          "1 / 0",
          "9223372036854775807 + 1",
          "DATE '9999-12-31' + INTERVAL '1' DAY",
          "TIMESTAMP '0001-01-01 00:00:00' - INTERVAL '99' YEAR(2)",
          "INTERVAL '999999999999' SECOND",
          "EXTRACT(EPOCH FROM TIME '10:00:00')",
          "FLOOR(FLOOR(TIMESTAMP '2026-01-01 00:00:00' TO DAY) TO DAY)",
          "REGEXP_EXTRACT('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '(a|aa)+$', 1)",
          "x LIKE 'a%' ESCAPE ''",
          "x SIMILAR TO '(['",
          "COUNT(*)",
          "COUNT(DISTINCT x, y)",
          "SUM(COUNT(*))",
          "FIRST_VALUE(x) FILTER (WHERE y)",
          "SUM(x) OVER (PARTITION BY y)",
          "(SELECT 1)",
          "EXISTS (SELECT * FROM s)",
          "x IN (SELECT 1)",
          "x IN (1, 1E0, '1', NULL)",
          "NULL",
          "NULL + NULL",
          "ROW(1, 'a').EXPR$0",
          "ARRAY[]",
          "MAP[NULL, NULL]",
          "ARRAY[1, 'a', NULL][99]",
          "JSON_VALUE('{}', 'lax $.a[*]' RETURNING INT)",
          "JSON_QUERY(x, '$' WITH WRAPPER)",
          "`a`.`b`.`c`",
          "a.b.c.d",
          "f(x) . g(x)",
          "*",
          "s.*",
          "?",
          ":p",
          "@x",
          "U&'\\0000'",
          "x'00'",
          "_utf8'a'",
          "N'a'",
          "\"x\"",
          "`x",
          "'x",
          "'\ud83d\ude00' = _UTF16'a'",
          "BETWEEN SYMMETRIC 1 AND NULL",
          "x && y",
          "x::INT",
          "x -> y",
          "- - - x",
          "NOT NOT NOT TRUE",
          "CURRENT_TIMESTAMP",
          "PROCTIME()",
          "RAND()",
          "UUID()",
          "IF(TRUE, 1, 'a')",
          "COALESCE()",
          "GREATEST(ARRAY[1], ARRAY[2])",
          "TO_TIMESTAMP_LTZ(9223372036854775807, 3)",
          "TO_TIMESTAMP('x', 'yyyy''')",
          "DATE_FORMAT(TIMESTAMP '2026-01-01 00:00:00', '[[[')",
          "SPLIT('', '')",
          "STR_TO_MAP('a', '[', '(')");

  private static final List<String> AROUND =
      List.of(
          "x",
          "COALESCE(x, x)",
          "CASE WHEN x IS NULL THEN x ELSE x END",
          "IF(x = x, x, NULL)",
          "NULLIF(x, x)",
          "ARRAY[x, x][1]",
          "MAP['k', x]['k']",
          "ELEMENT(ARRAY[x])",
          "NOT NOT x",
          "x OR NOT x",
          "x + 0",
          "x || ''",
          "TRIM(x)",
          "x AND x IS NOT NULL",
          "CAST(CAST(x AS STRING) AS INT) = 1",
          "TRY_CAST(x AS BIGINT) > 1",
          "x IN (x, x)");

  private final SplittableRandom random;
  private final List<FunctionDescriptor> functions = Expressions.standard().functions();

  HostileTexts(SplittableRandom random) {
    this.random = random;
  }

  String any() {
    switch (random.nextInt(5)) {
      case 0:
        return number();
      case 1:
        return of(YAML);
      case 2:
        return word();
      case 3:
        return nested();
      default:
        return sql();
    }
  }

  String number() {
    return of(NUMBERS);
  }

  String word() {
    return of(WORDS);
  }

  /** A piece of SQL: made to hurt, or a function with arguments that nobody chose. */
  String sql() {
    return random.nextInt(3) > 0 ? of(SQL) : call(1 + random.nextInt(3));
  }

  /** An expression with the same value, or at least of the same type. */
  String around(String sql) {
    return of(AROUND).replace("x", "(" + sql + ")");
  }

  private String call(int depth) {
    String name = functions.get(random.nextInt(functions.size())).name();
    List<String> arguments = new ArrayList<>();
    for (int left = random.nextInt(4); left > 0; left--) {
      arguments.add(argument(depth));
    }
    return name + "(" + String.join(", ", arguments) + ")";
  }

  private String argument(int depth) {
    switch (random.nextInt(5)) {
      case 0:
        return depth > 0 ? call(depth - 1) : "x";
      case 1:
        return of(NUMBERS);
      case 2:
        return "'" + of(WORDS).replace("'", "''") + "'";
      case 3:
        return of(SQL);
      default:
        return of(List.of("x", "a", "id", "ts", "amount", "word", "NULL", "TRUE"));
    }
  }

  /** The same again within itself, or beside itself. */
  private String nested() {
    int depth = 1 << (2 + random.nextInt(11));
    switch (random.nextInt(10)) {
      case 0:
        return "[".repeat(depth) + "]".repeat(depth);
      case 1:
        return "{a: ".repeat(depth) + "1" + "}".repeat(depth);
      case 2:
        return "(".repeat(depth) + "1" + ")".repeat(depth);
      case 3:
        return "ARRAY<".repeat(depth) + "INT" + ">".repeat(depth);
      case 4:
        return "NOT ".repeat(depth) + "TRUE";
      case 5:
        return "x + ".repeat(depth) + "1";
      case 6:
        return "ABS(".repeat(depth) + "x" + ")".repeat(depth);
      case 7:
        return "CASE WHEN x THEN ".repeat(depth) + "1" + " END".repeat(depth);
      case 8:
        return "[" + "a, ".repeat(depth) + "a]";
      default:
        return "{" + "a: 1, ".repeat(depth) + "b: 2}";
    }
  }

  private String of(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }
}
