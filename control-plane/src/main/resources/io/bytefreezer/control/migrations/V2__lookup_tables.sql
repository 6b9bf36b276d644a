-- Tables that filters look things up in. One row for each that ever was: versions go on counting where they stopped, so that
-- name and version always mean the same rows. No foreign keys, for the same reason.
create table lookup_table (
  tenant_id varchar(63) not null,
  name varchar(64) not null,
  latest_version integer not null,
  primary key (tenant_id, name)
);

-- The versions that are kept.
create table lookup_table_version (
  tenant_id varchar(63) not null,
  name varchar(64) not null,
  version integer not null,
  -- Of the CSV, lower case hex.
  sha256 varchar(64) not null,
  bytes integer not null,
  row_count integer not null,
  -- JSON arrays of texts.
  column_names text not null,
  index_names text not null,
  created_at timestamp with time zone not null,
  created_by varchar(63) not null,
  -- The CSV. Never read along with the rest.
  content text not null,
  primary key (tenant_id, name, version)
);
