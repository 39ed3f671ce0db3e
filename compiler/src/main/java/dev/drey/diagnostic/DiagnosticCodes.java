// SPDX-License-Identifier: Apache-2.0
package dev.drey.diagnostic;

import dev.drey.connector.ConnectorCodes;
import dev.drey.diagnostic.code.DiagnosticCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every code there is: the compiler's, those of any connector, and each connector's own. */
public final class DiagnosticCodes {
  private final Map<String, DiagnosticCode> byId = new TreeMap<>();

  private DiagnosticCodes(List<DiagnosticCode> ofConnectors) {
    Stream.of(
            SyntaxCodes.all(),
            StructureCodes.all(),
            TypeCodes.all(),
            TimeCodes.all(),
            StateCodes.all(),
            DeliveryCodes.all(),
            ConnectorCodes.all(),
            LaunchCodes.all(),
            SqlCodes.all(),
            TestCodes.all(),
            InternalCodes.all(),
            ofConnectors)
        .flatMap(List::stream)
        .forEach(
            code -> {
              if (byId.put(code.id(), code) != null) {
                throw new IllegalArgumentException("two diagnostics have the code " + code);
              }
            });
  }

  /**
   * @param ofConnectors those that the connectors at hand have of their own
   */
  public static DiagnosticCodes with(List<DiagnosticCode> ofConnectors) {
    return new DiagnosticCodes(ofConnectors);
  }

  /** In the order of their numbers. */
  public List<DiagnosticCode> all() {
    return List.copyOf(byId.values());
  }

  /** Whether it is one of them. */
  public boolean contains(DiagnosticCode code) {
    return code.equals(byId.get(code.id()));
  }

  /** The code with this id, in any letter case. */
  public Optional<DiagnosticCode> find(String id) {
    return Optional.ofNullable(byId.get(id.toUpperCase(Locale.ROOT)));
  }
}
