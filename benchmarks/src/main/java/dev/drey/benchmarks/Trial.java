// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.flink.core.execution.JobClient;

/** A job with its input and the systems that it reads from and writes to, for one run or more. */
final class Trial implements AutoCloseable {
  private final Job job;
  private final Records input;
  private final Optional<Origin> origin;
  private final Optional<Target> target;
  private final Optional<Register> register;
  private UnaryOperator<String> edit = UnaryOperator.identity();
  private boolean endless;

  Trial(Job job, Records input) throws Exception {
    this(job, input, job.target());
  }

  Trial(Job job, Records input, Optional<Target> target) throws Exception {
    this.job = job;
    this.input = input;
    this.origin = job.origin();
    this.target = target;
    this.register = job.register();
    if (origin.isPresent()) {
      origin.get().fill(input);
    }
    if (register.isPresent()) {
      register.get().fill(cards());
    }
  }

  private List<String> cards() throws Exception {
    ObjectMapper json = new ObjectMapper();
    Set<String> cards = new LinkedHashSet<>();
    for (int i = 0; i < input.count(); i++) {
      cards.add(json.readTree(input.get(i)).path("card_id").asText());
    }
    return new ArrayList<>(cards);
  }

  /** Drey's spec of the job with another text. */
  Trial edited(UnaryOperator<String> edit) {
    this.edit = edit;
    return this;
  }

  /** The input over and over. */
  Trial endless() {
    this.endless = true;
    return this;
  }

  Job job() {
    return job;
  }

  String spec(String text) {
    return edit.apply(text);
  }

  /** How many records are read. */
  int records() {
    return endless ? Integer.MAX_VALUE : input.count();
  }

  Records input() {
    return input;
  }

  Optional<Origin> origin() {
    return origin;
  }

  Optional<Target> target() {
    return target;
  }

  Optional<Register> register() {
    return register;
  }

  /**
   * Runs the job once.
   *
   * @param keep whether results are kept that the job gives to {@link Bench}
   * @return the seconds from the first record to the last; where it reads from a system, from its
   *     first result to its last
   */
  double run(Peer peer, Setting setting, boolean keep) throws Exception {
    Bench.prepare(input, setting.parallelism(), target.isPresent(), keep);
    if (peer == Peer.LOOP) {
      Loop.run(this);
      return (System.nanoTime() - Bench.firstRecordNanos()) / 1e9;
    }
    JobClient running = start(peer, setting);
    if (origin.isPresent() && !origin.get().ends()) {
      Bench.await(kept());
      running.cancel().get();
    } else {
      running.getJobExecutionResult().get();
    }
    long end = origin.isPresent() ? Bench.lastResultNanos() : System.nanoTime();
    return (end - (origin.isPresent() ? Bench.firstResultNanos() : Bench.firstRecordNanos())) / 1e9;
  }

  /** Starts the job on what {@link Bench} was prepared with. */
  JobClient start(Peer peer, Setting setting) throws Exception {
    if (target.isPresent()) {
      target.get().empty();
    }
    var environment = peer.environment(setting);
    peer.build(environment, this);
    return environment.executeAsync(job + " " + peer);
  }

  /** What the last run gave, each record as it was written. */
  List<byte[]> results() throws Exception {
    return target.isPresent() ? target.get().written() : new ArrayList<>(Bench.collected());
  }

  /** How many results the etl job has. */
  private long kept() throws Exception {
    ObjectMapper json = new ObjectMapper();
    long kept = 0;
    for (int i = 0; i < input.count(); i++) {
      kept += HandWritten.isKept(json.readValue(input.get(i), Transaction.class)) ? 1 : 0;
    }
    return kept;
  }

  @Override
  public void close() {
    origin.ifPresent(Origin::close);
    target.ifPresent(Target::close);
    register.ifPresent(Register::close);
  }
}
