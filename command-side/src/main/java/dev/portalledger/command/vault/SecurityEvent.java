package dev.portalledger.command.vault;

import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** Marks the log lines somebody has to be woken for. */
final class SecurityEvent {

  static final Marker MARKER = MarkerFactory.getMarker("SECURITY");

  private SecurityEvent() {}
}
