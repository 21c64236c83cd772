package dev.portalledger.query.sealing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** As much of a mail server (RFC 5321, 3207, 4954) as a client needs to be found out. */
final class FakeMailServer implements AutoCloseable {

  static final String USER = "ledger-user";
  static final String PASSWORD = "only-the-server-knows";

  /** How it meets a client. */
  enum Manner {
    STARTTLS,
    TLS,
    /** Offers no TLS at all. */
    PLAIN
  }

  /**
   * @param to all that were named, in order
   * @param text as it came
   */
  record Mail(String from, List<String> to, String text) {

    MimeMessage read() throws MessagingException {
      return new MimeMessage(
          Session.getInstance(new Properties()), new ByteArrayInputStream(text.getBytes(UTF_8)));
    }
  }

  private final SSLContext tls;
  private final Manner manner;
  private final ServerSocket listening;
  private final List<Mail> mails = new CopyOnWriteArrayList<>();
  private final List<String> saidInClear = new CopyOnWriteArrayList<>();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();

  FakeMailServer(SSLContext tls, Manner manner) {
    this.tls = tls;
    this.manner = manner;
    try {
      listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var _ = Thread.startVirtualThread(this::listen);
  }

  int port() {
    return listening.getLocalPort();
  }

  List<Mail> mails() {
    return mails;
  }

  /** What whoever listens on the way could read. */
  List<String> saidInClear() {
    return saidInClear;
  }

  /** It knows no such mailbox, and says so with the address in it, as servers do. */
  void refuse(String address) {
    refused.add(address);
  }

  void acceptAll() {
    refused.clear();
  }

  private void listen() {
    while (!listening.isClosed()) {
      try {
        var socket = listening.accept();
        var _ = Thread.startVirtualThread(() -> serve(socket));
      } catch (IOException _) {
        // It was closed.
      }
    }
  }

  private void serve(Socket socket) {
    try (var plain = socket;
        var first = manner == Manner.TLS ? secured(plain) : plain) {
      new Conversation(first, manner == Manner.TLS).greet();
    } catch (IOException _) {
      // The client went away, which some of them should.
    }
  }

  private SSLSocket secured(Socket plain) throws IOException {
    var socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, null, true);
    socket.setUseClientMode(false);
    return socket;
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With one client. */
  private final class Conversation {

    private final Socket socket;
    private final boolean secret;
    private final BufferedReader in;
    private String from = "";
    private final List<String> to = new CopyOnWriteArrayList<>();

    Conversation(Socket socket, boolean secret) throws IOException {
      this.socket = socket;
      this.secret = secret;
      this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
    }

    void greet() throws IOException {
      say("220 fake.test");
      listen();
    }

    private void listen() throws IOException {
      boolean open = true;
      for (var line = in.readLine(); open && line != null; line = open ? in.readLine() : null) {
        if (!secret) {
          saidInClear.add(line);
        }
        open = answer(line);
      }
    }

    private boolean answer(String line) throws IOException {
      switch (line.split("[ :]", 2)[0].toUpperCase(java.util.Locale.ROOT)) {
        case "EHLO" -> hello();
        case "STARTTLS" -> {
          say("220 go on");
          new Conversation(secured(socket), true).listen();
          return false;
        }
        case "AUTH" -> say(isRight(line) ? "235 welcome" : "535 5.7.8 not you, " + USER);
        case "MAIL" -> {
          from = address(line);
          say("250 ok");
        }
        case "RCPT" -> recipient(address(line));
        case "DATA" -> data();
        case "QUIT" -> {
          say("221 bye");
          return false;
        }
        default -> say("250 ok");
      }
      return true;
    }

    private void hello() throws IOException {
      say(!secret && manner == Manner.STARTTLS ? "250-fake.test\r\n250-STARTTLS" : "250-fake.test");
      say("250 AUTH PLAIN");
    }

    /** Whom the user acts for stands before, and may be left out. */
    private boolean isRight(String line) {
      var told = line.substring(line.lastIndexOf(' ') + 1);
      return new String(Base64.getDecoder().decode(told), UTF_8)
          .endsWith("\0" + USER + "\0" + PASSWORD);
    }

    private void recipient(String address) throws IOException {
      if (refused.contains(address)) {
        say("550 5.1.1 <" + address + ">: no such mailbox");
      } else {
        to.add(address);
        say("250 ok");
      }
    }

    private void data() throws IOException {
      say("354 go on");
      var text = new StringBuilder();
      for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
        text.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
      }
      mails.add(new Mail(from, List.copyOf(to), text.toString()));
      to.clear();
      say("250 taken");
    }

    private static String address(String line) {
      return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
    }

    private void say(String text) throws IOException {
      socket.getOutputStream().write((text + "\r\n").getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
    }
  }
}
