-- Who answers for a link, where that is not whoever made it.
alter table share add column holder_id text;
