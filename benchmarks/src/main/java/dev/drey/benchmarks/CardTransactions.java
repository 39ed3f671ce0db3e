// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/**
 * The input of every job: card transactions, in JSON of about 250 bytes or in Avro, made by a
 * deterministic generator and kept in memory, so that neither disk nor network is measured. 10 000
 * cards; a nested merchant; an amount; epoch milliseconds out of order by at most four seconds; a
 * list of tags. Record {@code i} depends on {@code i} alone.
 */
final class CardTransactions {
  static final int CARDS = 10_000;

  /** 2026-01-01T00:00:00Z, in epoch milliseconds. */
  static final long START = 1_767_225_600_000L;

  private static final String[] COUNTRIES = {"US", "US", "US", "DE", "FR", "JP", "BR", "IN"};
  private static final String[] TAGS = {"online", "chip", "contactless", "recurring", "foreign"};

  private final byte[][] records;

  private CardTransactions(byte[][] records) {
    this.records = records;
  }

  /**
   * @param count how many records
   */
  static CardTransactions generate(int count, Job job) {
    return generate(count, job.stepMillis(), job.isAvro());
  }

  /**
   * @param count how many records
   * @param stepMillis how much event time passes from one record to the next
   * @param avro whether they are Avro, and not JSON
   */
  static CardTransactions generate(int count, long stepMillis, boolean avro) {
    byte[][] records = new byte[count][];
    Arrays.parallelSetAll(
        records,
        i -> {
          byte[] json = record(i, stepMillis).getBytes(StandardCharsets.UTF_8);
          return avro ? AvroTransactions.of(json) : json;
        });
    return new CardTransactions(records);
  }

  private static String record(int i, long stepMillis) {
    Random random = new Random(i * 0x9E3779B97F4A7C15L);
    long time = START + i * stepMillis - random.nextInt(4_000);
    int cents = random.nextInt(100_000);
    return "{\"tx_id\":\"tx-"
        + String.format("%010d", i)
        + "\",\"card_id\":\"card-"
        + String.format("%05d", random.nextInt(CARDS))
        + "\",\"amount\":"
        + cents / 100
        + "."
        + String.format("%02d", cents % 100)
        + ",\"currency\":\"USD\",\"merchant\":{\"id\":"
        + (100_000 + random.nextInt(900_000))
        + ",\"name\":\"Merchant "
        + random.nextInt(5_000)
        + "\",\"country\":\""
        + COUNTRIES[random.nextInt(COUNTRIES.length)]
        + "\",\"category\":\"retail\"},\"ts\":"
        + time
        + ",\"tags\":[\""
        + TAGS[random.nextInt(TAGS.length)]
        + "\",\""
        + TAGS[random.nextInt(TAGS.length)]
        + "\"],\"terminal\":\"T"
        + String.format("%06d", random.nextInt(1_000_000))
        + "\"}";
  }

  int count() {
    return records.length;
  }

  byte[] get(int i) {
    return records[i];
  }
}
