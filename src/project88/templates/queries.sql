-- Templates, their versions, and who has them open. A version is written once; only its label can be set later.

-- name: listed
-- Templates of this partner in the state $1 (null: any) with $2 in their name, the last changed first, after the template $3,
-- $4 at most. `used_by` counts display sessions and screens that name it, among those that the caller reaches: all of them when
-- $5, else those that the user $6 owns (null: those of keys, which nobody owns) or that are shared with that user. Others'
-- would tell an operator of what is not theirs to know.
select
    template.id, template.name, template.width, template.height, template.version, template.published, template.published_hash,
    template.published_at, template.updated_at, template.state, version.made_by as updated_by,
    (
        select count(*) from display_sessions session
        where session.template = template.id::text and session.state = 'open' and (
            $5
            or session.owner_id is not distinct from $6::int
            or exists (
                select from display_session_people shared
                where shared.display_session_id = session.id and shared.user_id = $6
            )
        )
    ) + (
        select count(*) from screens screen
        left join display_urls link on link.id = screen.link_id
        left join display_sessions session
            on session.id = coalesce(screen.display_session_id, link.display_session_id)
        where screen.template = template.id::text and screen.removed_at is null and (
            $5
            or (session.id is not null and session.owner_id is not distinct from $6::int)
            or exists (
                select from display_session_people shared
                where shared.display_session_id = session.id and shared.user_id = $6
            )
        )
    ) as used_by
from templates template
join template_versions version on version.template_id = template.id and version.number = template.version
where ($1::text is null or template.state = $1)
    and strpos(lower(template.name), lower($2)) > 0
    and (
        $3::int is null
        or (template.updated_at, template.id) < (select last.updated_at, last.id from templates last where last.id = $3)
    )
    and ($7::int is null or template.id = $7)
order by template.updated_at desc, template.id desc
limit $4

-- name: held
-- A template, held until the transaction ends: whoever else wants to change it waits.
select id, name, version, published, state from templates where id = $1 for no key update

-- name: document_of
-- A version of a template with its document as text. Version null: the newest.
select
    version.number, version.label, version.origin, version.restored, version.changes, version.made_at, version.made_by,
    version.hash, version.document::text as document
from templates template
join template_versions version
    on version.template_id = template.id and version.number = coalesce($2, template.version)
where template.id = $1

-- name: add
-- A new template without a version yet, which has to be added in the same transaction; its number.
insert into templates (timing_partner_id, name, width, height, version, created_at, created_by, updated_at)
values ($1, $2, $3, $4, 1, $5, $6, $5)
returning id

-- name: add_version
-- A version of the template $1: number, document, hash, origin, what it brought back, how many changes, when, by whom.
insert into template_versions (
    timing_partner_id, template_id, number, document, hash, origin, restored, changes, made_at, made_by
)
select timing_partner_id, id, $2, $3::text::jsonb, $4, $5, $6, $7, $8, $9
from templates where id = $1

-- name: set_head
-- What the newest version of $1 says of the whole template.
update templates set version = $2, name = $3, width = $4, height = $5, updated_at = $6 where id = $1

-- name: set_state
-- Open or archived, those of $1 that are not already; their numbers.
update templates set state = $2, archived_at = case when $2 = 'archived' then $3::timestamptz end
where id = any($1::int[]) and state <> $2
returning id

-- name: there
-- Which of these templates there are, held until the transaction ends, always in the same order.
select id from templates where id = any($1::int[]) order by id for no key update

-- name: batch
-- What was answered to this batch before.
select version, told::text as told from template_batches where template_id = $1 and batch = $2

-- name: add_batch
-- Notes what was answered to a batch.
insert into template_batches (timing_partner_id, template_id, batch, version, told, made_at, made_by)
select timing_partner_id, id, $2, $3, $4::text::jsonb, $5, $6 from templates where id = $1

-- name: history
-- Versions of $1 from number $2 down, $3 at most, with their documents: to find who changed something.
select number, document::text as document, made_at, made_by
from template_versions
where template_id = $1 and number <= $2
order by number desc
limit $3

-- name: versions
-- Versions of $1 before the number $2 (null: from the newest), $3 at most, the newest first, without documents.
select number, label, origin, restored, changes, made_at, made_by
from template_versions
where template_id = $1 and ($2::int is null or number < $2)
order by number desc
limit $3

-- name: label
-- Gives a version a name, or takes it away; the number, when there is such a version.
update template_versions set label = $3 where template_id = $1 and number = $2 returning number

-- name: publish
-- Screens show the version $2 from now on.
update templates set published = version.number, published_hash = version.hash, published_at = $3, published_by = $4
from template_versions version
where templates.id = $1 and version.template_id = $1 and version.number = $2

-- name: assets_ready
-- Which of these contents are assets of this partner that can be shown: what was made from them is there, also of one that
-- stands in no list any more, as long as its files are kept.
select asset.sha256
from assets asset
join asset_files file on file.asset_id = asset.id and file.sha256 = asset.sha256 and file.variant = 'original'
where asset.sha256 = any($1::text[]) and asset.state = 'ready'

-- name: lease
-- Somebody has the template $1 open in this window, until $4 unless they say so again.
insert into template_editors (timing_partner_id, template_id, window_key, user_id, until)
select timing_partner_id, id, $2, $3, $4 from templates where id = $1
on conflict (template_id, window_key) do update set user_id = excluded.user_id, until = excluded.until
returning template_id

-- name: end_lease
-- This person's window is closed.
delete from template_editors where template_id = $1 and window_key = $2 and user_id = $3

-- name: forget_leases
-- Leases that ended before $1 are of no interest; those of this partner.
delete from template_editors where until < $1

-- name: heads
-- What streams tell of these templates: their newest versions.
select template.id, template.version, template.published, template.state, version.hash, version.made_by
from templates template
join template_versions version on version.template_id = template.id and version.number = template.version
where template.id = any($1::int[])

-- name: editors
-- Who has these templates open at $2.
select template_id, window_key, user_id, until from template_editors
where template_id = any($1::int[]) and until > $2
order by template_id, user_id, window_key

-- name: shown_document
-- The document with this hash, as text, while it is published.
select version.document::text
from templates template
join template_versions version on version.template_id = template.id and version.number = template.published
where template.published_hash = $1
limit 1

-- name: thin
-- Thins versions of this partner as of an instant; says how many went.
select thin_template_versions($1)
