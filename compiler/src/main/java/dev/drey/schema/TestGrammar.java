// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import java.util.List;
import java.util.Map;

/** The keys of a file with tests of a spec. */
final class TestGrammar {
  private TestGrammar() {}

  static Grammar of() {
    return Grammar.of(
        "Drey pipeline tests",
        Shape.object(
            List.of(
                PipelineGrammar.apiVersion(),
                Key.required("pipeline", Shape.string(), "The spec under test, beside this file.")
                    .withExample("../pipeline.yaml"),
                Key.of("params", Shape.map(Shape.scalar()), "Values for the spec's parameters.")
                    .withExample("{input_stream: any}"),
                tables("all tests"),
                tests()),
            List.of()),
        Map.of(
            "step", step(),
            "row", Shape.map(Shape.reference("value")).orEmpty(),
            "value",
                Shape.oneOf(
                    Shape.scalar().orEmpty(),
                    Shape.list(Shape.reference("value")).orEmpty(),
                    Shape.map(Shape.reference("value")).orEmpty())));
  }

  private static Key tables(String of) {
    Shape rows = Shape.list(Shape.reference("row")).orEmpty();
    Shape failing =
        Shape.object(
            Key.required("rows", rows, "The rows that answer.")
                .withExample("[{machine_id: m1, site: Oslo}]"),
            Key.required(
                    "failing", rows, "Keys for which nobody can be asked, by the key's columns.")
                .withExample("[{machine_id: m2}]"));
    return Key.of(
            "tables",
            Shape.map(Shape.oneOf(rows, failing)),
            "What lookups answer with in "
                + of
                + ", by the name of their stream: rows, of which those with the key are found.")
        .withExample("{enriched: [{machine_id: m1, site: Oslo}]}");
  }

  private static Key tests() {
    Shape test =
        Shape.object(
            Key.required("name", Shape.string(), "What the test shows, in a sentence.")
                .withExample("a late record updates its window"),
            tables("this test"),
            Key.required(
                    "steps",
                    Shape.list(Shape.reference("step")),
                    "What happens, in this order, on the real operators.")
                .withExample("[{send: {cards: [{id: c1}]}}, {expect: {counts: []}}]"));
    return Key.required("tests", Shape.list(test), "Each test starts the pipeline anew.")
        .withExample("[{name: nothing in and nothing out, steps: [{expect: {counts: []}}]}]");
  }

  private static Shape step() {
    Shape rows = Shape.list(Shape.reference("row"));
    Shape ordered =
        Shape.object(
            Key.required("rows", rows.orEmpty(), "The rows, each by the columns that it names.")
                .withExample("[{n: 1}, {n: 2}]"),
            Key.of("inOrder", Shape.bool(), "Whether the rows come in this order.")
                .withDefault("false")
                .withExample("true"));
    Shape file =
        Shape.object(
            Key.required(
                    "file",
                    Shape.string(),
                    "Records in the source's format; the path is relative to the file of tests.")
                .withExample("rows.jsonl"));
    Key send =
        Key.of(
                "send",
                Shape.map(Shape.oneOf(rows, file)),
                "Rows for sources, by name; `{raw: text}` goes through the source's format, and so"
                    + " do the records of `{file: PATH}`.")
            .withExample("{cards: [{id: c1, ts: 2026-01-01T00:00:10Z}]}");
    Key watermark =
        Key.of(
                "watermark",
                Shape.oneOf(Shape.timestamp(), Shape.map(Shape.timestamp())),
                "The watermark of all sources, or of each source by name.")
            .withExample("2026-01-01T00:01:00Z");
    Key processingTime =
        Key.of("processingTime", Shape.timestamp(), "The test's clock moves on to this time.")
            .withExample("2026-01-01T00:01:00Z");
    Key expect =
        Key.of(
                "expect",
                Shape.map(Shape.oneOf(rows.orEmpty(), ordered)),
                "What streams and sinks gave since the last expectation; nothing else may have"
                    + " come.")
            .withExample("{counts: [{id: c1, n: 1}], late: []}");
    Key restart =
        Key.of(
                "restart",
                Shape.object(
                    List.of(
                        Key.of(
                                "parallelism",
                                Shape.integer(1, 32768),
                                "The subtasks of each operator from then on; as many as before"
                                    + " where it is not written.")
                            .withExample("2"),
                        Key.of(
                                "spec",
                                Shape.string(),
                                "Another spec that goes on with the state of this one, beside this"
                                    + " file.")
                            .withExample("../next.yaml")),
                    List.of(
                        Constraint.atLeastOne("parallelism", "spec")
                            .withHelp("write `restart: {parallelism: 1}`"))),
                "Stops the pipeline with a savepoint and goes on with it, also as another spec;"
                    + " sources say their watermarks anew.")
            .withExample("{parallelism: 2}");
    Key idle =
        Key.of(
                "idle",
                Shape.oneOf(Shape.string(), Shape.list(Shape.string())),
                "A source, or several, from which nothing comes for a while: its watermark holds"
                    + " nothing back until something comes again.")
            .withExample("[cards]");
    return Shape.object(
        List.of(send, watermark, idle, processingTime, restart, expect),
        List.of(
            Constraint.exactlyOne(
                "send", "watermark", "idle", "processingTime", "restart", "expect")));
  }
}
