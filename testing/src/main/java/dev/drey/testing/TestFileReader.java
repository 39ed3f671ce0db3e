// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.TestCodes;
import dev.drey.diagnostic.code.Severity;
import dev.drey.schema.SpecTestReader;
import dev.drey.source.LocatedText;
import dev.drey.source.SourceFile;
import dev.drey.source.Span;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlScalar;
import dev.drey.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Text to a {@link SpecTestFile}: the structure only; names and values wait for the pipeline. What
 * is wrong in itself is left out, so that what is right beside it can be checked all the same.
 */
final class TestFileReader {
  private final SpecTestReader structure = new SpecTestReader();

  /** The tests, as far as their structure holds; empty where no pipeline is named. */
  Optional<SpecTestFile> read(SourceFile file, Diagnostics diagnostics) {
    Diagnostics found = new Diagnostics();
    Optional<YamlMapping> root = structure.read(file, found);
    diagnostics.addAll(found.list());
    Reading reading = new Reading(found.list());
    return root.flatMap(tree -> reading.file(file, tree, diagnostics));
  }

  /** One file; knows where its structure is wrong. */
  private static final class Reading {
    private final List<Span> wrong;

    Reading(List<Diagnostic> found) {
      this.wrong =
          found.stream()
              .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
              .map(Diagnostic::span)
              .collect(Collectors.toList());
    }

    Optional<SpecTestFile> file(SourceFile file, YamlMapping root, Diagnostics diagnostics) {
      Optional<YamlNode> pipeline =
          root.value("pipeline").filter(YamlScalar.class::isInstance).filter(this::isRight);
      if (pipeline.isEmpty()) {
        return Optional.empty();
      }
      Map<String, LocatedText> params = new LinkedHashMap<>();
      for (YamlEntry entry : entries(root.value("params"))) {
        if (entry.value() instanceof YamlScalar) {
          params.put(entry.name(), text(entry.value()));
        }
      }
      List<TestTable> tables = tables(root);
      List<SpecTestCase> tests = new ArrayList<>();
      for (YamlNode node : elements(root.value("tests"))) {
        if (node instanceof YamlMapping) {
          test((YamlMapping) node, tables).ifPresent(tests::add);
        }
      }
      namedOnce(tests, diagnostics);
      return Optional.of(SpecTestFile.of(file, text(pipeline.get()), params, tests));
    }

    private boolean isRight(YamlNode node) {
      Span span = node.span();
      return wrong.stream()
          .noneMatch(error -> span.start() <= error.start() && error.start() < span.end());
    }

    private static void namedOnce(List<SpecTestCase> tests, Diagnostics diagnostics) {
      Map<String, LocatedText> names = new LinkedHashMap<>();
      for (SpecTestCase test : tests) {
        LocatedText before = names.putIfAbsent(test.name().text(), test.name());
        if (before != null) {
          diagnostics.add(
              Diagnostic.at(
                      TestCodes.NAME_TWICE,
                      test.name().span(),
                      "two tests of this file are called `" + before.text() + "`")
                  .label("the second of this name")
                  .and(before.span(), "the first")
                  .help("say in its name what this one shows, such as `" + another(test) + "`"));
        }
      }
    }

    private static String another(SpecTestCase test) {
      return test.name().text() + ", again";
    }

    /** A test's own come in the place of those of the file. */
    private static List<TestTable> together(List<TestTable> ofFile, List<TestTable> own) {
      Map<String, TestTable> tables = new LinkedHashMap<>();
      ofFile.forEach(table -> tables.put(table.name().text(), table));
      own.forEach(table -> tables.put(table.name().text(), table));
      return List.copyOf(tables.values());
    }

    private List<TestTable> tables(YamlMapping around) {
      List<TestTable> tables = new ArrayList<>();
      for (YamlEntry entry : entries(around.value("tables"))) {
        LocatedText name = entry.key().text();
        if (!isRight(entry.value())) {
          continue;
        }
        YamlSequence none = YamlSequence.of(entry.value().span(), List.of());
        if (entry.value() instanceof YamlSequence) {
          tables.add(TestTable.of(name, (YamlSequence) entry.value(), none));
        } else if (entry.value() instanceof YamlMapping) {
          YamlMapping both = (YamlMapping) entry.value();
          tables.add(
              TestTable.of(
                  name,
                  both.value("rows").map(YamlSequence.class::cast).orElse(none),
                  both.value("failing").map(YamlSequence.class::cast).orElse(none)));
        }
      }
      return tables;
    }

