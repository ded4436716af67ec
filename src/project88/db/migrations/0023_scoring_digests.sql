-- What the scorer has stored, so that scoring a whole race anew writes only what differs.

alter table normalized_results
    add column digest bigint,
    add column points_digest bigint;
comment on column normalized_results.digest is 'of the result and its interval times, without places; null: to be written again';
comment on column normalized_results.points_digest is 'of the places at all points';
