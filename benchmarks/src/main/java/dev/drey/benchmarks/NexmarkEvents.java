// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/**
 * The events of the public benchmark Nexmark, an auction house: of fifty one is a new person, three
 * are new auctions and the others bids. Proportions, ids, the shares of hot auctions, bidders,
 * sellers and channels, and the sizes of records are those of its published generator; the random
 * numbers are not, so figures compare within a run alone. In JSON; event {@code i} depends on
 * {@code i} alone.
 */
final class NexmarkEvents {
  /** 2026-01-01T00:00:00Z, in epoch milliseconds. */
  static final long START = 1_767_225_600_000L;

  private static final int PERSONS = 1;
  private static final int AUCTIONS = 3;
  private static final int TOTAL = 50;

  /** Events a second of event time. */
  private static final int RATE = 10_000;

  private static final long FIRST_PERSON = 1_000;
  private static final long FIRST_AUCTION = 1_000;
  private static final int FIRST_CATEGORY = 10;
  private static final int CATEGORIES = 5;

  /** Of so many ids one is hot, until the next so many have come. */
  private static final int HOT = 100;

  private static final int HOT_AUCTION_SHARE = 2;
  private static final int HOT_BIDDER_SHARE = 4;
  private static final int HOT_SELLER_SHARE = 4;
  private static final int HOT_CHANNEL_SHARE = 2;

  /** Persons who bid and sell: the last ones that came. */
  private static final int ACTIVE_PERSONS = 1_000;

  private static final int AUCTIONS_IN_FLIGHT = 100;

  /** Letters that make a record as long as the published one, within a fifth. */
  private static final int PERSON_FILLING = 130;

  private static final int AUCTION_FILLING = 360;
  private static final int BID_FILLING = 68;
  private static final int CHANNELS = 10_000;
  private static final String[] HOT_CHANNELS = {"Google", "Facebook", "Baidu", "Apple"};
  private static final String[] STATES = {"AZ", "CA", "ID", "OR", "WA", "WY"};
  private static final String[] CITIES = {
    "Phoenix",
    "Los Angeles",
    "San Francisco",
    "Boise",
    "Portland",
    "Bend",
    "Redmond",
    "Seattle",
    "Kent",
    "Cheyenne"
  };
  private static final String[] FIRST_NAMES = {
    "Peter", "Paul", "Luke", "John", "Saul", "Vicky", "Kate", "Julie", "Sarah", "Deiter", "Walter"
  };
  private static final String[] LAST_NAMES = {
    "Shultz", "Abrams", "Spencer", "White", "Bartels", "Walton", "Smith", "Jones", "Noris"
  };

  private NexmarkEvents() {}

  /**
   * @param count how many events
   */
  static Records generate(int count) {
    byte[][] events = new byte[count][];
    Arrays.parallelSetAll(events, i -> event(i).getBytes(StandardCharsets.UTF_8));
    return new Records(events);
  }

  private static String event(int i) {
    Random random = new Random(i * 0x9E3779B97F4A7C15L);
    long time = START + (long) i * 1_000 / RATE;
    int place = i % TOTAL;
    String event =
        place < PERSONS
            ? person(i, random)
            : place < PERSONS + AUCTIONS ? auction(i, random, time) : bid(i, random);
    int type = place < PERSONS ? 0 : place < PERSONS + AUCTIONS ? 1 : 2;
    return "{\"event_type\":" + type + ",\"ts\":" + time + "," + event + "}";
  }

  /** How many persons there are up to an event. */
  private static long persons(long i) {
    return i / TOTAL * PERSONS + Math.min(i % TOTAL + 1, PERSONS);
  }

  private static long auctions(long i) {
    return i / TOTAL * AUCTIONS + Math.max(0, Math.min(i % TOTAL + 1 - PERSONS, AUCTIONS));
  }

