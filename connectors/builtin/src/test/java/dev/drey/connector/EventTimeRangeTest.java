// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.connector.datagen.DatagenConnector;
import dev.drey.format.RowDecoder;
import dev.drey.row.BadRecord;
import dev.drey.row.RowFunction;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Event times from the ends of what a number can hold, in every way that a row can come. */
class EventTimeRangeTest {
  // Of 0001-01-01T00:00:00Z and 9999-12-31T23:59:59.999Z: `date -u -d 0001-01-01 +%s`.
  private static final long FIRST = -62_135_596_800_000L;
  private static final long LAST = 253_402_300_799_999L;
  private static final List<Long> NONE =
      Arrays.asList(
          Long.MIN_VALUE, Long.MIN_VALUE + 1, FIRST - 1, LAST + 1, Long.MAX_VALUE, (Long) null);

  private static final RowType ROWS = RowType.of(Field.of("t", DataType.of(TypeKind.BIGINT)));

  @Test
  void whatHasNoTimeIsABadRecord() throws Exception {
    for (Long time : NONE) {
      assertThat(open(ErrorPolicy.DROP).accept(new Object[] {time}, key -> 7L)).isNull();
      Object[] bad = open(ErrorPolicy.EMIT).accept(new Object[] {time}, key -> 7L);
      assertThat(bad).isNotNull().satisfies(row -> assertThat(BadRecord.isBad(row)).isTrue());
      assertThatThrownBy(() -> open(ErrorPolicy.FAIL).accept(new Object[] {time}, key -> 7L))
          .hasMessageContaining("source `s`, row 7: its event time");
      if (time != null) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(time).array();
        assertThat(open(ErrorPolicy.DROP).read(bytes, 0, bytes.length, key -> 7L)).isNull();
      }
    }
  }

  @Test
  void whatHasOneIsARow() throws Exception {
    for (long time : new long[] {FIRST, -1, 0, LAST}) {
      Object[] row = {time};
      assertThat(open(ErrorPolicy.FAIL).accept(row, key -> 7L)).isSameAs(row);
    }
  }

  private static RecordReader open(ErrorPolicy policy) {
    RecordReader reader =
        new RecordReader(
            "s",
            new DatagenConnector().descriptor(),
            new NumberDecoder(),
            policy,
            ROWS,
            new @Nullable String[] {null});
    reader.requireEventTime(new FirstColumn());
    reader.open(new UnregisteredMetricsGroup());
    return reader;
  }

  /** Eight bytes to a number. */
  private static final class NumberDecoder implements RowDecoder {
    private static final long serialVersionUID = 1;

    @Override
    public void open() {}

    @Override
    public Object[] decode(byte[] bytes, int offset, int length) {
      return new Object[] {ByteBuffer.wrap(bytes, offset, length).getLong()};
    }
  }

  /** The time that a row says it has. */
  private static final class FirstColumn implements RowFunction {
    private static final long serialVersionUID = 1;

    @Override
    public @Nullable Object apply(Object[] row) {
      return row[0];
    }
  }
}
