-- Take one try of a bucket. KEYS: the bucket. ARGV: tries per minute, most tries, now (ms).
-- A bucket that is full again is forgotten: a new one is full as well.
local rate, burst, now = tonumber(ARGV[1]) / 60000, tonumber(ARGV[2]), tonumber(ARGV[3])
local kept = redis.call('HMGET', KEYS[1], 'tries_left', 'counted_ms')
local tries, counted = tonumber(kept[1] or burst), tonumber(kept[2] or now)
tries = math.min(burst, tries + rate * math.max(now - counted, 0))
if tries < 1 then
    return 0
end
redis.call('HSET', KEYS[1], 'tries_left', string.format('%.17g', tries - 1),
    'counted_ms', string.format('%d', math.max(now, counted)))
redis.call('PEXPIRE', KEYS[1], string.format('%d', math.ceil(burst / rate) + 1000))
return 1
