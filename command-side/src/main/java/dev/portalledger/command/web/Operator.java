package dev.portalledger.command.web;

import dev.portalledger.events.subject.SubjectId;

/** An operator is calling: outside any organization. */
public record Operator(SubjectId subject) {}
