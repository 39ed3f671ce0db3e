// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import java.util.Locale;

/**
 * What an operator does for its source, stream or sink. An operator's id is {@code NAME.role}, made
 * of nothing but the name in the spec and the role, so that state finds its operator again after an
 * update whatever else in the spec has changed. A name has at most one operator of each role, or
 * one for each input, and names of sources and streams are unique; a sink may share its name with a
 * stream, for {@code sink} is a role of sinks alone.
 */
public enum Role {
  /** Reads records. */
  SOURCE,
  /** Takes away a source's columns that the spec does not show. */
  VISIBLE,
  /** Brings the bad records of a file, read in the place of a source, to the source's columns. */
  BAD,
  /** Fills the columns of metadata of a source in whose place a file is read. */
  METADATA,
  /** Brings one input of a {@code union} to the types of all. */
  FIT,
  /** Brings the rows of one side of a {@code join} to the columns of both. */
  SIDE,
  /** Brings one input of a sink with several to the types of all. */
  SINK_FIT,
  /** The {@code where} of a sink, for one of its inputs. */
  SINK_WHERE,
  /** The {@code where} of a stream. */
  WHERE,
  /** Computes the list of an {@code explode}. */
  LIST,
  /** Computes keys and arguments of aggregates. */
  GROUP,
  /** The {@code having} and what is computed from a group's aggregates. */
  RESULT,
  /** The {@code select}, or {@code add}, {@code drop} and {@code rename}. */
  SELECT,
  /** Writes records. */
  SINK;

  /**
   * The id of the operator that an operation of streams is there for, whose role is the operation's
   * own key: {@code window}.
   */
  public static String ofOperation(String key, String name) {
    return name + "." + key;
  }

  /** The id of the operator of this role for a name. */
  public String id(String name) {
    return name + "." + label();
  }

  /** The id of the operator of this role for one input of a name. */
  public String id(String name, String input) {
    return id(name) + "-" + input;
  }

  /** The name that an id begins with. */
  public static String owner(String id) {
    int end = id.indexOf('.');
    return end < 0 ? id : id.substring(0, end);
  }

  /** Whether an id is that of a sink, which may share its name with a stream. */
  public static boolean isOfSink(String id) {
    return id.substring(owner(id).length()).startsWith("." + SINK.label());
  }

  /** As ids write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
