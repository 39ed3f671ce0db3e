// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.packed;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import dev.drey.format.BadRecordException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.xerial.snappy.Snappy;

/** A way in which records are packed. What a packed record says of its size is not believed. */
enum Packing {
  GZIP("gzip") {
    @Override
    byte[] pack(byte[] record) throws IOException {
      ByteArrayOutputStream packed = new ByteArrayOutputStream(record.length / 2 + 64);
      try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
        out.write(record);
      }
      return packed.toByteArray();
    }

    @Override
    byte[] unpacked(byte[] bytes, int offset, int length, int most) throws IOException {
      // Java's own stops without a word at damage between the parts of which gzip may consist.
      try (InputStream in =
          new GzipCompressorInputStream(new ByteArrayInputStream(bytes, offset, length), true)) {
        return in.readNBytes(most + 1);
      }
    }
  },

  ZSTD("Zstandard") {
    @Override
    byte[] pack(byte[] record) {
      return Zstd.compress(record);
    }

    @Override
    byte[] unpacked(byte[] bytes, int offset, int length, int most) throws IOException {
      // The stream takes no bytes for no frames.
      if (length == 0) {
        throw new IOException("it is empty");
      }
      try (InputStream in = new ZstdInputStream(new ByteArrayInputStream(bytes, offset, length))) {
        return in.readNBytes(most + 1);
      }
    }
  },

  SNAPPY("Snappy") {
    @Override
    byte[] pack(byte[] record) throws IOException {
      return Snappy.compress(record);
    }

    @Override
    byte[] unpacked(byte[] bytes, int offset, int length, int most) throws IOException {
      int size = Snappy.uncompressedLength(bytes, offset, length);
      if (size < 0 || size > most) {
        return new byte[most + 1];
      }
      byte[] unpacked = new byte[size];
      int filled = Snappy.rawUncompress(bytes, offset, length, unpacked, 0);
      if (filled != size) {
        throw new IOException("it has " + filled + " bytes and says " + size);
      }
      return unpacked;
    }
  };

  private final String words;

  Packing(String words) {
    this.words = words;
  }

  static Packing of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  abstract byte[] pack(byte[] record) throws IOException;

  /** At most one byte more than {@code most}, which tells that there is more. */
  abstract byte[] unpacked(byte[] bytes, int offset, int length, int most) throws IOException;

  final byte[] packed(byte[] record) {
    try {
      return pack(record);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
  }

  /**
   * @param most bytes that a record may have
   */
  final byte[] record(byte[] bytes, int offset, int length, int most) throws BadRecordException {
    byte[] record;
    try {
      record = unpacked(bytes, offset, length, most);
    } catch (IOException | RuntimeException e) {
      throw new BadRecordException(
          "the record is not packed with " + words + ", or is damaged: " + e.getMessage());
    }
    if (record.length > most) {
      throw new BadRecordException(
          "the record has more than "
              + most
              + " bytes once unpacked, the most that the format lets it have");
    }
    return record;
  }
}
