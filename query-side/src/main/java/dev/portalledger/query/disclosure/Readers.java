package dev.portalledger.query.disclosure;

import dev.portalledger.query.people.SubjectKey;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says who is signed in, for the command side, which knows people's and machines' random ids. Only
 * encrypted, since an account may be a name or an address.
 */
@Component
final class Readers {

  private static final String MACHINE = "ROLE_SERVICE";

  record Reader(
      boolean machine,
      String issuer,
      String account,
      @Nullable String name,
      @Nullable String email) {}

  private final SubjectKey key;

  Readers(SubjectKey querySubjectKey) {
    this.key = querySubjectKey;
  }

  /** What only the disclosure of this id can be opened with. */
  byte[] current(String disclosure) {
    return key.sealReader(JsonMapper.shared().writeValueAsBytes(current()), disclosure);
  }

  /** An account as it is told apart from all others. */
  static String account() {
    Reader reader = current();
    return reader.machine() + " " + reader.issuer() + " " + reader.account();
  }

  private static Reader current() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication == null || !(authentication.getPrincipal() instanceof ClaimAccessor who)) {
      throw new AccessDeniedException("not signed in");
    }
    boolean machine =
        authentication.getAuthorities().stream()
            .anyMatch(held -> MACHINE.equals(held.getAuthority()));
    return new Reader(
        machine,
        String.valueOf(who.getClaimAsString("iss")),
        String.valueOf(who.getClaimAsString("sub")),
        machine ? null : who.getClaimAsString("name"),
        machine ? null : who.getClaimAsString("email"));
  }
}
