// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.packed;

import dev.drey.format.RowDecoder;
import dev.drey.format.RowEncoder;
import dev.drey.shape.Key;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The options of formats whose records may be packed, each by itself, and what they do. */
public final class Packed {
  private static final String NONE = "none";

  private static final Option<String> COMPRESSION =
      Option.choice(
              "compression",
              List.of(NONE, "gzip", "zstd", "snappy"),
              "How each record is packed by itself: read and written. Snappy is its plain form,"
                  + " without frames. Whole files have other ways: names that end in .gz, and a"
                  + " sink's `compress`; what Kafka's clients pack is unpacked by them.")
          .orElse(NONE)
          .example("gzip");

  private static final Option<Long> LIMIT =
      Option.size(
              "maxUnpacked",
              "How large a record may be once it is unpacked. A larger one is bad, and is not"
                  + " unpacked any further.")
          .orElse(32L << 20)
          .example("64 MB");

  /** What one array holds, with a byte to tell that there is more. */
  private static final long MOST = Integer.MAX_VALUE - 16;

  private Packed() {}

  /** A format's own options, and these. */
  public static List<Key> with(List<Key> own) {
    List<Key> keys = new ArrayList<>(own);
    keys.addAll(Option.keys(COMPRESSION, LIMIT));
    return keys;
  }

  /** Whether records are packed: then they cannot stand in a file one behind the other. */
  public static boolean is(OptionValues options) {
    return packing(options).isPresent();
  }

  /** What reads records of these options, of one that reads them unpacked. */
  public static RowDecoder decoder(RowDecoder unpacked, OptionValues options) {
    return packing(options)
        .<RowDecoder>map(packing -> new UnpackingDecoder(packing, limit(options), unpacked))
        .orElse(unpacked);
  }

  /** What writes records of these options, of one that writes them unpacked. */
  public static RowEncoder encoder(RowEncoder unpacked, OptionValues options) {
    return packing(options)
        .<RowEncoder>map(packing -> new PackingEncoder(packing, unpacked))
        .orElse(unpacked);
  }

  /** How many bytes a record may have once it is unpacked. */
  public static int limit(OptionValues options) {
    return Math.toIntExact(Math.min(options.get(LIMIT), MOST));
  }

  private static Optional<Packing> packing(OptionValues options) {
    String name = options.get(COMPRESSION);
    return name.equals(NONE) ? Optional.empty() : Optional.of(Packing.of(name));
  }
}
