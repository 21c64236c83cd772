-- What was asked for, held and erased of people's data, one row per event; nothing is ever updated.
create table query.subject_events (
  organization_id text        not null,
  subject_id      text        not null,
  sequence        bigint      not null,
  step            text        not null,
  reason          text,
  reference       text,
  by_subject      text,
  confirmed_by    text,
  expires_at      timestamptz,
  occurred_at     timestamptz not null,
  primary key (organization_id, subject_id, sequence)
);
-- Nobody of these is named any more, whatever the rows of people say.
create index subject_events_of_the_erased on query.subject_events (subject_id) where step = 'ERASED';

grant select, insert, update, delete, truncate on query.subject_events to ledger_query;

-- Whose personal data an entry is about, and who was the second person.
alter table query.audit_trail add column subject text, add column confirmed_by text;
