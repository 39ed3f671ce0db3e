// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import org.apache.flink.configuration.Configuration;

/** Where state lives during a run. */
enum Backend {
  /** On the heap, without checkpoints. */
  HEAP,
  /**
   * In RocksDB, with 512 MB of managed memory and incremental checkpoints every ten seconds, as the
   * managed service runs it.
   */
  ROCKSDB;

  void configure(Configuration configuration) {
    if (this == ROCKSDB) {
      configuration.setString("state.backend.type", "rocksdb");
      configuration.setString("state.backend.incremental", "true");
      configuration.setString("taskmanager.memory.managed.size", "512m");
      configuration.setString("execution.checkpointing.interval", "10s");
      configuration.setString("execution.checkpointing.storage", "filesystem");
      configuration.setString(
          "execution.checkpointing.dir",
          java.nio.file.Path.of(System.getProperty("java.io.tmpdir"), "drey-bench-checkpoints")
              .toUri()
              .toString());
    }
  }
}
