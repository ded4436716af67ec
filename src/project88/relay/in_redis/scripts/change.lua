-- New values for some fields of a session that has not ended. KEYS: the session. ARGV: fields and values.
if redis.call('EXISTS', KEYS[1]) == 0 then
    return 0
end
if #ARGV > 0 then
    redis.call('HSET', KEYS[1], unpack(ARGV))
end
return 1
