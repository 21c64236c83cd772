package dev.portalledger.query.clientaccounts;

/** Nobody else needs it. */
public class ShownToAll {}
