-- How many HubSpot confirmed lately, which the guard of endings compares with how many it calls dead.
create index connection_confirmed on proof.connection (proven_at) where state = 'LIVE' and held_since is null;
