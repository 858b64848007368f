-- Gives every request the run's headers, counts answers, and writes the result as JSON. The user's own script runs inside this one.
local run = SETTINGS
local threads = {}

local function random_seed()
  local file = io.open("/dev/urandom", "rb")
  if not file then return os.time() end
  local a, b, c, d = file:read(4):byte(1, 4)
  file:close()
  return ((a * 256 + b) * 256 + c) * 256 + d
end

math.randomseed(random_seed())

local function words(count)
  local text = ""
  for _ = 1, count do text = text .. string.format("%04x", math.random(0, 65535)) end
  return text
end

-- What the user set wins, except the run id.
local function with_run(headers)
  local merged, taken = {}, {}
  for name, value in pairs(headers or {}) do
    local lower = string.lower(name)
    taken[lower] = true
    if lower ~= "x-run-id" then merged[name] = value end
  end
  merged["X-Run-Id"] = run.run_id
  if not taken.traceparent then merged["traceparent"] = "00-" .. words(8) .. "-" .. words(4) .. "-01" end
  if not taken.baggage then merged["baggage"] = run.baggage end
  return merged
end

fabrik_sent, fabrik_answered, fabrik_server_errors = 0, 0, 0

if run.script then dofile(run.script) end
local theirs = { setup = setup, request = request, response = response, done = done }

local format = wrk.format
wrk.format = function(method, path, headers, body)
  return format(method, path, with_run(headers or wrk.headers), body)
end

function setup(thread)
  table.insert(threads, thread)
  if theirs.setup then theirs.setup(thread) end
end

function request()
  fabrik_sent = fabrik_sent + 1
  if theirs.request then return theirs.request() end
  return wrk.format()
end

function response(status, headers, body)
  fabrik_answered = fabrik_answered + 1
  if status >= 500 then fabrik_server_errors = fabrik_server_errors + 1 end
  if theirs.response then theirs.response(status, headers, body) end
end

function done(summary, latency, requests)
  local totals = { sent = 0, answered = 0, server_errors = 0 }
  for _, thread in ipairs(threads) do
    for name in pairs(totals) do totals[name] = totals[name] + (thread:get("fabrik_" .. name) or 0) end
  end
  -- wrk makes one request that it never sends, to see how many there are in it.
  totals.sent = math.max(totals.sent - 1, 0)
  local errors = summary.errors
  local file = assert(io.open(run.result, "w"))
  file:write(string.format(
    '{"sent":%d,"answered":%d,"server_errors":%d,"connect":%d,"read":%d,"write":%d,"timeout":%d,"p50":%d,"p90":%d,"p95":%d,"p99":%d,"p99_9":%d,"max":%d}\n',
    totals.sent, totals.answered, totals.server_errors, errors.connect, errors.read, errors.write, errors.timeout,
    latency:percentile(50), latency:percentile(90), latency:percentile(95), latency:percentile(99), latency:percentile(99.9), latency.max))
  file:close()
  if theirs.done then theirs.done(summary, latency, requests) end
end
