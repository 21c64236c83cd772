package dev.portalledger.query;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * The query side in a process of its own. No stereotype: the scan of a larger process must not find
 * it.
 */
@EnableAutoConfiguration
@Import(QuerySide.class)
public class QuerySideApplication {

  /** Starts the query side. */
  public static void main(String[] args) {
    SpringApplication.run(QuerySideApplication.class, args);
  }
}
