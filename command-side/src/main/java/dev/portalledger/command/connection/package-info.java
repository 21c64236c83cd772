/** The link between one portal and one organization: the rules, and the commands that change it. */
@NullMarked
package dev.portalledger.command.connection;

import org.jspecify.annotations.NullMarked;
