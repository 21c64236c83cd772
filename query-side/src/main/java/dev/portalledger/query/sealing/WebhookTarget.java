package dev.portalledger.query.sealing;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/**
 * Whom a webhook may be sent to: an address by https at a host that is on the list, which is not
 * one of our own network. It is connected to the very address that was looked at, so that a name
 * that changes its address between two looks leads nowhere.
 *
 * @param path with the query, if there is one
 */
record WebhookTarget(InetAddress address, String host, int port, String path) {

  private static final int HTTPS = 443;

  /** Says where a name leads. */
  interface Resolver {

    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /**
   * Asked anew for each request.
   *
   * @throws IOException saying why it must not be sent there
   */
  static WebhookTarget of(URI webhook, List<String> hosts, boolean privately, Resolver resolver)
      throws IOException {
    var host = webhook.getHost();
    if (!"https".equalsIgnoreCase(webhook.getScheme()) || host == null) {
      throw new IOException("a webhook must be an address by https");
    }
    if (webhook.getRawUserInfo() != null || webhook.getRawFragment() != null) {
      throw new IOException("a webhook must have no user and no fragment");
    }
    var name = host.toLowerCase(Locale.ROOT);
    if (hosts.stream().noneMatch(name::equalsIgnoreCase)) {
      throw new IOException("the webhook's host is not on the list of allowed ones");
    }
    var addresses = resolver.resolve(name);
    for (InetAddress address : addresses) {
      if (!privately && !isPublic(address)) {
        throw new IOException("the webhook's host leads into a private network");
      }
    }
    return new WebhookTarget(addresses[0], name, port(webhook), path(webhook));
  }

  private static int port(URI webhook) {
    return webhook.getPort() < 0 ? HTTPS : webhook.getPort();
  }

  private static String path(URI webhook) {
    var path = webhook.getRawPath();
    var query = webhook.getRawQuery();
    return (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
  }

  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    return switch (address) {
      case Inet4Address v4 -> isPublic(v4.getAddress());
      case Inet6Address v6 -> isPublicV6(v6.getAddress());
      default -> false;
    };
  }

  /** Shared, benchmark, documentation and reserved networks are nobody's public address. */
  private static boolean isPublic(byte[] v4) {
    int first = v4[0] & 0xFF;
    int second = v4[1] & 0xFF;
    return first != 0
        && first < 224
        && !(first == 100 && second >= 64 && second < 128)
        && !(first == 192 && second == 0)
        && !(first == 198 && (second == 18 || second == 19 || second == 51))
        && !(first == 203 && second == 0);
  }

  /**
   * Only what is given out to the internet, and nothing that stands for an address of another kind.
   */
  private static boolean isPublicV6(byte[] v6) {
    boolean global = (v6[0] & 0xE0) == 0x20;
    boolean sixToFour = v6[0] == 0x20 && v6[1] == 0x02;
    boolean teredoOrDocumentation = v6[0] == 0x20 && v6[1] == 0x01 && (v6[2] & 0xFE) == 0;
    boolean documentation =
        v6[0] == 0x20 && v6[1] == 0x01 && v6[2] == 0x0D && (v6[3] & 0xFF) == 0xB8;
    return global && !sixToFour && !teredoOrDocumentation && !documentation;
  }
}
