/** Who somebody is, without saying it: events carry a subject's random id and nothing personal. */
@NullMarked
package dev.portalledger.events.subject;

import org.jspecify.annotations.NullMarked;
