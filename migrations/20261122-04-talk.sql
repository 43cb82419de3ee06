-- Comments, reactions, custom fields.
create table comment (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  body text not null,
  reply_to text,
  mentions text not null default '[]',
  edited_at bigint not null default 0,
  source text not null default '',
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id)
);
create index comment_record on comment (workspace_id, record_id, created_at, id);
{{tenant comment}}

create table reaction (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  comment_id text not null,
  sign text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, comment_id) references comment (workspace_id, id)
);
create unique index reaction_one on reaction (workspace_id, comment_id, sign, created_by);
create index reaction_record on reaction (workspace_id, record_id);
{{tenant reaction}}

create table custom_field (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  name text not null,
  label text not null,
  type text not null,
  kinds text not null,
  options text not null default '[]',
  doc text not null default '',
  primary key (workspace_id, id)
);
create index custom_field_name on custom_field (workspace_id, name);
{{tenant custom_field}}
