// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.parquet;

import static java.util.Objects.requireNonNull;

import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.FileDecoder;
import dev.drey.format.SeekableInput;
import dev.drey.format.text.TruncateTimes;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** The rows of files: of each the columns that somebody needs, group of rows by group of rows. */
final class ParquetFileDecoder implements FileDecoder {
  private static final long serialVersionUID = 1;

  private final DecoderContext context;

  ParquetFileDecoder(DecoderContext context) {
    this.context = context;
  }

  @Override
  public Rows open(SeekableInput file) throws IOException, BadRecordException {
    FileInput input = new FileInput(file);
    ParquetFileReader reader;
    try {
      reader = ParquetFileReader.open(input, ReadOptions.of());
      checkIndex(reader, input.getLength());
    } catch (IOException | RuntimeException e) {
      input.check();
      throw new BadRecordException("it is no file of Parquet: " + e.getMessage());
    } catch (NoClassDefFoundError e) {
      // For some messages Parquet's reader asks Hadoop for the file's name.
      throw new BadRecordException("it is no file of Parquet: its index is damaged");
    }
    RowType columns = needed();
    MessageType schema = reader.getFileMetaData().getSchema();
    try {
      MessageType requested =
          new MessageType(schema.getName(), ReadSchema.fields(schema, columns, ""));
      reader.setRequestedSchema(requested);
      return new Reading(input, reader, requested, new Rooted(requested, columns, context));
    } catch (ParquetMismatch mismatch) {
      throw new BadRecordException("its schema does not fit the columns: " + mismatch.getMessage());
    }
  }

  /** What a damaged index says of sizes is not believed: as much would be asked of the memory. */
  private static void checkIndex(ParquetFileReader reader, long length) throws IOException {
    for (BlockMetaData rows : reader.getRowGroups()) {
      for (ColumnChunkMetaData column : rows.getColumns()) {
        long start = column.getStartingPos();
        long size = column.getTotalSize();
        if (start < 0 || size < 0 || start > length || size > length - start) {
          throw new IOException("its index names places that it does not have");
        }
      }
    }
  }

  /** The declared columns that rows have. */
  private RowType needed() {
    List<Field> fields = new ArrayList<>();
    for (int position : context.positions()) {
      if (position >= 0) {
        fields.add(context.declared().field(position));
      }
    }
    return RowType.of(fields);
  }

  /** Rows of the size that is asked for, with the columns in their slots. */
  private static final class Rooted extends RecordMaterializer<Object[]> {
    private final Failures failures = new Failures();
    private final GroupConverter root;
    private Object @Nullable [] row;

    Rooted(MessageType requested, RowType columns, DecoderContext context) {
      Map<String, Integer> slots = new HashMap<>();
      List<Integer> positions = context.positions();
      for (int i = 0; i < positions.size(); i++) {
        if (positions.get(i) >= 0) {
          slots.put(context.declared().field(positions.get(i)).name(), i);
        }
      }
      this.root =
          new RowConverter(
              requested,
              columns,
              slots,
              positions.size(),
              "",
              new Converters(failures, context.options().get(TruncateTimes.OPTION)),
              value -> row = (Object[]) value);
    }

    @Override
    public Object[] getCurrentRecord() {
      return requireNonNull(row);
    }

    @Override
    public GroupConverter getRootConverter() {
      return root;
    }
  }

  private static final class Reading implements Rows {
    private final FileInput input;
    private final ParquetFileReader reader;
    private final MessageColumnIO columns;
    private final Rooted rows;
    private @Nullable RecordReader<Object[]> group;
    private long left;
    private boolean damaged;

    Reading(FileInput input, ParquetFileReader reader, MessageType requested, Rooted rows) {
      this.input = input;
      this.reader = reader;
      this.columns =
          new ColumnIOFactory().getColumnIO(requested, reader.getFileMetaData().getSchema(), true);
      this.rows = rows;
    }

    @Override
    public Object @Nullable [] next() throws IOException, BadRecordException {
      Object[] row;
      try {
        if (damaged || !hasNext()) {
          return null;
        }
        left--;
        row = requireNonNull(group).read();
      } catch (IOException | RuntimeException e) {
        // Parquet has a runtime exception of another class for each kind of damage.
        input.check();
        throw damaged(reason(e));
      } catch (NoClassDefFoundError e) {
        // As above.
        throw damaged("a column has another number of values than the file's index says");
      }
      rows.failures.check();
      return row;
    }

    private BadRecordException damaged(String how) {
      damaged = true;
      return new BadRecordException(
          "the file is damaged, and nothing of it is read from here on: " + how);
    }

    private static String reason(Exception e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    private boolean hasNext() throws IOException {
      while (left == 0) {
        PageReadStore pages = reader.readNextRowGroup();
        if (pages == null) {
          return false;
        }
        left = pages.getRowCount();
        group = columns.getRecordReader(pages, rows);
      }
      return true;
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
