// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What names of files say about packing: one that ends in {@code .gz} is gzip, read and written;
 * other endings of packed files are refused.
 */
final class PackedNames {
  private static final String GZIP = ".gz";

  /** Endings that ask for what is neither read nor written here. */
  private static final Map<String, String> REFUSED = refused();

  private PackedNames() {}

  private static Map<String, String> refused() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put(".zst", "Zstandard");
    names.put(".zstd", "Zstandard");
    names.put(".bz2", "bzip2");
    names.put(".xz", "xz");
    names.put(".lz4", "LZ4");
    names.put(".snappy", "Snappy");
    names.put(".br", "Brotli");
    names.put(".zip", "zip");
    names.put(".7z", "7z");
    return names;
  }

  /** Whether a file of this name is packed with gzip. */
  static boolean isGzip(String path) {
    return path.toLowerCase(Locale.ROOT).endsWith(GZIP);
  }

  /** The way of packing that the name asks for but that is not known here. */
  static Optional<String> unknown(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return REFUSED.entrySet().stream()
        .filter(entry -> lower.endsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** The name with gzip's ending in place of an unknown one. */
  static String asGzip(String path) {
    return path.substring(0, path.lastIndexOf('.')) + GZIP;
  }
}
