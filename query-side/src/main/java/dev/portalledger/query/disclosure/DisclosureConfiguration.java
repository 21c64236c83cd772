package dev.portalledger.query.disclosure;

import java.time.Clock;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class DisclosureConfiguration implements WebMvcConfigurer {

  private final Disclosures disclosures;

  DisclosureConfiguration(Disclosures disclosures) {
    this.disclosures = disclosures;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new AuditorsReads(disclosures, new RecentReads(Clock.systemUTC())));
  }
}
