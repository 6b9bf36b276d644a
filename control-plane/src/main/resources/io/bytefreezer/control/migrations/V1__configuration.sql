-- One SQL for PostgreSQL and H2: standard types, identity columns, no upsert, no JSON type.

-- Whoever changes anything locks this row first: changes are in one order, over all processes that share the database.
create table installation (
  id integer primary key check (id = 1),
  revision bigint not null
);
insert into installation (id, revision) values (1, 0);

create table account (
  id varchar(63) primary key,
  name varchar(200) not null,
  is_system boolean not null,
  -- The installation's revision at the account's latest change.
  revision bigint not null,
  created_at timestamp with time zone not null
);

create table tenant (
  id varchar(63) primary key,
  account_id varchar(63) not null references account (id),
  name varchar(200) not null,
  is_active boolean not null,
  created_at timestamp with time zone not null
);
create index tenant_by_account on tenant (account_id);

-- Ids that were ever given away. No foreign keys: they outlive what they were given to.
create table account_claim (
  id varchar(63) primary key
);
create table tenant_claim (
  id varchar(63) primary key,
  account_id varchar(63) not null
);

create table dataset (
  tenant_id varchar(63) not null references tenant (id),
  id varchar(63) not null,
  is_active boolean not null,
  partitions integer not null,
  -- A JSON array of {name, type, options}.
  inputs text not null,
  active_version integer,
  created_at timestamp with time zone not null,
  primary key (tenant_id, id)
);

-- A transformation somebody works on. Not a column of dataset: drafts may be large, and lists of datasets do not show them.
create table draft (
  tenant_id varchar(63) not null,
  dataset_id varchar(63) not null,
  document text not null,
  saved_at timestamp with time zone not null,
  primary key (tenant_id, dataset_id),
  foreign key (tenant_id, dataset_id) references dataset (tenant_id, id)
);

-- Versions are only ever added. No foreign key: a dataset that comes back goes on counting where it stopped, so that the
-- version on an event always means the same document.
create table transformation (
  tenant_id varchar(63) not null,
  dataset_id varchar(63) not null,
  version integer not null,
  document text not null,
  created_at timestamp with time zone not null,
  created_by varchar(63) not null,
  copy_of integer,
  primary key (tenant_id, dataset_id, version)
);

create table service_key (
  id varchar(63) primary key,
  account_id varchar(63) not null references account (id),
  name varchar(200) not null,
  kind varchar(20) not null,
  prefix varchar(8) not null,
  -- Lower case hex.
  sha256 varchar(64) not null unique,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone
);
create index service_key_by_account on service_key (account_id);

-- Rows are only ever added.
create table audit_log (
  id bigint generated always as identity primary key,
  happened_at timestamp with time zone not null,
  account_id varchar(63) not null,
  key_id varchar(63) not null,
  action varchar(60) not null,
  resource varchar(200) not null
);
create index audit_log_by_account on audit_log (account_id, id);
