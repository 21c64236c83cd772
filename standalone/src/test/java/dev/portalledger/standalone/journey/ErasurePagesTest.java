package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From the audit trail to a person, and the person's data away: two people at two browsers. */
@ExtendWith(Chromium.class)
class ErasurePagesTest {

  private static final Agency INITECH = Agency.demo("initech");

  private final long portal = Agency.newPortal();
  private final String hugo = Agency.adminOf(portal);

  @BeforeEach
  void connect() {
    INITECH.connect(portal);
    Eventually.holds(() -> assertThat(INITECH.trail().toString()).contains(hugo));
  }

  @AfterEach
  void leave() {
    INITECH.removeEverything();
  }

  @Test
  void an_owner_asks_an_admin_confirms_and_nobody_is_named_any_more(
      Window owner, Window admin, Window auditor) {
    owner.signIn("owner@initech.test");
    fromTheTrail(owner);
    assertThat(owner.heading()).isEqualTo(hugo);
    owner.look("person-kept").lookNarrow("person-kept-narrow");

    owner.page.locator("form[action$='/erasure'] select").selectOption("ASKED_BY_THE_PERSON");
    owner.page.locator("form[action$='/erasure'] input[name=reference]").fill("DSR-2026-17");
    owner.button("Ask for erasure").click();
    assertThat(owner.text()).contains("Erasure asked for", "Odette Owner asked for it");
    owner.button("Confirm and erase for good").click();
    assertThat(owner.text()).contains("You asked for this erasure yourself.");
    owner.look("person-asked").lookNarrow("person-asked-narrow");
    var person = owner.page.url().replaceFirst("\\?.*", "").replaceFirst("^https?://[^/]+", "");

    held(owner);

    auditor.signIn("auditor@initech.test").open(person);
    assertThat(auditor.text()).contains("Erasure asked for", "(case DSR-2026-17)");
    assertThat(auditor.buttons()).doesNotContain("Confirm and erase for good", "Withdraw");

    admin.signIn("admin@initech.test").open(person);
    admin.button("Confirm and erase for good").click();
    admin.headingBecomes("An erased person");
    assertThat(admin.text())
        .contains("Name and address are gone.", "Erased: Odette Owner asked, Amir Admin confirmed")
        .doesNotContain(hugo);
    admin.look("person-erased").lookNarrow("person-erased-narrow");

    admin.open("/audit-trail");
    assertThat(admin.text()).contains("Personal data was erased").doesNotContain(hugo);
    admin.page.locator("tr[data-kind='subject-erased'] summary").first().click();
    admin.look("person-erased-trail").lookNarrow("person-erased-trail-narrow");
    admin.open("/client-accounts/" + portal);
    assertThat(admin.text()).contains("erased").doesNotContain(hugo);
  }

  private void held(Window window) {
    window.page.locator("form[action$='/legal-hold'] select").selectOption("LEGAL_CLAIM");
    window.button("Place a hold").click();
    assertThat(window.text()).contains("Held by law", "Legal claims are made or defended");
    window.look("person-held").lookNarrow("person-held-narrow");
    window.button("Lift the hold").click();
    assertThat(window.text()).contains("Odette Owner lifted the legal hold");
  }

  private void fromTheTrail(Window window) {
    window.open("/audit-trail?portal=" + portal + "&kind=portal-connected");
    window.page.locator("tr[data-kind='portal-connected'] summary").first().click();
    window.look("person-trail");
    window.link("Personal data of " + hugo).click();
    window.headingBecomes(hugo);
  }
}
