-- End one session of a person. KEYS: the session, the person's list. ARGV: the person, the id.
if redis.call('HGET', KEYS[1], 'user_id') ~= ARGV[1] then
    return 0
end
redis.call('DEL', KEYS[1])
redis.call('SREM', KEYS[2], ARGV[2])
return 1
