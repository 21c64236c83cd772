package dev.portalledger.query.projections;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatchTest {

  private record Change(String key, int number) {}

  private static final class Written implements Rows<Change> {

    private final List<List<Change>> writes = new ArrayList<>();

    @Override
    public Object key(Change change) {
      return change.key();
    }

    @Override
    public void write(List<Change> changes) {
      writes.add(List.copyOf(changes));
    }
  }

  private final Written rows = new Written();

  @Test
  void changes_of_different_keys_are_written_at_once() {
    Together.handle(changes("a1", "b2", "c3"), rows::change);

    assertThat(rows.writes).containsExactly(changes("a1", "b2", "c3"));
  }

  @Test
  void changes_of_one_key_are_written_one_after_the_other_and_others_with_the_first() {
    Together.handle(changes("a1", "a2", "b3", "a4", "b5", "c6"), rows::change);

    assertThat(rows.writes)
        .containsExactly(changes("a1", "b3", "c6"), changes("a2", "b5"), changes("a4"));
  }

  @Test
  void nothing_is_written_before_the_last_event() {
    Together.handle(
        changes("a1", "a2"),
        change -> {
          rows.change(change);
          assertThat(rows.writes).isEmpty();
        });

    assertThat(rows.writes).hasSize(2);
  }

  @Test
  void a_change_outside_of_a_batch_is_written_at_once() {
    rows.change(new Change("a", 1));

    assertThat(rows.writes).containsExactly(changes("a1"));
  }

  private static List<Change> changes(String... texts) {
    return Stream.of(texts)
        .map(text -> new Change(text.substring(0, 1), Integer.parseInt(text.substring(1))))
        .toList();
  }
}
