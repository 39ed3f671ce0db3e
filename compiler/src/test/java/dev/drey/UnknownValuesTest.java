// SPDX-License-Identifier: Apache-2.0
package dev.drey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import dev.drey.testkit.BrokenSpec;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlReader;
import dev.drey.yaml.YamlScalar;
import dev.drey.yaml.YamlSequence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A length or a count that a parameter has yet to give is not judged: whatever stands in for it
 * while the rest is checked, nothing is said of it.
 */
class UnknownValuesTest {
  private static final String WINDOWS =
      String.join(
          "\n",
          "apiVersion: drey/v1",
          "name: windows",
          "params:",
          "  known: {type: STRING, default: a}",
          "sources:",
          "  in:",
          "    datagen: {rows: 10, rate: 5/s}",
          "    type: {id: STRING NOT NULL, v: DOUBLE NOT NULL, at: TIMESTAMP_LTZ(3) NOT NULL}",
          "    eventTime: {field: at, watermark: {maxOutOfOrderness: 5s}, idleTimeout: 40s, maxFutureSkew: 2h}",
          "streams:",
          "  tumbled:",
          "    from: in",
          "    keyBy: [id]",
          "    window: {tumbling: {size: 8s, offset: 7s}}",
          "    allowedLateness: 9s",
          "    late: {to: tumbled_late}",
          "    trigger: {early: {every: 3s}, late: {every: 4s}, emit: updates}",
          "    aggregate: {n: COUNT(*)}",
          "  counted_early:",
          "    from: in",
          "    keyBy: [id]",
          "    window: {tumbling: 10d}",
          "    late: {to: early_late}",
          "    trigger: {early: {count: 100}, emit: deltas}",
          "    aggregate: {n: COUNT(*)}",
          "  slid:",
          "    from: in",
          "    keyBy: [id]",
          "    window: {sliding: {size: 2h, every: 10s, offset: 1s}}",
          "    late: {to: slid_late}",
          "    aggregate: {n: COUNT(*)}",
          "  cumulated:",
          "    from: in",
          "    keyBy: [id]",
          "    window: {cumulating: {size: 1d, every: 6s}}",
          "    late: {to: cumulated_late}",
          "    aggregate: {n: COUNT(*)}",
          "  sessions:",
          "    from: in",
          "    keyBy: [id]",
          "    window: {session: 6s}",
          "    late: {to: sessions_late}",
          "    aggregate: {n: COUNT(*)}",
          "  counts:",
          "    from: in",
          "    keyBy: [id]",
          "    window: {count: {size: 100, every: 10}}",
          "    aggregate: {n: COUNT(*)}",
          "  firsts:",
          "    from: in",
          "    deduplicate: {by: [id], within: 3s}",
          "  salted:",
          "    from: in",
          "    keyBy: [id]",
          "    window: {tumbling: 20s}",
          "    late: {to: salted_late}",
          "    skew: {salt: 8}",
          "    aggregate: {n: COUNT(*)}",
          "  running:",
          "    from: in",
          "    keyBy: [id]",
          "    aggregate: {n: COUNT(*)}",
          "    ttl: 4d",
          "    every: {interval: 2s, time: processing}",
          "  first_rows:",
          "    from: in",
          "    keyBy: [id]",
          "    topN: {by: v DESC, n: 3, ttl: {after: 30d}}",
          "  some:",
          "    from: in",
          "    sample: {share: 10%}",
          "  sorted:",
          "    from: in",
          "    keyBy: [id]",
          "    orderBy: [at, v DESC]",
          "    late: {to: sorted_late}",
          "  later:",
          "    from: sorted",
          "    delay: {by: 5h}",
          "  rolling:",
          "    from: in",
          "    over: {by: [id], last: 5m}",
          "    late: {to: rolling_late}",
          "    add: {mean: AVG(v), before: 'PREVIOUS(v, 2)'}",
          "  stepping:",
          "    from: in",
          "    over: {by: [id], rows: 5, ttl: 6h}",
          "    late: drop",
          "    add: {most: MAX(v)}",
          "  measured:",
          "    from: in",
          "    metrics: {average: {gauge: {mean: v, decay: 0.5}}}",
          "  asked:",
          "    from: measured",
          "    lookup:",
          "      file: {path: owners.csv}",
          "      key: [id]",
          "      as: owner",
          "      type: {id: STRING, name: STRING}",
          "sinks:",
          "  a: {from: [tumbled_late, early_late, slid_late], discard: {}}",
          "  b: {from: [cumulated_late, sessions_late, salted_late], discard: {}}",
          "  c: {from: tumbled, discard: {}}",
          "  d: {from: counted_early, discard: {}}",
          "  e: {from: slid, discard: {}}",
          "  f: {from: cumulated, discard: {}}",
          "  g: {from: sessions, discard: {}}",
          "  h: {from: counts, discard: {}}",
          "  i: {from: salted, discard: {}}",
          "  j: {from: firsts, discard: {}}",
          "  k: {from: asked, discard: {}}",
          "  l: {from: running, discard: {}}",
          "  m: {from: first_rows, discard: {}}",
          "  n: {from: some, discard: {}}",
          "  o: {from: later, discard: {}}",
          "  p: {from: sorted_late, discard: {}}",
          "  q: {from: rolling, discard: {}}",
          "  r: {from: rolling_late, discard: {}}",
          "  s: {from: stepping, discard: {}}",
          "runtime:",
          "  parallelism: 4",
          "  maxParallelism: 64",
          "  checkpoint: {interval: 20s, minPause: 7s}",
          "");

  private final PipelineCompiler compiler =
      new PipelineCompiler(Catalog.load(UnknownValuesTest.class.getClassLoader()));

  @TestFactory
  Stream<DynamicTest> areNotJudged() throws IOException {
    return Stream.of(WINDOWS, MistakeCase.good())
        .flatMap(
            spec -> {
              assertThat(found(spec)).as(spec).isEmpty();
              return values(spec).stream()
                  .map(
                      place ->
                          DynamicTest.dynamicTest(
                              place + " " + place.text(),
                              () -> assertThat(found(unknown(spec, place))).isEmpty()));
            });
  }

  private static String unknown(String spec, Span place) {
    String with = spec.substring(0, place.start()) + "\"${yet}\"" + spec.substring(place.end());
    return with.replaceFirst("(?m)^params:$", "params:\n  yet: {type: STRING}");
  }

  private List<String> found(String spec) {
    return new TestedCompiler(compiler)
        .result(BrokenSpec.of("spec.yaml", spec)).diagnostics().stream()
            .map(Diagnostic::toString)
            .collect(Collectors.toList());
  }

  private static List<Span> values(String spec) {
    YamlMapping root =
        (YamlMapping)
            YamlReader.read(SourceFile.of("spec.yaml", spec), new Diagnostics()).orElseThrow();
    List<Span> values = new ArrayList<>();
    for (YamlEntry entry : root.entries()) {
      if (!entry.name().equals("params")) {
        collect(entry.value(), values);
      }
    }
    return values;
  }

  private static void collect(YamlNode node, List<Span> values) {
    if (node instanceof YamlScalar && node.span().text().matches("[0-9.]+[a-z/]*")) {
      values.add(node.span());
    } else if (node instanceof YamlMapping) {
      ((YamlMapping) node).entries().forEach(entry -> collect(entry.value(), values));
    } else if (node instanceof YamlSequence) {
      ((YamlSequence) node).elements().forEach(element -> collect(element, values));
    }
  }
}
