// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.parquet;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.crypto.FileDecryptionProperties;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.ParquetMetricsCallback;

/**
 * How files are read: all rows, with the pages' checksums. Parquet's builder of these options loads
 * Hadoop's classes for the names of settings that it looks up, and its reader none: the constructor
 * that the builder calls is asked instead.
 */
final class ReadOptions {
  private static final int LARGEST_ALLOCATION = 8 << 20;
  private static final ParquetReadOptions OPTIONS = made();

  private ReadOptions() {}

  static ParquetReadOptions of() {
    return OPTIONS;
  }

  private static ParquetReadOptions made() {
    boolean filters = false;
    boolean checksums = true;
    boolean other = false;
    try {
      Constructor<ParquetReadOptions> constructor =
          ParquetReadOptions.class.getDeclaredConstructor(
              boolean.class,
              boolean.class,
              boolean.class,
              boolean.class,
              boolean.class,
              boolean.class,
              boolean.class,
              boolean.class,
              boolean.class,
              FilterCompat.Filter.class,
              ParquetMetadataConverter.MetadataFilter.class,
              CompressionCodecFactory.class,
              ByteBufferAllocator.class,
              int.class,
              Map.class,
              FileDecryptionProperties.class,
              ParquetMetricsCallback.class,
              ParquetConfiguration.class);
      constructor.setAccessible(true);
      return constructor.newInstance(
          other,
          filters,
          filters,
          filters,
          filters,
          checksums,
          filters,
          other,
          other,
          FilterCompat.NOOP,
          ParquetMetadataConverter.NO_FILTER,
          new Packings(),
          new HeapByteBufferAllocator(),
          LARGEST_ALLOCATION,
          Map.of(),
          null,
          null,
          new PlainParquetConfiguration());
    } catch (NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      throw new IllegalStateException(
          "this is another Parquet than the one that was built with", e);
    }
  }
}
