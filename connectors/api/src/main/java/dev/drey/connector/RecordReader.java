// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

import static java.util.Objects.requireNonNull;

import dev.drey.format.BadRecordException;
import dev.drey.format.Quoting;
import dev.drey.format.RowDecoder;
import dev.drey.format.RowOutput;
import dev.drey.row.RowChange;
import dev.drey.row.RowFunction;
import dev.drey.type.RowType;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.InstantiationUtil;
import org.jspecify.annotations.Nullable;

/**
 * A record's bytes to the row that a source emits: decodes, fills the metadata columns and applies
 * the spec's {@code onError}. One per reading thread.
 */
public final class RecordReader implements Serializable {
  private static final long serialVersionUID = 1;

  private final @Nullable RowDecoder decoder;
  private final RowNeeds needs;
  private final BadRecords badRecords;
  private final String[] metadataKeys;
  private final int[] metadataSlots;
  private final String[] names;
  private boolean marksPuts;

  /**
   * @param decoder bytes to rows; null for a connector that makes rows itself
   * @param produced the columns of the emitted rows
   * @param metadataKeys for each produced column the metadata key that fills it, or null
   */
  public RecordReader(
      String source,
      ConnectorDescriptor descriptor,
      @Nullable RowDecoder decoder,
      ErrorPolicy policy,
      RowType produced,
      @Nullable String[] metadataKeys) {
    this.decoder = decoder;
    this.needs = new RowNeeds(produced);
    this.badRecords = new BadRecords(source, policy, descriptor.position().toArray(new String[0]));
    this.metadataSlots =
        IntStream.range(0, produced.size()).filter(i -> metadataKeys[i] != null).toArray();
    this.metadataKeys =
        Arrays.stream(metadataSlots).mapToObj(i -> metadataKeys[i]).toArray(String[]::new);
    this.names = produced.names().toArray(new String[0]);
  }

  /**
   * Makes a record bad whose event time is NULL or cannot be computed. Called before the reader is
   * sent to the tasks.
   *
   * @param eventTime epoch milliseconds over the emitted rows
   * @return what has the time of the row that was read last
   */
  public ReadTime requireEventTime(RowFunction eventTime) {
    needs.eventTime(eventTime);
    return needs.readTime();
  }

  /**
   * Makes a record bad whose watermark cannot be computed. Called before the reader is sent to the
   * tasks.
   *
   * @param watermark epoch milliseconds over the emitted rows, or NULL
   */
  public void requireWatermark(RowFunction watermark) {
    needs.watermark(watermark);
  }

  /**
   * Has each row say that it puts one. Of a source whose format knows no deletes and whose
   * connector does; called before the reader is sent to the tasks.
   */
  public void markPuts() {
    marksPuts = true;
  }

  /** As {@link RowDecoder#prepare}. */
  public void prepare() {
    if (decoder != null) {
      decoder.prepare();
    }
  }

  /** Called once before the first record, with the reading operator's metrics. */
  public void open(MetricGroup metrics) {
    badRecords.open(metrics);
    if (decoder != null) {
      decoder.open();
    }
    needs.open();
  }

  /** Called where a file starts. */
  public void startOfFile() {
    requireNonNull(decoder).startOfFile();
  }

  /** As {@link RowDecoder#quoting} says, for whoever cuts a file into records. */
  public Optional<Quoting> quoting() {
    return requireNonNull(decoder).quoting();
  }

  /** As {@link RowDecoder#isText} says. */
  public boolean isText() {
    return requireNonNull(decoder).isText();
  }

  /**
   * The row to emit, or null where there is none: bytes that are no record, or a dropped bad one.
   *
   * @throws BadRecordException under the policy FAIL; its message names the place
   */
  public Object @Nullable [] read(byte[] bytes, int offset, int length, RecordMetadata metadata)
      throws BadRecordException {
    try {
      Object[] row = requireNonNull(decoder).decode(bytes, offset, length);
      if (row == null) {
        return null;
      }
      fillMetadata(row, metadata);
      needs.check(row);
      return marked(row);
    } catch (BadRecordException bad) {
      return badRecords.row(bad, bytes, offset, length, metadata);
    }
  }

  private Object[] marked(Object[] row) {
    if (!marksPuts || marksChanges()) {
      return row;
    }
    Object[] put = RowChange.PUT.of(row);
    needs.readTime().move(row, put);
    return put;
  }

  /**
   * The row that says that another does not hold any more: of its columns those of the key alone.
   *
   * @param key the values of the key, as a record of the format
   * @param slots the key's columns
   */
  public Object @Nullable [] readDelete(byte[] key, int[] slots, RecordMetadata metadata)
      throws BadRecordException {
    try {
      Object[] row = requireNonNull(decoder).decode(key, 0, key.length);
      return row == null ? null : delete(row, slots, metadata);
    } catch (BadRecordException bad) {
      return badRecords.row(bad, key, 0, key.length, metadata);
    }
  }

  /** As {@link #readDelete}, of a row with the key's columns. */
  public Object[] delete(Object[] row, int[] slots, RecordMetadata metadata)
      throws BadRecordException {
    Object[] deleted = new Object[names.length];
    fillMetadata(deleted, metadata);
    for (int slot : slots) {
      if (row[slot] == null) {
        throw new BadRecordException("its key has no value for `" + names[slot] + "`");
      }
      deleted[slot] = row[slot];
    }
    return RowChange.DELETE.of(deleted);
  }

