// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.RowLookup;
import dev.drey.connector.Unanswered;
import dev.drey.operator.LookupRules.Memory;
import dev.drey.row.RowKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.DefaultOpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.OperatorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.util.MockStreamingRuntimeContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is asked, what is remembered and for how long, and how often what fails is asked again. */
@Timeout(60)
class LookupRequestsTest {
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final Questions questions = new Questions();
  private long clock;

  /** Answers when the test says so. */
  private static final class Questions implements RowLookup {
    private static final long serialVersionUID = 1;

    private final transient LinkedBlockingQueue<Question> asked = new LinkedBlockingQueue<>();

    @Override
    public void open() {}

    @Override
    public CompletableFuture<List<Object[]>> rows(Object[] key) {
      Question question = new Question(key[0]);
      asked.add(question);
      return question.answer;
    }

    @Override
    public void close() {}

    Question next() throws InterruptedException {
      Question next = asked.poll(30, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("nobody asks");
      }
      return next;
    }
  }

  private static final class Question {
    private final Object key;
    private final CompletableFuture<List<Object[]>> answer = new CompletableFuture<>();

    Question(Object key) {
      this.key = key;
    }

    void answer(Object... values) {
      List<Object[]> rows = new ArrayList<>();
      for (Object value : values) {
        rows.add(new Object[] {key, value});
      }
      answer.complete(rows);
    }

    void fail(String reason) {
      answer.completeExceptionally(new IllegalStateException(reason));
    }
  }

  private static LookupRules rules(@Nullable Memory memory, int attempts, Unanswered onError) {
    return LookupRules.builder().stream("asked")
        .keys(List.of("id"))
        .timeout(Duration.ofHours(1))
        .capacity(100)
        .ordered(true)
        .attempts(attempts)
        .backoff(Duration.ofMillis(1))
        .memory(memory)
        .onMissing(Unanswered.KEEP)
        .onError(onError)
        .build();
  }

  private LookupRequests requests(@Nullable Memory memory, int attempts) {
    LookupRules rules = rules(memory, attempts, Unanswered.FAIL);
    LookupMetrics metrics = new LookupMetrics(new UnregisteredMetricsGroup());
    LookupRequests requests = new LookupRequests(questions, rules, metrics, () -> clock);
    opened.add(requests);
    return requests;
  }

  private static RowKey key(Object value) {
    return new RowKey(new Object[] {value});
  }

