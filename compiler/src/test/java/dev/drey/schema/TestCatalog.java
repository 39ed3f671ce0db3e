// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.connector.Catalog;
import dev.drey.connector.Connector;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.format.DecoderContext;
import dev.drey.format.Format;
import dev.drey.format.FormatDescriptor;
import dev.drey.format.RowDecoder;
import dev.drey.format.RowEncoder;
import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;
import dev.drey.type.RowType;
import java.util.List;

/** Connectors that exist as descriptors alone, with an option of every kind. */
final class TestCatalog {
  private TestCatalog() {}

  static Catalog catalog() {
    return Catalog.of(
        List.of(new Described(queue()), new Described(screen()), new Described(clock())),
        List.of(new Plain("json"), new Plain("csv")));
  }

  private static ConnectorDescriptor queue() {
    Shape startFrom =
        Shape.oneOf(
            Shape.oneOfTexts("earliest", "latest"),
            Shape.object(Key.required("timestamp", Shape.timestamp(), "From here on.")));
    List<Key> keys =
        List.of(
            Key.required("address", Shape.string(), "Where the queue is.")
                .withExample("localhost:1"),
            Key.of("topic", Shape.string(), "What is read.").withExample("cards"),
            Key.of("topics", Shape.list(Shape.string()), "What is read.").withExample("[a, b]"),
            Key.of("startFrom", startFrom, "Where to start.").withDefault("earliest"),
            Key.of("poll", Shape.duration(), "How often.").withExample("10s"),
            Key.of("buffer", Shape.size(), "How much.").withExample("64 MB"),
            Key.of("retries", Shape.integer(0, 10), "How many.").withExample("3"),
            Key.of("password", Shape.string(), "The key.").asSecret().withExample("secret"),
            Key.of("properties", Shape.map(Shape.scalar()), "More.").withExample("{a.b: 1}"));
    List<Constraint> constraints = List.of(Constraint.exactlyOne("topic", "topics"));
    return ConnectorDescriptor.builder()
        .name("queue")
        .description("A queue.")
        .sourceOptions(Shape.object(keys, constraints))
        .sinkOptions(Shape.object(keys, constraints))
        .sourceExample("cards:\n  queue: {address: localhost:1, topic: cards}\n")
        .sinkExample("cards:\n  queue: {address: localhost:1, topic: cards}\n")
        .build();
  }

  private static ConnectorDescriptor screen() {
    return ConnectorDescriptor.builder()
        .name("screen")
        .description("A screen.")
        .sinkOptions(Shape.object(Key.of("label", Shape.string(), "Before each row.")))
        .sinkExample("out:\n  screen: {}\n")
        .build();
  }

  private static ConnectorDescriptor clock() {
    Shape column =
        Shape.oneOf(
            Shape.object(Key.required("pick", Shape.integer(), "One of so many.")),
            Shape.object(Key.required("between", Shape.list(Shape.number()), "A number.")),
            Shape.object(
                Key.required(
                    "clock",
                    Shape.object(
                        Key.required("start", Shape.timestamp(), "The first time."),
                        Key.of("late", Shape.percent(), "How many are late.")),
                    "A time.")));
    return ConnectorDescriptor.builder()
        .name("clock")
        .description("Makes rows.")
        .sourceOptions(
            Shape.object(
                Key.of("rate", Shape.rate(), "How many.").withExample("1000/s"),
                Key.of("columns", Shape.map(column), "What.").withExample("{a: {pick: 3}}")))
        .sourceExample("ticks:\n  clock: {rate: 1000/s}\n")
        .sourceFormat(false)
        .build();
  }

  private static final class Described implements Connector {
    private final ConnectorDescriptor descriptor;

    Described(ConnectorDescriptor descriptor) {
      this.descriptor = descriptor;
    }

    @Override
    public ConnectorDescriptor descriptor() {
      return descriptor;
    }
  }

  private static final class Plain implements Format {
    private final String name;

    Plain(String name) {
      this.name = name;
    }

    @Override
    public FormatDescriptor descriptor() {
      return FormatDescriptor.builder()
          .name(name)
          .description("A format.")
          .options(
              List.of(
                  Key.of("header", Shape.bool(), "Whether.").withExample("true"),
                  Key.of("delimiter", Shape.string(), "What.").withExample("\";\"")))
          .example("format: " + name)
          .build();
    }

    @Override
    public RowDecoder decoder(DecoderContext context) {
      throw new IllegalStateException("only described");
    }

    @Override
    public RowEncoder encoder(RowType rowType, OptionValues options) {
      throw new IllegalStateException("only described");
    }
  }
}
