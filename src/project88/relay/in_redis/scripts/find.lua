-- The fields of a session that has not ended; notes that it was seen, unless that was noted a moment ago.
-- KEYS: the session. ARGV: hash of the secret, now, longest idle time, how often to note it (ms).
local kept = redis.call('HMGET', KEYS[1], 'secret', 'expires_ms', 'seen_ms')
if kept[1] ~= ARGV[1] then
    return {}
end
local now, idle = tonumber(ARGV[2]), tonumber(ARGV[3])
local expires, seen = tonumber(kept[2]), tonumber(kept[3])
if now >= expires or now - seen >= idle then
    return {}
end
if now - seen >= tonumber(ARGV[4]) then
    redis.call('HSET', KEYS[1], 'seen_ms', ARGV[2])
    redis.call('PEXPIRE', KEYS[1], string.format('%d', math.min(expires - now, idle)))
end
return redis.call('HGETALL', KEYS[1])