  private static Object only(CompletableFuture<LookupAnswer> answer) throws Exception {
    List<Object[]> rows = answer.get(30, TimeUnit.SECONDS).rows();
    assertThat(rows).hasSize(1);
    return rows.get(0)[1];
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  @Test
  void thoseWhoWantWhatIsUnderWayWaitForIt() throws Exception {
    LookupRequests requests = requests(null, 1);
    CompletableFuture<LookupAnswer> first = requests.ask(key("a"));
    CompletableFuture<LookupAnswer> second = requests.ask(key("a"));
    CompletableFuture<LookupAnswer> other = requests.ask(key("b"));

    assertThat(questions.asked).hasSize(2);
    questions.next().answer(1);
    assertThat(only(first)).isEqualTo(1);
    assertThat(only(second)).isEqualTo(1);
    assertThat(other).isNotDone();
  }

  @Test
  void withoutMemoryAKeyIsAskedForAgain() throws Exception {
    LookupRequests requests = requests(null, 1);
    CompletableFuture<LookupAnswer> first = requests.ask(key("a"));
    questions.next().answer(1);
    CompletableFuture<LookupAnswer> second = requests.ask(key("a"));
    questions.next().answer(2);

    assertThat(only(first)).isEqualTo(1);
    assertThat(only(second)).isEqualTo(2);
  }

  @Test
  void anAnswerIsRememberedUntilItsTimeIsOver() throws Exception {
    LookupRequests requests =
        requests(Memory.of(10, Duration.ofSeconds(10), Duration.ofSeconds(3)), 1);
    CompletableFuture<LookupAnswer> first = requests.ask(key("a"));
    clock += TimeUnit.SECONDS.toNanos(5);
    questions.next().answer(1);
    clock += TimeUnit.SECONDS.toNanos(9);

    assertThat(only(first)).isEqualTo(1);
    assertThat(requests.ask(key("a"))).as("from the answer on").isDone();
    clock += TimeUnit.SECONDS.toNanos(1);
    CompletableFuture<LookupAnswer> later = requests.ask(key("a"));
    assertThat(later).isNotDone();
    questions.next().answer(2);
    assertThat(only(later)).isEqualTo(2);
  }

  @Test
  void thatThereIsNothingHasATimeOfItsOwn() throws Exception {
    LookupRequests requests =
        requests(Memory.of(10, Duration.ofSeconds(10), Duration.ofSeconds(3)), 1);
    CompletableFuture<LookupAnswer> first = requests.ask(key("a"));
    questions.next().answer();
    assertThat(first.join().rows()).isEmpty();
    clock += TimeUnit.SECONDS.toNanos(2);
    assertThat(requests.ask(key("a"))).isDone();
    clock += TimeUnit.SECONDS.toNanos(1);
    assertThat(requests.ask(key("a"))).isNotDone();

    LookupRequests never = requests(Memory.of(10, Duration.ofSeconds(10), Duration.ZERO), 1);
    questions.asked.clear();
    CompletableFuture<LookupAnswer> nothing = never.ask(key("a"));
    questions.next().answer();
    assertThat(nothing.join().rows()).isEmpty();
    assertThat(never.ask(key("a"))).isNotDone();
  }

  @Test
  void noMoreKeysAreRememberedThanAreAllowed() throws Exception {
    LookupRequests requests = requests(Memory.of(5, Duration.ofHours(1), Duration.ofHours(1)), 1);
    for (int i = 0; i < 100; i++) {
      CompletableFuture<LookupAnswer> answer = requests.ask(key(i));
      questions.next().answer(i);
      assertThat(only(answer)).isEqualTo(i);
    }

    assertThat(requests.size()).isLessThanOrEqualTo(5);
  }

  @Test
  void whatFailsIsAskedAgainForAllWhoWait() throws Exception {
    LookupRequests requests = requests(Memory.of(10, Duration.ofHours(1), Duration.ofHours(1)), 3);
    CompletableFuture<LookupAnswer> first = requests.ask(key("a"));
    questions.next().fail("busy");
    Question again = questions.next();
    CompletableFuture<LookupAnswer> second = requests.ask(key("a"));
    again.answer(7);

    assertThat(only(first)).isEqualTo(7);
    assertThat(only(second)).isEqualTo(7);
    assertThat(questions.asked).isEmpty();
  }

  @Test
  void afterTheLastAttemptTheReasonIsToldAndNothingRemembered() throws Exception {
    LookupRequests requests = requests(Memory.of(10, Duration.ofHours(1), Duration.ofHours(1)), 2);
    CompletableFuture<LookupAnswer> first = requests.ask(key("a"));
    questions.next().fail("busy");
    questions.next().fail("gone");

    assertThat(first.get(30, TimeUnit.SECONDS).failure()).isEqualTo("gone, after 2 attempts");
    CompletableFuture<LookupAnswer> next = requests.ask(key("a"));
    questions.next().answer(3);
    assertThat(only(next)).isEqualTo(3);
  }

  @Test
  void whoComesBehindOneThatGaveUpAsksAnew() throws Exception {
    LookupRequests requests = requests(null, 2);
    CompletableFuture<LookupAnswer> first = requests.ask(key("a"));
    questions.next().fail("busy");
    Question second = questions.next();

    assertThat(requests.abandon(key("a"))).contains("busy");
    CompletableFuture<LookupAnswer> anew = requests.ask(key("a"));
    questions.next().answer(1);
    assertThat(only(anew)).isEqualTo(1);
    second.answer(0);
    assertThat(only(first)).isEqualTo(0);
  }

  /** The clock or the answer, whichever is first, says what becomes of a row. */
  @Test
  void aRowIsCountedOnceWhateverComesBehind() throws Exception {
    Task task = new Task();
    LookupFunction function = function(Unanswered.KEEP, task);
    Result late = new Result();
    function.asyncInvoke(new Object[] {"a"}, late);
    function.timeout(new Object[] {"a"}, late);
    questions.next().answer();
    Result inTime = new Result();
    function.asyncInvoke(new Object[] {"b"}, inTime);
    questions.next().answer();
    function.timeout(new Object[] {"b"}, inTime);

    assertThat(late.said).isEqualTo(1);
    assertThat(inTime.said).isEqualTo(1);
    assertThat(task.count("lookupErrors")).isEqualTo(1);
    assertThat(task.count("lookupMissing")).isEqualTo(1);
  }

  /** Expressions are for one thread, and answers come from others. */
  @Test
  void whatFailsIsToldByTheKeyThatWasAskedFor() throws Exception {
    LookupFunction function = function(Unanswered.FAIL, new Task());
    Result result = new Result();
    Object[] row = {"a"};
    function.asyncInvoke(row, result);
    row[0] = "looked at again";
    questions.next().fail("busy");

    assertThat(result.failure).hasMessageContaining("the lookup of id = a failed: busy");
  }

  private LookupFunction function(Unanswered onError, Task task) throws Exception {
    LookupFunction function =
        new LookupFunction(rules(null, 1, onError), questions, List.of(new ColumnFunction(0)));
    function.setRuntimeContext(task);
    function.open(DefaultOpenContext.INSTANCE);
    opened.add(function::close);
    return function;
  }

  /** A task whose metrics the test can read. */
  private static final class Task extends MockStreamingRuntimeContext {
    private final InterceptingOperatorMetricGroup metrics = new InterceptingOperatorMetricGroup();

    Task() {
      super(false, 1, 0);
    }

    @Override
    public OperatorMetricGroup getMetricGroup() {
      return metrics;
    }

    long count(String name) {
      return ((Counter) metrics.get(name)).getCount();
    }
  }

  private static final class Result implements ResultFuture<Object[]> {
    private int said;
    private @Nullable Throwable failure;

    @Override
    public void complete(Collection<Object[]> rows) {
      said++;
    }

    @Override
    public void completeExceptionally(Throwable error) {
      said++;
      failure = error;
    }
  }
}
