-- What a lease was for, and what a lease was refused: an entry's own words.
alter table query.audit_trail add column detail text;
