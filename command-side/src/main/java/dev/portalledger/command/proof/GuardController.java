package dev.portalledger.command.proof;

import dev.portalledger.command.web.Operator;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What an operator sees when HubSpot is doubted, and the way out when HubSpot is right. */
@RestController
class GuardController {

  /**
   * How it stands.
   *
   * @param openSince null while HubSpot is believed
   * @param held connections that HubSpot calls dead and that are kept all the same
   * @param letThroughUntil until when an operator has said that they are dead; null if not
   */
  record State(@Nullable Instant openSince, int held, @Nullable Instant letThroughUntil) {}

  private final EndingGuard guard;

  GuardController(EndingGuard guard) {
    this.guard = guard;
  }

  @GetMapping("/api/v1/ending-guard")
  State state(Operator operator) {
    return guard.state();
  }

  /**
   * The deaths are real: for an hour whatever HubSpot confirms dead ends, however many they are.
   */
  @PostMapping("/api/v1/ending-guard/release")
  State release(Operator operator) {
    guard.release(operator.subject());
    return guard.state();
  }
}
