/** Who is meant by a subject id: names and addresses, encrypted, erasable. */
@NullMarked
package dev.portalledger.command.subject;

import org.jspecify.annotations.NullMarked;
