package dev.portalledger.query.offender;

class PortalManager {}
