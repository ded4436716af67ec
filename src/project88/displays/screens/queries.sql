-- Screens and what they say of themselves. A screen shows the session that an operator pointed it to while that is open,
-- else its link's.
-- Whom a caller reaches is told as the display sessions that he reaches; null is every one of the partner.

-- name: number_alone
-- Nobody else of this partner gives out a number until this transaction ends.
select pg_advisory_xact_lock(8804, $1)

-- name: screens_on_link
-- How many screens opened this link last.
select count(*) from screens where link_id = $1 and removed_at is null

-- name: insert_screen
-- A new screen with the partner's next number; no row when the code is taken.
insert into screens (timing_partner_id, number, name, key_hash, code, link_id, first_seen_at)
select $1, next.number, 'Screen ' || next.number, $2, $3, $4, $5
from (select coalesce(max(number), 0) + 1 as number from screens) next
on conflict (timing_partner_id, code) do nothing
returning *

-- name: screen_by_key
-- The screen that keeps this key, with the session of its link; held until the transaction ends, not so hard that a play of
-- it could not be written: who writes reports has its report and then needs the screen to be there.
select screen.*, link.display_session_id as link_session
from screens screen
left join display_urls link on link.id = screen.link_id
where screen.key_hash = $1 and screen.removed_at is null
for no key update of screen

-- name: screen_by_code
-- The screen with this code, how it does, the session of its link and what it shows; held until the transaction ends.
select
    screen.*, link.display_session_id as link_session, coalesce(pointed.id, link.display_session_id) as shown_session,
    report.seen_at
from screens screen
left join display_urls link on link.id = screen.link_id
left join display_sessions pointed on pointed.id = screen.display_session_id and pointed.state = 'open'
left join screen_reports report on report.screen_id = screen.id
where screen.code = $1 and screen.removed_at is null
for no key update of screen

-- name: open_link
-- The screen $1 has opened the link $2. Of another display session than before ($3): what operators wanted of it there
-- is over.
update screens set
    link_id = $2,
    display_session_id = case when $3 then null else display_session_id end,
    template = case when $3 then null else template end,
    locations = case when $3 then null else locations end,
    blank = blank and not $3,
    takeover_until = case when $3 then null else takeover_until end
where id = $1
returning *

-- name: heard_of
-- A screen that is up has opened its page again.
update screen_reports set seen_at = greatest(seen_at, $2), left_at = null where screen_id = $1 and state = 'up'

-- name: become
-- Another device is this screen from now on: the old key opens nothing.
update screens set key_hash = $2, link_id = $3, takeover_until = null where id = $1 returning *

-- name: begin_again
-- What the old device said of itself is no news of the new one.
insert into screen_reports (screen_id, timing_partner_id, display_session_id, up_since, seen_at, state_changed_at)
values ($1, $2, $3, $4, $4, $4)
on conflict (screen_id) do update set seen_at = $4, left_at = null, report = '{}'

-- name: leave
-- The page of the screen with this key was closed at $2, or is being loaded anew. One whose first report is not written
-- yet has left all the same.
insert into screen_reports as report (
    screen_id, timing_partner_id, display_session_id, up_since, seen_at, state_changed_at, left_at
)
select screen.id, screen.timing_partner_id, coalesce(pointed.id, link.display_session_id), $2, $2, $2, $2
from screens screen
left join display_urls link on link.id = screen.link_id
left join display_sessions pointed on pointed.id = screen.display_session_id and pointed.state = 'open'
where screen.key_hash = $1 and screen.removed_at is null
on conflict (screen_id) do update set left_at = $2, seen_at = greatest(report.seen_at, $2)
where report.state = 'up'

