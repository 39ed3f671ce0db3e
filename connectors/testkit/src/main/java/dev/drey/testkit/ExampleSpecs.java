// SPDX-License-Identifier: Apache-2.0
package dev.drey.testkit;

import dev.drey.connector.ConnectorDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The examples of a descriptor as whole specs, with rows from {@code datagen} to {@code print}. */
final class ExampleSpecs {
  /** The name of the end that is not the connector's. */
  static final String OTHER_END = "other_end";

  /** The name of the end where the rows of a lookup are seen. */
  static final String PRINT = "answered";

  private static final Pattern FROM = Pattern.compile("(?m)^  from: .*$");

  private ExampleSpecs() {}

  /** Whether an end of this name is there for the one that is shown. */
  static boolean isOther(String name) {
    return name.equals(OTHER_END) || name.equals(PRINT);
  }

  static List<BrokenSpec> of(ConnectorDescriptor descriptor) {
    List<BrokenSpec> specs = new ArrayList<>();
    descriptor.sourceExample().ifPresent(example -> specs.add(source(example)));
    descriptor.sinkExample().ifPresent(example -> specs.add(sink(example)));
    descriptor.lookupExample().ifPresent(example -> specs.add(lookup(example)));
    return specs;
  }

  /**
   * @param example as YAML text below {@code sources:}
   */
  static BrokenSpec source(String example) {
    Matcher name = Pattern.compile("^[a-z0-9_]+").matcher(example);
    if (!name.find()) {
      throw new AssertionError("an example starts with the source's name: " + example);
    }
    return BrokenSpec.of(
        "source.yaml",
        "apiVersion: drey/v1\nname: example\n\nsources:\n"
            + indented(example, 2)
            + "\nsinks:\n  "
            + OTHER_END
            + ":\n    from: "
            + name.group()
            + "\n    print: {}\n");
  }

  /**
   * @param example as YAML text below {@code sinks:}, whose rows have a {@code card_id}, an {@code
   *     amount} and a {@code ts}
   */
  static BrokenSpec sink(String example) {
    return BrokenSpec.of(
        "sink.yaml",
        "apiVersion: drey/v1\nname: example\n\nsources:\n  "
            + OTHER_END
            + ":\n    datagen: {rows: 10}\n    type:\n"
            + "      card_id: STRING NOT NULL\n"
            + "      amount: DOUBLE NOT NULL\n"
            + "      ts: TIMESTAMP_LTZ(3) NOT NULL\n\nsinks:\n"
            + indented(FROM.matcher(example).replaceAll("  from: " + OTHER_END), 2));
  }

  /**
   * @param example as YAML text below {@code lookup:}, for rows that have a {@code card_id}
   */
  static BrokenSpec lookup(String example) {
    return BrokenSpec.of(
        "lookup.yaml",
        "apiVersion: drey/v1\nname: example\n\nsources:\n  "
            + OTHER_END
            + ":\n    datagen: {rows: 10}\n    type: {card_id: STRING NOT NULL}\n\nstreams:\n"
            + "  asking:\n    from: "
            + OTHER_END
            + "\n    lookup:\n"
            + indented(example, 6)
            + "\nsinks:\n  "
            + PRINT
            + ":\n    from: asking\n    print: {}\n");
  }

  /** Each line so much to the right. */
  static String indented(String text, int blanks) {
    return text.replaceAll("(?m)^(?=.)", " ".repeat(blanks));
  }
}
