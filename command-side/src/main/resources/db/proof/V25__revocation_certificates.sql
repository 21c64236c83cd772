-- Signed by the command side, shown by the query side. The parts of a JWS (RFC 7515), as text.
create table proof.revocation_certificate (
  organization_id text   not null,
  portal_id       bigint not null,
  generation      integer not null,
  protected       text   not null,
  payload         text   not null,
  signature       text   not null,
  issued_at       timestamptz not null default clock_timestamp(),
  primary key (organization_id, portal_id, generation)
);

-- Every key that ever signed one: old certificates are checked with old keys.
create table proof.certificate_key (
  key_id     text primary key,             -- the public key's thumbprint (RFC 7638)
  public_key text not null,                -- as in a JWK's x
  first_used timestamptz not null default clock_timestamp()
);

grant select, insert on proof.revocation_certificate, proof.certificate_key to ledger_command;
grant select on proof.revocation_certificate, proof.certificate_key to ledger_query;