-- name: write_reports
-- What screens said since the last time, one row each: key, instant, report. Last words come beside the goodbye, so only
-- what is said two seconds later is a return. Says of each screen that exists who it is,
-- and whether it was down before. Rows are taken in the order of their numbers, so that two processes never wait in a ring.
with told as (
    select * from unnest($2::bytea[], $3::timestamptz[], $4::jsonb[]) as told (key_hash, seen_at, report)
), meant as (
    select
        screen.id as screen_id, screen.number, screen.name, screen.group_name, told.key_hash, told.seen_at, told.report,
        shown.id as display_session_id, shown.event_id
    from told
    join screens screen on screen.key_hash = told.key_hash and screen.removed_at is null
    left join display_urls link on link.id = screen.link_id
    left join display_sessions pointed on pointed.id = screen.display_session_id and pointed.state = 'open'
    left join display_sessions shown on shown.id = coalesce(pointed.id, link.display_session_id)
), before as (
    select report.screen_id, report.state, report.state_changed_at
    from screen_reports report
    where report.screen_id in (select screen_id from meant)
    order by report.screen_id
    for update
), written as (
    insert into screen_reports (
        screen_id, timing_partner_id, display_session_id, up_since, seen_at, state_changed_at, report
    )
    select meant.screen_id, $1, meant.display_session_id, meant.seen_at, meant.seen_at, meant.seen_at, meant.report
    from meant
    left join before on before.screen_id = meant.screen_id
    order by meant.screen_id
    on conflict (screen_id) do update set
        display_session_id = excluded.display_session_id,
        state = 'up',
        up_since = case when screen_reports.state = 'down' then excluded.seen_at else screen_reports.up_since end,
        state_changed_at = case
            when screen_reports.state = 'down' then excluded.seen_at else screen_reports.state_changed_at
        end,
        seen_at = greatest(screen_reports.seen_at, excluded.seen_at),
        left_at = case
            when excluded.seen_at > screen_reports.left_at + interval '2 seconds' then null else screen_reports.left_at
        end,
        report = excluded.report
    where excluded.seen_at >= screen_reports.seen_at or screen_reports.left_at is not null
)
select
    meant.screen_id, meant.number, meant.name, meant.group_name, meant.key_hash, meant.display_session_id, meant.event_id,
    coalesce(before.state = 'down', false) as was_down, before.state_changed_at as down_since
from meant
left join before on before.screen_id = meant.screen_id

-- name: screens
-- Screens that the caller reaches, by number after $5, with the words that stand over each: the newest emergency, else
-- the newest message. Of one display session ($2), one event ($3), these numbers ($4), where given.
select
    screen.id, screen.number, screen.name, screen.group_name, screen.code, screen.language, screen.locations,
    screen.template, screen.blank, screen.identify_until, screen.takeover_until, screen.first_seen_at, screen.settings,
    pointed.id as pointed_to,
    report.screen_id is not null as reported, report.state, report.seen_at, report.up_since, report.left_at,
    report.state_changed_at, report.report,
    link.id as link_id, link.label as link_label, link.expires_at as link_expires_at,
    link.expires_at > $7 and link.revoked_at is null as link_works, link.display_session_id as link_session,
    shown.id as session_id, shown.name as session_name, shown.event_id, shown.template as session_template,
    notice.id as notice_id, notice.kind as notice_kind, notice.text as notice_text, notice.until as notice_until
from screens screen
left join screen_reports report on report.screen_id = screen.id
left join display_urls link on link.id = screen.link_id
left join display_sessions pointed on pointed.id = screen.display_session_id and pointed.state = 'open'
left join display_sessions shown on shown.id = coalesce(pointed.id, link.display_session_id)
left join lateral (
    select coalesce(notice.part_of, notice.id) as id, notice.kind, notice.text, notice.until
    from screen_notices notice
    where notice.taken_back_at is null and (notice.until is null or notice.until > $7)
        and case
            when notice.screen_id is not null then notice.screen_id = screen.id
            else (notice.group_name is null or notice.group_name = screen.group_name)
                and (notice.display_session_id is null or notice.display_session_id = shown.id)
        end
    order by notice.kind = 'emergency' desc, notice.id desc
    limit 1
) notice on true
where screen.removed_at is null
    and ($1::int[] is null or shown.id = any($1))
    and ($2::int is null or shown.id = $2)
    and ($3::int is null or shown.event_id = $3)
    and ($4::int[] is null or screen.id = any($4))
    and screen.number > $5
