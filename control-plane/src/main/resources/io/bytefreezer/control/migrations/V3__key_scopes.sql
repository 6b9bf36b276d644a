-- JSON of what a key of kind query or ingest reaches; null for kind service.
alter table service_key add column scope text;
