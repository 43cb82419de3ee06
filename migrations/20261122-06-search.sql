-- Full text. The two engines keep it in their own ways; core/search alone
-- knows both.
{{sqlite
create table search_doc (
  n integer primary key autoincrement,
  workspace_id text not null,
  record_id text not null
);
create unique index search_doc_record on search_doc (workspace_id, record_id);
create virtual table search_text using fts5(title, body, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0 tokenchars '-'");
}}
{{postgres
create sequence search_doc_n;
grant usage on sequence search_doc_n to public;
create table search_doc (
  workspace_id text not null,
  record_id text not null,
  n bigint not null,
  title_words tsvector not null,
  words tsvector not null,
  primary key (workspace_id, record_id)
);
create index search_doc_title on search_doc using gin (title_words);
create index search_doc_words on search_doc using gin (words);
}}
{{tenant search_doc}}
