-- Terms come folded and parted by spaces from kit/text. SQLite's Unicode
-- tokenizer knows fewer characters than Go does and parted some of them again,
-- so words were found there that PostgreSQL, rightly, does not find. The ASCII
-- tokenizer parts at spaces alone. What was indexed is indexed anew: the
-- follower begins again.
{{sqlite
drop table search_text;
delete from search_doc;
create virtual table search_text using fts5(title, body, content='', contentless_delete=1, tokenize="ascii tokenchars '-'");
delete from follower where name = 'search';
}}
