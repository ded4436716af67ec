-- A new session. KEYS: the session, the person's list.
-- ARGV: lasts unless seen (ms), lasts at most (ms), prefix of sessions, id, then fields and values.
redis.call('HSET', KEYS[1], unpack(ARGV, 5))
redis.call('PEXPIRE', KEYS[1], ARGV[1])
for _, id in ipairs(redis.call('SMEMBERS', KEYS[2])) do
    if redis.call('EXISTS', ARGV[3] .. id) == 0 then
        redis.call('SREM', KEYS[2], id)
    end
end
redis.call('SADD', KEYS[2], ARGV[4])
if redis.call('PTTL', KEYS[2]) < tonumber(ARGV[2]) then
    redis.call('PEXPIRE', KEYS[2], ARGV[2])
end
return 1
