package dev.portalledger.query.audittrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.query.Handling;
import dev.portalledger.query.RandomHistory;
import dev.portalledger.query.RandomHistory.Step;
import dev.portalledger.query.TestDatabase;
import dev.portalledger.query.projections.Together;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class AuditTrailInBatchesTest {

  private JdbcClient db;
  private Handling projection;

  @BeforeEach
  void empty() {
    db = TestDatabase.empty();
    projection = new Handling(new AuditTrailProjection(db));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void batches_of_any_size_and_repeats_end_in_the_same_rows(long seed) {
    List<Step> history = RandomHistory.of(seed, 150);
    history.forEach(this::publish);
    List<String> expected = rows();
    assertThat(expected).hasSizeGreaterThan(100);
    projection.reset();
    assertThat(rows()).isEmpty();

    RandomHistory.inParts(seed, history, part -> Together.handle(part, this::publish));

    assertThat(rows()).isEqualTo(expected);
  }

  static List<Long> seeds() {
    return LongStream.rangeClosed(1, 10).boxed().toList();
  }

  private List<String> rows() {
    return db.sql("select entry::text from query.audit_trail as entry order by 1")
        .query(String.class)
        .list();
  }

  private void publish(Step step) {
    projection.publish(step.stream(), step.version(), step.event());
  }
}
