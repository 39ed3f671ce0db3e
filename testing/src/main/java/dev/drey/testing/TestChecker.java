// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import dev.drey.connector.ChangeMode;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.DidYouMean;
import dev.drey.diagnostic.TestCodes;
import dev.drey.evolution.PlanChange;
import dev.drey.evolution.StateChange;
import dev.drey.flink.FlinkSavepoints;
import dev.drey.model.EnabledSpec;
import dev.drey.plan.SourceNode;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.yaml.YamlMapping;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether the steps of one test fit its pipeline: names, columns, values and times. */
final class TestChecker implements TestStep.Visitor {
  private final TestedPipelines pipelines;
  private final Path folder;
  private final Diagnostics diagnostics;
  private final Map<String, Long> watermarks = new HashMap<>();
  private PipelineNames names;
  private long clock = Long.MIN_VALUE;

  private TestChecker(TestedPipelines pipelines, Path folder, Diagnostics diagnostics) {
    this.pipelines = pipelines;
    this.names = pipelines.names();
    this.folder = folder;
    this.diagnostics = diagnostics;
  }

  /** What is wrong; empty where the test can run. */
  static List<Diagnostic> check(SpecTestCase test, TestedPipelines pipelines, Path folder) {
    Diagnostics diagnostics = new Diagnostics();
    TestChecker checker = new TestChecker(pipelines, folder, diagnostics);
    checker.expectsSomething(test);
    new TableChecks(pipelines.names(test), diagnostics).check(test);
    for (TestStep step : test.steps()) {
      try {
        step.accept(checker);
      } catch (Exception e) {
        throw new IllegalStateException("checking runs nothing", e);
      }
    }
    return diagnostics.sorted();
  }

  /** A test that looks at nothing passes whatever the pipeline does. */
  private void expectsSomething(SpecTestCase test) {
    boolean expects =
        test.steps().stream()
            .anyMatch(
                step ->
                    step instanceof TestStep.Expect
                        && !((TestStep.Expect) step).streams().isEmpty());
    if (!expects && test.whole()) {
      String stream = names.observable().keySet().stream().findFirst().orElse("STREAM");
      diagnostics.add(
          Diagnostic.at(
                  TestCodes.NOTHING_EXPECTED,
                  test.name().span(),
                  "this test expects nothing, so it passes whatever the pipeline does")
              .label("no step `expect` with a stream or sink")
              .help("write - expect: {" + stream + ": []} where no row may come"));
    }
  }

  @Override
  public void send(TestStep.Send step) {
    for (TestStep.NamedRows sent : step.sources()) {
      SourceNode source = names.sources().get(sent.name().text());
      if (source == null) {
        unknownSource(sent.name());
        continue;
      }
      if (sent.file().isPresent()) {
        recordsOf(source, sent.file().get());
      }
      RowType columns = sendable(source);
      for (YamlMapping row : sent.rows()) {
        if (!SourceFeed.isRaw(row, source)) {
          sent(row, source, columns);
        }
      }
    }
  }

  /** A row that deletes by a key has the key's columns at least, another one all of them. */
  private void sent(YamlMapping row, SourceNode source, RowType columns) {
    boolean delete = WrittenRow.isDelete(row, columns);
    if (delete && source.mode() == ChangeMode.APPEND) {
      diagnostics.add(
          Diagnostic.at(
                  TestCodes.WRONG_VALUE,
                  row.span(),
                  "every row of `" + source.name() + "` is a new one, so none deletes another")
              .help(
                  "write the columns of a row: {"
                      + String.join(": ..., ", columns.names())
                      + ": ...}"));
      return;
    }
    ColumnValue values = new ColumnValue(diagnostics, false);
    if (delete && source.mode() == ChangeMode.UPSERT) {
      values.check(WrittenRow.columns(row, columns), SourceFeed.ofDelete(source, columns));
    } else {
      values.check(WrittenRow.columns(row, columns), columns);
    }
  }

  private void recordsOf(SourceNode source, LocatedText file) {
    String problem = null;
    if (source.format().isEmpty()) {
      problem = "`" + source.name() + "` makes rows itself, so it has no records";
    } else if (!Files.isReadable(folder.resolve(file.text()))) {
      problem = "there is no file of records here that can be read";
    } else if (Files.isDirectory(folder.resolve(file.text()))) {
      problem = "this is a folder, and one file of records is meant";
    }
    if (problem != null) {
      diagnostics.add(
          Diagnostic.at(TestCodes.UNREADABLE_ROWS, file.span(), problem)
              .help(
                  source.format().isEmpty()
                      ? "write the rows themselves: - send: {" + source.name() + ": [{...}]}"
                      : "the path is relative to the folder of the tests"));
    }
  }

  /**
   * The produced columns, which hold the metadata, then those that nobody reads. Where {@code
   * onError} takes bad records, a row without a value that it needs is one of them.
   */
  private static RowType sendable(SourceNode source) {
    List<Field> fields = new ArrayList<>();
    for (Field field : source.produced().fields()) {
      fields.add(Field.of(field.name(), SourceFeed.sendable(source, field.type())));
    }
    for (Field field : source.declared().fields()) {
      if (!source.produced().contains(field.name())) {
        fields.add(Field.of(field.name(), field.type().withNullable(true)));
      }
    }
    return RowType.of(fields);
  }

  private void unknownSource(LocatedText name) {
    if (!names.unread().contains(name.text())) {
      unknown(name, "source", names.sources().keySet());
    }
  }

