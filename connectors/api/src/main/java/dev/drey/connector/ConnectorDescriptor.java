// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

import com.google.auto.value.AutoValue;
import dev.drey.shape.Shape;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the compiler, the schema and the reference know of a connector: pure data. The options are
 * the keys below the connector's own key, such as {@code kafka: {...}}.
 */
@AutoValue
public abstract class ConnectorDescriptor {
  /** The connector's key in a spec. */
  public abstract String name();

  /** What the system is and what this connector does with it, in a sentence or two. */
  public abstract String description();

  /** The options as a source: an OBJECT; absent where it cannot be read from. */
  public abstract Optional<Shape> sourceOptions();

  /** The options as a sink: an OBJECT; absent where it cannot be written to. */
  public abstract Optional<Shape> sinkOptions();

  /** The options as a lookup: an OBJECT; absent where it cannot be asked by key. */
  public abstract Optional<Shape> lookupOptions();

  /** The metadata that a source offers as columns. */
  public abstract List<MetadataColumn> metadata();

  /**
   * The metadata keys that say where a record was, in the order in which a bad record's row carries
   * them.
   */
  public abstract List<String> position();

  /** Whether source records are bytes in a format; else the connector makes rows itself. */
  public abstract boolean sourceFormat();

  /** Whether sink records are bytes in a format. */
  public abstract boolean sinkFormat();

  /**
   * Whether it reads and writes files, so that a format that has files as wholes is asked for
   * these, and one that has nothing else fits.
   */
  public abstract boolean wholeFiles();

  /** Whether what a lookup reads is bytes in a format. */
  public abstract boolean lookupFormat();

  /** The guarantees that the sink can give. */
  public abstract Set<Delivery> sinkDelivery();

  /** How the rows that the sink takes may change each other. */
  public abstract Set<ChangeMode> sinkChanges();

  /**
   * The option, an expression, that says which record a row is about; a sink that takes {@link
   * ChangeMode#UPSERT} needs it there. Absent where none says so.
   */
  public abstract Optional<String> sinkKey();

  /** What the sink can do with a row that its system refuses for good. */
  public abstract Set<Refusal> sinkRefusals();

  /** Whether a restarted job reads again what it had not checkpointed. */
  public abstract boolean replayable();

  /**
   * Whether a source reads partitions (shards) that can fall silent one by one: then a silent one
   * holds the watermark back unless the spec says {@code idleTimeout}.
   */
  public abstract boolean partitioned();

  /**
   * All actions that a use may need of the service itself, such as {@code kinesis:GetRecords};
   * {@link Connector#permissions} has those of one use.
   */
  public abstract List<String> iamActions();

  /**
   * What the build tests it against, in a few words: a server of the system itself, or what stands
   * in for it.
   */
  public abstract String testedAgainst();

  /** Whether and how it can take the place of another connector in a run on a laptop. */
  public abstract Optional<StandIn> standIn();

  /** A complete example of a source, as YAML text below {@code sources:}; absent for sinks only. */
  public abstract Optional<String> sourceExample();

  /** A complete example of a sink, as YAML text below {@code sinks:}; absent for sources only. */
  public abstract Optional<String> sinkExample();

  /**
   * A complete example of a lookup, as YAML text below {@code lookup:}; absent where it cannot be
   * asked by key. The rows that ask have a {@code card_id}.
   */
  public abstract Optional<String> lookupExample();

  /** The columns of a bad-record stream: four of our own, then the connector's position. */
  public final RowType badRecordType() {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.of("source", DataType.string().notNull()));
    fields.add(Field.of("reason", DataType.string().notNull()));
    fields.add(Field.of("raw", DataType.bytes()));
    fields.add(Field.of("received_at", DataType.of(TypeKind.TIMESTAMP_LTZ).notNull()));
    for (String key : position()) {
      for (MetadataColumn column : metadata()) {
        if (column.key().equals(key)) {
          fields.add(Field.of(key, column.type().withNullable(true)));
        }
      }
    }
    return RowType.of(fields);
  }

  public static Builder builder() {
    return new AutoValue_ConnectorDescriptor.Builder()
        .metadata(List.of())
        .position(List.of())
        .sourceFormat(true)
        .sinkFormat(true)
        .wholeFiles(false)
        .lookupFormat(false)
        .sinkDelivery(Set.of(Delivery.AT_LEAST_ONCE))
        .sinkChanges(Set.of(ChangeMode.APPEND))
        .sinkRefusals(Set.of(Refusal.FAIL))
        .replayable(true)
        .partitioned(false)
        .iamActions(List.of())
        .testedAgainst("");
  }

  /** Builds a {@link ConnectorDescriptor}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder name(String name);

    public abstract Builder description(String description);

    public abstract Builder sourceOptions(Shape options);

    public abstract Builder sinkOptions(Shape options);

    public abstract Builder lookupOptions(Shape options);

    public abstract Builder metadata(List<MetadataColumn> metadata);

    public abstract Builder position(List<String> metadataKeys);

    public abstract Builder sourceFormat(boolean bytes);

    public abstract Builder sinkFormat(boolean bytes);

    public abstract Builder wholeFiles(boolean wholeFiles);

    public abstract Builder lookupFormat(boolean bytes);

    public abstract Builder sinkDelivery(Set<Delivery> guarantees);

    public abstract Builder sinkChanges(Set<ChangeMode> modes);

    public abstract Builder sinkKey(String option);

    public abstract Builder sinkRefusals(Set<Refusal> refusals);

    public abstract Builder replayable(boolean replayable);

    public abstract Builder partitioned(boolean partitioned);

    public abstract Builder testedAgainst(String words);

    public abstract Builder iamActions(List<String> actions);

    public abstract Builder standIn(StandIn standIn);

    public abstract Builder sourceExample(String yaml);

    public abstract Builder sinkExample(String yaml);

    public abstract Builder lookupExample(String yaml);

    public abstract ConnectorDescriptor build();
  }
}
