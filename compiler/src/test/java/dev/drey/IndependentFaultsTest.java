// SPDX-License-Identifier: Apache-2.0
package dev.drey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.Catalog;
import dev.drey.diagnostic.Diagnostic;
import dev.drey.testkit.BrokenSpec;
import dev.drey.testkit.BrokenSpecs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Faults that have nothing to do with each other are found together, each at its place: ten in one
 * spec, as the README says, any two and any few of a table, and one of every place at once.
 */
class IndependentFaultsTest {
  private static final int RUNS = Integer.getInteger("drey.runs", 200);

  private final PipelineCompiler compiler =
      new PipelineCompiler(Catalog.load(IndependentFaultsTest.class.getClassLoader()));

  @Test
  void tenInOneSpec() throws IOException {
    Path path = Paths.get("src/test/resources/broken/ten-independent-problems.yaml");
    BrokenSpec spec = BrokenSpec.read(path);
    assertThat(spec.expected()).hasSizeGreaterThanOrEqualTo(10);
    BrokenSpecs.check(spec, new TestedCompiler(compiler));
  }

  @Test
  void anyTwo() throws IOException {
    Random random = random();
    List<Fault> faults = faults();
    for (int run = 0; run < RUNS; run++) {
      Fault one = faults.get(random.nextInt(faults.size()));
      Fault other = faults.get(random.nextInt(faults.size()));
      if (one.isBeside(other)) {
        check(List.of(one, other));
      }
    }
  }

  @Test
  void anyFew() throws IOException {
    Random random = random();
    List<Fault> faults = faults();
    for (int run = 0; run < RUNS; run++) {
      List<Fault> few = new ArrayList<>();
      int wanted = 3 + random.nextInt(8);
      for (int i = 0; i < wanted; i++) {
        Fault fault = faults.get(random.nextInt(faults.size()));
        if (few.stream().allMatch(fault::isBeside)) {
          few.add(fault);
        }
      }
      check(few);
    }
  }

  @Test
  void oneOfEveryPlaceAtOnce() throws IOException {
    Map<String, Fault> byPlace = new LinkedHashMap<>();
    for (Fault fault : faults()) {
      if (byPlace.values().stream().allMatch(fault::isBeside)) {
        byPlace.put(fault.place, fault);
      }
    }
    assertThat(byPlace).hasSizeGreaterThan(15);
    check(List.copyOf(byPlace.values()));
  }

  private static Random random() {
    long seed = Long.getLong("drey.seed", System.nanoTime());
    System.out.println("seed " + seed + ": rerun with -Ddrey.seed=" + seed);
    return new Random(seed);
  }

  /** Each fault gives its finding at its place, whatever else is wrong. */
  private void check(List<Fault> faults) throws IOException {
    String spec = Files.readString(Paths.get("src/test/resources/mistakes/meters.yaml"));
    for (Fault fault : faults) {
      assertThat(spec).as("has the text of " + fault.place).contains(fault.place);
      spec = spec.replace(fault.place, fault.instead);
    }
    CompileResult result = new TestedCompiler(compiler).result(BrokenSpec.of("faults.yaml", spec));
    List<String> found = new ArrayList<>();
    for (Diagnostic diagnostic : result.diagnostics()) {
      found.add(diagnostic.code().id() + " " + diagnostic.span().text());
    }
    assertThat(found)
        .as(spec + TestedCompiler.listing(result))
        .containsAll(faults.stream().map(fault -> fault.finding).collect(Collectors.toList()));
  }

  /** Text of the good spec, what stands there instead, and what is found of it. */
  private static List<Fault> faults() throws IOException {
    List<Fault> faults = new ArrayList<>();
    for (String line : Files.readAllLines(Paths.get("src/test/resources/mistakes/faults.cases"))) {
      if (!line.isBlank() && !line.startsWith("#")) {
        faults.add(new Fault(line.split(" => ")));
      }
    }
    return faults;
  }

  private static final class Fault {
    private final String place;
    private final String instead;
    private final String finding;

    /** The places whose faults it hides, for they depend on it. */
    private final List<String> hidden;

    private Fault(String[] parts) {
      this.place = parts[0];
      this.instead = parts[1].replace("\\n", "\n");
      this.finding = parts[2];
      this.hidden = parts.length < 4 ? List.of() : List.of(parts[3].split(" ; "));
    }

    /** Whether both can be made, and neither depends on the other. */
    private boolean isBeside(Fault other) {
      return !place.equals(other.place)
          && !hidden.contains(other.place)
          && !other.hidden.contains(place);
    }
  }
}
