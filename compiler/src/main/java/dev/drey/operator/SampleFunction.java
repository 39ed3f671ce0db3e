// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import dev.drey.row.RowSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.apache.datasketches.hash.MurmurHash3;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a share of the rows: those of which a hash of some columns, evenly spread over 63 bits, is
 * in the lower part of all. The hash is MurmurHash3 (x64, 128 bits, its first half) of the bytes
 * that these columns have in state, so it is the same in each run, subtask and stream; the hash by
 * which Flink sends keys to subtasks is another one.
 */
public final class SampleFunction implements FilterFunction<Object[]> {
  private static final long serialVersionUID = 1;

  private static final long SEED = 0x6472_6579L;

  private final int[] by;
  private final RowSerializer serializer;
  private final long below;
  private transient @Nullable DataOutputSerializer bytes;

  /**
   * @param share from 0 to 1
   * @param by positions of the columns that decide
   * @param serializer of these columns alone, each of which may be NULL
   */
  public SampleFunction(BigDecimal share, List<Integer> by, RowSerializer serializer) {
    this.by = by.stream().mapToInt(Integer::intValue).toArray();
    this.serializer = serializer;
    BigInteger all = BigInteger.ONE.shiftLeft(63);
    this.below = new BigDecimal(all).multiply(share).toBigInteger().longValue();
  }

  @Override
  public boolean filter(Object[] row) {
    // 2^63, for all rows, is the smallest of signed numbers and above all others as an unsigned one
    return Long.compareUnsigned(hash(row) >>> 1, below) < 0;
  }

  private long hash(Object[] row) {
    DataOutputSerializer out = bytes == null ? new DataOutputSerializer(64) : bytes;
    bytes = out;
    out.clear();
    Object[] values = new Object[by.length];
    for (int i = 0; i < by.length; i++) {
      values[i] = row[by[i]];
    }
    try {
      serializer.serialize(values, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return MurmurHash3.hash(out.getSharedBuffer(), 0, out.length(), SEED)[0];
  }
}
