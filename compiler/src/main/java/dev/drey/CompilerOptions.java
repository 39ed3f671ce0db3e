// SPDX-License-Identifier: Apache-2.0
package dev.drey;

import com.google.auto.value.AutoValue;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a compilation is given beside the spec. */
@AutoValue
public abstract class CompilerOptions {
  /** Values for the spec's parameters, as text. */
  public abstract Map<String, String> params();

  /**
   * An application's property groups by name, for parameters that are one of their properties.
   * Empty where they are not known yet: then such a parameter needs no value.
   */
  public abstract Optional<Map<String, Map<String, String>>> properties();

  /**
   * Whether a parameter without default and value is an error. Where not, as in {@code validate}, a
   * stand-in of its type takes its place.
   */
  public abstract boolean requireParams();

  /** Sources to read from a file instead, by name: the CLI's {@code --input}. */
  public abstract Map<String, String> inputFiles();

  /** Sinks to write to a file instead, or to standard output where it is {@code -}. */
  public abstract Map<String, String> outputFiles();

  /** Lookups that are answered from a file instead, by the name of their stream. */
  public abstract Map<String, String> tableFiles();

  /** Whether the optimiser runs. */
  public abstract boolean optimize();

  /**
   * Streams and sources whose rows somebody will look at, by name: the optimiser keeps them and all
   * their columns, even if no sink reads them. The runner of spec tests asks for this.
   */
  public abstract Set<String> observed();

  public abstract Builder toBuilder();

  public static Builder builder() {
    return new AutoValue_CompilerOptions.Builder()
        .params(Map.of())
        .requireParams(false)
        .inputFiles(Map.of())
        .outputFiles(Map.of())
        .tableFiles(Map.of())
        .optimize(true)
        .observed(Set.of());
  }

  /** Builds {@link CompilerOptions}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder params(Map<String, String> params);

    public abstract Builder properties(Map<String, Map<String, String>> groups);

    public abstract Builder properties(Optional<Map<String, Map<String, String>>> groups);

    public abstract Builder requireParams(boolean requireParams);

    public abstract Builder inputFiles(Map<String, String> inputFiles);

    public abstract Builder outputFiles(Map<String, String> outputFiles);

    public abstract Builder tableFiles(Map<String, String> tableFiles);

    public abstract Builder optimize(boolean optimize);

    public abstract Builder observed(Set<String> observed);

    public abstract CompilerOptions build();
  }
}
