-- Links that work once. Through the hub door: who opens one is not known yet.

-- name: make_link
-- A new link; the secret itself is told once and not kept.
insert into account_links (kind, secret_hash, user_id, timing_partner_id, role, email, made_by, made_at, expires_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
returning id

-- name: revoke_links
-- Those of one kind that are still open, for the same address at the same partner, or for the password of the same person.
update account_links set revoked_at = $5
where kind = $1 and user_id is not distinct from $2
    and (kind = 'password_reset' or (timing_partner_id is not distinct from $3 and email = $4))
    and used_at is null and revoked_at is null

-- name: revoke_links_of_maker
-- The open links that somebody made at one partner; what they were for.
update account_links set revoked_at = $3
where made_by = $1 and timing_partner_id = $2 and used_at is null and revoked_at is null
returning id, kind, email

-- name: works_only_at
-- Whether an owner of this partner may still decide about the account: the person works there, nowhere else, and does not
-- manage the hub.
select not person.hub_administrator
    and coalesce(bool_or(membership.timing_partner_id = $2), false)
    and coalesce(bool_and(membership.timing_partner_id = $2), false)
from users person
left join memberships membership on membership.user_id = person.id and membership.state = 'active'
    and (membership.expires_at is null or membership.expires_at > $3)
where person.id = $1
group by person.id

-- name: open_link
-- A link that works now, and what it is about. A partner that was closed and a user who was disabled end it.
select link.id, link.kind, link.user_id, link.timing_partner_id as partner_id, partner.slug, partner.name as partner,
    link.role, coalesce(person.email, link.email) as email, person.name, link.expires_at
from account_links link
left join timing_partners partner on partner.id = link.timing_partner_id
left join users person on person.id = link.user_id
where link.secret_hash = $1 and link.used_at is null and link.revoked_at is null and link.expires_at > $2
    and (partner.id is null or partner.state = 'active') and (person.id is null or person.state = 'active')

-- name: use_link
-- Works once: of two that come at once, one finds it used.
update account_links set used_at = $2 where id = $1 and used_at is null and revoked_at is null returning id

-- name: give_link_back
-- What it was for did not work out; it may be tried again.
update account_links set used_at = null where id = $1

-- name: join_partner
-- A membership; who is a member already stays what they are. In the partner's own transaction.
insert into memberships as known (timing_partner_id, user_id, role) values ($1, $2, $3)
on conflict (timing_partner_id, user_id) do update set role = excluded.role, state = 'active', expires_at = null
where known.state <> 'active' or known.expires_at is not null
