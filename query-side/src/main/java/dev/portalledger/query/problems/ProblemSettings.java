package dev.portalledger.query.problems;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the pages are that problem types point to.
 *
 * @param publicUrl the address that browsers use
 */
@ConfigurationProperties("ledger")
record ProblemSettings(@DefaultValue("http://localhost:8080") URI publicUrl) {

  URI typeOf(Problem problem) {
    String base = publicUrl.toString();
    return URI.create((base.endsWith("/") ? base : base + "/") + "problems/" + problem.text());
  }
}
