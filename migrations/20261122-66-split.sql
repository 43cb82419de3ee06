-- Templates, recurring items, and the weights of the suggested order.
create table item_template (
  workspace_id text not null,
  id text not null,
  product_id text not null,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  name text not null,
  kind text not null,
  title text not null default '',
  body text not null default '',
  as_a text not null default '',
  situation text not null default '',
  i_want text not null default '',
  so_that text not null default '',
  criteria text not null default '[]',
  scenarios text not null default '',
  tags text not null default '[]',
  subtasks text not null default '[]',
  primary key (workspace_id, id),
  foreign key (workspace_id, product_id) references product (workspace_id, id)
);
create index item_template_product on item_template (workspace_id, product_id, name, id);
{{tenant item_template}}

create table recurrence (
  workspace_id text not null,
  id text not null,
  product_id text not null,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  template_id text not null,
  title text not null,
  every bigint not null,
  unit text not null,
  on_day bigint not null,
  next_on text,
  paused_at bigint not null default 0,
  last_id text,
  primary key (workspace_id, id),
  foreign key (workspace_id, product_id) references product (workspace_id, id),
  foreign key (workspace_id, last_id) references record (workspace_id, id)
);
create index recurrence_product on recurrence (workspace_id, product_id, id);
create index recurrence_next on recurrence (workspace_id, next_on) where paused_at = 0;
{{tenant recurrence}}

create table weighing (
  workspace_id text not null,
  id text not null,
  product_id text not null,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  customers double precision not null,
  revenue double precision not null,
  value double precision not null,
  effort double precision not null,
  risk double precision not null,
  age double precision not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, product_id) references product (workspace_id, id)
);
create unique index weighing_one on weighing (workspace_id, product_id);
{{tenant weighing}}
