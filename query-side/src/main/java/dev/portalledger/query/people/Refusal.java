package dev.portalledger.query.people;

import org.jspecify.annotations.Nullable;

/**
 * Why a form of the page did nothing.
 *
 * @param what happened
 * @param wayOut what to do
 */
record Refusal(String what, String wayOut) {

  /** Null for what this page never says. */
  static @Nullable Refusal of(@Nullable String name) {
    return switch (name == null ? "" : name) {
      case "unreadable" ->
          new Refusal(
              "Nothing was asked for.",
              "Choose a reason. A case number is up to 40 capitals, digits, - and /, with a digit"
                  + " in it, like DSR-2026-17; it is kept for ever, so it must not say who is meant.");
      case "nothing-asked" ->
          new Refusal(
              "Nobody has asked for this erasure, or it was withdrawn.",
              "Ask for it first; then somebody else confirms.");
      case "over" ->
          new Refusal(
              "The request is over.",
              "It was good for seven days. Ask again; then somebody else confirms.");
      case "same-person" ->
          new Refusal(
              "You asked for this erasure yourself.",
              "Another owner or admin of your organization has to confirm it. If there is none, an"
                  + " operator of this platform can.");
      case "held" ->
          new Refusal("A legal hold keeps the data.", "Lift the hold first, if it is over.");
      case "held-elsewhere" ->
          new Refusal(
              "Another organization holds the data by law.",
              "It can be erased once that hold is lifted.");
      case "operator-needed" ->
          new Refusal(
              "Other organizations know this person too.",
              "An operator of this platform has to confirm. The request stays open for that.");
      default -> null;
    };
  }
}
