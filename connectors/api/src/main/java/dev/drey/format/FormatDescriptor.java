// SPDX-License-Identifier: Apache-2.0
package dev.drey.format;

import com.google.auto.value.AutoValue;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import dev.drey.type.TypeKind;
import java.util.List;
import java.util.Set;

/** What the compiler and the reference know of a format: pure data. */
@AutoValue
public abstract class FormatDescriptor {
  /** How a file of this format is cut into records. */
  public enum Framing {
    /** One record a line, ended by LF or CR LF. */
    LINES,
    /** As CSV does: one record a line, but a quoted field may hold line ends. */
    CSV_RECORDS
  }

  public abstract String name();

  public abstract String description();

  /** The keys of the format's options. */
  public abstract List<Key> options();

  /** What stands below the format's name. */
  public final Shape shape() {
    return Shape.object(options(), List.of());
  }

  public abstract Framing framing();

  /** Column kinds that this format cannot carry. */
  public abstract Set<TypeKind> unsupportedKinds();

  /** Whether a row must be exactly one STRING or BYTES column. */
  public abstract boolean singleColumn();

  /**
   * What the bytes of its records are. Those of a {@link #singleColumn} are of the form of the
   * column: text, or bytes.
   */
  public abstract RecordForm form();

  /** Whether it has no records, but files as wholes alone. */
  public abstract boolean filesOnly();

  /**
   * Whether its records put and delete rows: then each row that its decoder makes has a {@code
   * RowChange} behind its columns, and its encoder writes one, where there is one, into the record.
   */
  public abstract boolean changes();

  /** A short example of the {@code format} key, as YAML text. */
  public abstract String example();

  public static Builder builder() {
    return new AutoValue_FormatDescriptor.Builder()
        .options(List.of())
        .framing(Framing.LINES)
        .unsupportedKinds(Set.of())
        .singleColumn(false)
        .form(RecordForm.BYTES)
        .filesOnly(false)
        .changes(false);
  }

  /** Builds a {@link FormatDescriptor}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder name(String name);

    public abstract Builder description(String description);

    public abstract Builder options(List<Key> options);

    public abstract Builder framing(Framing framing);

    public abstract Builder unsupportedKinds(Set<TypeKind> kinds);

    public abstract Builder singleColumn(boolean singleColumn);

    public abstract Builder form(RecordForm form);

    public abstract Builder filesOnly(boolean filesOnly);

    public abstract Builder changes(boolean changes);

    public abstract Builder example(String yaml);

    public abstract FormatDescriptor build();
  }
}
