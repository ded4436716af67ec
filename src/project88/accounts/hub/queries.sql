-- Partners and users for a hub administrator, through the hub door: counts, and no data.

-- name: partners
-- Every partner but the Unclaimed pool, with what it counts; of one partner where a number is given.
select
    partner.id, partner.slug, partner.name, partner.zone, partner.state, partner.created_at,
    count(membership.id) as members, count(membership.id) filter (where membership.role = 'owner') as owners,
    (
        select count(*) from normalized_events event
        where event.timing_partner_id = partner.id and event.state <> 'deleted'
    ) as events
from timing_partners partner
left join memberships membership on membership.timing_partner_id = partner.id and membership.state = 'active'
    and (membership.expires_at is null or membership.expires_at > $1)
where partner.id > 0 and ($2::int is null or partner.id = $2)
group by partner.id
order by partner.name, partner.id

-- name: add_partner
-- A new partner; no row when the short name is taken.
insert into timing_partners (slug, name, zone) values ($1, $2, $3)
on conflict (slug) do nothing
returning id

-- name: edit_partner
-- Name and state; null leaves what is.
update timing_partners set name = coalesce($2, name), state = coalesce($3, state)
where id = $1 and id > 0
returning id

-- name: let_in
-- A membership that ends by itself, in the partner's own transaction. Nothing for who is a member for good.
insert into memberships as known (timing_partner_id, user_id, role, expires_at) values ($1, $2, $3, $4)
on conflict (timing_partner_id, user_id) do update
    set role = excluded.role, state = 'active', expires_at = excluded.expires_at
where known.state = 'ended' or known.expires_at is not null
returning id

-- name: users
-- Users after a number, with where they work now.
select
    person.id, person.name, person.email, person.state, person.hub_administrator,
    person.totp_confirmed_at is not null
        or exists (select from passkeys key where key.user_id = person.id and key.removed_at is null) as second_factor,
    person.last_signed_in_at,
    coalesce(
        (
            select json_agg(json_build_object('partner', partner.slug, 'role', membership.role) order by partner.slug)
            from memberships membership
            join timing_partners partner on partner.id = membership.timing_partner_id
            where membership.user_id = person.id and membership.state = 'active'
                and (membership.expires_at is null or membership.expires_at > $1)
        ),
        '[]'
    )::text as memberships
from users person
where person.id > $2
    and (
        $3::text is null
        or strpos(lower(person.name), lower($3)) > 0 or strpos(person.email, lower($3)) > 0
    )
order by person.id
limit $4

-- name: set_state
-- Lock an account or open it again; of the person nothing else changes.
update users set state = $2 where id = $1 and state <> $2 returning id

-- name: is_user
-- Whether there is such a user.
select exists (select from users where id = $1)
