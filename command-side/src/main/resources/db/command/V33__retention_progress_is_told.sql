-- Whoever looks at what may go also tells how far it has got: only then is the end of it seen.
grant select on retention.progress to ledger_retention;
