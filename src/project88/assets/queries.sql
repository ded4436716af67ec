-- Assets and their files.

-- name: lock_room
-- Uploads of a partner pass one by one here, so that two together can't take more room than there is. Until the transaction ends.
select pg_advisory_xact_lock(8813, $1)

-- name: room
-- Bytes and files of a partner; a content that several assets have counts once.
select coalesce(sum(bytes), 0)::bigint as bytes, count(*)::int as files
from (
    select distinct on (sha256) sha256, bytes from asset_files where timing_partner_id = $1 order by sha256
) content

-- name: find_content
-- The asset that was made of this content, removed or not.
select * from assets where timing_partner_id = $1 and sha256 = $2

-- name: insert_asset
-- A new asset.
insert into assets (
    timing_partner_id, sha256, kind, mime, bytes, width, height, name, category, licence, family, state, made_by
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
returning *

-- name: bring_back
-- An asset that was removed is there again, under the words of who brought it now.
update assets set
    removed_at = null, failure = null, state = $3, name = $4, category = $5,
    licence = case when $6 = '' then licence else $6 end
where timing_partner_id = $1 and id = $2
returning *

-- name: insert_file
-- One file of an asset; the same again changes nothing.
insert into asset_files (timing_partner_id, sha256, asset_id, variant, mime, bytes, width, height)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict do nothing

-- name: remove_files
-- All files of an asset, as rows; the contents go by themselves.
delete from asset_files where timing_partner_id = $1 and asset_id = $2 returning sha256

-- name: unneeded
-- Which of these contents no asset of the partner has any more.
select wanted.sha256 from unnest($2::text[]) as wanted (sha256)
where not exists (
    select from asset_files file where file.timing_partner_id = $1 and file.sha256 = wanted.sha256
)

-- name: asset
-- One asset, removed or not.
select * from assets where timing_partner_id = $1 and id = $2

-- name: page
-- A page of assets, the newest first.
select * from assets
where timing_partner_id = $1 and (removed_at is not null) = $2
    and ($3::text is null or kind = $3) and ($4::text is null or category = $4)
    and ($5 = '' or strpos(lower(name || ' ' || coalesce(family, '')), lower($5)) > 0)
    and ($6::int is null or id < $6)
order by id desc
limit $7

-- name: fonts
-- Fonts of a partner that are there, by family.
select * from assets
where timing_partner_id = $1 and kind = 'font' and removed_at is null and state = 'ready'
order by family, id
limit 500

-- name: files
-- The files of these assets: the original first, then from large to small.
select * from asset_files where timing_partner_id = $1 and asset_id = any($2::int[])
order by asset_id, array_position(array['original', 'full', 'half', 'thumb'], variant), mime

-- name: change
-- Null leaves what is there.
update assets set
    name = coalesce($3, name), category = coalesce($4, category), licence = coalesce($5, licence)
where timing_partner_id = $1 and id = $2
returning *

-- name: remove
-- It is in no list any more; its files stay for a while.
update assets set removed_at = coalesce(removed_at, now()) where timing_partner_id = $1 and id = $2 returning *

-- name: restore
-- It is in the list again.
update assets set removed_at = null where timing_partner_id = $1 and id = $2 returning *

-- name: file_of
-- A content of the transaction's partner by its hash, for who may see originals.
select file.*, asset.kind from asset_files file
join assets asset on asset.id = file.asset_id
where file.sha256 = $1
order by file.asset_id, file.variant
limit 1

-- name: shown_file
-- A content of the transaction's partner by its hash, for screens. The original of a photograph may tell where it was taken, so in its place stands the
-- largest file that was made from it.
select shown.*, asset.kind from asset_files file
join assets asset on asset.id = file.asset_id
join asset_files shown on shown.asset_id = asset.id and shown.timing_partner_id = file.timing_partner_id
where file.sha256 = $1
    and case
        when asset.kind <> 'image' or asset.mime = 'image/svg+xml' or file.variant <> 'original' then shown.sha256 = file.sha256
        else shown.variant = 'full' and shown.mime = 'image/webp'
    end
order by (shown.variant = 'original'), file.asset_id
limit 1

-- name: made_of
-- What was made from these originals of the transaction's partner: from large to small, the form that weighs less first.
select original.sha256 as original, made.variant, made.sha256, made.mime, made.bytes, made.width, made.height
from asset_files original
join asset_files made on made.asset_id = original.asset_id and made.timing_partner_id = original.timing_partner_id
where original.sha256 = any($1::text[]) and original.variant = 'original' and made.variant <> 'original'
order by original.sha256, array_position(array['full', 'half', 'thumb'], made.variant), made.mime

-- name: next_waiting
-- The picture that waits longest for its smaller files, of any partner.
select id, timing_partner_id, sha256, (extract(epoch from made_at) * 1000)::bigint as made_ms from assets
where state = 'pending' and id <> all($1::int[])
order by made_at, id
limit 1

-- name: settle
-- Its smaller files are there, or can't be made for this reason.
update assets set state = case when $3::text is null then 'ready' else 'failed' end, failure = $3
where timing_partner_id = $1 and id = $2 and state = 'pending'

-- name: forgettable
-- Removed assets of a partner whose files no template needs: none of its versions names their content. Locked against a
-- restore in the same moment.
select id from assets asset
where timing_partner_id = $1 and removed_at < $2
    and exists (select from asset_files file where file.timing_partner_id = $1 and file.asset_id = asset.id)
    and not exists (
        select from template_versions version
        where version.timing_partner_id = $1
            and jsonb_path_exists(version.document, '$.assets.*.sha256 ? (@ == $sha)', jsonb_build_object('sha', asset.sha256))
    )
order by id
limit $3
for update of asset skip locked

-- name: become_maker
-- Whether this connection is the one worker that makes files; for as long as it is open.
select pg_try_advisory_lock(8813, 0)
