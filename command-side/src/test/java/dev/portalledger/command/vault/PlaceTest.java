package dev.portalledger.command.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** T2, T3: what a ciphertext is bound to, each part by itself. */
class PlaceTest {

  private static final UUID ID = new UUID(1, 2);
  private static final UUID OTHER = new UUID(1, 3);

  @Test
  @DisplayName("T2, T3: every part of a credential's place counts by itself")
  void every_part_counts() {
    var all =
        Stream.of(
            place(ID, "acme", "a1", 1001L, 1, 1L, "key-1"),
            place(OTHER, "acme", "a1", 1001L, 1, 1L, "key-1"),
            place(ID, "globex", "a1", 1001L, 1, 1L, "key-1"),
            place(ID, "acme", "a2", 1001L, 1, 1L, "key-1"),
            place(ID, "acme", "a1", 1002L, 1, 1L, "key-1"),
            place(ID, "acme", "a1", 1001L, 2, 1L, "key-1"),
            place(ID, "acme", "a1", 1001L, 1, 2L, "key-1"),
            place(ID, "acme", "a1", 1001L, 1, 1L, "key-2"),
            place(ID, "acme", "a1", null, null, 1L, "key-1"),
            place(ID, "acme", "a1", 1001L, 1, null, "key-1"));

    assertThat(all.flatMap(each -> Stream.of(each.field("access"), each.field("refresh"))))
        .extracting(PlaceTest::hex)
        .hasSize(20)
        .doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("T2: what is written for one purpose is of none for another")
  void each_purpose_leads() {
    assertThat(place(ID, "acme", "a1", 1001L, 1, 1L, "key-1").field("access").fields())
        .startsWith("credential");
    assertThat(place(ID, "acme", "a1", null, null, 1L, "key-1").field("access").fields())
        .startsWith("attempt");
    assertThat(new String(DataKey.place(ID, "acme"), UTF_8)).contains("data-key");
  }

  @Test
  @DisplayName("T2: a data key is bound to its own id and to its owner")
  void a_data_key_has_its_own_place() {
    assertThat(
            List.of(DataKey.place(ID, "a"), DataKey.place(OTHER, "a"), DataKey.place(ID, "b"))
                .stream()
                .map(HexFormat.of()::formatHex))
        .doesNotHaveDuplicates();
  }

  @Test
  void no_part_can_borrow_from_its_neighbour() {
    assertThat(hex(Place.of("ab", "c"))).isNotEqualTo(hex(Place.of("a", "bc")));
    assertThat(hex(Place.of("a", ""))).isNotEqualTo(hex(Place.of("a")));
  }

  private static CredentialPlace place(
      UUID id,
      String organization,
      String attempt,
      @Nullable Long portal,
      @Nullable Integer generation,
      @Nullable Long version,
      String key) {
    return new CredentialPlace(
        new CredentialId(id), organization, attempt, portal, generation, version, key);
  }

  private static String hex(Place place) {
    return HexFormat.of().formatHex(place.bytes());
  }
}
