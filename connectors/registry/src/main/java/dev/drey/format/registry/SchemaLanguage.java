// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.registry;

/** What schemas are written in, as Confluent's registry tells them apart. */
public enum SchemaLanguage {
  AVRO("AVRO", "Avro"),
  PROTOBUF("PROTOBUF", "Protobuf");

  private final String type;
  private final String words;

  SchemaLanguage(String type, String words) {
    this.type = type;
    this.words = words;
  }

  /** The value of {@code schemaType}. */
  String type() {
    return type;
  }

  /** As messages call it. */
  String words() {
    return words;
  }
}
