-- Pins: comments at a place of a picture that is attached.
create table pin (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  attachment_id text not null,
  comment_id text not null,
  x double precision not null,
  y double precision not null,
  resolved_at bigint not null default 0,
  resolved_by text,
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id)
);
create index pin_record on pin (workspace_id, record_id, created_at, id);
{{tenant pin}}
