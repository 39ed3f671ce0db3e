// SPDX-License-Identifier: Apache-2.0
package dev.drey.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.ConnectorDescriptor;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What every option of a connector holds. */
final class OptionContract {
  private final ConnectorDescriptor descriptor;
  private final SpecCompiler compiler;

  OptionContract(ConnectorDescriptor descriptor, SpecCompiler compiler) {
    this.descriptor = descriptor;
    this.compiler = compiler;
  }

  /** Each says what it means and how it is written, and no secret has a default. */
  void check() {
    descriptor.sourceOptions().ifPresent(options -> check(options, descriptor.name()));
    descriptor.sinkOptions().ifPresent(options -> check(options, descriptor.name()));
    descriptor.lookupOptions().ifPresent(options -> check(options, descriptor.name()));
  }

  private static void check(Shape shape, String path) {
    assertThat(shape.kind()).as(path).isEqualTo(Shape.Kind.OBJECT);
    List<String> names = shape.keys().stream().map(Key::name).collect(Collectors.toList());
    assertThat(names).as(path).doesNotHaveDuplicates();
    for (Key key : shape.keys()) {
      String at = path + "." + key.name();
      assertThat(key.name()).as(at).matches("[a-z][A-Za-z0-9]*");
      assertThat(key.description()).as(at).endsWith(".");
      assertThat(key.secret() && key.defaultText().isPresent()).as(at + " in clear text").isFalse();
      assertThat(key.required() && key.defaultText().isPresent()).as(at + " both").isFalse();
      if (key.path()) {
        assertThat(plain(key.shape()).kind()).as(at + " is a path").isEqualTo(Shape.Kind.STRING);
      }
      inner(key.shape())
          .ifPresentOrElse(
              object -> check(object, at),
              () -> assertThat(shown(key)).as(at + " has an example or a default").isPresent());
    }
  }

  /** What stands for a value itself where it may also be kept elsewhere. */
  private static Shape plain(Shape shape) {
    return shape.kind() == Shape.Kind.ONE_OF ? shape.branches().get(0) : shape;
  }

  /** An object within; it shows its own keys. */
  private static Optional<Shape> inner(Shape shape) {
    switch (shape.kind()) {
      case OBJECT:
        return Optional.of(shape);
      case ONE_OF:
        return shape.branches().stream()
            .filter(branch -> branch.kind() == Shape.Kind.OBJECT)
            .findFirst();
      default:
        return Optional.empty();
    }
  }

  private static Optional<String> shown(Key key) {
    boolean one = key.shape().kind() == Shape.Kind.BOOLEAN || key.shape().kind() == Shape.Kind.ENUM;
    return one ? Optional.of("") : key.example().or(key::defaultText);
  }

  /** What an option shows as example or default reads as a value of its shape. */
  void checkExamples() {
    descriptor
        .sourceOptions()
        .ifPresent(o -> checkExamples(o, use -> ExampleSpecs.source("an_end:\n" + use)));
    descriptor
        .sinkOptions()
        .ifPresent(
            o -> checkExamples(o, use -> ExampleSpecs.sink("an_end:\n  from: other\n" + use)));
    descriptor
        .lookupOptions()
        .ifPresent(
            o ->
                checkExamples(
                    o,
                    use ->
                        ExampleSpecs.lookup(
                            use.replaceAll("(?m)^  ", "")
                                + "key: [card_id]\nas: found\ntype: {card_id: STRING}\n")));
  }

  private void checkExamples(Shape options, Function<String, BrokenSpec> spec) {
    for (Key key : options.keys()) {
      key.example().ifPresent(value -> checkExample(key, value, spec));
      key.defaultText().ifPresent(value -> checkExample(key, value, spec));
    }
  }

  private void checkExample(Key key, String value, Function<String, BrokenSpec> whole) {
    BrokenSpec spec =
        whole.apply(
            "  "
                + descriptor.name()
                + ":\n    "
                + key.name()
                + ": "
                + (value.contains("\n") ? "\n" + ExampleSpecs.indented(value, 6) : value)
                + "\n");
    List<Reported> reported = compiler.compile(spec);
    assertThat(reported)
        .as(spec.text() + BrokenSpec.listing(reported))
        .noneMatch(OptionContract::isOfForm);
  }

  /** Whether it is about the value itself, not about what has to stand beside it. */
  private static boolean isOfForm(Reported reported) {
    return reported.code().id().matches("DR020[1345678]|DR021[23]");
  }
}
