package dev.portalledger.command.authorization;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portalledger.command.vault.Sealer;
import dev.portalledger.command.vault.Secrets;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Codes that wait, encrypted, for somebody to say whose they are. */
@Component
class MarketplaceInstalls {

  /** HubSpot's codes are short-lived anyway. */
  static final Duration LIFETIME = Duration.ofMinutes(10);

  private static final String PURPOSE = "marketplace-code";

  private final JdbcClient db;
  private final Sealer sealer;

  MarketplaceInstalls(JdbcClient db, Sealer sealer) {
    this.db = db;
    this.sealer = sealer;
  }

  /** What HubSpot said and wants; its code is a secret. */
  record Install(String code, URI returnUrl) {

    @Override
    public String toString() {
      return "Install[redacted]";
    }
  }

  /** A browser's newer install takes the place of its older one. */
  void keep(String browserSecret, Install install) {
    var browser = Secrets.hash(browserSecret);
    db.sql(
            """
            insert into command.marketplace_install (browser_sha256, code_ct, return_url, expires_at)
            values (:browser, :code, :url, clock_timestamp() + make_interval(secs => :seconds))
            on conflict (browser_sha256) do update
               set code_ct = excluded.code_ct, return_url = excluded.return_url, expires_at = excluded.expires_at
            """)
        .param("browser", browser)
        .param("code", sealer.seal(install.code().getBytes(UTF_8), place(browser)))
        .param("url", install.returnUrl().toString())
        .param("seconds", LIFETIME.toSeconds())
        .update();
  }

  @SuppressWarnings("ArrayRecordComponent") // opened at once, never compared
  private record Sealed(byte[] code, URI returnUrl) {}

  /** The browser's install, once. */
  Optional<Install> take(String browserSecret) {
    var browser = Secrets.hash(browserSecret);
    return db.sql(
            """
            delete from command.marketplace_install
             where browser_sha256 = :browser and expires_at > clock_timestamp()
            returning code_ct, return_url
            """)
        .param("browser", browser)
        .query(
            (row, _) ->
                new Sealed(row.getBytes("code_ct"), URI.create(row.getString("return_url"))))
        .optional()
        .map(kept -> opened(kept, browser));
  }

  private Install opened(Sealed kept, byte[] browser) {
    return new Install(
        new String(sealer.open(kept.code(), place(browser)), UTF_8), kept.returnUrl());
  }

  void forgetExpired() {
    db.sql("delete from command.marketplace_install where expires_at < clock_timestamp()").update();
  }

  private static String[] place(byte[] browser) {
    return new String[] {PURPOSE, HexFormat.of().formatHex(browser)};
  }
}
