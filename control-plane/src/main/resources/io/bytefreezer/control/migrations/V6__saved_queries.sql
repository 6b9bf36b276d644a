-- Queries that have a name. Snapshots hold them all.
create table saved_query (
  tenant_id varchar(63) not null references tenant (id),
  id varchar(63) not null,
  name varchar(128) not null,
  description text not null,
  query text not null,
  -- Of name, description and query as UTF-8: decisions need no more of them.
  bytes integer not null,
  updated_at timestamp with time zone not null,
  updated_by varchar(63) not null,
  primary key (tenant_id, id)
);
