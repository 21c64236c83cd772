package dev.portalledger.events.offender;

import org.springframework.stereotype.Component;

@Component
class KnowsSpring {}
