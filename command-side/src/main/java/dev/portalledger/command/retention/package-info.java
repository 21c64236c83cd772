/** Old bodies are dropped where an operator has it done; docs/retention.md tells what and why. */
@NullMarked
package dev.portalledger.command.retention;

import org.jspecify.annotations.NullMarked;
