package dev.portalledger.query.offended;

/** What another feature has no business with. */
public class Peeked {}