  /**
   * The rows to emit, in order, as {@link #read} gives them, of a format that may have several in a
   * record. A record that cannot be read to its end gives none; a row that lacks what it needs is
   * bad by itself, and the others are not.
   */
  public void readAll(
      byte[] bytes, int offset, int length, RecordMetadata metadata, RowOutput output)
      throws BadRecordException {
    List<Object[]> rows = new ArrayList<>();
    try {
      requireNonNull(decoder).decodeAll(bytes, offset, length, rows::add);
    } catch (BadRecordException bad) {
      rows.clear();
      emit(badRecords.row(bad, bytes, offset, length, metadata), output);
    }
    for (Object[] row : rows) {
      fillMetadata(row, metadata);
      try {
        needs.check(row);
        output.row(marked(row));
      } catch (BadRecordException bad) {
        emit(badRecords.row(bad, bytes, offset, length, metadata), output);
      }
    }
  }

  private static void emit(Object @Nullable [] row, RowOutput output) {
    if (row != null) {
      output.row(row);
    }
  }

  /** As {@link RowDecoder#hasSeveralRows} says: then {@link #readAll} has to be asked. */
  public boolean hasSeveralRows() {
    return decoder != null && decoder.hasSeveralRows();
  }

  /** As {@link RowDecoder#marksChanges} says. */
  public boolean marksChanges() {
    return decoder != null && decoder.marksChanges();
  }

  /**
   * What {@link #read} gives for a row that is made already, its metadata included.
   *
   * @param bytes what to keep of it where it is bad
   */
  public Object @Nullable [] check(Object[] row, byte[] bytes, RecordMetadata metadata)
      throws BadRecordException {
    try {
      needs.check(row);
      return row;
    } catch (BadRecordException bad) {
      return badRecords.row(bad, bytes, 0, bytes.length, metadata);
    }
  }

  /**
   * What {@link #read} gives for a bad record, where the connector itself sees that it is one.
   *
   * @param bytes the record's; null where it has none, such as a tombstone
   */
  public Object @Nullable [] reject(String reason, byte @Nullable [] bytes, RecordMetadata metadata)
      throws BadRecordException {
    return badRecords.row(
        new BadRecordException(reason), bytes, 0, bytes == null ? 0 : bytes.length, metadata);
  }

  /**
   * The first good row of a record that is looked at before its turn: nothing is counted, and of a
   * bad record there is none.
   */
  public Object @Nullable [] glance(byte[] bytes, int offset, int length, RecordMetadata metadata) {
    List<Object[]> rows = new ArrayList<>();
    try {
      if (hasSeveralRows()) {
        requireNonNull(decoder).decodeAll(bytes, offset, length, rows::add);
      } else {
        Object[] row = requireNonNull(decoder).decode(bytes, offset, length);
        if (row != null) {
          rows.add(row);
        }
      }
    } catch (BadRecordException itsTurnWillCome) {
      return null;
    }
    for (Object[] row : rows) {
      fillMetadata(row, metadata);
      if (needs.areMetBy(row)) {
        return row;
      }
    }
    return null;
  }

  /** As {@link #accept}, for a row that is looked at before its turn. */
  public Object @Nullable [] glance(Object[] row, RecordMetadata metadata) {
    fillMetadata(row, metadata);
    return needs.areMetBy(row) ? row : null;
  }

  /**
   * A reader of one file among several that are read in turns: a decoder keeps what it knows of its
   * file, such as the header. To be called of an open reader; the result is open.
   */
  public RecordReader forFile() {
    RecordReader reader = new RecordReader(this);
    requireNonNull(reader.decoder).open();
    reader.startOfFile();
    return reader;
  }

  private RecordReader(RecordReader other) {
    try {
      this.decoder = InstantiationUtil.clone(requireNonNull(other.decoder));
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("a decoder goes to every task, so it can be copied", e);
    }
    this.needs = other.needs;
    this.badRecords = other.badRecords;
    this.metadataKeys = other.metadataKeys;
    this.metadataSlots = other.metadataSlots;
    this.names = other.names;
    this.marksPuts = other.marksPuts;
  }

  /** The columns that {@link #accept} fills. */
  public Set<String> metadataColumns() {
    return Arrays.stream(metadataSlots).mapToObj(i -> names[i]).collect(Collectors.toSet());
  }

  /**
   * What {@link #read} gives for a row that the connector made: with its metadata columns, which
   * are filled here.
   *
   * @throws BadRecordException under the policy FAIL; its message names the place
   */
  public Object @Nullable [] accept(Object[] row, RecordMetadata metadata)
      throws BadRecordException {
    fillMetadata(row, metadata);
    try {
      needs.check(row);
      return row;
    } catch (BadRecordException bad) {
      return badRecords.row(bad, null, 0, 0, metadata);
    }
  }

  private void fillMetadata(Object[] row, RecordMetadata metadata) {
    for (int i = 0; i < metadataSlots.length; i++) {
      row[metadataSlots[i]] = metadata.value(metadataKeys[i]);
    }
  }
}
