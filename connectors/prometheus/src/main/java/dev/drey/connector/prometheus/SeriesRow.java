// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.prometheus;

import java.util.List;

/** What is sent for a row: one sample of each of some series that no row of another key has. */
final class SeriesRow {
  /** The metric's name, where rows say it, and the values of the labels. */
  final List<String> key;

  final long time;

  /** Fields of a {@code WriteRequest}: a series each. Those of several rows behind each other. */
  final byte[] series;

  SeriesRow(List<String> key, long time, byte[] series) {
    this.key = key;
    this.time = time;
    this.series = series;
  }
}
