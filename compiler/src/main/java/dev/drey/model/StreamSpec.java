package dev.drey.model;

import com.google.auto.value.AutoValue;
import dev.drey.source.LocatedText;
import dev.drey.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A stream as written: every key that the language has for it, absent where it is not written. A
 * list is empty where its key is absent; the schema refuses a key with an empty list.
 */
@AutoValue
public abstract class StreamSpec {
  /** Operations that make columns of their own, in a later version. */
  public static final List<String> LATER_OPERATIONS =
      List.of(
          "deduplicate",
          "topN",
          "join",
          "broadcast",
          "lookup",
          "pattern",
          "infer",
          "sql",
          "process");

  public abstract LocatedText name();

  /** The whole body. */
  public abstract Span span();

  public abstract Optional<LocatedText> from();

  public abstract List<LocatedText> union();

  public abstract Optional<LocatedText> where();

  public abstract Optional<ExplodeSpec> explode();

  public abstract List<NamedText> route();

  /** Column names, or names with expressions. */
  public abstract List<NamedText> keyBy();

  public abstract Optional<WindowSpec> window();

  public abstract Optional<LocatedDuration> allowedLateness();

  public abstract Optional<LocatedText> lateTo();

  public abstract List<NamedText> aggregate();

  public abstract Optional<LocatedText> having();

  /** A name {@code "*"} keeps every column. */
  public abstract List<NamedText> select();

  public abstract List<NamedText> add();

  public abstract List<LocatedText> drop();

  /** New name to old name. */
  public abstract List<NamedText> rename();

  /** The keys whose values could not be read, or not all of them; their errors are reported. */
  public abstract Set<String> inDoubt();

  public static Builder builder() {
    return new AutoValue_StreamSpec.Builder()
        .union(List.of())
        .route(List.of())
        .keyBy(List.of())
        .aggregate(List.of())
        .select(List.of())
        .add(List.of())
        .drop(List.of())
        .rename(List.of())
        .inDoubt(Set.of());
  }

  /** Builds a {@link StreamSpec}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder name(LocatedText name);

    public abstract Builder span(Span span);

    public abstract Builder from(Optional<LocatedText> from);

    public abstract Builder union(List<LocatedText> union);

    public abstract Builder where(Optional<LocatedText> where);

    public abstract Builder explode(Optional<ExplodeSpec> explode);

    public abstract Builder route(List<NamedText> route);

    public abstract Builder keyBy(List<NamedText> keyBy);

    public abstract Builder window(Optional<WindowSpec> window);

    public abstract Builder allowedLateness(Optional<LocatedDuration> allowedLateness);

    public abstract Builder lateTo(Optional<LocatedText> lateTo);

    public abstract Builder aggregate(List<NamedText> aggregate);

    public abstract Builder having(Optional<LocatedText> having);

    public abstract Builder select(List<NamedText> select);

    public abstract Builder add(List<NamedText> add);

    public abstract Builder drop(List<LocatedText> drop);

    public abstract Builder rename(List<NamedText> rename);

    public abstract Builder inDoubt(Set<String> keys);

    public abstract StreamSpec build();
  }
}
