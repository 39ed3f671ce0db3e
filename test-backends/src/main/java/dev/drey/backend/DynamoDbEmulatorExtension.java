// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

/** Gives a test class the DynamoDB emulator. */
public final class DynamoDbEmulatorExtension extends NodeEmulatorExtension<DynamoDbEmulator> {
  /** For {@code @ExtendWith}. */
  public DynamoDbEmulatorExtension() {
    super(
        "the DynamoDB emulator",
        "dynamodb/node_modules/dynalite/cli.js",
        DynamoDbEmulator.class,
        DynamoDbEmulator::start);
  }
}
