package dev.portalledger.command.web;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whose tokens are believed.
 *
 * @param issuer found out about on first use, so that it may start later than this process
 */
@ConfigurationProperties("ledger.sign-in")
record SignInSettings(URI issuer) {}
