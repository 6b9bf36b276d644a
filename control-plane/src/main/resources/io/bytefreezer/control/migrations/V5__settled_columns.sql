-- JSON of what is settled of a dataset's table, its columns and their Bloom filters; null where nothing is.
alter table dataset add column table_spec text;
