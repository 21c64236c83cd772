package dev.portalledger.command.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.portalledger.command.CommandDatabase;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

@ExtendWith(OutputCaptureExtension.class)
class SwapsTest {

  private static final int ROWS = 50;
  private static final int SWAPS = 1_000;
  private static final long SEED = 20_261_128;

  /** Each undoes itself when it is done again; what is swapped back is as it was. */
  private static final List<String> KINDS =
      List.of(
          credentials("access_ct = o.access_ct"),
          credentials("refresh_ct = o.refresh_ct"),
          credentials("refresh_fingerprint = o.refresh_fingerprint"),
          credentials("data_key_id = o.data_key_id"),
          credentials("organization_id = o.organization_id"),
          credentials("attempt_id = o.attempt_id"),
          credentials(
              """
              access_ct = o.access_ct, refresh_ct = o.refresh_ct, data_key_id = o.data_key_id,
              refresh_fingerprint = o.refresh_fingerprint
              """),
          "update command.credential c set access_ct = refresh_ct, refresh_ct = access_ct"
              + " where portal_id in (:a, :b)",
          dataKeys("wrapped = o.wrapped"),
          dataKeys("owner = o.owner"));

  private final SingleConnectionDataSource connection =
      new SingleConnectionDataSource(CommandDatabase.url(), "ledger_owner", "ledger_owner", true);
  private final JdbcClient owner = JdbcClient.create(connection);
  private VaultFixture fixture;

  @BeforeEach
  void open() {
    fixture = new VaultFixture();
    IntStream.range(0, ROWS).forEach(i -> fixture.connect(holder(i), portal(i), 1, "t" + i));
    owner.sql("alter table command.credential disable trigger user").update();
    owner.sql("alter table command.data_key disable trigger user").update();
    owner.sql("alter table command.credential drop constraint credential_data_key_id_key").update();
    owner.sql("alter table command.credential drop constraint credential_attempt_id_key").update();
  }

  @AfterEach
  void close() {
    fixture.close();
    owner.sql("alter table command.credential enable trigger user").update();
    owner.sql("alter table command.data_key enable trigger user").update();
    owner.sql("alter table command.credential add unique (data_key_id)").update();
    owner.sql("alter table command.credential add unique (attempt_id)").update();
    connection.destroy();
  }

  @Test
  @DisplayName("T2: 1,000 swaps of ciphertexts, columns, rows and keys: none opens, each is told")
  void nothing_opens_in_anothers_place(CapturedOutput output) {
    var random = new Random(SEED);
    for (int i = 0; i < SWAPS; i++) {
      int a = random.nextInt(ROWS);
      int b = (a + 1 + random.nextInt(ROWS - 1)) % ROWS;
      var kind = KINDS.get(random.nextInt(KINDS.size()));

      swap(kind, a, b);
      assertUnreadable(a, kind);
      assertUnreadable(b, kind);
      swap(kind, a, b);
    }

    assertThat(output.getAll().lines().filter(line -> line.contains("security event")))
        .hasSize(2 * SWAPS);
    assertThat(output.getAll()).doesNotContain("access-t").doesNotContain("refresh-t");
    assertThat(fixture.vault().active(holder(7), portal(7))).isPresent();
  }

  /** No two that are swapped have the same. */
  private static OrganizationId holder(int number) {
    return new OrganizationId("org-" + number);
  }

  private static PortalId portal(int number) {
    return new PortalId(5_000 + number);
  }

  private void swap(String kind, int a, int b) {
    assertThat(owner.sql(kind).param("a", portal(a).value()).param("b", portal(b).value()).update())
        .isEqualTo(2);
  }

  private void assertUnreadable(int number, String kind) {
    var holder =
        fixture
            .db()
            .sql("select organization_id from command.credential where portal_id = :portal")
            .param("portal", portal(number).value())
            .query(String.class)
            .single();
    assertThatExceptionOfType(CredentialUnreadable.class)
        .as(kind)
        .isThrownBy(() -> fixture.vault().active(new OrganizationId(holder), portal(number)));
  }

  private static String credentials(String set) {
    return "update command.credential c set "
        + set
        + " from command.credential o where c.portal_id in (:a, :b) and o.portal_id in (:a, :b)"
        + " and o.portal_id <> c.portal_id";
  }

  private static String dataKeys(String set) {
    return "update command.data_key k set "
        + set
        + """
         from command.credential c, command.data_key o, command.credential oc
        where k.data_key_id = c.data_key_id and o.data_key_id = oc.data_key_id
          and c.portal_id in (:a, :b) and oc.portal_id in (:a, :b) and c.portal_id <> oc.portal_id
        """;
  }
}
