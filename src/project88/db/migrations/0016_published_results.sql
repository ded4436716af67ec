-- Results that everybody may look at: an event is published under a name of its own, the last part of its address.
--
-- The name is one of the hub's, not of a partner's: whoever comes by it says nothing of a partner. Which event it stands
-- for is asked through the hub door, which sees for that the name and the number of an event and nothing else; all that
-- follows is read as the partner whose event it is.

alter table normalized_events
    add column results_slug text unique
        check (results_slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(results_slug) between 3 and 80),
    add column results_published_at timestamptz,
    add constraint normalized_events_published check ((results_slug is null) = (results_published_at is null));
comment on column normalized_events.results_slug is
    'the end of the address of the public results page; null: not published. An event that was deleted keeps it, and shows nothing';
comment on column normalized_events.results_published_at is 'when the results were published last';

grant select (id, results_slug) on normalized_events to project88_hub;

-- The results page shows people as the roster has them now: whether anybody's row is newer is one look into this index.
create index normalized_participants_changed on normalized_participants (event_id, updated_at);
