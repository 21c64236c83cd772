-- What was asked for when each portal was last connected.
create index attempt_that_connected on command.attempt (organization_id, portal_id, version desc)
  where portal_id is not null;
