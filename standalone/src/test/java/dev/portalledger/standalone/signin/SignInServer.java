package dev.portalledger.standalone.signin;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.portalledger.standalone.machine.Ports;
import java.net.URI;
import java.nio.file.Path;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** The sign-in alone, on a port of its own. */
record SignInServer(String url, ConfigurableApplicationContext context) implements AutoCloseable {

  static final String SECRET = "secret of the product";

  @ImportAutoConfiguration({
    JacksonAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class,
    ThymeleafAutoConfiguration.class,
    SecurityFilterAutoConfiguration.class
  })
  @Import(DemoSignIn.class)
  static class Application {}

  static SignInServer start(String productUrl, Path keyFile) {
    var port = Ports.nextFree(23_500);
    var url = "http://localhost:" + port;
    var context =
        new SpringApplicationBuilder(Application.class)
            .run(
                "--spring.config.name=OutsideWorld",
                "--server.port=" + port,
                "--demo.sign-in.issuer=" + url,
                "--demo.sign-in.client-secret=" + SECRET,
                "--demo.sign-in.product-url=" + productUrl,
                "--demo.sign-in.key-file=" + keyFile);
    return new SignInServer(url, context);
  }

  /** What a token says, once its signature has been checked with the published keys. */
  JWTClaimsSet verified(String token) throws Exception {
    JWKSource<SecurityContext> published =
        JWKSourceBuilder.create(URI.create(url + "/oauth2/jwks").toURL()).build();
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, published));
    return processor.process(token, null);
  }

  @Override
  public void close() {
    context.close();
  }
}
