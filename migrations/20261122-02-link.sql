-- Typed links between records; product_id and record_id are those of the
-- record that the link goes from.
create table link (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  type text not null,
  from_id text not null,
  to_id text not null,
  to_kind text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, from_id) references record (workspace_id, id),
  foreign key (workspace_id, to_id) references record (workspace_id, id)
);
create unique index link_from on link (workspace_id, from_id, type, to_id);
create index link_to on link (workspace_id, to_id, type, from_id);
{{tenant link}}

-- The thread's edges: an index over links and reference fields (core/link).
create table thread_edge (
  workspace_id text not null,
  src_id text not null,
  way text not null,
  dst_id text not null,
  type text not null,
  primary key (workspace_id, src_id, way, dst_id, type)
){{sqlite  without rowid}};
{{tenant thread_edge}}
