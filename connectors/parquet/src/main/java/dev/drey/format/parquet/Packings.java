// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.parquet;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * How pages are packed and unpacked, where Parquet's own asks Hadoop. What a page says of its size
 * is believed up to a bound alone.
 */
final class Packings implements CompressionCodecFactory {
  private static final int LARGEST_PAGE = 512 << 20;

  /** What one packing makes of bytes. */
  private interface Work {
    byte[] of(byte[] bytes, int unpacked) throws IOException;
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    Work work = packing(codec);
    return new BytesInputCompressor() {
      @Override
      public BytesInput compress(BytesInput bytes) throws IOException {
        byte[] plain = bytes.toInputStream().readAllBytes();
        return BytesInput.from(work.of(plain, plain.length));
      }

      @Override
      public CompressionCodecName getCodecName() {
        return codec;
      }

      @Override
      public void release() {}
    };
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    Work work = unpacking(codec);
    return new BytesInputDecompressor() {
      @Override
      public BytesInput decompress(BytesInput bytes, int unpacked) throws IOException {
        return BytesInput.from(unpacked(work, bytes.toInputStream().readAllBytes(), unpacked));
      }

      @Override
      public void decompress(ByteBuffer packed, int length, ByteBuffer target, int unpacked)
          throws IOException {
        byte[] bytes = new byte[length];
        packed.get(bytes);
        target.put(unpacked(work, bytes, unpacked));
      }

      @Override
      public void release() {}
    };
  }

  private static byte[] unpacked(Work work, byte[] packed, int length) throws IOException {
    if (length < 0 || length > LARGEST_PAGE) {
      throw new IOException("a page says that it has " + length + " bytes");
    }
    byte[] plain = work.of(packed, length);
    if (plain.length != length) {
      throw new IOException("a page of " + plain.length + " bytes says that it has " + length);
    }
    return plain;
  }

  private static Work packing(CompressionCodecName codec) {
    switch (codec) {
      case UNCOMPRESSED:
        return (bytes, length) -> bytes;
      case SNAPPY:
        return (bytes, length) -> Snappy.compress(bytes);
      case GZIP:
        return (bytes, length) -> gzip(bytes);
      case ZSTD:
        return (bytes, length) -> Zstd.compress(bytes);
      default:
        throw new IllegalStateException(codec.toString());
    }
  }

  private static Work unpacking(CompressionCodecName codec) {
    switch (codec) {
      case UNCOMPRESSED:
        return (bytes, length) -> bytes;
      case SNAPPY:
        return Packings::fromSnappy;
      case GZIP:
        return Packings::fromGzip;
      case ZSTD:
        return Packings::fromZstd;
      default:
        throw new UnsupportedOperationException(
            "it is packed by " + codec + ", which is not read: SNAPPY, GZIP and ZSTD are");
    }
  }

  private static byte[] fromSnappy(byte[] packed, int length) throws IOException {
    if (Snappy.uncompressedLength(packed) != length) {
      throw new IOException("a page of another size than it says");
    }
    return Snappy.uncompress(packed);
  }

  private static byte[] fromZstd(byte[] packed, int length) throws IOException {
    byte[] plain = new byte[length];
    long size = Zstd.decompress(plain, packed);
    if (Zstd.isError(size)) {
      throw new IOException(Zstd.getErrorName(size));
    }
    if (size != length) {
      throw new IOException("a page of " + size + " bytes says that it has " + length);
    }
    return plain;
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 2 + 64);
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    }
    return packed.toByteArray();
  }

  /** One byte more than there should be tells that it is more. */
  private static byte[] fromGzip(byte[] packed, int length) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readNBytes(length + 1);
    }
  }

  @Override
  public void release() {}
}
