// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.Catalog;
import dev.drey.connector.Connector;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.MetadataColumn;
import dev.drey.format.Format;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The name of an option stands in its connector's code once, where the option is declared, and its
 * default there alone: whoever reads a value has the declaration. A name that is at the same time a
 * metadata column or one of an option's values cannot be told from these and is passed over.
 */
class OptionNamesTest {
  private static final Path CONNECTORS = Path.of("..", "connectors");
  private static final List<String> SHARED = List.of("async", "aws", "tls");
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
  private static final Pattern DECLARES =
      Pattern.compile(
          "\\b(text|texts|columns|choice|flag|integer|number|duration|size|rate|percent|timestamp"
              + "|expression|expressions|scalars|map|object|either)\\(\\s*$");

  /**
   * Names of metrics, of groups in regular expressions and of fields of JSON and Protobuf are no
   * options.
   */
  private static final Pattern NO_OPTION =
      Pattern.compile("\\b(counter|group|path|put|setName)\\(\\s*$");

  private final Catalog catalog = Catalog.load(OptionNamesTest.class.getClassLoader());

  @TestFactory
  Stream<DynamicTest> standOnce() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Connector connector : catalog.connectors()) {
      ConnectorDescriptor descriptor = connector.descriptor();
      Names names = new Names();
      descriptor.sourceOptions().ifPresent(shape -> names.addAll("", shape));
      descriptor.sinkOptions().ifPresent(shape -> names.addAll("", shape));
      descriptor.sinkOptions().ifPresent(sink -> names.addOtherOf(descriptor, sink));
      descriptor.metadata().stream().map(MetadataColumn::key).forEach(names.ambiguous::add);
      tests.add(test(descriptor.name(), names, connector.getClass(), shared(connector.getClass())));
    }
    for (Format format : catalog.formats()) {
      Names names = new Names();
      names.addAll("", Shape.object(format.descriptor().options(), List.of()));
      List<String> more = shared(format.getClass());
      more.addAll(List.of("dev/drey/format/text", "dev/drey/format/packed"));
      tests.add(test(format.descriptor().name(), names, format.getClass(), more));
    }
    return tests.stream();
  }

  private static DynamicTest test(String name, Names names, Class<?> of, List<String> more) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          List<String> packages = new ArrayList<>(more);
          packages.add(of.getPackageName().replace('.', '/'));
          List<Path> sources = sources(packages);
          assertThat(sources).isNotEmpty();
          assertThat(names.problems(texts(sources))).isEmpty();
        });
  }

  /** The packages with options that several connectors have, of those that its module names. */
  private static List<String> shared(Class<?> connector) {
    String own = connector.getPackageName().replace('.', '/');
    List<String> packages = new ArrayList<>();
    try (Stream<Path> modules = Files.list(CONNECTORS)) {
      for (Path module : modules.collect(Collectors.toList())) {
        if (Files.isDirectory(module.resolve("src/main/java").resolve(own))) {
          String written = Files.readString(module.resolve("pom.xml"));
          String pom = written;
          if (pom.contains("drey-format-registry<")) {
            packages.add("dev/drey/format/registry");
            pom += "drey-connector-tls<";
          }
          // Objects of S3 are named with options of connectors to AWS.
          if (pom.contains("drey-connector-tls<")) {
            pom += "drey-connector-aws<";
          }
          String named = pom;
          SHARED.stream()
              .filter(name -> named.contains("drey-connector-" + name + "<"))
              .forEach(name -> packages.add("dev/drey/connector/" + name));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packages;
  }

  @Test
  void defaultsAndFreeNamesAreLeftToOptions() throws IOException {
    List<Path> sources = sources(List.of("dev/drey/connector", "dev/drey/format"));
    assertThat(sources).hasSizeGreaterThan(100);
    texts(sources)
        .forEach(
            (file, text) ->
                assertThat(text).as(file).doesNotContain(".withDefault(", ".asMap()", "Key.of("));
  }

  @Test
  void seesANameThatStandsTwice() {
    Shape shape =
        Shape.object(
            Key.of("pollInterval", Shape.duration(), "How often."),
            Key.of("batch", Shape.object(Key.of("most", Shape.integer(), "How many.")), "More."));
    Names names = new Names();
    names.addAll("", shape);
    String good =
        "A = duration(\n \"pollInterval\", \"How often.\"); B = object(\"batch\", C); C ="
            + " Option.integer(\"most\", \"How many.\");";
    assertThat(names.problems(Map.of("A", good))).isEmpty();
    assertThat(names.problems(Map.of("A", good, "B", "put(options, \"pollInterval\")")))
        .containsExactly("pollInterval stands in B");
    assertThat(names.problems(Map.of("A", good, "B", "add(\"batch.most\", problem)")))
        .containsExactly("batch.most stands in B");
    assertThat(names.problems(Map.of("A", good, "B", "duration(\"pollInterval\", \"Again.\")")))
        .containsExactly("pollInterval is declared 2 times");
    assertThat(names.problems(Map.of("A", "duration(\"pollInterval\", C)")))
        .containsExactlyInAnyOrder("batch is declared 0 times", "most is declared 0 times");
  }

  private static List<Path> sources(List<String> packages) throws IOException {
    List<Path> sources = new ArrayList<>();
    try (Stream<Path> modules = Files.list(CONNECTORS)) {
      for (Path module : modules.sorted().collect(Collectors.toList())) {
        for (String each : packages) {
          Path folder = module.resolve("src/main/java").resolve(each);
          if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
              files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
          }
        }
      }
    }
    return sources;
  }

  private static Map<String, String> texts(List<Path> sources) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    for (Path source : sources) {
      texts.put(String.valueOf(source.getFileName()), Files.readString(source));
    }
    return texts;
  }

  /** The names of one connector's options. */
  private static final class Names {
    private final Map<String, Set<String>> parents = new TreeMap<>();
    private final Set<String> paths = new HashSet<>();
    // Where a secret is kept is said in one form, whatever the option.
    private final Set<String> ambiguous = new HashSet<>(Set.of("secret"));

    void addAll(String path, Shape shape) {
      if (shape.kind() == Shape.Kind.ENUM) {
        ambiguous.addAll(shape.texts());
      }
      shape.branches().forEach(branch -> addAll(path, branch));
      if (shape.kind() == Shape.Kind.LIST || shape.kind() == Shape.Kind.MAP) {
        addAll(path + ".", shape.element());
      }
      for (Key key : shape.keys()) {
        String inner = path.isEmpty() ? key.name() : path + "." + key.name();
        parents.computeIfAbsent(key.name(), name -> new HashSet<>()).add(path);
        paths.add(inner);
        addAll(inner, key.shape());
      }
    }

    /** What a lookup calls as the sink does and means otherwise is declared a second time. */
    void addOtherOf(ConnectorDescriptor descriptor, Shape sink) {
      for (Key key : descriptor.lookupOptions().map(Shape::keys).orElse(List.of())) {
        if (sink.keys().stream()
            .anyMatch(
                other ->
                    other.name().equals(key.name())
                        && other.shape().kind() != key.shape().kind())) {
          parents.computeIfAbsent(key.name(), name -> new HashSet<>()).add("lookup");
        }
      }
    }

    List<String> problems(Map<String, String> sources) {
      List<String> problems = new ArrayList<>();
      Map<String, Integer> declared = new HashMap<>();
      sources.forEach(
          (file, text) -> {
            Matcher literal = LITERAL.matcher(text);
            while (literal.find()) {
              String name = literal.group(1);
              String before = text.substring(0, literal.start());
              if (DECLARES.matcher(before).find()) {
                declared.merge(name, 1, Integer::sum);
              } else if (!ambiguous.contains(name)
                  && !NO_OPTION.matcher(before).find()
                  && (parents.containsKey(name) || paths.contains(name))) {
                problems.add(name + " stands in " + file);
              }
            }
          });
      parents.forEach(
          (name, at) -> {
            int times = declared.getOrDefault(name, 0);
            if (!ambiguous.contains(name) && (times < 1 || times > at.size())) {
              problems.add(name + " is declared " + times + " times");
            }
          });
      return problems;
    }
  }
}
