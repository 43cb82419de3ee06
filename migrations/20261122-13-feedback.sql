create table feedback (
  workspace_id text not null,
  id text not null,
  contact_id text,
  account_id text,
  source text not null default '',
  url text not null default '',
  said_on text,
  sentiment text not null default '',
  importance bigint,
  answer text not null default '',
  reason text not null default '',
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references record (workspace_id, id),
  foreign key (workspace_id, contact_id) references contact (workspace_id, id),
  foreign key (workspace_id, account_id) references account (workspace_id, id)
);
create index feedback_account on feedback (workspace_id, account_id);
create index feedback_contact on feedback (workspace_id, contact_id);
{{tenant feedback}}
