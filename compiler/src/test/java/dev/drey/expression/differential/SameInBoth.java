// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.differential;

import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Made-up expressions over columns.cases, of what means the same in Flink SQL and here. N is an
 * exact number, E a DOUBLE, S a text, Y bytes, B a condition, D a date, T a timestamp, Z one of the
 * time line, A an array of numbers, U one of texts, P a map.
 */
final class SameInBoth {
  private static final Map<Character, List<String>> ATOMS =
      Map.ofEntries(
          Map.entry(
              'N',
              List.of(
                  "t",
                  "h",
                  "i0 % 100",
                  "CAST(k AS INT)",
                  "CHAR_LENGTH(u)",
                  "7",
                  "-2",
                  "1000",
                  "CAST(t AS BIGINT)",
                  "k",
                  "2.50",
                  "CAST(k AS DECIMAL(8, 2))",
                  "CAST(NULL AS INT)",
                  "i0",
                  "m0",
                  "CAST(t AS DECIMAL(38, 10))")),
          Map.entry('E', List.of("d0", "1.5E0", "CAST(t AS DOUBLE)", "CAST(NULL AS DOUBLE)")),
          Map.entry(
              'S',
              List.of(
                  "u",
                  "s",
                  "CAST(t AS STRING)",
                  "CAST(b AS STRING)",
                  "s0",
                  "CAST('a\uD83D\uDE00b' AS STRING)",
                  "CAST(NULL AS STRING)")),
          Map.entry('B', List.of("b", "q", "b0", "t > 3", "u = 'b'", "dt0 < DATE '2020-01-01'")),
          Map.entry('D', List.of("dt0", "DATE '2026-03-15'", "CAST('2024-02-29' AS DATE)")),
          Map.entry(
              'T',
              List.of(
                  "TIMESTAMP '2026-03-15 10:20:30'",
                  "TO_TIMESTAMP('2024-02-29 23:59:59')",
                  "CAST(NULL AS TIMESTAMP(3))")),
          Map.entry(
              'Z',
              List.of(
                  "TO_TIMESTAMP_LTZ(86399999, 3)",
                  "CAST(TIMESTAMP '2026-03-15 10:20:30' AS TIMESTAMP_LTZ(3))")),
          Map.entry('A', List.of("ai", "ARRAY[1, 2, 2]", "ARRAY[7]")),
          Map.entry('U', List.of("au", "ARRAY['a', 'b', 'a']", "ARRAY[u, s]")),
          Map.entry('P', List.of("mu", "MAP['a', 1, 'b', 2]")),
          Map.entry('Y', List.of("x", "X'00ff41'", "CAST(u AS BYTES)")));

