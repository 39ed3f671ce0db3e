// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.apache.datasketches.memory.WritableMemory;
import org.jspecify.annotations.Nullable;

/**
 * About how many different values, by a HyperLogLog sketch of 4096 registers: Flajolet, Fusy,
 * Gandouet and Meunier (2007), as Apache DataSketches has it. A few values are kept as they are
 * hashed, and counted exactly. The estimate is the one of the registers alone: it does not depend
 * on the order of rows, on how they were spread over slices and subtasks, nor on a restart.
 */
final class ApproxCountDistinct extends Aggregate {
  private static final long serialVersionUID = 1;

  static final AggregateFunction FUNCTION =
      new AggregateFunction(
          AggregateFunction.described(
              "APPROX_COUNT_DISTINCT(T) -> BIGINT",
              "About how many different values that are not NULL: mostly within 3.3 % (two standard"
                  + " errors), exact up to some ten. It keeps 4 KiB at most.",
              "APPROX_COUNT_DISTINCT(x)",
              "CAST(2 AS BIGINT)")) {
        @Override
        public Optional<String> wanted(DataType argument) {
          return argument.kind().isNested()
              ? Optional.of("a text, a number, a BOOLEAN, a time or bytes")
              : Optional.empty();
        }

        @Override
        public boolean countsRepetition() {
          return false;
        }

        @Override
        public DataType type(DataType argument, boolean filtered) {
          return DataType.of(TypeKind.BIGINT).notNull();
        }

        @Override
        public Aggregate aggregate(DataType argument, DataType type, List<String> constants) {
          return new ApproxCountDistinct();
        }
      };

  private static final int LOG_REGISTERS = 12;
  private static final TgtHllType KIND = TgtHllType.HLL_8;

  /** The bytes of a sketch that has all its registers, and can be counted up in its place. */
  private static final int WHOLE = HllSketch.getMaxUpdatableSerializationBytes(LOG_REGISTERS, KIND);

  private ApproxCountDistinct() {}

  @Override
  public List<Field> state() {
    return List.of(Field.of("sketch", DataType.of(TypeKind.VARBINARY)));
  }

  @Override
  public void add(Object[] accumulator, int at, Object value, long time) {
    byte[] known = (byte[]) accumulator[at];
    if (known != null && known.length == WHOLE) {
      update(HllSketch.writableWrap(WritableMemory.writableWrap(known)), value);
      return;
    }
    HllSketch sketch =
        known == null ? new HllSketch(LOG_REGISTERS, KIND) : HllSketch.heapify(known);
    update(sketch, value);
    accumulator[at] = sketch.toUpdatableByteArray();
  }

  /** Values of one column are of one type, so values of different types may have one hash. */
  private static void update(HllSketch sketch, Object value) {
    if (value instanceof String) {
      String text = (String) value;
      if (text.isEmpty()) {
        sketch.update(0L); // the library takes an empty text for none
      } else {
        sketch.update(text);
      }
    } else if (value instanceof BigDecimal) {
      sketch.update(((BigDecimal) value).unscaledValue().toByteArray());
    } else if (value instanceof Double || value instanceof Float) {
      sketch.update(((Number) value).doubleValue());
    } else if (value instanceof Number) {
      sketch.update(((Number) value).longValue());
    } else if (value instanceof Boolean) {
      sketch.update((Boolean) value ? 1L : 0L);
    } else {
      byte[] bytes = (byte[]) value;
      if (bytes.length == 0) {
        sketch.update(0L);
      } else {
        sketch.update(bytes);
      }
    }
  }

  @Override
  public void merge(Object[] accumulator, int at, Object[] other) {
    byte[] theirs = (byte[]) other[at];
    if (theirs == null) {
      return;
    }
    byte[] mine = (byte[]) accumulator[at];
    if (mine == null) {
      accumulator[at] = theirs.clone();
      return;
    }
    Union union = new Union(LOG_REGISTERS);
    union.update(HllSketch.heapify(mine));
    union.update(HllSketch.heapify(theirs));
    accumulator[at] = union.getResult(KIND).toUpdatableByteArray();
  }

  @Override
  public Object result(Object[] accumulator, int at) {
    byte @Nullable [] sketch = (byte[]) accumulator[at];
    return sketch == null ? 0L : Math.round(HllSketch.heapify(sketch).getCompositeEstimate());
  }
}