  private static String person(long i, Random random) {
    String name = pick(FIRST_NAMES, random) + " " + pick(LAST_NAMES, random);
    String fields =
        "\"id\":"
            + (FIRST_PERSON + persons(i) - 1)
            + text("name", name)
            + text("email", letters(random, 7) + "@" + letters(random, 5) + ".com")
            + text("card", digits(random) + " " + digits(random))
            + text("city", pick(CITIES, random))
            + text("state", pick(STATES, random));
    return "\"person\":{" + fields + filling(PERSON_FILLING, random) + "}";
  }

  private static String auction(long i, Random random, long time) {
    long last = persons(i) - 1;
    long seller =
        random.nextInt(HOT_SELLER_SHARE) > 0
            ? last / HOT * HOT
            : last - random.nextInt((int) Math.min(ACTIVE_PERSONS, last + 1));
    long initial = price(random);
    String fields =
        "\"id\":"
            + (FIRST_AUCTION + auctions(i) - 1)
            + text("item", letters(random, 10 + random.nextInt(10)))
            + text("description", letters(random, 50 + random.nextInt(50)))
            + number("initial_bid", initial)
            + number("reserve", initial + price(random))
            + number("expires", time + 1 + random.nextInt(2 * AUCTIONS_IN_FLIGHT * 1_000 / 600))
            + number("seller", FIRST_PERSON + seller)
            + number("category", FIRST_CATEGORY + random.nextInt(CATEGORIES));
    return "\"auction\":{" + fields + filling(AUCTION_FILLING, random) + "}";
  }

  private static String bid(long i, Random random) {
    long lastAuction = auctions(i) - 1;
    long auction =
        random.nextInt(HOT_AUCTION_SHARE) > 0
            ? lastAuction / HOT * HOT
            : lastAuction - random.nextInt((int) Math.min(AUCTIONS_IN_FLIGHT, lastAuction + 1));
    long last = persons(i) - 1;
    long bidder =
        random.nextInt(HOT_BIDDER_SHARE) > 0
            ? last / HOT * HOT
            : last - random.nextInt((int) Math.min(ACTIVE_PERSONS, last + 1));
    String channel;
    String url;
    if (random.nextInt(HOT_CHANNEL_SHARE) > 0) {
      channel = pick(HOT_CHANNELS, random);
      url = url(channel.charAt(0) * 7L, "");
    } else {
      int number = random.nextInt(CHANNELS);
      channel = "channel-" + number;
      // One in ten has no id of its channel.
      url = url(number, number % 10 == 0 ? "" : "&channel_id=" + Integer.reverse(number));
    }
    String fields =
        "\"auction\":"
            + (FIRST_AUCTION + auction)
            + number("bidder", FIRST_PERSON + bidder)
            + number("price", price(random))
            + text("channel", channel)
            + text("url", url);
    return "\"bid\":{" + fields + filling(BID_FILLING, random) + "}";
  }

  private static String url(long seed, String query) {
    Random random = new Random(seed);
    return "https://www.nexmark.com/"
        + letters(random, 5)
        + "/"
        + letters(random, 5)
        + "/"
        + letters(random, 5)
        + "/item.htm?query=1"
        + query;
  }

  /** From a cent to a million, each power of ten as often as any other; in cents. */
  private static long price(Random random) {
    return Math.round(Math.pow(10, random.nextDouble() * 6) * 100);
  }

  private static String pick(String[] words, Random random) {
    return words[random.nextInt(words.length)];
  }

  private static String text(String name, String value) {
    return ",\"" + name + "\":\"" + value + "\"";
  }

  private static String number(String name, long value) {
    return ",\"" + name + "\":" + value;
  }

  private static int digits(Random random) {
    return 1_000 + random.nextInt(9_000);
  }

  private static String letters(Random random, int count) {
    char[] letters = new char[count];
    for (int i = 0; i < count; i++) {
      letters[i] = (char) ('a' + random.nextInt(26));
    }
    return new String(letters);
  }

  private static String filling(int letters, Random random) {
    return text("extra", letters(random, letters * 4 / 5 + random.nextInt(letters * 2 / 5 + 1)));
  }
}
