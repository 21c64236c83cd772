package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.connection.ExpiryCause;
import dev.portalledger.events.connection.RevocationCause;

/** Why a client account is in the status it is in. */
enum Cause {
  FIRST_GRANT,
  NEW_GRANT,
  GRANT_DEAD,
  REFRESH_OUTCOME_LOST,
  REMOVED_BY_MEMBER,
  ENDED_BY_OPERATOR,
  DISPUTED,
  UNINSTALLED_IN_HUBSPOT,
  PORTAL_GONE;

  static Cause of(ExpiryCause cause) {
    return switch (cause) {
      case GRANT_DEAD -> GRANT_DEAD;
      case REFRESH_OUTCOME_LOST -> REFRESH_OUTCOME_LOST;
    };
  }

  static Cause of(RevocationCause cause) {
    return switch (cause) {
      case REMOVED_BY_MEMBER -> REMOVED_BY_MEMBER;
      case ENDED_BY_OPERATOR -> ENDED_BY_OPERATOR;
      case DISPUTED -> DISPUTED;
      case UNINSTALLED_IN_HUBSPOT -> UNINSTALLED_IN_HUBSPOT;
      case PORTAL_GONE -> PORTAL_GONE;
    };
  }
}
