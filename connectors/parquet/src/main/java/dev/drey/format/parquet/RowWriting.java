// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.parquet;

import static java.util.Objects.requireNonNull;

import dev.drey.type.RowType;
import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Rows as Parquet's writer asks for them. The methods with Hadoop's configuration must be there for
 * the compiler; nobody calls them, and so the class need not be there in a job.
 */
final class RowWriting extends WriteSupport<Object[]> {
  private final RowType type;
  private final ValueWriter writer;
  private @Nullable RecordConsumer out;

  RowWriting(RowType type) {
    this.type = type;
    this.writer = ValueWriter.row(type, "");
  }

  @Override
  @Deprecated
  public WriteContext init(Configuration unused) {
    throw new IllegalStateException("there is no Hadoop here");
  }

  @Override
  public WriteContext init(ParquetConfiguration unused) {
    return new WriteContext(WrittenSchema.of(type), Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    out = consumer;
  }

  @Override
  public void write(Object[] row) {
    RecordConsumer consumer = requireNonNull(out);
    try {
      consumer.startMessage();
      writer.write(row, consumer);
      consumer.endMessage();
    } catch (IOException e) {
      throw new UnwritableException(e);
    }
  }

  /** Makes the writer of one file. */
  static final class Builder extends ParquetWriter.Builder<Object[], Builder> {
    private final RowType type;

    Builder(OutputFile file, RowType type) {
      super(file);
      this.type = type;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @Deprecated
    protected WriteSupport<Object[]> getWriteSupport(Configuration unused) {
      return new RowWriting(type);
    }

    @Override
    protected WriteSupport<Object[]> getWriteSupport(ParquetConfiguration unused) {
      return new RowWriting(type);
    }
  }
}
