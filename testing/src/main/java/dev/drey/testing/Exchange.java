// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.plugable.SerializationDelegate;
import org.apache.flink.streaming.runtime.partitioner.ConfigurableStreamPartitioner;
import org.apache.flink.streaming.runtime.partitioner.CustomPartitionerWrapper;
import org.apache.flink.streaming.runtime.partitioner.ForwardPartitioner;
import org.apache.flink.streaming.runtime.partitioner.GlobalPartitioner;
import org.apache.flink.streaming.runtime.partitioner.KeyGroupStreamPartitioner;
import org.apache.flink.streaming.runtime.partitioner.StreamPartitioner;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * The way from the subtasks of one operator to those of another, as Flink's partitioners go. Where
 * those choose by chance, such as where a round begins, it is always the same choice.
 */
final class Exchange {
  private Exchange() {}

  /**
   * @param to a subtask each
   * @param keyGroups the maximal parallelism of the operator that takes the rows
   */
  static void connect(List<Upstream> from, List<Receiver> to, int keyGroups) {
    if (from.size() == 1 && to.size() == 1) {
      from.get(0).output().add(to.get(0));
      return;
    }
    List<List<Receiver>> targets = new ArrayList<>();
    from.forEach(upstream -> targets.add(new ArrayList<>()));
    for (int subtask = 0; subtask < to.size(); subtask++) {
      List<Integer> senders = new ArrayList<>();
      for (int i = 0; i < from.size(); i++) {
        if (!isForward(from.get(i), to.size()) || from.get(i).subtask() == subtask) {
          senders.add(i);
        }
      }
      MergedWatermarks merged = new MergedWatermarks(to.get(subtask), senders.size());
      for (int i = 0; i < senders.size(); i++) {
        targets.get(senders.get(i)).add(merged.input(i));
      }
    }
    for (int i = 0; i < from.size(); i++) {
      Upstream upstream = from.get(i);
      if (upstream.partitioner().map(StreamPartitioner::isBroadcast).orElse(false)) {
        targets.get(i).forEach(upstream.output()::add);
      } else {
        upstream.output().add(sender(upstream, targets.get(i), keyGroups));
      }
    }
  }

  private static boolean isForward(Upstream upstream, int subtasks) {
    return upstream.parallelism() == subtasks
        && upstream.partitioner().map(ForwardPartitioner.class::isInstance).orElse(true);
  }

  private static Receiver sender(Upstream upstream, List<Receiver> targets, int keyGroups) {
    if (targets.size() == 1) {
      return targets.get(0);
    }
    return upstream
        .partitioner()
        .filter(Exchange::choosesByTheRow)
        .map(partitioner -> byTheRow(partitioner.copy(), targets, keyGroups))
        .orElseGet(() -> inTurns(targets));
  }

  private static boolean choosesByTheRow(StreamPartitioner<Object> partitioner) {
    return partitioner instanceof KeyGroupStreamPartitioner
        || partitioner instanceof GlobalPartitioner
        || partitioner instanceof CustomPartitionerWrapper;
  }

  private static Receiver byTheRow(
      StreamPartitioner<Object> partitioner, List<Receiver> targets, int keyGroups) {
    if (partitioner instanceof ConfigurableStreamPartitioner) {
      ((ConfigurableStreamPartitioner) partitioner).configure(keyGroups);
    }
    partitioner.setup(targets.size());
    SerializationDelegate<StreamRecord<Object>> element = new SerializationDelegate<>(null);
    return new Sender(targets) {
      @Override
      public void row(StreamRecord<Object> row) throws Exception {
        element.setInstance(row);
        targets.get(partitioner.selectChannel(element)).row(row);
      }
    };
  }

  private static Receiver inTurns(List<Receiver> targets) {
    return new Sender(targets) {
      private int next;

      @Override
      public void row(StreamRecord<Object> row) throws Exception {
        targets.get(next).row(row);
        next = (next + 1) % targets.size();
      }
    };
  }

  /** Rows go to some, a watermark goes to all. */
  private abstract static class Sender implements Receiver {
    private final List<Receiver> targets;

    Sender(List<Receiver> targets) {
      this.targets = targets;
    }

    @Override
    public void watermark(long time) throws Exception {
      for (Receiver target : targets) {
        target.watermark(time);
      }
    }

    @Override
    public void idle() throws Exception {
      for (Receiver target : targets) {
        target.idle();
      }
    }

    @Override
    public void active() throws Exception {
      for (Receiver target : targets) {
        target.active();
      }
    }
  }
}
