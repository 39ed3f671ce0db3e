// SPDX-License-Identifier: Apache-2.0
package dev.drey.diagnostic.code;

import static java.util.Objects.requireNonNull;

import com.google.auto.value.AutoValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One kind of problem, numbered once and never reused. The first two digits say the stage: 01
 * syntax, 02 structure, 03 names and types, 04 time, 05 state, 06 connectors and delivery, 07
 * launching, 08 tests of a spec, 09 faults of Drey itself. A connector of this project has ten
 * numbers of its own between DR0620 and DR0699, one from elsewhere takes them from DR9000 on. Its
 * page is the resource {@code dev/drey/diagnostic/CODE.md} of the JAR that reports it.
 */
@AutoValue
public abstract class DiagnosticCode {
  public static DiagnosticCode error(String id, String title) {
    return new AutoValue_DiagnosticCode(id, Severity.ERROR, title);
  }

  public static DiagnosticCode warning(String id, String title) {
    return new AutoValue_DiagnosticCode(id, Severity.WARNING, title);
  }

  /** Such as {@code DR0301}. */
  public abstract String id();

  public abstract Severity severity();

  /** What it is about, in a few words: {@code unknown column}. */
  public abstract String title();

  /** What it means and what to write: Markdown, from {@code # CODE: } on. */
  public final String page() {
    String resource = "dev/drey/diagnostic/" + id() + ".md";
    ClassLoader loader = requireNonNull(DiagnosticCode.class.getClassLoader());
    try (@Nullable InputStream page = loader.getResourceAsStream(resource)) {
      if (page == null) {
        throw new IllegalStateException(id() + " has no page in this build");
      }
      return new String(page.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public final String toString() {
    return id();
  }
}
