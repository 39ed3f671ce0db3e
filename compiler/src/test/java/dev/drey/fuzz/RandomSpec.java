// SPDX-License-Identifier: Apache-2.0
package dev.drey.fuzz;

import dev.drey.expression.RandomSql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * A made-up spec that is mostly right: sources of every connector with a column of each type,
 * streams of every step with made-up expressions, sinks of every format. It takes the late waves to
 * plans that nobody wrote.
 */
final class RandomSpec {
  private static final String[] SOURCES = {
    "file: {path: 'in/*.jsonl'}",
    "file: {path: in/rows.jsonl.gz, watch: 5s}",
    "kafka: {brokers: 'localhost:9092', topic: rows, group: g}",
    "kafka: {brokers: 'localhost:9092', topics: [a, b], startFrom: earliest}",
    "kinesis: {stream: rows, region: eu-central-1}",
    "datagen: {rows: 10}",
    "datagen: {rate: 5/s}"
  };
  private static final String[] TIMES = {
    "{field: z, watermark: {maxOutOfOrderness: 5s}}",
    "{field: ts, watermark: {monotonic: true}, idleTimeout: 30s}",
    "{field: z, watermark: {punctuated: CASE WHEN c THEN z END}}",
    "{field: {expression: 'COALESCE(ts, z)'}, watermark: {maxOutOfOrderness: 0s}}",
    "{field: z, watermark: {maxOutOfOrderness: 1m}, maxFutureSkew: 1h}"
  };
  private static final String[] WINDOWS = {
    "{tumbling: 1m}",
    "{tumbling: {size: 1h, offset: -15m}}",
    "{sliding: {size: 1h, every: 7m}}",
    "{session: 10m}",
    "{tumbling: 10s, time: processing}"
  };
  private static final String[] KEYS = {
    "[s]", "[i, t]", "[j]", "{k: UPPER(s)}", "{k: 'i % 7', l: dt}", "[c, v]"
  };
  private static final String[] AGGREGATES = {
    "COUNT(*)",
    "COUNT(DISTINCT s)",
    "SUM(NUMBER)",
    "AVG(NUMBER)",
    "MIN(NUMBER)",
    "MAX(s)",
    "COLLECT(s)",
    "FIRST_VALUE(NUMBER)",
    "LAST_VALUE(ai)",
    "STDDEV_POP(NUMBER)",
    "SUM(NUMBER) FILTER (WHERE CONDITION)",
    "SUM(m) / COUNT(*)",
    "CAST(MAX(NUMBER) AS STRING) || '!'",
    "VAR_SAMP(d)"
  };
  private static final String[] FORMATS = {"json", "{json: {strict: true}}", "{json: {}}"};

  private final SplittableRandom random;
  private final ValidSql sql;

  /** The streams whose columns are those that the expressions are about. */
  private final List<String> wide = new ArrayList<>();

  /** Those that have no others. */
  private final List<String> plain = new ArrayList<>();

  /** The columns of each other stream. */
  private final Map<String, List<String>> narrow = new LinkedHashMap<>();

  private final StringBuilder text = new StringBuilder();
  private int names;

  RandomSpec(SplittableRandom random, ValidSql sql) {
    this.random = random;
    this.sql = sql;
  }

  String text() {
    text.append("apiVersion: drey/v1\nname: made-up\n");
    text.append("params: {p: {type: STRING, default: abc}, n: {type: INT, default: 7}}\n");
    text.append("types:\n  Wide: ").append(quoted("ROW<" + RandomSql.COLUMNS + ">"));
    text.append("\nsources:\n");
    for (int left = 1 + random.nextInt(2); left > 0; left--) {
      source();
    }
    text.append("streams:\n");
    for (int left = 1 + random.nextInt(6); left > 0; left--) {
      stream();
    }
    text.append("sinks:\n");
    wide.forEach(name -> sink(name, true));
    narrow.keySet().forEach(name -> sink(name, false));
    return text.toString();
  }

  private void source() {
    String name = name("in");
    text.append("  ").append(name).append(":\n    ").append(one(SOURCES)).append('\n');
    text.append("    type: Wide\n    eventTime: ").append(one(TIMES)).append('\n');
    if (random.nextInt(4) == 0) {
      text.append("    onError: drop\n");
    }
    wide.add(name);
    plain.add(name);
  }

