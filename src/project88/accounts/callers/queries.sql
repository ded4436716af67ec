-- Who calls. Through the hub door, because it comes before the partner is known.

-- name: person
-- An active user, and their membership of the named partner if there is one now: a membership that ended or expired, and
-- a partner that was closed, are as good as none.
select
    person.id, person.name, person.hub_administrator,
    partner.id as partner_id, partner.slug, partner.second_factor, membership.role
from users person
left join timing_partners partner on partner.slug = $2 and partner.state = 'active' and partner.id > 0
left join memberships membership on membership.timing_partner_id = partner.id and membership.user_id = person.id
    and membership.state = 'active' and (membership.expires_at is null or membership.expires_at > $3)
where person.id = $1 and person.state = 'active'

-- name: key
-- A key that works now, of a partner that is open.
select key.id, key.name, key.secret_hash, key.scopes, key.timing_partner_id as partner_id, partner.slug,
    key.last_used_at
from api_keys key
join timing_partners partner on partner.id = key.timing_partner_id
where key.prefix = $1 and key.revoked_at is null and (key.expires_at is null or key.expires_at > $2)
    and partner.state = 'active'

-- name: note_use
-- When a key was used last, at most once a minute, so that a busy key is no stream of updates.
update api_keys set last_used_at = $2::timestamptz
where id = $1 and (last_used_at is null or last_used_at < $2::timestamptz - interval '1 minute')

-- name: day_of_event
-- The day of an event, and its zone; of the transaction's partner.
select event_date, zone from normalized_events where id = $1 and state <> 'deleted'
