package dev.portalledger.query.disclosure;

import static dev.portalledger.query.Samples.ACME;
import static dev.portalledger.query.Samples.NOON;
import static dev.portalledger.query.Samples.PORTAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.events.disclosure.Disclosed;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RecentReadsTest {

  private Instant now = NOON;
  private final InstantSource turned = () -> now;
  private final RecentReads recent = new RecentReads(turned.withZone(ZoneOffset.UTC));

  private static RecentReads.Read read(String account, String question) {
    return new RecentReads.Read(account, ACME, Disclosed.CLIENT_ACCOUNT, PORTAL, question);
  }

  @Test
  void the_same_is_new_again_after_five_minutes() {
    recent.add(read("ada", ""));
    now = NOON.plus(RecentReads.SAME).minusMillis(1);
    assertThat(recent.isNew(read("ada", ""))).isFalse();
    now = NOON.plus(RecentReads.SAME);
    assertThat(recent.isNew(read("ada", ""))).isTrue();
  }

  @Test
  void another_person_or_question_is_new() {
    recent.add(read("ada", ""));
    assertThat(recent.isNew(read("bob", ""))).isTrue();
    assertThat(recent.isNew(read("ada", "kind=portal-expired"))).isTrue();
  }

  @Test
  void so_many_are_remembered_and_the_oldest_forgotten() {
    for (int n = 0; n <= 10_000; n++) {
      recent.add(read("ada", "portal=" + n));
    }
    assertThat(recent.isNew(read("ada", "portal=0"))).isTrue();
    assertThat(recent.isNew(read("ada", "portal=1"))).isFalse();
  }
}
