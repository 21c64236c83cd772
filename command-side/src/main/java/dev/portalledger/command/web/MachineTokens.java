package dev.portalledger.command.web;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtDecoders;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;

/**
 * Believes the issuer's tokens. The issuer is asked about itself on first use and, should it not
 * answer, again on the next.
 */
final class MachineTokens implements JwtDecoder {

  private final JwtDecoder decoder;

  MachineTokens(SignInSettings signIn) {
    decoder =
        new SupplierJwtDecoder(() -> JwtDecoders.fromIssuerLocation(signIn.issuer().toString()));
  }

  @Override
  public Jwt decode(String token) {
    try {
      return decoder.decode(token);
    } catch (JwtDecoderInitializationException e) {
      throw new JwtException("the issuer does not answer", e);
    }
  }
}
