package dev.drey.diagnostic;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every code there is. */
public final class DiagnosticCodes {
  private DiagnosticCodes() {}

  /** In the order of their numbers. */
  public static List<DiagnosticCode> all() {
    return Stream.of(
            SyntaxCodes.all(),
            StructureCodes.all(),
            TypeCodes.all(),
            TimeCodes.all(),
            StateCodes.all(),
            DeliveryCodes.all(),
            LaunchCodes.all(),
            TestCodes.all(),
            InternalCodes.all())
        .flatMap(List::stream)
        .collect(Collectors.toUnmodifiableList());
  }

  /** The code with this id, in any letter case. */
  public static Optional<DiagnosticCode> find(String id) {
    return all().stream().filter(code -> code.id().equalsIgnoreCase(id)).findFirst();
  }
}
