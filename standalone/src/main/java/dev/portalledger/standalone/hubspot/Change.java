package dev.portalledger.standalone.hubspot;

/** What becomes of the state, and what the caller is told. */
record Change<T>(SandboxState state, T result) {}
