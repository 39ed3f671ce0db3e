package dev.drey.connector;

/**
 * A record that could not be read. Lives between a source's reader and the operator chained to it.
 */
public final class BadRecord {
  private final Object[] row;

  /**
   * @param row the values of {@link BadRecords#rowType}
   */
  public BadRecord(Object[] row) {
    this.row = row;
  }

  /** The values of {@link BadRecords#rowType}. */
  public Object[] row() {
    return row;
  }
}
