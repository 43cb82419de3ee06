-- What reports are computed from: of each item, what the ledger says of its
-- states, sprint and size, in one line for each change (see area/flow/past.go);
-- and which items belonged to which feature and release, from when to when.
-- Both follow from the ledger.
create table flow_item (
  workspace_id text not null,
  product_id text not null,
  item_id text not null,
  seq bigint not null,
  facts text not null,
  primary key (workspace_id, product_id, item_id)
){{sqlite  without rowid}};
{{tenant flow_item}}

create table flow_tie (
  workspace_id text not null,
  product_id text not null,
  seq bigint not null,
  link_id text not null,
  type text not null,
  from_id text not null,
  to_id text not null,
  made_at bigint not null,
  cut_at bigint not null default 0,
  cut_seq bigint not null default 0,
  primary key (workspace_id, seq)
);
create index flow_tie_link on flow_tie (workspace_id, link_id);
create index flow_tie_to on flow_tie (workspace_id, to_id);
{{tenant flow_tie}}

-- The days on which a team works, and the states in which its work waits.
alter table product add column work_days text not null default '[]';
alter table product add column holidays text not null default '[]';
alter table product add column waiting_states text not null default '[]';