order by screen.number
limit $6

-- name: shown_passings
-- Who these passings are, as anybody may see it; of timing sessions that feed the display session only.
select
    wanted.display_session_id, location.id as location_id, passing.tag, passing.passing_no, location.name as location,
    participant.bib, participant.first_name, participant.last_name
from unnest($1::int[], $2::int[], $3::text[], $4::int[]) as wanted (display_session_id, location_id, tag, passing_no)
join timing_locations location on location.id = wanted.location_id
join session_timing_streams bound
    on bound.display_session_id = wanted.display_session_id and bound.session_id = location.session_id
join timing_passings passing
    on passing.session_id = location.session_id and passing.location_id = location.id and passing.tag = wanted.tag
    and passing.passing_no = wanted.passing_no
left join lateral (
    select bib, first_name, last_name from participants where id = passing.participant_id limit 1
) participant on true

-- name: meant_screens
-- The screens that the caller reaches ($1) among these ($2), of this group ($3), of this display session ($4), where given;
-- held until the transaction ends.
select
    screen.id, screen.name, screen.group_name, screen.language, screen.locations, screen.template,
    screen.display_session_id as pointed_to, link.display_session_id as link_session
from screens screen
left join display_urls link on link.id = screen.link_id
left join display_sessions pointed on pointed.id = screen.display_session_id and pointed.state = 'open'
where screen.removed_at is null
    and ($1::int[] is null or coalesce(pointed.id, link.display_session_id) = any($1))
    and ($2::int[] is null or screen.id = any($2))
    and ($3::text is null or screen.group_name = $3)
    and ($4::int is null or coalesce(pointed.id, link.display_session_id) = $4)
order by screen.id
for no key update of screen

-- name: change_screen
-- Everything that an operator can set of one screen; settings that are null stay as they are.
update screens set
    name = $2, group_name = $3, language = $4, locations = $5, template = $6, display_session_id = $7,
    settings = coalesce($8::jsonb, settings)
where id = $1

-- name: forget_screen
-- It is in no list any more, and its key opens nothing.
update screens set removed_at = $2 where id = any($1::int[])

-- name: identify
-- Their numbers are shown until then.
update screens set identify_until = $2 where id = any($1::int[])

-- name: blank
-- Dark or not.
update screens set blank = $2 where id = any($1::int[])

-- name: reload
-- They load their page anew.
update screens set reloads = reloads + 1 where id = any($1::int[])

-- name: point
-- To a display session (null: that of their link); and to a template, when one is told ($3).
update screens set
    display_session_id = $2, template = case when $3 then $4 else template end
where id = any($1::int[])

-- name: release
-- Until then another device may become them though they run.
update screens set takeover_until = $2 where id = any($1::int[])

-- name: clear_queues
-- They drop who waited before this instant.
update screens set queue_cleared_at = $2 where id = any($1::int[])

-- name: partners_with_silence
-- Whose screens were heard last before this instant and count as up.
select distinct timing_partner_id from screen_reports where state = 'up' and seen_at < $1

-- name: note_silence
-- Screens of this partner that were heard last before $1 are down since $2. Says of each whether anybody waits for it:
-- its link works and nobody has forgotten it.
with silent as (
    update screen_reports report set state = 'down', state_changed_at = $2
    where report.state = 'up' and report.seen_at < $1
    returning report.screen_id, report.seen_at, report.left_at
)
select
    screen.id as screen_id, screen.number, screen.name, screen.group_name, silent.seen_at,
    silent.left_at is not null as closed, shown.id as display_session_id, shown.event_id,
    screen.removed_at is null and coalesce(link.expires_at > $2 and link.revoked_at is null, false) as awaited
from silent
join screens screen on screen.id = silent.screen_id
left join display_urls link on link.id = screen.link_id
left join display_sessions pointed on pointed.id = screen.display_session_id and pointed.state = 'open'
left join display_sessions shown on shown.id = coalesce(pointed.id, link.display_session_id)
order by screen.number
