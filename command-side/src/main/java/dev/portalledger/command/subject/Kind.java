package dev.portalledger.command.subject;

/** What sort of account a subject stands for. */
enum Kind {
  MEMBER,
  AUTHORIZER,
  SERVICE
}
