-- One key per subject, wrapped by a key that is not in this database. A row without one stands in the first
-- form: under the key that now wraps. Backups of this table are kept apart, see docs/erasure.md.
create table subject.data_key (
  subject_id text        primary key references subject.subject,
  wrapped    bytea       not null,
  kek_id     text        not null, -- the key that wrapped it
  created_at timestamptz not null default clock_timestamp()
);
create index data_key_by_kek on subject.data_key (kek_id, subject_id);

grant select, insert, update, delete on subject.data_key to ledger_command;
grant select on subject.data_key to ledger_query;

-- Whoever is erased is nobody any more, and no copy of the row written back changes that.
alter table subject.subject
  add constraint an_erased_subject_is_empty check (
    erased_at is null or (lookup is null and name_ct is null and email_ct is null));

create function subject.erased_stays_erased() returns trigger language plpgsql as $$
begin
  if old.erased_at is not null then
    raise exception 'subject % is erased', old.subject_id;
  end if;
  return new;
end $$;

create trigger erased_stays_erased
  before update on subject.subject
  for each row execute function subject.erased_stays_erased();

create index subject_first_form on subject.subject (subject_id)
  where name_ct is not null or email_ct is not null;

-- Which organizations' ledgers speak of a subject: they may ask for its erasure, nobody else knows it.
create table subject.known_to (
  subject_id      text        not null references subject.subject,
  organization_id text        not null,
  since           timestamptz not null default clock_timestamp(),
  primary key (subject_id, organization_id)
);

grant select, insert on subject.known_to to ledger_command;
grant select on subject.known_to to ledger_query;

-- Of those that were there before this table, the ledger tells: every id in the body of an organization's event,
-- and whoever caused it. Read as text, for one broken event must not stop the start. What operators did to an
-- organization does not make them its people.
do $$
begin
  if to_regclass('events.event') is not null then
    insert into subject.known_to (subject_id, organization_id)
    select distinct s.subject_id, told.organization
      from (select coalesce(tenant, substring(encode(meta_data, 'escape')
                                              from '"organization"\s*:\s*"([^"]+)"')) as organization,
                   unnest(array(select ids.match[1]
                                  from regexp_matches(encode(payload, 'escape'),
                                                      '"value"\s*:\s*"([^"]+)"', 'g') as ids (match))
                          || substring(encode(meta_data, 'escape') from '"actor"\s*:\s*"([^"]+)"')) as id
              from events.event
             where payload_type not like 'organization.%'
               and payload_type not like '%.events.organization.%') as told
      join subject.subject s on s.subject_id = told.id
     where told.organization is not null
    on conflict do nothing;
  end if;
end $$;

-- The requests that nobody has confirmed, withdrawn or let expire yet; what became of each says the ledger.
create table subject.erasure_request (
  subject_id      text        not null references subject.subject,
  organization_id text        not null,
  requested_at    timestamptz not null,
  expires_at      timestamptz not null,
  primary key (subject_id, organization_id)
);
create index erasure_request_by_expiry on subject.erasure_request (expires_at);

grant select, insert, update, delete on subject.erasure_request to ledger_command;
