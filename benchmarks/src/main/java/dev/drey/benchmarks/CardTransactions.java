// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/**
 * The input of every job: card transactions, in JSON of about 250 bytes or in Avro, made by a
 * deterministic generator and kept in memory, so that neither disk nor network is measured. Cards;
 * a nested merchant; an amount; epoch milliseconds out of order by at most four seconds; a list of
 * tags. Record {@code i} depends on {@code i} alone.
 */
public final class CardTransactions {
  /** 2026-01-01T00:00:00Z, in epoch milliseconds. */
  static final long START = 1_767_225_600_000L;

  private static final String[] COUNTRIES = {"US", "US", "US", "DE", "FR", "JP", "BR", "IN"};
  private static final String[] TAGS = {"online", "chip", "contactless", "recurring", "foreign"};

  /** How far behind a record the one is whose number it repeats, where it does. */
  private static final int REPEATED_AFTER = 503;

  private CardTransactions() {}

  /**
   * @param count how many records
   */
  static Records generate(int count, Input input) {
    byte[][] records = new byte[count][];
    Arrays.parallelSetAll(
        records,
        i -> {
          byte[] json = record(i, input).getBytes(StandardCharsets.UTF_8);
          return input.avro() ? AvroTransactions.of(json) : json;
        });
    return new Records(records);
  }

  /** One record, in JSON. */
  public static byte[] json(int i) {
    return record(i, Input.ofCards(10_000, 5)).getBytes(StandardCharsets.UTF_8);
  }

  private static String record(int i, Input input) {
    Random random = new Random(i * 0x9E3779B97F4A7C15L);
    boolean repeats = input.repeats() && i % 10 == 9 && i >= REPEATED_AFTER;
    long time = START + i * input.stepMillis() - random.nextInt(4_000);
    int cents = random.nextInt(100_000);
    return "{\"tx_id\":\"tx-"
        + String.format("%010d", repeats ? i - REPEATED_AFTER : i)
        + "\",\"card_id\":\"card-"
        + String.format("%05d", random.nextInt(input.cards()))
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
}
