@NullMarked
package dev.portalledger.command.schedule;

import org.jspecify.annotations.NullMarked;
