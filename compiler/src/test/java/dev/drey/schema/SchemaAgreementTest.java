// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.drey.analysis.Operations;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlReader;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What the JSON Schema refuses is explained in our words, and what we refuse the schema refuses: on
 * a spec that is damaged at random, a few times over. Nothing damaged ends in an exception.
 */
class SchemaAgreementTest {
  private static final int RUNS = Integer.getInteger("drey.schema.runs", 1_500);

  private final Grammar grammar = PipelineGrammar.of(Operations.language(TestCatalog.catalog()));
  private final ShapeCheck shapes =
      new ShapeCheck(
          grammar,
          new ForeignSpellings(Operations.language(TestCatalog.catalog())),
          Operations.language(TestCatalog.catalog()).operations());
  private final Schema schema =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(JsonSchemas.pipeline(Operations.language(TestCatalog.catalog())));
  private final SpecReader reader = new SpecReader(Operations.language(TestCatalog.catalog()));

  private static final String WHOLE =
      "{apiVersion: drey/v1, name: n, description: d, labels: {a: b},"
          + "params: {p: {type: STRING, default: x, enum: [x, y], pattern: '[a-z]'}},"
          + "types: {T: {a: STRING, b: {c: INT}}},"
          + "sources: {"
          + "  q: {queue: {address: a, topics: [t], startFrom: {timestamp: '2026-01-01T00:00:00Z'},"
          + "    poll: 10s, buffer: 4 KiB, retries: 3, properties: {a: 1}}, type: T,"
          + "    metadata: {m: k}, format: {csv: {header: true}}, onError: {to: bad},"
          + "    eventTime: {field: {metadata: m}, idleTimeout: 1m,"
          + "      watermark: {maxOutOfOrderness: 5s}}},"
          + "  c: {clock: {rate: 10/s, columns: {x: {pick: 3}, y: {between: [1, 2.5]},"
          + "    z: {clock: {start: '2026-01-01T00:00:00Z', late: 1%}}}}, format: json,"
          + "    onError: drop, eventTime: {field: z, watermark: {monotonic: true}}}},"
          + "streams: {"
          + "  s: {from: q, where: a > 1, keyBy: [a], window: {tumbling: 5m, time: event},"
          + "    aggregate: {n: COUNT(*)}, having: n > 1, allowedLateness: 1m, late: {to: l},"
          + "    select: {a: null, b: x + 1}},"
          + "  u: {union: [q, c], add: {x: 1}, drop: [y], rename: {n: o}},"
          + "  e: {from: q, explode: {w: f(x), outer: true}},"
          + "  r: {from: q, route: {one: a, two: otherwise}},"
          + "  h: {from: q, keyBy: {a: null, b: x}, window: {sliding: {size: 1h, every: 1m}},"
          + "    aggregate: {n: SUM(x)}},"
          + "  i: {from: q, window: {session: {gap: 1m}}, aggregate: {n: SUM(x)}}},"
          + "sinks: {o: {from: s, screen: {label: x}, delivery: exactly-once, type: {a: INT}},"
          + "  p: {from: [a, b], queue: {address: x, topic: y}}},"
          + "runtime: {parallelism: 2, maxParallelism: 8, windowCache: 4 MiB, checkpoint: {interval: 1m},"
          + "  stateBackend: rocksdb, autoScaling: true, logLevel: INFO},"
          + "allow: [{code: DR0402, at: x, reason: y}]}";

  @Test
  void theWholeSpecIsRight() {
    YamlNode root = ExampleText.read(WHOLE);
    assertThat(schema.validate(JsonTree.of(root))).isEmpty();
    assertThat(explained(root)).isEmpty();
  }

  @Test
  void bothRefuseTheSameSpecs() {
    long seed = Long.getLong("drey.seed", System.nanoTime());
    Random random = new Random(seed);
    int refusals = 0;
    for (int run = 0; run < RUNS; run++) {
      Damage damage = new Damage(random);
      String text = damage.text(JsonTree.of(ExampleText.read(WHOLE)), 1 + random.nextInt(3));
      String what = "seed " + seed + ", run " + run + ": " + damage.what() + "\n";
      Diagnostics syntax = new Diagnostics();
      YamlNode written = YamlReader.read(SourceFile.of("s", text), syntax).orElseThrow();
      ShapeSteps steps = new ShapeSteps(grammar);
      ParamUses uses = ParamUses.of(written, steps, Set.of(), Set.of(), Set.of());
      Map<String, Param> params =
          new ParamReader(LaunchValues.of(Map.of(), false), uses, syntax).read(written);
      YamlNode root = new ParamSubstitution(params, steps, syntax).apply(written);
      List<Error> refused = schema.validate(JsonTree.of(root));
      List<Diagnostic> explained = explained(root);
      assertThat(refused.isEmpty())
          .as(what + "schema: " + refused + "\nours: " + explained)
          .isEqualTo(explained.isEmpty());
      refusals += explained.isEmpty() ? 0 : 1;
      for (Diagnostic diagnostic : explained) {
        Span span = diagnostic.span();
        assertThat(span.end() > span.start() || span.start() == 0).as(what + diagnostic).isTrue();
      }
      Diagnostics found = new Diagnostics();
      boolean read =
          reader
              .read(SourceFile.of("s", text), LaunchValues.of(Map.of(), false), found)
              .isPresent();
      assertThat(read || found.hasErrors()).as(what + found.list()).isTrue();
    }
    assertThat(refusals).isBetween(RUNS / 2, RUNS - 1);
  }

  private List<Diagnostic> explained(YamlNode root) {
    Diagnostics found = new Diagnostics();
    shapes.root(root, found);
    return found.list();
  }
}
