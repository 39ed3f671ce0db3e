// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;

/** Types a command line in a folder and keeps what it prints. */
final class CommandLineUser {
  private final Path folder;
  private String input = "";
  private String out = "";
  private String err = "";

  CommandLineUser(Path folder) {
    this.folder = folder;
  }

  CommandLineUser typing(String text) {
    input = text;
    return this;
  }

  /**
   * The exit code. What a pipeline prints goes to the process's own output, so that is kept too.
   */
  int drey(String... arguments) {
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    PrintStream outStream = new PrintStream(outBytes, true, UTF_8);
    PrintStream before = System.out;
    System.setOut(outStream);
    try {
      Terminal terminal =
          Terminal.of(
              outStream,
              new PrintStream(errBytes, true, UTF_8),
              new ByteArrayInputStream(input.getBytes(UTF_8)),
              folder,
              false);
      return Drey.run(terminal, arguments);
    } finally {
      System.setOut(before);
      out = outBytes.toString(UTF_8);
      err = errBytes.toString(UTF_8);
    }
  }

  String out() {
    return out;
  }

  String err() {
    return err;
  }
}
