package dev.portalledger.standalone.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * A person of the demo. The user name the protocol sees is the subject, so that neither the e-mail
 * address nor the name becomes anybody's identifier.
 *
 * @param organization none for the operator
 */
public record DemoAccount(
    String email, String name, String role, Optional<DemoOrganization> organization)
    implements UserDetails {

  /** Stable over restarts, and says nothing about who it is. */
  String subject() {
    return UUID.nameUUIDFromBytes(("demo account " + email).getBytes(UTF_8)).toString();
  }

  @Override
  public String getUsername() {
    return subject();
  }

  @Override
  public String getPassword() {
    return Secrets.DEMO_PASSWORD;
  }

  @Override
  public Collection<? extends GrantedAuthority> getAuthorities() {
    return List.of();
  }
}