  private void stream() {
    if (!narrow.isEmpty() && random.nextInt(3) == 0) {
      ofNarrow();
      return;
    }
    String name = name("s");
    String from = wide.get(random.nextInt(wide.size()));
    text.append("  ").append(name).append(":\n");
    switch (random.nextInt(7)) {
      case 0:
        text.append("    union: ").append(plain).append('\n');
        where();
        wide.add(name);
        break;
      case 1:
        from(from);
        where();
        wide.add(name);
        if (plain.contains(from)) {
          plain.add(name);
        }
        break;
      case 2:
        from(from);
        where();
        String other = name("b");
        text.append("    route: {").append(name).append("_x: ").append(quoted(sql.condition()));
        text.append(", ").append(other).append(": otherwise}\n");
        wide.add(name + "_x");
        wide.add(other);
        break;
      case 3:
        from(from);
        where();
        text.append("    explode: {")
            .append(name("e"))
            .append(": ")
            .append(quoted(sql.list()))
            .append("}\n");
        columns("add");
        wide.add(name);
        break;
      case 4:
        from(from);
        columns("add");
        wide.add(name);
        break;
      case 5:
        from(from);
        where();
        narrow.put(name, columns("select"));
        break;
      default:
        from(from);
        where();
        grouped(name);
    }
  }

  private void from(String name) {
    text.append("    from: ").append(name).append('\n');
  }

  private void where() {
    if (random.nextBoolean()) {
      text.append("    where: ").append(quoted(sql.condition())).append('\n');
    }
  }

  /** Columns under names of their own. */
  private List<String> columns(String step) {
    List<String> made = new ArrayList<>();
    List<String> entries = new ArrayList<>();
    for (int left = 1 + random.nextInt(5); left > 0; left--) {
      String name = name("c");
      made.add(name);
      entries.add(name + ": " + quoted(value()));
    }
    text.append("    ").append(step).append(": {");
    text.append(String.join(", ", entries)).append("}\n");
    return made;
  }

  private String value() {
    switch (random.nextInt(12)) {
      case 0:
        return "${p}";
      case 1:
        return "CONCAT('${p}-', CAST(${n} AS STRING))";
      default:
        return sql.value();
    }
  }

  private void grouped(String name) {
    List<String> made = new ArrayList<>();
    if (random.nextInt(4) > 0) {
      text.append("    keyBy: ").append(one(KEYS)).append('\n');
    }
    text.append("    window: ").append(one(WINDOWS)).append('\n');
    List<String> entries = new ArrayList<>();
    for (int left = 1 + random.nextInt(4); left > 0; left--) {
      String column = name("a");
      made.add(column);
      String aggregate =
          one(AGGREGATES).replace("NUMBER", sql.number()).replace("CONDITION", sql.condition());
      entries.add(column + ": " + quoted(aggregate));
    }
    text.append("    aggregate: {").append(String.join(", ", entries)).append("}\n");
    if (random.nextInt(3) == 0) {
      text.append("    having: ").append(made.get(0)).append(" IS NOT NULL\n");
    }
    narrow.put(name, made);
  }

  /** What is known of these columns is that they are there. */
  private void ofNarrow() {
    List<String> known = List.copyOf(narrow.keySet());
    String from = known.get(random.nextInt(known.size()));
    List<String> columns = narrow.getOrDefault(from, List.of());
    String name = name("s");
    text.append("  ").append(name).append(":\n");
    from(from);
    String column = columns.get(random.nextInt(columns.size()));
    switch (random.nextInt(3)) {
      case 0:
        text.append("    where: ").append(column).append(" IS NOT NULL\n");
        narrow.put(name, columns);
        break;
      case 1:
        String renamed = name("r");
        text.append("    rename: {").append(renamed).append(": ").append(column).append("}\n");
        narrow.put(name, List.of(renamed));
        break;
      default:
        text.append("    select: {")
            .append(
                columns.stream()
                    .map(each -> each + "_x: 'COALESCE(" + each + ", " + each + ")'")
                    .collect(Collectors.joining(", ")))
            .append("}\n");
        narrow.put(name, columns.stream().map(each -> each + "_x").collect(Collectors.toList()));
    }
  }

  private void sink(String from, boolean keyed) {
    text.append("  ").append(name("out")).append(":\n    from: ").append(from).append('\n');
    String key = keyed ? ", key: " + quoted(sql.text()) : "";
    switch (random.nextInt(5)) {
      case 0:
        text.append("    discard: {}\n");
        return;
      case 1:
        text.append("    file: {path: out/").append(names).append("}\n");
        break;
      case 2:
        text.append("    kafka: {brokers: 'localhost:9092', topic: out").append(names);
        text.append(key).append("}\n");
        break;
      case 3:
        text.append("    kinesis: {stream: out").append(names).append(", region: eu-central-1");
        text.append(key.replace(", key:", ", partitionKey:")).append("}\n");
        break;
      default:
        text.append("    print: {label: '").append(from).append("'}\n");
    }
    text.append("    format: ").append(one(FORMATS)).append('\n');
  }

  private String name(String of) {
    return of + names++;
  }

  /** As YAML writes any text in one line. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private String one(String[] texts) {
    return texts[random.nextInt(texts.length)];
  }
}
