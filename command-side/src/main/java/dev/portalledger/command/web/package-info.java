/** The command side's edge: who may call what, who is calling, and how trouble is told. */
@NullMarked
package dev.portalledger.command.web;

import org.jspecify.annotations.NullMarked;
