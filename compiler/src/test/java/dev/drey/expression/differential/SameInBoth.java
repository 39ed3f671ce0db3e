package dev.drey.expression.differential;

import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Made-up expressions over columns.cases, of what means the same in Flink SQL and here. N is a
 * number, S a text, B a condition, D a date, T a timestamp, A an array of numbers.
 */
final class SameInBoth {
  private static final Map<Character, List<String>> ATOMS =
      Map.of(
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
                  "CAST(k AS DECIMAL(8, 2))"),
          'S', List.of("u", "s", "CAST(t AS STRING)", "CAST(b AS STRING)", "s0"),
          'B', List.of("b", "q", "b0", "t > 3", "u = 'b'", "dt0 < DATE '2020-01-01'"),
          'D', List.of("dt0", "DATE '2026-03-15'", "CAST('2024-02-29' AS DATE)"),
          'T', List.of("TIMESTAMP '2026-03-15 10:20:30'", "TO_TIMESTAMP('2024-02-29 23:59:59')"),
          'A', List.of("ai", "ARRAY[1, 2, 2]", "ARRAY[7]"));

  private static final Map<Character, List<String>> FORMS =
      Map.of(
          'N',
              List.of(
                  "(N + N)",
                  "(N - N)",
                  "(t * 2)",
                  "CASE WHEN B THEN N ELSE N END",
                  "CASE WHEN B THEN N WHEN B THEN N END",
                  "COALESCE(N, N)",
                  "NULLIF(N, N)",
                  "ABS(t)",
                  "CHAR_LENGTH(S)",
                  "POSITION(S IN S)",
                  "INSTR(S, S)",
                  "EXTRACT(DAY FROM D)",
                  "EXTRACT(MONTH FROM D)",
                  "YEAR(D)",
                  "EXTRACT(HOUR FROM T)",
                  "CARDINALITY(A)",
                  "A[1]",
                  "CAST(N AS BIGINT)",
                  "TRY_CAST(S AS INT)",
                  "TIMESTAMPDIFF(DAY, T, T)"),
          'S',
              List.of(
                  "(S || S)",
                  "UPPER(S)",
                  "LOWER(S)",
                  "TRIM(S)",
                  "REVERSE(S)",
                  "SUBSTRING(S, 1, 3)",
                  "SUBSTRING(S FROM 2)",
                  "REPLACE(S, 'a', 'xy')",
                  "CONCAT(S, S)",
                  "CONCAT_WS('-', S, S)",
                  "CASE WHEN B THEN S ELSE S END",
                  "COALESCE(S, S)",
                  "NULLIF(S, S)",
                  "LEFT(S, 2)",
                  "RIGHT(S, 2)",
                  "SPLIT_INDEX(S, ' ', 0)",
                  "REGEXP_REPLACE(S, '[0-9]+', '#')",
                  "CAST(N AS STRING)",
                  "CAST(D AS STRING)",
                  "DATE_FORMAT(T, 'yyyy-MM')",
                  "IF(B, S, S)"),
          'B',
              List.of(
                  "(N = N)",
                  "(N < N)",
                  "(N >= N)",
                  "(S = S)",
                  "(S < S)",
                  "(B AND B)",
                  "(B OR B)",
                  "(NOT B)",
                  "(N IS NULL)",
                  "(S IS NOT NULL)",
                  "(B IS TRUE)",
                  "(B IS NOT FALSE)",
                  "(N BETWEEN N AND N)",
                  "(S LIKE '%a%')",
                  "(S IN ('b', 'true', '42'))",
                  "(D = D)",
                  "(T > T)",
                  "(N IS DISTINCT FROM N)",
                  "REGEXP(S, '[a-z]+')"),
          'D',
              List.of(
                  "CASE WHEN B THEN D ELSE D END",
                  "COALESCE(D, D)",
                  "FLOOR(DATE '2026-03-15' TO MONTH)",
                  "CAST(T AS DATE)"),
          'T',
              List.of(
                  "CASE WHEN B THEN T ELSE T END",
                  "(T + INTERVAL '1' DAY)",
                  "(T - INTERVAL '2' HOUR)",
                  "TIMESTAMPADD(MONTH, 1, T)",
                  "FLOOR(T TO HOUR)"),
          'A', List.of("ARRAY_DISTINCT(A)", "ARRAY_REVERSE(A)", "CASE WHEN B THEN A ELSE A END"));

  private static final String KINDS = "NNSSBBDTA";

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
