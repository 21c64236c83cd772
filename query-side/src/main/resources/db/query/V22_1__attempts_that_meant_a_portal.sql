-- The trail of a portal has the attempts too that meant it and picked another, or none.
create index audit_trail_of_expected_portal
  on query.audit_trail (organization_id, expected_portal, occurred_at desc, event_id desc)
  where expected_portal is not null;
