package dev.portalledger.query.offender.util;

class Strings {}
