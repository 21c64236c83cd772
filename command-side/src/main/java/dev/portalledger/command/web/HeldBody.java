package dev.portalledger.command.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A request whose body was read already, and can be read again. */
final class HeldBody extends HttpServletRequestWrapper {

  private final byte[] body;

  HeldBody(HttpServletRequest request, byte[] body) {
    super(request);
    this.body = body;
  }

  /** As text that differs whenever the bytes do. */
  String text() {
    return new String(body, StandardCharsets.ISO_8859_1);
  }

  @Override
  public ServletInputStream getInputStream() {
    return new Stream(body);
  }

  @Override
  public BufferedReader getReader() {
    return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
  }

  private static final class Stream extends ServletInputStream {

    private final ByteArrayInputStream bytes;

    Stream(byte[] body) {
      bytes = new ByteArrayInputStream(body);
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      return bytes.read(into, offset, length);
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException("nothing is left to wait for");
    }
  }
}
