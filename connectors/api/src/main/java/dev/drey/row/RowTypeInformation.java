package dev.drey.row;

import dev.drey.type.RowType;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Flink's view of rows of a {@link RowType}: {@code Object[]} with our serializer. */
public final class RowTypeInformation {
  private RowTypeInformation() {}

  public static TypeInformation<Object[]> of(RowType rowType) {
    throw new UnsupportedOperationException(rowType.toString());
  }
}
