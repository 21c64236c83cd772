package dev.portalledger.command.web;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where browsers reach this.
 *
 * @param publicUrl without a path
 */
@ConfigurationProperties("ledger")
public record PublicAddress(@DefaultValue("http://localhost:8080") URI publicUrl) {

  /** An absolute address of ours; the path begins with a slash. */
  public URI at(String path) {
    String base = publicUrl.toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }
}
