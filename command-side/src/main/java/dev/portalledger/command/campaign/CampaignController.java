package dev.portalledger.command.campaign;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.portalledger.command.invitation.InvitationTrouble;
import dev.portalledger.command.web.Actor;
import dev.portalledger.command.web.ProblemType;
import dev.portalledger.command.web.ToldAgain;
import dev.portalledger.command.web.Trouble;
import dev.portalledger.events.campaign.CampaignId;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.lease.Purpose;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Asks for many portals to be reconnected: for a dead grant, or for scopes that are missing. */
@RestController
class CampaignController {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

  private final Campaigns campaigns;
  private final ToldAgain toldAgain;

  CampaignController(Campaigns campaigns, ToldAgain toldAgain) {
    this.campaigns = campaigns;
    this.toldAgain = toldAgain;
  }

  /** Which portals: named, or found. Whatever is left out is not asked for. */
  static final class Request {

    /** Up to 500 portal ids. */
    @JsonProperty @Nullable List<Long> portals;

    /** Instead of naming them. */
    @JsonProperty @Nullable Reason filter;

    /** Only says what would happen. */
    @JsonProperty boolean dryRun;

    /** Also makes a link for an admin of each portal, good for that portal and this purpose. */
    @JsonProperty @Nullable Purpose invite;
  }

  /**
   * One result per portal.
   *
   * @param campaignId null if nothing was recorded
   */
  record Answer(@Nullable String campaignId, boolean dryRun, List<Item> items) {}

  @PostMapping("/api/v1/campaigns")
  ResponseEntity<Answer> start(
      Actor actor, HttpServletRequest asked, @RequestBody Request request) {
    var items = plan(actor, request);
    var invite = request.invite;
    campaigns
        .hindrance(actor, invite, items)
        .ifPresent(
            hindrance -> {
              throw InvitationTrouble.because(hindrance);
            });
    if (request.dryRun || items.stream().noneMatch(Item::isRequested)) {
      return ResponseEntity.ok(new Answer(null, request.dryRun, items));
    }
    var campaign = fresh();
    var _ = campaigns.start(actor, campaign, items);
    var done = invite == null ? items : campaigns.invite(actor, invite, items);
    toldAgain.instead(asked, answer(campaign, done.stream().map(Item::withoutSecret).toList()));
    return ResponseEntity.status(HttpStatus.CREATED).body(answer(campaign, done));
  }

  private static Answer answer(CampaignId campaign, List<Item> items) {
    return new Answer(campaign.value(), false, items);
  }

  /**
   * From the page, which gives the id, so that a form sent twice starts one campaign. The links it
   * asked for come as a file, once: they are kept nowhere.
   */
  @PostMapping("/campaigns")
  ResponseEntity<String> startAndShow(
      Actor actor,
      @RequestParam(required = false) @Nullable Reason filter,
      @RequestParam(required = false) @Nullable String campaign,
      @RequestParam(required = false) @Nullable Purpose invite) {
    if (filter == null || campaign == null) {
      throw otherForm();
    }
    var id = campaign(campaign);
    var items = campaigns.plan(actor, filter);
    var hindrance = campaigns.hindrance(actor, invite, items).orElse(null);
    if (hindrance != null) {
      return to("/campaigns?refused=" + InvitationTrouble.word(hindrance));
    }
    boolean isNew = campaigns.start(actor, id, items);
    return isNew && invite != null
        ? file(LinkSheet.csv(campaigns.invite(actor, invite, items)))
        : shown(id, filter, items);
  }

  private static ResponseEntity<String> shown(CampaignId id, Reason filter, List<Item> items) {
    return to(
        items.isEmpty()
            ? "/campaigns?nothing=" + filter
            : "/campaigns/%s?minItems=%d".formatted(id, items.size()));
  }

  private static ResponseEntity<String> to(String page) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(page)).build();
  }

  private static ResponseEntity<String> file(String csv) {
    return ResponseEntity.ok()
        .contentType(CSV)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"campaign-links.csv\"")
        .body(csv);
  }

  private List<Item> plan(Actor actor, Request request) {
    var portals = request.portals;
    var filter = request.filter;
    if ((portals == null) == (filter == null)) {
      throw bad("Either 'portals' or 'filter' says which portals. Send one of the two.");
    }
    if (filter != null) {
      return campaigns.plan(actor, filter);
    }
    if (portals == null || portals.isEmpty() || portals.size() > Campaigns.MOST) {
      throw bad(
          "A campaign takes 1 to %d portals. Send more in several.".formatted(Campaigns.MOST));
    }
    return campaigns.plan(actor, portals.stream().map(CampaignController::portal).toList());
  }

  private static PortalId portal(long id) {
    try {
      return new PortalId(id);
    } catch (IllegalArgumentException _) {
      throw bad("A portal id is a whole number above zero. Look it up in Client Accounts.");
    }
  }

  private static CampaignId campaign(String id) {
    try {
      return new CampaignId(id);
    } catch (IllegalArgumentException _) {
      throw otherForm();
    }
  }

  private static CampaignId fresh() {
    var bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return new CampaignId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  private static Trouble otherForm() {
    return bad("The form was not the one that this page gives out. Open Campaigns and try again.");
  }

  private static Trouble bad(String detail) {
    return new Trouble(ProblemType.INVALID_REQUEST, detail);
  }
}
