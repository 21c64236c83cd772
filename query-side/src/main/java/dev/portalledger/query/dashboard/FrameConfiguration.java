package dev.portalledger.query.dashboard;

import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class FrameConfiguration implements WebMvcConfigurer {

  private final AddressSettings address;
  private final ObjectProvider<OrganizationNames> names;

  FrameConfiguration(AddressSettings address, ObjectProvider<OrganizationNames> names) {
    this.address = address;
    this.names = names;
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new MemberArgument());
    resolvers.add(new AsOfArgument(InstantSource.system()));
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new FrameInterceptor(address, names));
  }
}