  private static final Map<Character, List<String>> FORMS =
      Map.ofEntries(
          Map.entry(
              'N',
              List.of(
                  "(N + N)",
                  "(N - N)",
                  "(N * 2)",
                  "(t * h)",
                  "(N / 2.5)",
                  "(t % 7)",
                  "-N",
                  "CASE WHEN B THEN N ELSE N END",
                  "CASE WHEN B THEN N WHEN B THEN N END",
                  "COALESCE(N, N)",
                  "NULLIF(N, N)",
                  "ABS(t)",
                  "CEIL(N)",
                  "FLOOR(N)",
                  "ROUND(N, 1)",
                  "IF(B, t, h)",
                  "CHAR_LENGTH(S)",
                  "POSITION(S IN S)",
                  "INSTR(S, S)",
                  "LOCATE(S, S)",
                  "ASCII(S)",
                  "EXTRACT(DAY FROM D)",
                  "EXTRACT(MONTH FROM D)",
                  "YEAR(D)",
                  "QUARTER(D)",
                  "DAYOFYEAR(D)",
                  "DAYOFWEEK(D)",
                  "EXTRACT(HOUR FROM T)",
                  "EXTRACT(MINUTE FROM T)",
                  "EXTRACT(SECOND FROM T)",
                  "EXTRACT(YEAR FROM T)",
                  "CARDINALITY(A)",
                  "CARDINALITY(U)",
                  "CARDINALITY(P)",
                  "A[1]",
                  "P['a']",
                  "CAST(N AS BIGINT)",
                  "CAST(N AS DECIMAL(10, 3))",
                  "CAST(E AS BIGINT)",
                  "CAST(B AS INT)",
                  "TRY_CAST(S AS INT)",
                  "TIMESTAMPDIFF(DAY, T, T)",
                  "TIMESTAMPDIFF(SECOND, T, T)",
                  "TIMESTAMPDIFF(MONTH, T, T)",
                  "ARRAY_POSITION(U, 'a')",
                  "ARRAY_MAX(A)")),
          Map.entry(
              'E',
              List.of(
                  "(E + E)",
                  "(E - E)",
                  "(E * E)",
                  "(E / 4)",
                  "ABS(E)",
                  "SQRT(ABS(E))",
                  "FLOOR(E)",
                  "CEIL(E)",
                  "SIGN(E)",
                  "CAST(N AS DOUBLE)",
                  "TRY_CAST(S AS DOUBLE)",
                  "COALESCE(E, E)",
                  "CASE WHEN B THEN E ELSE E END",
                  "(N + E)")),
          Map.entry(
              'S',
              List.of(
                  "(S || S)",
                  "UPPER(S)",
                  "LOWER(S)",
                  "TRIM(S)",
                  "LTRIM(S)",
                  "RTRIM(S)",
                  "TRIM(BOTH 'a' FROM S)",
                  "REVERSE(S)",
                  "REPEAT(S, 2)",
                  "SUBSTRING(S, 1, 3)",
                  "SUBSTRING(S FROM 2)",
                  "SUBSTRING(S, -2)",
                  "REPLACE(S, 'a', 'xy')",
                  "CONCAT(S, S)",
                  "CONCAT_WS('-', S, S)",
                  "CASE WHEN B THEN S ELSE S END",
                  "CASE S WHEN 'b' THEN S ELSE S END",
                  "COALESCE(S, S)",
                  "NULLIF(S, S)",
                  "LEFT(S, 2)",
                  "RIGHT(S, 2)",
                  "SPLIT_INDEX(S, ' ', 0)",
                  "SPLIT_INDEX(S, ',', 1)",
                  "REGEXP_REPLACE(S, '[0-9]+', '#')",
                  "REGEXP_EXTRACT(S, '([a-z]+)', 1)",
                  "CAST(MD5(S) AS STRING)",
                  "TO_BASE64(S)",
                  "CAST(N AS STRING)",
                  "CAST(D AS STRING)",
                  "CAST(T AS STRING)",
                  "CAST(B AS STRING)",
                  "CAST(E AS STRING)",
                  "CAST(A AS STRING)",
                  "CAST(U AS STRING)",
                  "CAST(S AS VARCHAR(3))",
                  "CAST(S AS CHAR(4))",
                  "U[1]",
                  "ARRAY_JOIN(U, '-')",
                  "JSON_VALUE(S, '$.a')",
                  "DECODE(Y, 'UTF-8')",
                  "DATE_FORMAT(T, 'yyyy-MM')",
                  "DATE_FORMAT(T, 'HH:mm:ss')",
                  "IF(B, S, S)")),
          Map.entry(
              'B',
              List.of(
                  "(N = N)",
                  "(N < N)",
                  "(N >= N)",
                  "(N <> N)",
                  "(E < E)",
                  "(E = E)",
                  "(S = S)",
                  "(S < S)",
                  "(Y = Y)",
                  "(B AND B)",
                  "(B OR B)",
                  "(NOT B)",
                  "(B = B)",
                  "(B IS UNKNOWN)",
                  "(N IS NULL)",
                  "(S IS NOT NULL)",
                  "(A IS NULL)",
                  "(B IS TRUE)",
                  "(B IS NOT FALSE)",
                  "(N BETWEEN N AND N)",
                  "(D BETWEEN D AND D)",
                  "(S NOT BETWEEN S AND S)",
                  "(S LIKE '%a%')",
                  "(S NOT LIKE '_b%')",
                  "(S SIMILAR TO '[a-z0-9]+')",
                  "(S IN ('b', 'true', '42'))",
                  "(t IN (1, 5, 100))",
                  "(D = D)",
                  "(D < D)",
                  "(T > T)",
                  "(Z <= Z)",
                  "(N IS DISTINCT FROM N)",
                  "(S IS NOT DISTINCT FROM S)",
                  "REGEXP(S, '[a-z]+')",
                  "IS_DIGIT(S)",
                  "IS_ALPHA(S)",
                  "IS_DECIMAL(S)",
                  "(S IS JSON)",
                  "ARRAY_CONTAINS(U, 'b')")),
          Map.entry(
              'D',
              List.of(
                  "CASE WHEN B THEN D ELSE D END",
                  "COALESCE(D, D)",
                  "FLOOR(DATE '2026-03-15' TO MONTH)",
                  "CAST(T AS DATE)",
                  "(DATE '2024-02-29' + INTERVAL '1' YEAR)",
                  "(CAST(T AS DATE) - INTERVAL '3' DAY)",
                  "NULLIF(D, D)")),
          Map.entry(
              'T',
              List.of(
                  "CASE WHEN B THEN T ELSE T END",
                  "COALESCE(T, T)",
                  "(T + INTERVAL '1' DAY)",
                  "(T - INTERVAL '2' HOUR)",
                  "(T + INTERVAL '1-2' YEAR TO MONTH)",
                  "TIMESTAMPADD(MONTH, 1, T)",
                  "TIMESTAMPADD(SECOND, t, T)",
                  "FLOOR(T TO HOUR)",
                  "FLOOR(T TO MONTH)",
                  "CEIL(T TO DAY)",
                  "CAST(Z AS TIMESTAMP(3))",
                  "CAST(CAST(T AS DATE) AS TIMESTAMP(3))")),
          Map.entry(
              'Z',
              List.of(
                  "CASE WHEN B THEN Z ELSE Z END",
                  "(Z + INTERVAL '90' MINUTE)",
                  "CAST(T AS TIMESTAMP_LTZ(3))",
                  "FLOOR(Z TO DAY)")),
          Map.entry(
              'A',
              List.of(
                  "ARRAY_DISTINCT(A)",
                  "ARRAY_REVERSE(A)",
                  "ARRAY_SORT(A)",
                  "ARRAY_CONCAT(A, A)",
                  "ARRAY_SLICE(A, 1, 2)",
                  "ARRAY_UNION(A, A)",
                  "CASE WHEN B THEN A ELSE A END",
                  "COALESCE(A, A)",
                  "ARRAY_APPEND(A, 3)",
                  "ARRAY_PREPEND(A, CAST(NULL AS INT))")),
          Map.entry(
              'U',
              List.of(
                  "ARRAY_DISTINCT(U)",
                  "ARRAY_REVERSE(U)",
                  "MAP_KEYS(P)",
                  "ARRAY[S, S]",
                  "CASE WHEN B THEN U ELSE U END",
                  "ARRAY_REMOVE(U, 'a')",
                  "ARRAY_SORT(U)")),
          Map.entry('P', List.of("CASE WHEN B THEN P ELSE P END", "COALESCE(P, P)", "MAP[S, 1]")),
          Map.entry(
              'Y', List.of("CASE WHEN B THEN Y ELSE Y END", "COALESCE(Y, Y)", "CAST(S AS BYTES)")));

  private static final String KINDS = "NNSSBBEDTZAUPY";

  private final Random random;

  SameInBoth(Random random) {
    this.random = random;
  }

  String expression(int depth) {
    return of(KINDS.charAt(random.nextInt(KINDS.length())), depth);
  }

  private String of(char kind, int depth) {
    Map<Character, List<String>> from = depth == 0 || random.nextInt(5) == 0 ? ATOMS : FORMS;
    List<String> texts = from.getOrDefault(kind, List.of());
    String form = texts.get(random.nextInt(texts.size()));
    if (from == ATOMS) {
      return form;
    }
    StringBuilder sql = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < form.length(); i++) {
      char c = form.charAt(i);
      quoted ^= c == '\'';
      boolean alone = !quoted && !isWord(form, i - 1) && !isWord(form, i + 1);
      sql.append(alone && ATOMS.containsKey(c) ? of(c, depth - 1) : String.valueOf(c));
    }
    return sql.toString();
  }

  private static boolean isWord(String text, int at) {
    return at >= 0 && at < text.length() && Character.isJavaIdentifierPart(text.charAt(at));
  }
}
