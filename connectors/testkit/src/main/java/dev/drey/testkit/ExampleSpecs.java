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

  private static final Pattern FROM = Pattern.compile("(?m)^  from: .*$");

  private ExampleSpecs() {}

  static List<BrokenSpec> of(ConnectorDescriptor descriptor) {
    List<BrokenSpec> specs = new ArrayList<>();
    descriptor.sourceExample().ifPresent(example -> specs.add(source(example)));
    descriptor.sinkExample().ifPresent(example -> specs.add(sink(example)));
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
   * @param example as YAML text below {@code sinks:}, whose rows have a {@code card_id}
   */
  static BrokenSpec sink(String example) {
    return BrokenSpec.of(
        "sink.yaml",
        "apiVersion: drey/v1\nname: example\n\nsources:\n  "
            + OTHER_END
            + ":\n    datagen: {rows: 10}\n    type: {card_id: STRING NOT NULL}\n\nsinks:\n"
            + indented(FROM.matcher(example).replaceAll("  from: " + OTHER_END), 2));
  }

  /** Each line so much to the right. */
  static String indented(String text, int blanks) {
    return text.replaceAll("(?m)^(?=.)", " ".repeat(blanks));
  }
}
