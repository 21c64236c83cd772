package dev.portalledger.query.dashboard;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where this is reached, what it is called, and where its forms may lead.
 *
 * @param platformName what pages call the product
 */
@ConfigurationProperties("ledger")
record AddressSettings(
    @DefaultValue("http://localhost:8080") URI publicUrl,
    @DefaultValue("Portal Ledger") String platformName,
    @DefaultValue HubSpot hubspot) {

  record HubSpot(@DefaultValue("https://app.hubspot.com") URI authorizeUrl) {}

  String at(String path) {
    String base = publicUrl.toString();
    return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path;
  }
}
