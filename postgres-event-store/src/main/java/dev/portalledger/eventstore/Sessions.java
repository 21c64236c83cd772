package dev.portalledger.eventstore;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Database sessions of this node's own threads; the pool's are for commands and queries. */
final class Sessions {

  private final String url;
  private final @Nullable String username;
  private final @Nullable String password;

  /** As the pool's own; without a name the address says who. */
  Sessions(String url, @Nullable String username, @Nullable String password) {
    this.url = url;
    this.username = username;
    this.password = password;
  }

  Session open(String name, Session.Work begin, Session.Work turn) {
    return new Session(name, this, begin, turn);
  }

  Connection connect(String name) throws SQLException {
    var settings = new Properties();
    if (username != null) {
      settings.setProperty("user", username);
    }
    if (password != null) {
      settings.setProperty("password", password);
    }
    settings.setProperty("ApplicationName", name);
    settings.setProperty("tcpKeepAlive", "true");
    // A database that does not answer is given up, so that another connection can be tried.
    settings.setProperty("connectTimeout", "5");
    settings.setProperty("socketTimeout", "10");
    return DriverManager.getConnection(url, settings);
  }
}
