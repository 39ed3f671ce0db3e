// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.source.LocatedText;
import dev.drey.source.ParamUse;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which streams a query reads: tables alone, wherever else a word of that name stands. */
class SqlNamesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "SELECT 1 AS a|",
        "SELECT a FROM tx|tx",
        "select a from tx t where t.a > 3|tx",
        "SELECT a FROM tx, clicks AS c, (SELECT 1 AS b FROM views) v|tx clicks views",
        "SELECT a FROM tx JOIN clicks ON tx.id = clicks.id LEFT JOIN views USING (id)"
            + "|tx clicks views",
        "SELECT total, (SELECT MAX(x) FROM other) AS m FROM tx GROUP BY total, other2|other tx",
        "SELECT a FROM (tx JOIN clicks ON TRUE)|tx clicks",
        "SELECT * FROM TABLE(TUMBLE(TABLE tx, DESCRIPTOR(ts), INTERVAL '1' MINUTE))|tx",
        "SELECT * FROM TABLE(HOP(DATA => TABLE `tx`, TIMECOL => DESCRIPTOR(ts)))|tx",
        "SELECT a, t.b FROM tx CROSS JOIN UNNEST(tx.tags) AS t (b)|tx",
        "SELECT a FROM tx, LATERAL TABLE(split(line)) AS t (word)|tx",
        "SELECT a FROM tx, LATERAL (SELECT b FROM clicks) AS c|tx clicks",
        "WITH late AS (SELECT a FROM tx), other AS (SELECT a FROM late) SELECT a FROM other|tx",
        "SELECT a FROM tx UNION ALL SELECT a FROM clicks ORDER BY a, views|tx clicks",
        "SELECT a FROM tx WHERE a IS DISTINCT FROM b AND c IS NOT DISTINCT FROM d|tx",
        "SELECT a IS DISTINCT FROM b AS c FROM tx|tx",
        "SELECT EXTRACT(DAY FROM ts) AS d, TRIM(BOTH ' ' FROM s) AS s FROM tx|tx",
        "SELECT 'a FROM clicks' AS a, `b FROM views` FROM tx -- FROM other|tx",
        "SELECT a /* FROM clicks */ FROM /* views */ tx|tx",
        "SELECT 'it''s FROM clicks' AS a FROM tx|tx",
        "SELECT a FROM `odd ``name`|odd `name",
        "SELECT a FROM catalog.base.tx|",
        "SELECT a FROM tx FOR SYSTEM_TIME AS OF ts JOIN rates FOR SYSTEM_TIME AS OF tx.ts ON TRUE"
            + "|tx rates",
        "SELECT * FROM tx MATCH_RECOGNIZE (PARTITION BY a ORDER BY ts PATTERN (A B) DEFINE A AS"
            + " TRUE) AS m|tx",
        "SELECT a FROM tx WHERE a IN (SELECT b FROM clicks)|tx clicks",
        "SELECT a FROM tx t1 JOIN tx t2 ON t1.a = t2.b|tx",
        "SELECT SUM(x) OVER w AS s FROM tx WINDOW w AS (PARTITION BY a, clicks ORDER BY ts)|tx",
        "SELECT a FROM|",
        "SELECT a FROM )) tx|",
        "'|",
        "/*|",
        "SELECT tx|"
      })
  void readsWhatStandsAsATable(String query, String names) {
    List<LocatedText> found = SqlNames.of(text(query));

    assertThat(found.stream().map(LocatedText::text).collect(Collectors.joining(" ")))
        .isEqualTo(names == null ? "" : names);
    assertThat(found)
        .allSatisfy(
            name ->
                assertThat(name.span().text().replace("``", "`").replaceAll("^`|`$", ""))
                    .isEqualTo(name.text()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"SELECT a FROM ${x}, tx|tx", "SELECT ${x} AS a FROM tx|tx"})
  void aParameterIsNoName(String query, String names) {
    LocatedText text = text(query);
    int from = query.indexOf('$');
    LocatedText filled =
        text.withParams(List.of(ParamUse.of(from, from + 4, "STRING", Optional.of("clicks"))));

    assertThat(SqlNames.of(filled).stream().map(LocatedText::text)).containsExactly(names);
  }

  private static LocatedText text(String query) {
    SourceFile file = SourceFile.of("test.yaml", query);
    return LocatedText.of(
        query,
        Span.of(file, 0, query.length()),
        IntStream.rangeClosed(0, query.length()).toArray(),
        false);
  }
}
