// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import com.google.auto.value.AutoValue;
import java.io.Serializable;

/** The schema in a registry of Glue of which that of a sink is a version. */
@AutoValue
abstract class GlueSubject implements Serializable {
  private static final long serialVersionUID = 1;

  static GlueSubject of(String registry, String schema, String compatibility, boolean registers) {
    return new AutoValue_GlueSubject(registry, schema, compatibility, registers);
  }

  abstract String registry();

  abstract String schema();

  /** How its versions have to go together, where it is created. */
  abstract String compatibility();

  /** Whether what is not there is created. */
  abstract boolean registers();

  /** As messages call it. */
  final String words() {
    return "schema `" + schema() + "` of the registry `" + registry() + "`";
  }
}
