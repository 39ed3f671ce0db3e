// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What of all measurements is wanted: the options of {@code benchmarks/run}. */
final class Wanted {
  static final String USAGE =
      String.join(
          "\n",
          "benchmarks/run [--parts NAME,...]",
          "    [--jobs NAME,...] [--queries qN,...] [--peers NAME,...] [--backends heap,rocksdb] [--parallelism 1,2]",
          "    [--records N] [--rounds N] [--keys N] [--quick]");

  private final Map<String, String> options = new LinkedHashMap<>();
  private final boolean quick;

  Wanted(List<String> arguments) {
    boolean isQuick = false;
    for (int i = 0; i < arguments.size(); i++) {
      String name = arguments.get(i);
      if (name.equals("--quick")) {
        isQuick = true;
      } else if (!USAGE.contains(name + " ")
          || !name.startsWith("--")
          || i + 1 == arguments.size()) {
        throw new IllegalArgumentException(name + "\n" + USAGE);
      } else {
        options.put(name, arguments.get(++i));
      }
    }
    quick = isQuick;
  }

  List<Part> parts() {
    return list("--parts", Part::valueOf, List.of(Part.values()));
  }

  List<Job> jobs(List<Job> all) {
    return list("--jobs", Job::valueOf, all);
  }

  /** Of Nexmark. */
  List<NexmarkQuery> queries() {
    return list("--queries", NexmarkQuery::valueOf, List.of(NexmarkQuery.values()));
  }

  List<Peer> peers(Job job) {
    List<Peer> wanted = list("--peers", Peer::valueOf, List.of(Peer.values()));
    return job.peers().stream()
        .filter(peer -> peer == Peer.DREY || wanted.contains(peer))
        .collect(Collectors.toList());
  }

  List<Backend> backends() {
    return list("--backends", Backend::valueOf, List.of(Backend.values()));
  }

  List<Integer> parallelisms() {
    return list("--parallelism", Integer::valueOf, List.of(1, 2));
  }

  int records() {
    return list("--records", Integer::valueOf, List.of(quick ? 60_000 : 1_000_000)).get(0);
  }

  /** Of the part with many keys. */
  int keys() {
    return list("--keys", Integer::valueOf, List.of(quick ? 200_000 : 10_000_000)).get(0);
  }

  int rounds() {
    return list("--rounds", Integer::valueOf, List.of(quick ? 1 : 5)).get(0);
  }

  private <T> List<T> list(String option, Function<String, T> read, List<T> otherwise) {
    String given = options.get(option);
    if (given == null) {
      return otherwise;
    }
    try {
      return Arrays.stream(given.split(","))
          .map(each -> read.apply(each.toUpperCase(Locale.ROOT)))
          .collect(Collectors.toCollection(ArrayList::new));
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException(option + " " + given + "\n" + USAGE, unknown);
    }
  }
}
