package dev.portalledger.command.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.axonframework.common.DefaultIdentifierFactory;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * T34: an event's id blinds its leaf, so that nobody who sees a sibling's hash can try out what it
 * may be of. It has to be random in 122 bits; a time or a count in it would not be.
 */
class EventIdsTest {

  private static final int MANY = 20_000;
  private static final int RANDOM_BITS = 122;

  @Test
  @DisplayName("T34: ids of events are UUIDs of version 4, which Java takes from SecureRandom")
  void ids_of_events_are_random_uuids() {
    assertThat(IdentifierFactory.getInstance())
        .as("whoever puts another factory on the class path changes every event's id")
        .isExactlyInstanceOf(DefaultIdentifierFactory.class);
    assertThat(ids())
        .doesNotHaveDuplicates()
        .allSatisfy(
            id -> {
              assertThat(id.version()).isEqualTo(4);
              assertThat(id.variant()).isEqualTo(2);
            });
  }

  /** So far from a half no random bit gets in ten thousand lifetimes. */
  @Test
  @DisplayName("T34: each of the 122 bits is as often set as not: no time, no count, no content")
  void every_bit_that_may_be_random_is() {
    var ids = ids();
    int random = 0;
    for (int bit = 0; bit < 128; bit++) {
      int place = bit;
      double share = (double) ids.stream().filter(id -> bits(id).get(place)).count() / MANY;
      if (share > 0 && share < 1) {
        assertThat(share).as("bit %d", bit).isBetween(0.45, 0.55);
        random++;
      }
    }
    assertThat(random).isEqualTo(RANDOM_BITS);
  }

  private static List<UUID> ids() {
    return IntStream.range(0, MANY)
        .mapToObj(i -> new GenericDomainEventMessage<>("Type", "stream", i, "the same content"))
        .map(event -> UUID.fromString(event.getIdentifier()))
        .toList();
  }

  private static BitSet bits(UUID id) {
    return BitSet.valueOf(new long[] {id.getMostSignificantBits(), id.getLeastSignificantBits()});
  }
}
