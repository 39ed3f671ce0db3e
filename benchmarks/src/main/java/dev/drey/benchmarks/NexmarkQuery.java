// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The queries of Nexmark, each as streams of a spec ({@code nexmark/qN.yaml}) and in Flink SQL
 * ({@code nexmark/qN.sql}: the columns of the result, then the query).
 */
@SuppressWarnings("ImmutableEnumChecker") // A list that nobody can change.
enum NexmarkQuery {
  /** Bids as they are. */
  Q0,
  /** Prices in another currency. */
  Q1,
  /** The bids of some auctions. */
  Q2,
  /** Who offers something of one category in three states. */
  Q3,
  /** The auctions with most bids in the last ten seconds, every two. */
  Q5,
  /** The highest bids of each ten seconds. */
  Q7,
  /** Persons who offer something within the ten seconds in which they came. */
  Q8,
  /** The highest bid of each auction while it lasts. */
  Q9("auction", "place"),
  /** Bids of each bidder until ten seconds without one. */
  Q11,
  /** Bids of some prices, with the time of day and the letters of a text. */
  Q14,
  /** Bids, bidders and auctions of each day, by price. */
  Q15("day"),
  /** The same of each channel. */
  Q16("channel", "day"),
  /** The prices of each auction and day. */
  Q17("auction", "day"),
  /** The last bid of each bidder for each auction. */
  Q18("bidder", "auction"),
  /** The ten highest bids of each auction. */
  Q19("auction", "place"),
  /** Bids with what they are for, of one category. */
  Q20,
  /** Bids with the number of their channel, as its name or the URL says. */
  Q21,
  /** Bids with the folders of their URL. */
  Q22;

  private final List<String> key;

  NexmarkQuery(String... key) {
    this.key = List.of(key);
  }

  /**
   * The columns by which a row of the result replaces another; none where each stands for itself.
   */
  List<String> key() {
    return key;
  }

  /** Whether it keeps anything between two events. */
  boolean hasState() {
    return !List.of(Q0, Q1, Q2, Q14, Q21, Q22).contains(this);
  }

  private String resource(String suffix) {
    return "/nexmark/" + name().toLowerCase(Locale.ROOT) + suffix;
  }

  String spec() {
    return read("/nexmark/source.yaml").replace("QUERY", name().toLowerCase(Locale.ROOT))
        + read(resource(".yaml"));
  }

  /** The columns of the result, with their types. */
  String columns() {
    return read(resource(".sql")).split(";", 2)[0];
  }

  String sql() {
    return read(resource(".sql")).split(";", 2)[1];
  }

  /** The tables that queries read. */
  static String tables() {
    return read("/nexmark/source.sql");
  }

  private static String read(String resource) {
    try (InputStream in = NexmarkQuery.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
