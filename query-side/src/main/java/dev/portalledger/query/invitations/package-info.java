/** Which invitations there are, what each asks for, and what became of it. */
@NullMarked
package dev.portalledger.query.invitations;

import org.jspecify.annotations.NullMarked;
