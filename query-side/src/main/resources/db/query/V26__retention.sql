-- Of an entry that tells of bodies dropped under retention: what was recorded before may be missing here.
alter table query.audit_trail add column dropped_before timestamptz;
