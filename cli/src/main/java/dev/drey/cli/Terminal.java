// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import com.google.auto.value.AutoValue;
import dev.drey.diagnostic.Redaction;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Where the command's words go and come from: results to {@code out}, all else to {@code err}. */
@AutoValue
abstract class Terminal {
  public abstract PrintStream out();

  public abstract PrintStream err();

  public abstract InputStream in();

  /** What relative paths are relative to. */
  public abstract Path folder();

  /** Whether a person reads {@code out} and wants colours. */
  public abstract boolean colorOut();

  /** Whether a person watches {@code err}. */
  public abstract boolean watchedErr();

  /** Whether a person reads {@code err} and wants colours. */
  public abstract boolean colorErr();

  /** Whether a person watches {@code out}. */
  public abstract boolean watchedOut();

  public static Terminal of(
      PrintStream out, PrintStream err, InputStream in, Path folder, boolean person) {
    return new AutoValue_Terminal(out, err, in, folder, person, person, person, person);
  }

  /**
   * The process's own. The script says in {@code drey.tty.out} and {@code drey.tty.err} whether
   * they are terminals, for Java can only say whether input and output both are. A {@code NO_COLOR}
   * that is not empty turns colours off (no-color.org); a {@code TERM} of {@code dumb} has none,
   * and no line that can be written anew.
   */
  static Terminal system() {
    String noColor = System.getenv("NO_COLOR");
    boolean dumb = "dumb".equals(System.getenv("TERM"));
    boolean out = Boolean.getBoolean("drey.tty.out") && !dumb;
    boolean err = Boolean.getBoolean("drey.tty.err") && !dumb;
    boolean colored = noColor == null || noColor.isEmpty();
    return new AutoValue_Terminal(
        utf8(FileDescriptor.out),
        utf8(FileDescriptor.err),
        System.in,
        Path.of("").toAbsolutePath(),
        out && colored,
        err,
        err && colored,
        out);
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** The same with messages from which secrets are taken out. */
  Terminal hiding(Redaction redaction) {
    return new AutoValue_Terminal(
        out(),
        new HidingStream(err(), redaction),
        in(),
        folder(),
        colorOut(),
        watchedErr(),
        colorErr(),
        watchedOut());
  }

  Path resolve(String path) {
    return folder().resolve(path);
  }
}
