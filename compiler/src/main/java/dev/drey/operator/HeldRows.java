// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import static java.util.Objects.requireNonNull;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Rows that wait, by key. What goes beyond a share of memory lies in files, each in order.
 *
 * <p>Law: they come out lowest key first, those of one key in the order in which they came.
 */
final class HeldRows {
  /** As many files are open at most; beyond that they become one. */
  private static final int MOST_FILES = 64;

  /** One row in so many is measured. */
  private static final int MEASURED = 16;

  private static final int OBJECTS_OF_A_ROW = 200;
  private static final int END = -1;

  private final TypeSerializer<Object[]> serializer;
  private final Supplier<File> newFile;
  private final long memory;
  private final TreeMap<Long, List<Object[]>> rows = new TreeMap<>();
  // Those written first come first: of one key they have the rows that came first.
  private final List<SpilledRows> files = new ArrayList<>();
  private final DataOutputSerializer record = new DataOutputSerializer(256);
  private long added;
  private long bytes;
  private int count;
  private int size;

  /**
   * @param newFile a file for rows, of a name that is not taken
   * @param memory bytes, about
   */
  HeldRows(TypeSerializer<Object[]> serializer, Supplier<File> newFile, long memory) {
    this.serializer = serializer;
    this.newFile = newFile;
    this.memory = memory;
  }

  void add(long key, Object[] row) throws IOException {
    rows.computeIfAbsent(key, ignored -> new ArrayList<>(1)).add(row);
    if (added++ % MEASURED == 0) {
      record.clear();
      serializer.serialize(row, record);
      size = OBJECTS_OF_A_ROW + 2 * record.length();
    }
    count++;
    bytes += size;
    if (bytes > memory) {
      spill();
    }
  }

  boolean isEmpty() {
    return rows.isEmpty() && files.isEmpty();
  }

  /** The lowest. */
  long firstKey() {
    long first = rows.isEmpty() ? Long.MAX_VALUE : rows.firstKey();
    for (SpilledRows file : files) {
      first = Math.min(first, file.key());
    }
    return first;
  }

  /** Takes out all rows of the lowest key. */
  List<Object[]> takeFirst() throws IOException {
    long key = firstKey();
    List<Object[]> first = new ArrayList<>();
    boolean ended = false;
    for (SpilledRows file : files) {
      while (!file.isEmpty() && file.key() == key) {
        first.add(file.take());
      }
      ended |= file.isEmpty();
    }
    if (ended) {
      files.removeIf(SpilledRows::isEmpty);
    }
    if (!rows.isEmpty() && rows.firstKey() == key) {
      List<Object[]> inMemory = requireNonNull(rows.pollFirstEntry()).getValue();
      bytes -= bytes / count * inMemory.size();
      count -= inMemory.size();
      bytes = count == 0 ? 0 : bytes;
      first.addAll(inMemory);
    }
    return first;
  }

  private void spill() throws IOException {
    if (files.size() == MOST_FILES) {
      mergeFiles();
    }
    SpilledRows.Writer writer = new SpilledRows.Writer(newFile.get(), serializer);
    for (Map.Entry<Long, List<Object[]>> entry : rows.entrySet()) {
      for (Object[] row : entry.getValue()) {
        writer.add(entry.getKey(), row);
      }
    }
    files.add(writer.finish());
    rows.clear();
    bytes = 0;
    count = 0;
  }

  private void mergeFiles() throws IOException {
    SpilledRows.Writer writer = new SpilledRows.Writer(newFile.get(), serializer);
    while (!files.isEmpty()) {
      long key = files.stream().mapToLong(SpilledRows::key).min().orElseThrow();
      for (SpilledRows file : files) {
        while (!file.isEmpty() && file.key() == key) {
          writer.add(key, file.take());
        }
      }
      files.removeIf(SpilledRows::isEmpty);
    }
    files.add(writer.finish());
  }

  /** Writes all rows, which stay. */
  void writeTo(OutputStream target) throws IOException {
    DataOutputStream out = new DataOutputStream(target);
    for (SpilledRows file : files) {
      file.copyTo(out);
    }
    for (Map.Entry<Long, List<Object[]>> entry : rows.entrySet()) {
      for (Object[] row : entry.getValue()) {
        SpilledRows.write(entry.getKey(), row, serializer, record, out);
      }
    }
    out.writeInt(END);
  }

  /**
   * Adds the rows that were written.
   *
   * @param written the serializer with which they were
   */
  void readFrom(InputStream source, RowReader written) throws IOException {
    DataInputStream in = new DataInputStream(source);
    for (int length = in.readInt(); length != END; length = in.readInt()) {
      byte[] next = new byte[length];
      in.readFully(next);
      DataInputDeserializer row = new DataInputDeserializer(next, 0, length);
      add(row.readLong(), written.read(row));
    }
  }

  /** Makes rows of bytes. */
  interface RowReader {
    Object[] read(DataInputDeserializer bytes) throws IOException;
  }

  void close() throws IOException {
    for (SpilledRows file : files) {
      file.close();
    }
    files.clear();
    rows.clear();
  }
}
