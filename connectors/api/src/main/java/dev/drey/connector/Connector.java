// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector;

import dev.drey.diagnostic.code.DiagnosticCode;
import dev.drey.format.RecordForm;
import dev.drey.shape.OptionValues;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A system that a pipeline reads from, writes to or asks. Found by {@link java.util.ServiceLoader}.
 * What it can be in a job are its roles, which a {@link JobConnector} has.
 *
 * <p>The class itself must load without Flink's classes: {@code validate} reads descriptors only.
 */
public interface Connector {
  ConnectorDescriptor descriptor();

  /** The codes that this connector alone reports, each with its page on the class path. */
  default List<DiagnosticCode> diagnostics() {
    return List.of();
  }

  /** What is wrong with this use beyond what the shapes of the options say; empty where nothing. */
  default List<Finding> check(ConnectorUsage usage) {
    return List.of();
  }

  /** What the records of a sink with these options have to be. */
  default RecordForm sinkRecords(OptionValues options) {
    return RecordForm.BYTES;
  }

  /**
   * The options of a use with what follows from the pipeline's name, such as the name of something
   * in the system that is the pipeline's own, where they do not say it.
   */
  default OptionValues named(OptionValues options, ConnectorUsage usage, String pipeline) {
    return options;
  }

  /**
   * Whether and how a source with these options can be read in one order that depends on its
   * records alone, in a few words; empty where it cannot. See {@link SourceContext#inOrder}.
   */
  default Optional<String> readingOrder(OptionValues options) {
    return Optional.empty();
  }

  /**
   * Whether the rows that a source with these options makes itself put and delete others: a {@link
   * dev.drey.row.RowChange} stands behind their columns then. Where records have a format, the
   * format says it.
   */
  default boolean changes(OptionValues options) {
    return false;
  }

  /** Whether a source with these options ends by itself. */
  default boolean ends(OptionValues options) {
    return false;
  }

  /**
   * What is wrong with uses of this connector in one pipeline beside each other, such as two sinks
   * that write one file; empty where nothing. In texts that the compiler gives, a parameter without
   * a value stands under its name, which is no other's.
   */
  default List<Clash> checkTogether(List<ConnectorUsage> usages) {
    return List.of();
  }

  /**
   * This use as it is on this machine, to be checked beside others before a local run: with links
   * followed, and for a source once more for each file that it finds. None where nothing of it is
   * on this machine.
   */
  default List<ConnectorUsage> onThisMachine(ConnectorUsage usage) {
    return List.of();
  }

  /** Where this use reads or writes, in a few words for a person: {@code topic orders}. */
  default String place(ConnectorUsage usage) {
    return descriptor().name();
  }

  /** What the job's role must be allowed for this use, and no more; none for nothing. */
  default List<Permission> permissions(ConnectorUsage usage) {
    return List.of();
  }

  /** The actions of {@link #permissions}. */
  default List<String> iamActions(ConnectorUsage usage) {
    return permissions(usage).stream()
        .map(Permission::action)
        .distinct()
        .collect(Collectors.toList());
  }
}
