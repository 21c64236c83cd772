package dev.portalledger.command.offender;

import org.springframework.stereotype.Component;

@Component
class SpringRules {}
