package dev.portalledger.benchmarks;

import org.axonframework.commandhandling.CommandMessage;

/** Something that takes commands and stores their events. */
interface Node extends AutoCloseable {

  void send(CommandMessage<?> command);

  @Override
  void close();
}
