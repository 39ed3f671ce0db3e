// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import dev.drey.format.packed.Packed;
import dev.drey.shape.Key;
import dev.drey.shape.Option;
import dev.drey.shape.OptionProblem;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;
import dev.drey.type.DataType;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The options of {@code format: {cloudevents: ...}}: which columns are what of an event. */
final class CloudEventsOptions {
  static final String VERSION = "specversion";
  static final String DATA = "data";
  static final String BYTES = "data_base64";
  static final String CONTENT_TYPE = "datacontenttype";
  static final String JSON = "application/json";
  static final List<String> REQUIRED = List.of("id", "source", "type");

  private static final Pattern NAME = Pattern.compile("[a-z0-9]{1,64}");
  private static final Set<String> OURS = Set.of(VERSION, DATA);

  private static final Option<Map<String, Object>> ATTRIBUTES =
      Option.map(
              "attributes",
              Shape.string(),
              "Which columns are attributes of the event, each by the attribute's name: id, source,"
                  + " type, time, subject, dataschema, or one of your own.")
          .example("{event_id: id, at: time}");

  private static final Option<Map<String, Object>> FIXED =
      Option.map(
              "fixed",
              Shape.string(),
              "Attributes that are the same in all events that a sink writes.")
          .example("{source: /shop/orders, type: order.placed}");

  private static final Option<String> WHOLE =
      Option.text(
              "dataColumn",
              "The column that is the event's data as a whole, whatever it is: a STRING has any"
                  + " JSON as its text. Without it each column that is no attribute is a key of the"
                  + " data.")
          .example("payload");

  private CloudEventsOptions() {}

  static List<Key> keys() {
    List<Key> keys = new ArrayList<>(Option.keys(ATTRIBUTES, FIXED, WHOLE));
    keys.addAll(JsonOptions.keys());
    return Packed.with(keys);
  }

  /** Attributes by the columns that they are. */
  static Map<String, String> attributes(OptionValues options) {
    return texts(options.get(ATTRIBUTES));
  }

  /** Values by the attributes that they are. */
  static Map<String, String> fixed(OptionValues options) {
    return texts(options.get(FIXED));
  }

  static Optional<String> whole(OptionValues options) {
    return options.find(WHOLE);
  }

  private static Map<String, String> texts(Map<String, Object> map) {
    Map<String, String> texts = new LinkedHashMap<>();
    map.forEach((key, value) -> texts.put(key, String.valueOf(value)));
    return texts;
  }

  static List<OptionProblem> check(OptionValues options) {
    List<OptionProblem> problems = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    attributes(options)
        .forEach((column, name) -> checkName(name, ATTRIBUTES.to(column), taken, problems));
    fixed(options).keySet().forEach(name -> checkName(name, FIXED.to(name), taken, problems));
    return problems;
  }

  private static void checkName(
      String name, String place, Set<String> taken, List<OptionProblem> problems) {
    if (!NAME.matcher(name).matches()) {
      problems.add(
          OptionProblem.of(
              place,
              "`" + name + "` is no name of an attribute, which are lower-case letters and digits",
              "write such a name, as `orderid`"));
    } else if (OURS.contains(name)) {
      problems.add(
          OptionProblem.of(
              place,
              "`" + name + "` of an event is written and read by the format itself",
              "take it out; `dataColumn: NAME` takes the data as a whole"));
    } else if (!taken.add(name)) {
      problems.add(
          OptionProblem.of(
              place, "the attribute `" + name + "` is said twice", "take one of the two out"));
    }
  }

  static List<OptionProblem> checkColumns(OptionValues options, RowType columns) {
    List<OptionProblem> problems = new ArrayList<>();
    for (String column : attributes(options).keySet()) {
      if (columns.indexOf(column) < 0) {
        problems.add(noColumn(ATTRIBUTES.to(column), column, columns));
      }
    }
    whole(options)
        .filter(column -> columns.indexOf(column) < 0)
        .ifPresent(column -> problems.add(noColumn(WHOLE.name(), column, columns)));
    for (String column : columns.names()) {
      if (whole(options).isPresent()
          && !whole(options).get().equals(column)
          && !attributes(options).containsKey(column)) {
        problems.add(
            OptionProblem.of(
                WHOLE.name(),
                "`" + column + "` is neither the data nor an attribute of the event",
                "name its attribute: `attributes: {" + column + ": NAME}`"));
      }
    }
    return problems;
  }

  private static OptionProblem noColumn(String place, String column, RowType columns) {
    return OptionProblem.of(
        place,
        "there is no column `" + column + "`",
        "name one of " + String.join(", ", columns.names()));
  }

  static List<OptionProblem> checkWriting(OptionValues options, RowType columns) {
    List<OptionProblem> problems = new ArrayList<>(checkColumns(options, columns));
    Map<String, String> attributes = attributes(options);
    for (String required : REQUIRED) {
      if (!attributes.containsValue(required) && !fixed(options).containsKey(required)) {
        problems.add(
            OptionProblem.of(
                ATTRIBUTES.name(),
                "an event has the attribute `" + required + "`, and nothing here says what it is",
                required.equals("id")
                    ? "name the column that tells events apart: `attributes: {COLUMN: id}`"
                    : "write `fixed: {"
                        + required
                        + ": TEXT}`, or name its column in"
                        + " `attributes`"));
      }
    }
    attributes.forEach(
        (column, name) -> {
          int slot = columns.indexOf(column);
          if (slot >= 0) {
            checkType(columns.field(slot).type(), column, name).ifPresent(problems::add);
          }
        });
    return problems;
  }

  private static Optional<OptionProblem> checkType(DataType type, String column, String name) {
    boolean required = REQUIRED.contains(name);
    if (required && (type.nullable() || !type.kind().isCharacter())) {
      return Optional.of(
          OptionProblem.of(
              ATTRIBUTES.to(column),
              "an event always has a text as its `"
                  + name
                  + "`, and column `"
                  + column
                  + "` is "
                  + (type.kind().isCharacter() ? "one that may be NULL" : type.toString()),
              type.kind().isCharacter()
                  ? "COALESCE(" + column + ", 'TEXT') is never NULL"
                  : "CAST(" + column + " AS STRING) makes a text of it"));
    }
    boolean time = name.equals("time");
    boolean fits =
        time
            ? type.kind() == TypeKind.TIMESTAMP_LTZ || type.kind().isCharacter()
            : type.kind().isCharacter()
                || type.kind().isBinary()
                || type.kind() == TypeKind.BOOLEAN
                || (type.kind().isInteger() && type.kind() != TypeKind.BIGINT)
                || type.kind() == TypeKind.TIMESTAMP_LTZ;
    return fits
        ? Optional.empty()
        : Optional.of(
            OptionProblem.of(
                ATTRIBUTES.to(column),
                "the attribute `" + name + "` cannot be " + type.withNullable(true),
                time
                    ? "make it a TIMESTAMP_LTZ(3)"
                    : "CAST(" + column + " AS STRING) makes a text of it"));
  }
}
