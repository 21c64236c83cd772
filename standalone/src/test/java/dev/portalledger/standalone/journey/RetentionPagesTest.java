package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.events.retention.RetentionApplied;
import dev.portalledger.events.retention.RetentionId;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever reads the trail is told that it does not go back to the first day. */
@ExtendWith(Chromium.class)
class RetentionPagesTest {

  private final OldLedger initech = OldLedger.of("initech");

  @Test
  void the_trail_says_before_when_records_are_missing(Window auditor) {
    auditor.signIn("auditor@initech.test").open("/audit-trail");
    assertThat(auditor.text()).doesNotContain("under retention");
    var id = new RetentionId(UUID.randomUUID().toString());
    initech.record(
        id.stream(),
        0,
        new RetentionApplied(
            id,
            initech.organization,
            "P7Y",
            Instant.parse("2019-11-28T00:00:00Z"),
            512,
            377,
            List.of(),
            new SubjectId("subject-operator-of-this-test"),
            initech.now()));

    Eventually.holds(
        () -> {
          auditor.open("/audit-trail");
          assertThat(auditor.text()).contains("from before 28 Nov 2019 were dropped");
        });
    assertThat(auditor.text()).contains("dropped old records as the retention period says");
    auditor.look("trail-with-retention").lookNarrow("trail-with-retention-narrow");
    auditor.open("/audit-trail?asOf=2020-01-01T00:00:00Z");
    assertThat(auditor.text()).contains("from before 28 Nov 2019 were dropped");
  }
}