  private void unknown(LocatedText name, String what, Collection<String> known) {
    EnabledSpec disabled = names.disabled().get(name.text());
    if (disabled != null) {
      diagnostics.add(disabled(name, disabled));
      return;
    }
    Diagnostic.Builder unknown =
        Diagnostic.at(
            TestCodes.UNKNOWN_STREAM,
            name.span(),
            "the pipeline has no " + what + " `" + name.text() + "`");
    DidYouMean.help(name.text(), known).ifPresent(unknown::help);
    diagnostics.add(unknown.help("it has " + String.join(", ", known)));
  }

  private static Diagnostic.Builder disabled(LocatedText name, EnabledSpec enabled) {
    return Diagnostic.at(
            TestCodes.UNKNOWN_STREAM,
            name.span(),
            "`" + name.text() + "` is no part of the job here")
        .and(enabled.place().span(), "the reason")
        .help(
            enabled
                .condition()
                .map(
                    each ->
                        "write `params: {" + each.given().replace("=", ": ") + "}` into this file")
                .orElse("write `enabled: true` into the pipeline"));
  }

  @Override
  public void watermark(TestStep.Watermark step) {
    for (TestStep.At at : step.times()) {
      OptionalLong time = time(at.time());
      if (at.source().isEmpty()) {
        names.sources().values().stream()
            .filter(source -> source.eventTime().isPresent())
            .forEach(source -> forward(source.name(), at.time().span(), time));
        continue;
      }
      LocatedText name = at.source().get();
      SourceNode source = names.sources().get(name.text());
      if (source == null) {
        unknownSource(name);
      } else if (source.eventTime().isEmpty()) {
        noEventTime(name);
      } else {
        forward(source.name(), at.time().span(), time);
      }
    }
  }

  private void forward(String source, Span place, OptionalLong time) {
    if (time.isEmpty()) {
      return;
    }
    long before = watermarks.getOrDefault(source, Long.MIN_VALUE);
    if (time.getAsLong() < before) {
      wrongTime(
          place,
          "a watermark never goes back, and that of `"
              + source
              + "` is already at "
              + TestTime.instantText(before));
    }
    watermarks.put(source, Math.max(before, time.getAsLong()));
  }

  @Override
  public void processingTime(TestStep.ProcessingTime step) {
    OptionalLong time = time(step.time());
    if (time.isPresent() && time.getAsLong() < clock) {
      wrongTime(
          step.time().span(),
          "the clock never goes back, and it already says " + TestTime.instantText(clock));
    }
    clock = Math.max(clock, time.orElse(clock));
  }

  @Override
  public void restart(TestStep.Restart step) {
    step.spec().ifPresent(this::goOn);
    step.parallelism().ifPresent(this::restart);
    // As in a job, sources have to say anew how far they are.
    watermarks.clear();
  }

  /** With the state of the spec before, or not at all. */
  private void goOn(LocatedText spec) {
    Optional<PipelineNames> next = pipelines.names(spec.text());
    if (next.isEmpty()) {
      return;
    }
    for (StateChange refused :
        PlanChange.of(names.plan(), next.get().plan(), new FlinkSavepoints()).refused()) {
      diagnostics.add(
          Diagnostic.at(
                  TestCodes.IMPOSSIBLE_CHANGE,
                  spec.span(),
                  "`"
                      + refused.name()
                      + "` cannot go on with its state: "
                      + String.join("; ", refused.words()))
              .label("a job would not start from the savepoint")
              .help("give it another name in the new spec, under which it begins anew"));
    }
    names = next.get();
  }

  private void restart(LocatedText parallelism) {
    if (new BigDecimal(parallelism.text()).intValueExact() > names.maxParallelism()) {
      diagnostics.add(
          Diagnostic.at(
                  TestCodes.IMPOSSIBLE_RESTART,
                  parallelism.span(),
                  "the state of this pipeline goes to at most "
                      + names.maxParallelism()
                      + " subtasks")
              .label("`maxParallelism` of the spec's `runtime`")
              .help("write " + names.maxParallelism() + " or less"));
    }
  }

  @Override
  public void idle(TestStep.Idle step) {
    for (LocatedText name : step.sources()) {
      SourceNode source = names.sources().get(name.text());
      if (source == null) {
        unknownSource(name);
      } else if (source.eventTime().isEmpty()) {
        noEventTime(name);
      } else if (source.eventTime().get().idleTimeout().isEmpty()) {
        diagnostics.add(
            Diagnostic.at(
                    TestCodes.WRONG_TIME,
                    name.span(),
                    "`" + name.text() + "` is never idle: while it is silent all wait for it")
                .label("no `idleTimeout` in its `eventTime`")
                .help("add `idleTimeout: 30s` to its `eventTime` in the pipeline"));
      }
    }
  }

  private void noEventTime(LocatedText source) {
    wrongTime(source.span(), "`" + source.text() + "` has no event time, so it has no watermark");
  }

  private OptionalLong time(LocatedText text) {
    OptionalLong time = TestTime.instant(text.text());
    if (time.isEmpty()) {
      diagnostics.add(
          Diagnostic.at(TestCodes.WRONG_TIME, text.span(), "this is not a point in time")
              .help("write it with its zone: 2026-01-01T00:01:00Z"));
    }
    return time;
  }

  private void wrongTime(Span place, String message) {
    diagnostics.add(Diagnostic.at(TestCodes.WRONG_TIME, place, message));
  }

  @Override
  public void expect(TestStep.Expect step) {
    for (TestStep.NamedRows expected : step.streams()) {
      RowType type = names.observable().get(expected.name().text());
      if (type == null) {
        unknown(expected.name(), "stream or sink", names.all());
        continue;
      }
      ColumnValue values = new ColumnValue(diagnostics, true);
      for (YamlMapping row : expected.rows()) {
        values.check(WrittenRow.columns(row, type), type);
      }
    }
  }
}
