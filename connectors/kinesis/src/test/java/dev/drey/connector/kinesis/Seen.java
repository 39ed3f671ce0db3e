// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kinesis;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * What came out of a source: its rows and its last watermark, kept outside the job under the test's
 * own name, for the task managers of these tests run in the tests' JVM.
 */
final class Seen extends AbstractStreamOperator<Object[]>
    implements OneInputStreamOperator<Object[], Object[]> {
  private static final long serialVersionUID = 1;

  private static final Map<String, Queue<Object[]>> ROWS = new ConcurrentHashMap<>();
  private static final Map<String, Long> WATERMARKS = new ConcurrentHashMap<>();

  private final String test;

  // Chained to the source: a bad record's row must not be serialized.
  @SuppressWarnings("deprecation")
  Seen(String test) {
    this.test = test;
    this.chainingStrategy = ChainingStrategy.ALWAYS;
  }

  static List<Object[]> rows(String test) {
    return List.copyOf(ROWS.getOrDefault(test, new ConcurrentLinkedQueue<>()));
  }

  static List<Long> ids(String test) {
    return rows(test).stream().map(row -> (Long) row[0]).collect(Collectors.toList());
  }

  static long watermark(String test) {
    return WATERMARKS.getOrDefault(test, Long.MIN_VALUE);
  }

  @Override
  public void processElement(StreamRecord<Object[]> record) {
    ROWS.computeIfAbsent(test, ignored -> new ConcurrentLinkedQueue<>()).add(record.getValue());
  }

  @Override
  public void processWatermark(Watermark watermark) {
    WATERMARKS.put(test, watermark.getTimestamp());
  }
}