    private Optional<SpecTestCase> test(YamlMapping test, List<TestTable> ofFile) {
      Optional<YamlNode> name = test.value("name").filter(YamlScalar.class::isInstance);
      if (name.isEmpty()) {
        return Optional.empty();
      }
      List<TestStep> steps = new ArrayList<>();
      boolean whole = isRight(test);
      for (YamlNode node : elements(test.value("steps"))) {
        if (node instanceof YamlMapping && isRight(node)) {
          steps.add(step(((YamlMapping) node).entries().get(0)));
        }
      }
      return Optional.of(
          SpecTestCase.of(text(name.get()), together(ofFile, tables(test)), steps, whole));
    }

    private static TestStep step(YamlEntry step) {
      switch (step.name()) {
        case "send":
          return TestStep.Send.of(step.key().span(), rows(step.value()));
        case "expect":
          return TestStep.Expect.of(step.key().span(), rows(step.value()));
        case "watermark":
          return TestStep.Watermark.of(step.key().span(), times(step.value()));
        case "processingTime":
          return TestStep.ProcessingTime.of(step.key().span(), text(step.value()));
        case "restart":
          YamlMapping restart = (YamlMapping) step.value();
          return TestStep.Restart.of(
              step.key().span(),
              restart.value("parallelism").map(Reading::text),
              restart.value("spec").map(Reading::text));
        case "idle":
          return TestStep.Idle.of(
              step.key().span(),
              step.value() instanceof YamlSequence
                  ? elements(Optional.of(step.value())).stream()
                      .map(Reading::text)
                      .collect(Collectors.toList())
                  : List.of(text(step.value())));
        default:
          throw new IllegalStateException("the structure has no step " + step.name());
      }
    }

    private static List<TestStep.At> times(YamlNode value) {
      if (!(value instanceof YamlMapping)) {
        return List.of(TestStep.At.of(Optional.empty(), text(value)));
      }
      List<TestStep.At> times = new ArrayList<>();
      for (YamlEntry source : ((YamlMapping) value).entries()) {
        times.add(TestStep.At.of(Optional.of(source.key().text()), text(source.value())));
      }
      return times;
    }

    private static List<TestStep.NamedRows> rows(YamlNode byName) {
      List<TestStep.NamedRows> named = new ArrayList<>();
      for (YamlEntry entry : ((YamlMapping) byName).entries()) {
        named.add(
            entry.value() instanceof YamlSequence
                ? TestStep.NamedRows.of(entry.key().text(), (YamlSequence) entry.value(), false)
                : written(entry.key().text(), (YamlMapping) entry.value()));
      }
      return named;
    }

    /** {@code {file: PATH}} or {@code {inOrder: true, rows: [...]}}. */
    private static TestStep.NamedRows written(LocatedText name, YamlMapping rows) {
      Optional<YamlNode> file = rows.value("file");
      if (file.isPresent()) {
        return TestStep.NamedRows.ofFile(name, text(file.get()));
      }
      boolean inOrder =
          rows.value("inOrder")
              .filter(value -> text(value).text().equalsIgnoreCase("true"))
              .isPresent();
      return TestStep.NamedRows.of(name, (YamlSequence) rows.value("rows").orElseThrow(), inOrder);
    }

    private static List<YamlEntry> entries(Optional<YamlNode> node) {
      return node.filter(YamlMapping.class::isInstance)
          .map(map -> ((YamlMapping) map).entries())
          .orElse(List.of());
    }

    private static List<YamlNode> elements(Optional<YamlNode> node) {
      return node.filter(YamlSequence.class::isInstance)
          .map(list -> ((YamlSequence) list).elements())
          .orElse(List.of());
    }

    private static LocatedText text(YamlNode scalar) {
      return ((YamlScalar) scalar).text();
    }
  }
}
