package dev.drey.schema;

import dev.drey.model.ExplodeSpec;
import dev.drey.model.StreamSpec;
import dev.drey.model.WindowSpec;
import dev.drey.yaml.YamlEntry;
import java.util.Optional;

/** Reads a checked stream. */
final class StreamReader {
  private StreamReader() {}

  static StreamSpec stream(YamlEntry entry) {
    Fields fields = Fields.of(entry.value());
    return StreamSpec.builder()
        .name(entry.key().text())
        .span(entry.value().span())
        .from(fields.text("from"))
        .union(fields.texts("union"))
        .where(fields.text("where"))
        .explode(fields.object("explode").flatMap(StreamReader::explode))
        .route(fields.named("route"))
        .keyBy(fields.named("keyBy"))
        .window(fields.object("window").flatMap(StreamReader::window))
        .allowedLateness(fields.duration("allowedLateness"))
        .lateTo(fields.object("late").flatMap(late -> late.text("to")))
        .aggregate(fields.named("aggregate"))
        .having(fields.text("having"))
        .select(fields.named("select"))
        .add(fields.named("add"))
        .drop(fields.texts("drop"))
        .rename(fields.named("rename"))
        .inDoubt(fields.mapping().inDoubt())
        .build();
  }

  private static Optional<ExplodeSpec> explode(Fields fields) {
    boolean outer = fields.bool("outer").orElse(false);
    return fields.mapping().entries().stream()
        .filter(entry -> !entry.name().equals("outer"))
        .findFirst()
        .map(Fields::named)
        .map(list -> ExplodeSpec.of(list.name(), list.textOrName(), outer));
  }

  /** Empty where its kind could not be read. */
  private static Optional<WindowSpec> window(Fields fields) {
    WindowSpec.Builder window = WindowSpec.builder().span(fields.mapping().span());
    boolean known = false;
    for (YamlEntry entry : fields.mapping().entries()) {
      Optional<WindowSpec.Kind> kind = kind(entry.name());
      kind.ifPresent(found -> shape(window, found, fields));
      known |= kind.isPresent();
    }
    window.processingTime(fields.choice("time").filter("processing"::equals).isPresent());
    return known ? Optional.of(window.build()) : Optional.empty();
  }

  private static Optional<WindowSpec.Kind> kind(String key) {
    switch (key) {
      case "tumbling":
        return Optional.of(WindowSpec.Kind.TUMBLING);
      case "sliding":
        return Optional.of(WindowSpec.Kind.SLIDING);
      case "session":
        return Optional.of(WindowSpec.Kind.SESSION);
      default:
        return Optional.empty();
    }
  }

  /** {@code tumbling: 5m} is short for its one length, which is a session's gap. */
  private static void shape(WindowSpec.Builder window, WindowSpec.Kind kind, Fields fields) {
    String key = kind.name().toLowerCase(java.util.Locale.ROOT);
    Optional<Fields> long_ = fields.objectIfAny(key);
    window.kind(kind);
    if (long_.isPresent()) {
      window
          .size(long_.get().duration("size"))
          .every(long_.get().duration("every"))
          .offset(long_.get().duration("offset"))
          .gap(long_.get().duration("gap"));
    } else if (kind == WindowSpec.Kind.SESSION) {
      window.gap(fields.duration(key));
    } else {
      window.size(fields.duration(key));
    }
  }
}
