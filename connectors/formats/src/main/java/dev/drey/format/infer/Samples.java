// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.infer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Files with records to look at, unpacked where their names say that they are packed. */
public final class Samples {
  private static final String GZIP = ".gz";

  private Samples() {}

  public static InputStream open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file));
    boolean packed = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(GZIP);
    try {
      return packed ? new GZIPInputStream(in) : in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }
}
