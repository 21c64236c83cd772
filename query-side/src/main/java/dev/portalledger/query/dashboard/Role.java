package dev.portalledger.query.dashboard;

/** What somebody may do; as the sign-in's claim {@code roles} names it. */
enum Role {
  OWNER,
  ADMIN,
  MEMBER,
  AUDITOR,
  OPERATOR,
  SERVICE;

  String authority() {
    return "ROLE_" + name();
  }
}
