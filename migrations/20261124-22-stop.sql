-- What was answered when it was asked whether something had better be stopped.

create table stop_answer (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  answer text not null,
  reason text not null,
  until_on text,
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id)
);
create index stop_answer_product on stop_answer (workspace_id, product_id);
{{tenant stop_answer}}
