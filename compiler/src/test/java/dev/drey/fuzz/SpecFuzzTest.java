// SPDX-License-Identifier: Apache-2.0
package dev.drey.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.drey.CompilerOptions;
import dev.drey.expression.Expressions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever becomes of a spec, it is told in our words at a place, and soon: specs that are damaged
 * at random never end in an exception, a fault of Drey itself, a finding without a place or two
 * seconds of work; nor do specs that are made up. {@code -Ddrey.fuzz.specs=N} tries more; mutant
 * {@code i} of seed {@code S} is the first one of seed {@code S + i}.
 */
class SpecFuzzTest {
  private static final int SPECS = Integer.getInteger("drey.fuzz.specs", 800);
  private static final long MOST_WORK = TimeUnit.SECONDS.toNanos(2);

  /** Of all threads: the compiler works on one of its own. */
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** For a machine that is busy with other things; what is over then hangs. */
  private static final int PATIENCE_SECONDS = 60;

  /** Kinds of faults to show; one is as good as a hundred of its kind. */
  private static final int KINDS = 20;

  private final long seed = Long.getLong("drey.seed", System.nanoTime());
  private final ExecutorService worker = Executors.newSingleThreadExecutor();
  private final Expressions expressions = Expressions.standard();
  private final Map<String, String> faults = new TreeMap<>();
  private final Map<Trial.Reached, Integer> reached = new EnumMap<>(Trial.Reached.class);

  @AfterEach
  void stop() {
    worker.shutdownNow();
  }

  @Test
  void damagedSpecsAreToldInOurWords() throws Exception {
    System.out.println("SpecFuzzTest: -Ddrey.seed=" + seed + " -Ddrey.fuzz.specs=" + SPECS);
    List<String> specs = GoodSpecs.all();
    Trial trial = new Trial();
    // What is loaded and compiled once is no mutant's work.
    List<String> accepted =
        worker
            .submit(
                () ->
                    specs.stream().filter(spec -> whole(trial, spec)).collect(Collectors.toList()))
            .get();
    for (int i = 0; i < SPECS && faults.size() < KINDS; i++) {
      long at = seed + i;
      byte[] mutant;
      try {
        mutant = mutant(new SplittableRandom(at), accepted, specs);
      } catch (RuntimeException e) {
        // Made-up expressions are typed, and compiled, while they are made up.
        faults.putIfAbsent(origin(e), described(at, new byte[0]) + e.getMessage());
        continue;
      }
      Future<?> running = worker.submit(() -> attempt(trial, mutant, at));
      try {
        running.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        faults.put("hangs", described(at, mutant));
        break;
      }
    }
    System.out.println("SpecFuzzTest: " + reached);
    assertThat(faults.entrySet().stream().map(Object::toString).collect(Collectors.joining("\n\n")))
        .as("seed %d: %s", seed, faults.keySet())
        .isEmpty();
    // Were most refused as no YAML, or none accepted, little would be tried.
    if (SPECS >= 500) {
      assertThat(reached.get(Trial.Reached.PLAN)).isGreaterThan(SPECS / 5);
      assertThat(reached.get(Trial.Reached.FINDINGS)).isGreaterThan(SPECS / 4);
    }
  }

  /** Whether the compiler takes a spec as it is. */
  private static boolean whole(Trial trial, String spec) {
    byte[] bytes = spec.getBytes(StandardCharsets.UTF_8);
    return trial.of(bytes, CompilerOptions.builder().build(), new ArrayList<>())
        == Trial.Reached.PLAN;
  }

  private void attempt(Trial trial, byte[] mutant, long at) {
    List<String> found = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(~at);
    CompilerOptions options =
        CompilerOptions.builder()
            .requireParams(random.nextInt(4) == 0)
            .optimize(random.nextInt(4) > 0)
            .params(random.nextInt(4) > 0 ? Map.of() : Map.of("p", new HostileTexts(random).any()))
            .build();
    long start = PROCESS.getProcessCpuTime();
    try {
      reached.merge(trial.of(mutant, options, found), 1, Integer::sum);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError e) {
      found.add(origin(e));
    }
    long work = PROCESS.getProcessCpuTime() - start;
    if (work > MOST_WORK) {
      found.add("more than two seconds");
    }
    found.forEach(
        fault ->
            faults.computeIfAbsent(
                fault,
                kind -> TimeUnit.NANOSECONDS.toMillis(work) + " ms, " + described(at, mutant)));
  }

  /** Mostly of a spec that is right: what is wrong as it is hides what damage does. */
  private byte[] mutant(SplittableRandom random, List<String> accepted, List<String> specs) {
    HostileTexts hostile = new HostileTexts(random);
    TextMutation text = new TextMutation(random, hostile);
    List<String> from = random.nextInt(5) > 0 ? accepted : specs;
    String spec = from.get(random.nextInt(from.size()));
    String other = specs.get(random.nextInt(specs.size()));
    int times = 1 + (random.nextInt(3) == 0 ? random.nextInt(4) : 0);
    if (random.nextInt(3) == 0) {
      spec = new RandomSpec(random, new ValidSql(expressions, random)).text();
      times = random.nextInt(2);
    }
    if (times > 0 && random.nextBoolean()) {
      spec = new TreeMutation(random, hostile).damaged(spec, other, times);
      times = random.nextInt(8) == 0 ? 1 : 0;
    }
    for (; times > 0; times--) {
      spec = text.damaged(spec, other);
    }
    return random.nextInt(40) == 0 ? text.bytes(spec) : spec.getBytes(StandardCharsets.UTF_8);
  }

  private static String described(long at, byte[] mutant) {
    String text = new String(mutant, StandardCharsets.UTF_8);
    return "-Ddrey.seed="
        + at
        + " -Ddrey.fuzz.specs=1:\n"
        + text.substring(0, Math.min(2_000, text.length()));
  }

  /** The failure with the first calls of ours. */
  private static String origin(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    return failure.getClass().getSimpleName()
        + trace
            .toString()
            .lines()
            .filter(line -> line.contains("at dev.drey"))
            .limit(4)
            .collect(Collectors.joining(";"));
  }
}
