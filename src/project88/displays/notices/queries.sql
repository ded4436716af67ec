-- Words over screens. Several rows may be one act: those that are `part_of` its first row.

-- name: insert_notice
-- One row of an act; until null stands until it is taken back.
insert into screen_notices (
    timing_partner_id, kind, text, display_session_id, group_name, screen_id, until, made_by, made_at, part_of
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
returning id

-- name: notices
-- What stands over screens now, the newest act first, row by row. A row is the caller's when he reaches its display session
-- or what its screen shows; one that concerns all of the partner, or a group of it, everybody sees.
select
    notice.id, coalesce(notice.part_of, notice.id) as act, notice.kind, notice.text, notice.until, notice.made_at,
    notice.made_by, notice.display_session_id, notice.group_name, notice.screen_id,
    $1::int[] is null or notice.screen_id is not null or notice.display_session_id is not null as may_take_back
from screen_notices notice
left join screens screen on screen.id = notice.screen_id
left join display_urls link on link.id = screen.link_id
left join display_sessions pointed on pointed.id = screen.display_session_id and pointed.state = 'open'
where notice.taken_back_at is null and (notice.until is null or notice.until > $2) and screen.removed_at is null
    and case
        when $1::int[] is null then true
        when notice.screen_id is not null then coalesce(pointed.id, link.display_session_id) = any($1)
        else notice.display_session_id is null or notice.display_session_id = any($1)
    end
    and ($3::int is null or notice.id = $3 or notice.part_of = $3)
order by act desc, notice.id
limit 2000

-- name: concerned_screens
-- How many screens that the caller reaches each of these notices concerns.
select coalesce(notice.part_of, notice.id) as act, count(distinct screen.id)::int as screens
from screen_notices notice
join screens screen on screen.removed_at is null
left join display_urls link on link.id = screen.link_id
left join display_sessions pointed on pointed.id = screen.display_session_id and pointed.state = 'open'
where notice.id = any($2::int[])
    and ($1::int[] is null or coalesce(pointed.id, link.display_session_id) = any($1))
    and case
        when notice.screen_id is not null then notice.screen_id = screen.id
        else (notice.group_name is null or notice.group_name = screen.group_name)
            and (
                notice.display_session_id is null
                or notice.display_session_id = coalesce(pointed.id, link.display_session_id)
            )
    end
group by act

-- name: take_back
-- These stand over no screen any more.
update screen_notices set taken_back_at = $2 where id = any($1::int[]) and taken_back_at is null
