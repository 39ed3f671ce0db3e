// SPDX-License-Identifier: Apache-2.0
package dev.drey.schema;

import dev.drey.model.OperationSpec;
import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
import java.util.List;
import java.util.Optional;

/**
 * The language of one operation of streams. The schema, the reader, the reference and the answers
 * to foreign spellings are made of these. Of all operations of a step a stream has at most one.
 */
public interface OperationKeys {
  /** What the names of streams look like. */
  String NAME = PipelineGrammar.NAME;

  /** What to do with two keys that exclude each other: the help of such a constraint. */
  String APART = "give one of them a stream of its own: `NAME: {from: FIRST, KEY: ...}`";

  /** When an operation applies, in the order of a stream. */
  enum Step {
    /** In the place of {@code from}. */
    INPUT,
    /** Row by row, behind {@code where}. */
    ROWS,
    /** Before {@code select} and its like. */
    RESULT,
    /** Of the rows that leave the stream, which are as they have to be. */
    CHECKED,
    /** On the rows as they leave the stream. */
    SEEN,
    /** Of what all steps of the stream do. */
    WHOLE
  }

  Step step();

  /**
   * Its keys among those of a stream, as the reference shows them; the first one is its own.
   *
   * @param catalog the keys of connectors and formats, for an operation that names some
   */
  List<Key> keys(CatalogKeys catalog);

  /** What holds between its keys and others, beside the one operation of a step. */
  default List<Constraint> constraints() {
    return List.of();
  }

  /** How others call its keys. */
  default void spell(Spellings spellings) {}

  /**
   * The operation as written; empty where none of it is, or where it cannot be read.
   *
   * @param ends reads connectors, formats and types
   */
  Optional<OperationSpec> read(Fields stream, EndReader ends);

  /** The places of a stream whose texts name streams that it reads: {@code join.left}. */
  default List<String> readAt() {
    return List.of();
  }

  /**
   * The places of the streams that it makes: {@code late.to} of a text, however deep, and {@code
   * route.*} of keys.
   */
  default List<String> makesAt() {
    return List.of();
  }
}
