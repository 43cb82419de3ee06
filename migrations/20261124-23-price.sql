-- Price plans: what a product is sold as, and what that cost from which day on.

create table price_plan (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  name text not null,
  meant_for text not null default '',
  segment text not null default '',
  currency text not null,
  every text not null,
  features text not null default '[]',
  limits text not null default '',
  sold_until text,
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id)
);
create unique index price_plan_one on price_plan (workspace_id, record_id, name);
create index price_plan_product on price_plan (workspace_id, product_id);
{{tenant price_plan}}

create table price_change (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  plan_id text not null,
  from_on text not null,
  amount bigint not null,
  reason text not null,
  expects text not null default '',
  metric_id text,
  low double precision,
  high double precision,
  keeps text not null default '',
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id)
);
create unique index price_change_one on price_change (workspace_id, plan_id, from_on);
create index price_change_product on price_change (workspace_id, product_id);
{{tenant price_change}}
