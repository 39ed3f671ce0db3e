// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

/** Gives a test class the Kinesis emulator. */
public final class KinesisEmulatorExtension extends NodeEmulatorExtension<KinesisEmulator> {
  /** For {@code @ExtendWith}. */
  public KinesisEmulatorExtension() {
    super(
        "the Kinesis emulator",
        "kinesis/node_modules/kinesis-local/main.js",
        KinesisEmulator.class,
        KinesisEmulator::start);
  }
}
