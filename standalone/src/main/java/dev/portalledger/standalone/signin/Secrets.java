package dev.portalledger.standalone.signin;

import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * How passwords are held: hashed as anywhere, but cheaply, since every one of them is published.
 */
final class Secrets {

  private static final int LOWEST_COST = 4;

  static final PasswordEncoder ENCODER = new BCryptPasswordEncoder(LOWEST_COST);

  static final String DEMO_PASSWORD = ENCODER.encode(DemoAccounts.PASSWORD);

  private Secrets() {}
}
